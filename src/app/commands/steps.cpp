#include "app/commands/steps.h"

#include "app/commands/loading.h"
#include "app/exit.h"
#include "story/steps.h"
#include "scene/date_words.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>

namespace perilune::app {

namespace {

scene::Moment momentAtStep(const story::Telling& talk, const story::Rest& rest) {
    return story::momentAt(talk.board, {std::llround(rest.standsS * 1e6), 1'000'000});
}

std::string clock(double seconds) {
    const auto tenths = std::llround(seconds * 10.0);
    return fmt::format("{}:{:02}.{}", tenths / 600, tenths / 10 % 60, tenths % 10);
}

std::string advanceInWords(const story::Rest& rest) {
    if (!rest.step.advance)
        return rest.waits ? "a talk waits for a click, a film goes on" : "goes on";
    return rest.step.advance->onClick ? fmt::format("waits for a click, in a film {} s", story::kClickInFilmS)
                                      : fmt::format("goes on after {} s", rest.step.advance->afterS);
}

void printText(const story::Storyboard& written, const story::Telling& talk, double filmS) {
    fmt::print("{}: {} steps; {} as a film\n", written.title, talk.rests.size(), clock(filmS));
    for (std::size_t i = 0; i < talk.rests.size(); ++i) {
        const story::Rest& rest = talk.rests[i];
        const scene::Moment shown = momentAtStep(talk, rest);
        fmt::print("\n{:>2}  {}  {}  ({})\n", i + 1, clock(rest.writtenS), rest.step.title,
                   advanceInWords(rest));
        fmt::print("    {}{}{}\n", scene::dateInWords(shown), shown.selected.empty() ? "" : ", ",
                   shown.selected);
        if (!shown.caption.empty())
            fmt::print("    \"{}\"\n", shown.caption);
        for (std::size_t from = 0; from < rest.step.notes.size();) {
            const std::size_t to = std::min(rest.step.notes.find('\n', from), rest.step.notes.size());
            fmt::print("    {}\n", rest.step.notes.substr(from, to - from));
            from = to + 1;
        }
    }
}

nlohmann::ordered_json toJson(const story::Storyboard& written, const story::Telling& talk, double filmS) {
    nlohmann::ordered_json steps = nlohmann::ordered_json::array();
    for (const story::Rest& rest : talk.rests) {
        const scene::Moment shown = momentAtStep(talk, rest);
        nlohmann::ordered_json step = {
            {"at_s", rest.writtenS},      {"title", rest.step.title}, {"date", base::formatInstant(shown.at)},
            {"selected", shown.selected}, {"caption", shown.caption}, {"notes", rest.step.notes}};
        if (rest.step.advance && rest.step.advance->onClick)
            step["advance"] = "click";
        else if (rest.step.advance)
            step["advance"] = rest.step.advance->afterS;
        else
            step["advance"] = nullptr;
        steps.push_back(std::move(step));
    }
    return {{"title", written.title}, {"film_s", filmS}, {"steps", std::move(steps)}};
}

} // namespace

int printSteps(const StepsOptions& options) {
    const auto loaded = loadStory(options.story, {});
    if (!loaded)
        return kBadInput;
    const story::Storyboard& written = *loaded->story;
    const story::Telling talk = story::asTalk(written);
    const double filmS = story::asFilm(written).board.durationS;
    if (options.json)
        fmt::print("{}\n", toJson(written, talk, filmS).dump(2));
    else
        printText(written, talk, filmS);
    return kDone;
}

} // namespace perilune::app
