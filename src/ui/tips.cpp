#include "ui/tips.h"

#include "scene/describe.h"
#include "scene/words.h"
#include "timeline/ask/standing_milestones.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

namespace perilune::ui {

namespace {

using overlay::HitArea;
using overlay::HitKind;

constexpr std::size_t kMost = 3;

void addOnce(std::vector<std::string>& ids, const std::string& id) {
    if (std::find(ids.begin(), ids.end(), id) == ids.end())
        ids.push_back(id);
}

/// The milestones of the marks at a place, the topmost first.
std::vector<std::string> markedAt(const overlay::Stage& stage, float x, float y) {
    std::vector<std::string> ids;
    for (auto hit = stage.hits.rbegin(); hit != stage.hits.rend(); ++hit)
        if (hit->kind == HitKind::Mark && hit->rect.contains(x, y))
            addOnce(ids, hit->id);
    return ids;
}

/// Those whose marks stand to both sides of a place, in its row: the tail of their slip passes there. The
/// shortest first.
std::vector<std::string> slippedPast(const overlay::Stage& stage, float x, float y) {
    struct Reach {
        float from = 1e9f, to = -1e9f;
    };
    std::map<std::string, Reach> reaches;
    for (const HitArea& hit : stage.hits) {
        const float middle = 0.5f * (hit.rect.y0 + hit.rect.y1), half = 0.5f * (hit.rect.y1 - hit.rect.y0);
        if (hit.kind != HitKind::Mark || std::abs(middle - y) > 0.5f * half)
            continue;
        Reach& reach = reaches[hit.id];
        const float at = 0.5f * (hit.rect.x0 + hit.rect.x1);
        reach.from = std::min(reach.from, at);
        reach.to = std::max(reach.to, at);
    }
    std::vector<std::pair<float, std::string>> passing;
    for (const auto& [id, reach] : reaches)
        if (reach.from < x && x < reach.to)
            passing.push_back({reach.to - reach.from, id});
    std::sort(passing.begin(), passing.end());
    std::vector<std::string> ids;
    for (const auto& [length, id] : passing)
        ids.push_back(id);
    return ids;
}

std::string wordsOf(const timeline::StandingMilestone& row, const std::string& language) {
    std::string words = row.milestone().title.in(language) + "\n" + scene::fateInWords(row);
    if (row.slipDays.value_or(0) != 0 && row.stands && row.promised)
        words += fmt::format("\n{} from {} to {}: {}", *row.slipDays > 0 ? "slipped" : "moved forward",
                             scene::shortWords(*row.promised->target), scene::shortWords(*row.stands),
                             scene::slipInWords(*row.promised->target, *row.stands));
    return words;
}

} // namespace

std::string tipAt(const overlay::Stage& stage, float x, float y, const Dataset& data,
                  const scene::Moment& moment) {
    const HitArea* hit = stage.hitAt(x, y);
    if (!hit)
        return {};
    if (hit->kind == HitKind::Pin)
        if (const timeline::Site* site = data.timeline->site(hit->id))
            return site->title.in(moment.language);
    std::vector<std::string> ids;
    if (hit->kind == HitKind::Mark)
        ids = markedAt(stage, x, y);
    if (hit->kind == HitKind::Strip)
        ids = slippedPast(stage, x, y);
    if (ids.empty())
        return {};
    const auto snapshot = timeline::asKnown(*data.timeline, scene::knownDayOf(*data.timeline, moment));
    const timeline::StandingMilestones rows(snapshot, {base::dayOf(moment.at)});
    std::string tip;
    std::size_t told = 0;
    for (const std::string& id : ids)
        if (const auto* row = rows.find(id); row && told < kMost)
            tip += (told++ > 0 ? "\n\n" : "") + wordsOf(*row, moment.language);
    if (ids.size() > kMost)
        tip += fmt::format("\n\nand {} more", ids.size() - kMost);
    return tip;
}

} // namespace perilune::ui
