#include "timeline/read/reader.h"

#include <fmt/format.h>

namespace perilune::timeline {

namespace {

enum class Visited : std::uint8_t { New, Open, Done };

} // namespace

void Reader::checkOrder() {
    const auto& milestones = timeline_.milestones;
    std::unordered_map<std::string_view, std::size_t> numbers;
    for (std::size_t i = 0; i < milestones.size(); ++i)
        numbers.emplace(milestones[i].id, i);
    struct Visit {
        std::size_t milestone;
        std::size_t next;
    };
    std::vector<Visited> marks(milestones.size(), Visited::New);
    std::vector<Visit> way; // a stack of our own: chains may be as long as a file
    for (std::size_t start = 0; start < milestones.size(); ++start) {
        if (marks[start] != Visited::New)
            continue;
        marks[start] = Visited::Open;
        way.push_back({start, 0});
        while (!way.empty()) {
            Visit& visit = way.back();
            const auto& after = milestones[visit.milestone].after;
            if (visit.next == after.size()) {
                marks[visit.milestone] = Visited::Done;
                way.pop_back();
                continue;
            }
            const auto found = numbers.find(after[visit.next++]);
            if (found == numbers.end() || marks[found->second] == Visited::Done)
                continue;
            if (marks[found->second] == Visited::New) {
                marks[found->second] = Visited::Open;
                way.push_back({found->second, 0});
                continue;
            }
            // The way from the milestone found to the end of the stack closes a ring.
            std::string ring;
            std::size_t i = way.size() - 1;
            while (way[i].milestone != found->second)
                --i;
            constexpr std::size_t kMostNamed = 5;
            for (std::size_t named = 0; i < way.size() && named < kMostNamed; ++i, ++named)
                ring += fmt::format("'{}' waits for ", milestones[way[i].milestone].id);
            ring += i < way.size() ? "others, and they for it"
                                   : fmt::format("'{}'", milestones[found->second].id);
            findings_.error(milestones[found->second].place, ring, "leave one of them out of 'after'");
        }
    }
}

} // namespace perilune::timeline
