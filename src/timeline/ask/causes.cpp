#include "timeline/ask/causes.h"

#include <algorithm>
#include <unordered_set>

namespace perilune::timeline {

namespace {

/// The last that was known of a milestone when something else was said; projections say nothing of it.
const Announcement* wordBy(const Milestone& milestone, KnownDay known) {
    const Announcement* last = nullptr;
    for (const Announcement& said : milestone.history) {
        if (said.knownFrom() > known)
            break;
        if (!said.isProjection())
            last = &said;
    }
    return last;
}

/// All that was said to have caused what was known of it by then, each once.
std::vector<std::string_view> becauseOf(const Milestone& milestone, KnownDay known) {
    std::vector<std::string_view> ids;
    for (const Announcement& said : milestone.history)
        if (said.knownFrom() <= known)
            for (const std::string& id : said.because)
                if (std::find(ids.begin(), ids.end(), id) == ids.end())
                    ids.push_back(id);
    return ids;
}

} // namespace

std::vector<Cause> causesOf(const Timeline& timeline, const Announcement& effect) {
    struct Waiting {
        std::string_view id;
        std::size_t depth;
    };
    std::vector<Cause> causes;
    std::unordered_set<std::string_view> told;
    std::vector<Waiting> waiting; // the next one last
    const KnownDay known = effect.knownFrom();
    for (auto id = effect.because.rbegin(); id != effect.because.rend(); ++id)
        waiting.push_back({*id, 0});
    while (!waiting.empty()) {
        const Waiting next = waiting.back();
        waiting.pop_back();
        const Milestone* milestone = timeline.milestone(next.id);
        if (!milestone)
            continue;
        const std::vector<std::string_view> because = becauseOf(*milestone, known);
        const bool toldBefore = !told.insert(next.id).second;
        causes.push_back({next.depth, milestone, wordBy(*milestone, known), toldBefore && !because.empty()});
        if (!toldBefore)
            for (auto id = because.rbegin(); id != because.rend(); ++id)
                waiting.push_back({*id, next.depth + 1});
    }
    return causes;
}

std::vector<Turn> turnsOf(const KnownMilestone& known) {
    std::vector<Turn> turns;
    if (!known.current)
        return turns;
    const auto isEnd = [](Status status) {
        return status == Status::Paused || status == Status::Cancelled || status == Status::Superseded ||
               status == Status::Failed;
    };
    const Announcement *from = nullptr, *before = nullptr;
    for (const Announcement& said : known.milestone->history) {
        if (!said.isProjection()) {
            const bool again = from && said.target && sameDays(*from->target, *said.target);
            const bool moved = from && said.target && !again && slipDays(*from->target, *said.target) != 0;
            const bool ended = isEnd(said.status) && (!before || before->status != said.status);
            if (moved || ended || !said.because.empty())
                turns.push_back({&said, from, moved});
            if (said.target && !again)
                from = &said;
            before = &said;
        }
        if (&said == known.current)
            break;
    }
    return turns;
}

} // namespace perilune::timeline
