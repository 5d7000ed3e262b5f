#include "timeline/read/reader.h"

#include <fmt/format.h>

#include <algorithm>

namespace perilune::timeline {

namespace {

enum class Visited : std::uint8_t { New, Open, Done };

} // namespace

void tellRings(const std::vector<Chained>& all, std::string_view says, std::string_view todo,
               base::Findings& findings) {
    std::unordered_map<std::string_view, std::size_t> numbers;
    for (std::size_t i = 0; i < all.size(); ++i)
        numbers.emplace(all[i].id, i);
    struct Visit {
        std::size_t item;
        std::size_t next;
    };
    std::vector<Visited> marks(all.size(), Visited::New);
    std::vector<Visit> way; // a stack of our own: chains may be as long as a file
    for (std::size_t start = 0; start < all.size(); ++start) {
        if (marks[start] != Visited::New)
            continue;
        marks[start] = Visited::Open;
        way.push_back({start, 0});
        while (!way.empty()) {
            Visit& visit = way.back();
            const auto& to = all[visit.item].to;
            if (visit.next == to.size()) {
                marks[visit.item] = Visited::Done;
                way.pop_back();
                continue;
            }
            const auto found = numbers.find(to[visit.next++]);
            if (found == numbers.end() || marks[found->second] == Visited::Done)
                continue;
            if (marks[found->second] == Visited::New) {
                marks[found->second] = Visited::Open;
                way.push_back({found->second, 0});
                continue;
            }
            // The way from the item found to the end of the stack closes a ring.
            std::string ring;
            std::size_t i = way.size() - 1;
            while (way[i].item != found->second)
                --i;
            constexpr std::size_t kMostNamed = 5;
            for (std::size_t named = 0; i < way.size() && named < kMostNamed; ++i, ++named)
                ring += fmt::format("'{}' {} ", all[way[i].item].id, says);
            ring += i < way.size() ? "others, and they for it" : fmt::format("'{}'", all[found->second].id);
            findings.error(all[found->second].place, ring, std::string(todo));
        }
    }
}

namespace {

/// The sites of a set of candidates; none where the place is another.
void addCandidates(const Geometry& geometry, std::vector<std::string_view>& to) {
    if (const auto* set = std::get_if<CandidateGeometry>(&geometry))
        to.insert(to.end(), set->sites.begin(), set->sites.end());
}

} // namespace

void Reader::checkOrder() {
    std::vector<Chained> after, superseded, candidates;
    for (const Milestone& milestone : timeline_.milestones) {
        after.push_back({milestone.id, milestone.place, {milestone.after.begin(), milestone.after.end()}});
        // What was superseded once may be planned again later: how it stands in the end counts.
        if (!milestone.history.empty() && !milestone.history.back().supersededBy.empty())
            superseded.push_back({milestone.id, milestone.place, {milestone.history.back().supersededBy}});
    }
    for (const Site& site : timeline_.sites) {
        Chained& set = candidates.emplace_back(Chained{site.id, site.place, {}});
        addCandidates(site.geometry, set.to);
        for (const SiteAnnouncement& said : site.history)
            addCandidates(said.geometry, set.to);
        std::sort(set.to.begin(), set.to.end());
        set.to.erase(std::unique(set.to.begin(), set.to.end()), set.to.end());
    }
    tellRings(after, "waits for", "leave one of them out of 'after'", findings_);
    tellRings(superseded, "is superseded by", "let the one that stands in the end be superseded by none",
              findings_);
    tellRings(candidates, "has the candidate", "let a set have sites that have a place of their own",
              findings_);
}

} // namespace perilune::timeline
