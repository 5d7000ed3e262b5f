#include "timeline/ask/evidence.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace perilune::timeline {

std::optional<base::Day> evidenceEnd(const Timeline& timeline, std::string_view programme) {
    std::optional<base::Day> end;
    for (const Evidence& evidence : timeline.evidence)
        if (evidence.programme == programme)
            end = std::min(end.value_or(evidence.until), evidence.until);
    return end;
}

std::string evidenceInWords(const Timeline& timeline, base::Day day, std::string_view language) {
    std::map<base::Day, std::vector<std::string>> ends; // before the day, with the names of whose they are
    std::size_t programmes = 0, ended = 0;
    const auto look = [&](std::string_view programme, const std::string& name) {
        const auto end = evidenceEnd(timeline, programme);
        if (!end || *end >= day)
            return;
        ++ended;
        ends[*end].push_back(name);
    };
    for (const Programme& programme : timeline.programmes) {
        ++programmes;
        look(programme.id, programme.title.in(language));
    }
    if (timeline.programmes.empty() && !timeline.evidence.empty()) // files of partners or people alone
        look(timeline.evidence.front().programme, "");
    if (ends.empty())
        return {};
    if (ends.size() == 1 && ended >= programmes)
        return "evidence ends " + base::dayInWords(ends.begin()->first);
    std::string words;
    for (const auto& [end, names] : ends)
        words += fmt::format("{}{} {}", words.empty() ? "evidence ends " : ", ", base::dayInWords(end),
                             names.size() > 2 ? fmt::format("({} programmes)", names.size())
                                              : fmt::format("({})", fmt::join(names, ", ")));
    return words;
}

} // namespace perilune::timeline
