// Times that are called by what the record names.
#include "scene/typed_time_parts.h"
#include "timeline/ask/query.h"
#include "timeline/search/search_folded.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace perilune::scene {

namespace {

using base::Result;
using timeline::Milestone;

/// In small letters, words parted by one blank, without the signs between them: "artemis-2" is "artemis 2".
std::string plainOf(std::string_view text) {
    std::string plain;
    for (const char c : timeline::folded(text)) {
        const bool word = timeline::isWordByte(c);
        if (word || (!plain.empty() && plain.back() != ' '))
            plain += word ? c : ' ';
    }
    while (plain.ends_with(' '))
        plain.pop_back();
    return plain;
}

/// How well a milestone is called so: 3 it is its whole name, 2 the name begins so, 1 all the words are in
/// it.
int callsIt(const Milestone& milestone, const std::string& name) {
    int best = 0;
    const auto hold = [&](const std::string& own) {
        if (own == name)
            best = 3;
        else if (own.starts_with(name + " "))
            best = std::max(best, 2);
        else if ((" " + own + " ").find(" " + name + " ") != std::string::npos)
            best = std::max(best, 1);
    };
    hold(plainOf(milestone.id));
    hold(plainOf(milestone.shortTitle));
    for (const auto& [language, title] : milestone.title.byLanguage)
        hold(plainOf(title));
    return best;
}

Result<TypedTime> timeOf(const Milestone& milestone, const TypedFrom& from) {
    const auto snapshot = timeline::asKnown(*from.timeline, from.known);
    const auto* known = snapshot.find(milestone.id);
    const std::string& title = milestone.title.english();
    if (!known)
        return base::inputError(fmt::format("{} had not been announced by {}; K shows all that is known",
                                            title, base::dayInWords(from.known.day)));
    const auto& window = known->window();
    if (!window)
        return base::inputError(fmt::format("{} has no date", title));
    const bool hasTime = known->actualFrom && known->actualFrom->actual->hasTime;
    const auto noon = base::startOf(window->anchor()) + std::chrono::hours{12};
    return TypedTime{hasTime ? known->actualFrom->actual->instant : noon, hasTime,
                     fmt::format("{}: {}", title, timeline::inWords(*window)), milestone.id};
}

} // namespace

std::optional<Result<TypedTime>> namedTime(std::string_view words, const TypedFrom& from) {
    const std::string name = plainOf(words);
    if (name.empty())
        return std::nullopt;
    std::vector<std::pair<int, const Milestone*>> called;
    for (const Milestone& milestone : from.timeline->milestones)
        if (const int how = callsIt(milestone, name))
            called.emplace_back(how * 10 + milestone.weight, &milestone);
    if (called.empty())
        return std::nullopt;
    std::stable_sort(called.begin(), called.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    const bool plain = called.size() == 1 || called[0].first >= 30 || called[0].first > called[1].first;
    if (plain)
        return timeOf(*called.front().second, from);
    std::string names;
    for (std::size_t i = 0; i < std::min<std::size_t>(called.size(), 4); ++i)
        names += (i ? ", " : "") + called[i].second->title.english();
    return Result<TypedTime>(base::inputError(fmt::format(
        "several are called so: {}{}; write more of the name", names, called.size() > 4 ? ", ..." : "")));
}

} // namespace perilune::scene
