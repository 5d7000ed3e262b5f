#include "app/commands/options.h"
#include "app/commands/typed_now.h"
#include "app/commands/view.h"
#include "scene/choices.h"

#include <algorithm>
#include <cmath>

namespace perilune::app {

namespace {

constexpr double kTurnDeg = 360.0;

/// A day or an instant, else a time as it is typed in the window. What may be a name of the record stays as
/// it is until the record is read.
base::Result<std::string> wordsForTime(const scene::Field& field, const std::string& word) {
    scene::Moment scratch;
    const auto exact = scene::read(field, word, scratch);
    if (exact)
        return word;
    const auto typed = typedNow(word, nullptr);
    if (typed)
        return base::formatInstant(typed->at);
    const bool mayBeName = std::any_of(
        word.begin(), word.end(),
        [](char c) {
            return c == ' ' || c == '-' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                   (c & 0x80) != 0;
        });
    const bool hasLetter = std::any_of(word.begin(), word.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
    });
    if (mayBeName && hasLetter && !base::parseInstant(word.substr(0, 10)))
        return word;
    return tl::unexpected(base::parseInstant(word.substr(0, 10)) ? exact.error() : typed.error());
}

/// A word as read() takes it. Angles on the command line are kind: what goes round is brought into one turn,
/// all else to the nearest that can be.
base::Result<std::string> wordsFor(const scene::Field& field, const std::string& word) {
    scene::Moment scratch;
    if (std::holds_alternative<scene::kind::Time>(field.kind))
        return wordsForTime(field, word);
    if (const auto* angle = std::get_if<scene::kind::Angle>(&field.kind)) {
        const auto degrees = parseDegrees(word);
        if (!degrees)
            return tl::unexpected(degrees.error());
        angle->in(scratch) =
            angle->greatestDeg == kTurnDeg
                ? base::wrapped360(base::Angle::degrees(*degrees))
                : base::Angle::degrees(std::clamp(*degrees, angle->leastDeg, angle->greatestDeg));
        return scene::write(field, scratch);
    }
    if (const auto ok = scene::read(field, word, scratch); !ok)
        return tl::unexpected(ok.error());
    return word;
}

void addRow(CLI::App& app, ViewWish& view, const scene::Field& field, const std::string& help) {
    addParsed(
        app, std::string("--") + field.option,
        [&field](const std::string& word) { return wordsFor(field, word); },
        [&view, &field](std::string words) {
            view.said.push_back({&field, std::move(words)});
        },
        help, field.form);
}

/// --look and --view, which say several rows at once: they stand where the first of these does.
template <class Into, class T>
void addRows(CLI::App& app, std::optional<Into>& into, base::Result<T> (*parse)(std::string_view),
             const scene::Field& first) {
    addWord(app, std::string("--") + first.option, into, parse, scene::helpOf(first), first.form);
}

} // namespace

bool ViewWish::says(std::string_view row) const {
    return std::any_of(
        said.begin(), said.end(), [row](const Said& one) { return one.field->name == row; });
}

void addAt(CLI::App& app, ViewWish& view, const std::string& help) {
    addRow(app, view, *scene::fieldNamed("at"), help);
}

void addView(CLI::App& app, ViewWish& view) {
    addState(app, view.state, "Show what a link holds; other options are laid over it");
    for (const scene::Field& field : scene::momentFields()) {
        const std::string_view name = field.name;
        if (name == "at") // each command's own
            continue;
        if (name == "lat")
            addRows(app, view.look, parseLook, field);
        else if (name == "view")
            addRows(app, view.from, parseView, field);
        else if (field.hasOption())
            addRow(app, view, field, scene::helpOf(field));
    }
}

} // namespace perilune::app
