#include "timeline/ask/tally.h"

#include "timeline/ask/evidence.h"
#include "timeline/ask/query.h"

#include <algorithm>
#include <set>

namespace perilune::timeline {

namespace {

/// What is done, lost or given up needs no fresh word.
bool isOpen(Standing standing) {
    return standing == Standing::Upcoming || standing == Standing::Due || standing == Standing::Overdue ||
           standing == Standing::Paused || standing == Standing::Undated;
}

/// What may be as old as that: "2021/2026" is no evidence of 2026.
base::Day oldest(const Window& date) {
    return date.openBegin ? date.lastDay() : date.firstDay();
}

void takeNewer(const Window*& newest, const Window* date) {
    if (date && (!newest || oldest(*date) > oldest(*newest)))
        newest = date;
}

/// The latest date of a word and of what supports it.
const Window* newestOf(const Announcement& said, const Timeline& timeline) {
    const Window* newest = &said.announced;
    for (const std::string& id : said.sources)
        if (const Source* source = timeline.source(id); source && source->date)
            takeNewer(newest, &*source->date);
    return newest;
}

} // namespace

std::vector<Tally> talliesOf(const Timeline& timeline, base::Day on, base::Day before) {
    const Snapshot snapshot = asKnown(timeline, timeline.latestKnown());
    const std::vector<Standing> standings = snapshot.at({on});
    std::vector<Tally> tallies;
    for (const Programme& programme : timeline.programmes) {
        Tally tally;
        tally.programme = &programme;
        tally.evidenceUntil = evidenceEnd(timeline, programme.id);
        std::set<std::string_view> people;
        for (std::size_t i = 0; i < snapshot.milestones.size(); ++i) {
            const Milestone& milestone = *snapshot.milestones[i].milestone;
            if (milestone.programme != programme.id)
                continue;
            ++tally.milestones;
            const Window* newest = nullptr;
            for (const Announcement& said : milestone.history) {
                ++tally.announcements;
                tally.causes += said.because.size();
                if (!said.person.empty())
                    people.insert(said.person);
                for (const CrewMember& member : said.crew)
                    people.insert(member.person);
                const bool addressed =
                    std::any_of(said.sources.begin(), said.sources.end(), [&](const std::string& id) {
                        const Source* source = timeline.source(id);
                        return source && !source->url.empty();
                    });
                if (said.sources.empty())
                    tally.unsourced.push_back({&milestone, &said});
                if (!addressed)
                    tally.unaddressed.push_back({&milestone, &said});
                if (said.confidence != Confidence::High)
                    tally.weak.push_back({&milestone, &said});
                takeNewer(newest, newestOf(said, timeline));
            }
            takeNewer(tally.newest, newest);
            if (newest && isOpen(standings[i]) && oldest(*newest) < before)
                tally.old.push_back({&milestone, newest});
        }
        tally.people = people.size();
        std::stable_sort(tally.old.begin(), tally.old.end(), [](const Tally::Old& a, const Tally::Old& b) {
            return oldest(*a.newest) < oldest(*b.newest);
        });
        tallies.push_back(std::move(tally));
    }
    return tallies;
}

} // namespace perilune::timeline
