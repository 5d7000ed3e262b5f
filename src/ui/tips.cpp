#include "ui/tips.h"

#include "scene/describe.h"
#include "scene/moment_fields.h"
#include "scene/words.h"
#include "timeline/ask/query.h"
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

/// What a place of the picture says in full, where it was cut.
std::string wholeAt(const overlay::Stage& stage, float x, float y) {
    for (auto text = stage.texts.rbegin(); text != stage.texts.rend(); ++text)
        if (!text->whole.empty() && text->rect.contains(x, y))
            return text->whole;
    return {};
}

/// A programme or lane, and what a click on its name does.
std::string laneWords(const std::string& id, const Dataset& data, const scene::Moment& moment) {
    constexpr const char* kClicks = "click folds, right click hides, double click shows it alone";
    for (const timeline::Programme& programme : data.timeline->programmes) {
        if (programme.id == id)
            return fmt::format("{}\n{}", programme.title.in(moment.language), kClicks);
        for (const timeline::Lane& lane : programme.lanes)
            if (scene::laneId(programme.id, lane.id) == id)
                return fmt::format("{}: {}\n{}", programme.title.in(moment.language),
                                   lane.title.in(moment.language), kClicks);
    }
    return {};
}

std::string wordsOf(const timeline::StandingMilestone& row, const std::string& language) {
    std::string words = row.milestone().title.in(language) + "\n" + scene::fateInWords(row);
    if (row.slipDays.value_or(0) != 0 && row.stands && row.promised)
        words += fmt::format("\n{} from {} to {}: {}", *row.slipDays > 0 ? "slipped" : "moved forward",
                             scene::shortWords(*row.promised->target), scene::shortWords(*row.stands),
                             timeline::moveInWords(*row.promised->target, *row.stands));
    if (row.said) {
        words += fmt::format("\n{}, {}", row.said->by, scene::shortWords(row.said->announced));
        if (row.said->confidence != timeline::Confidence::High)
            words += fmt::format(", {}", scene::wordsOf(row.said->confidence));
    }
    return words;
}

/// What a country is a partner of, since when and who says so.
std::string countryWords(const std::string& code, const Dataset& data, const scene::Moment& moment) {
    const timeline::KnownDay known = scene::knownDayOf(*data.timeline, moment);
    std::string words;
    for (const timeline::Partner& partner : data.timeline->partners) {
        if (partner.country != code || partner.joinedFrom() > known)
            continue;
        const auto bloc = std::find_if(data.timeline->blocs.begin(), data.timeline->blocs.end(),
                                       [&](const timeline::Bloc& b) { return b.id == partner.bloc; });
        words += fmt::format("{}{}", words.empty() ? "" : "\n\n", partner.title.in(moment.language));
        if (bloc != data.timeline->blocs.end())
            words +=
                fmt::format("\n{}, {}", bloc->title.in(moment.language), scene::shortWords(partner.joined));
        for (const timeline::Source& source : data.timeline->sources)
            if (!partner.sources.empty() && source.id == partner.sources.front())
                words += fmt::format("\n{}", source.publisher);
        if (partner.disputed)
            words += "\ndisputed, not counted";
        if (partner.confidence != timeline::Confidence::High)
            words += fmt::format("\n{}", scene::wordsOf(partner.confidence));
    }
    return words;
}

/// What a handle or a place of the axes stands for.
std::string axisWords(const HitArea& hit, const overlay::Stage& stage, float x, float y, const Dataset& data,
                      const scene::Moment& moment) {
    const std::string known = base::dayInWords(scene::knownDayOf(*data.timeline, moment).day);
    const std::string there = base::dayInWords(base::dayOf(stage.axis.instantAt(x)));
    switch (hit.kind) {
    case HitKind::KnownAxis:
        return fmt::format("{}\nwhat was known on {} is shown; drag to another day", there, known);
    case HitKind::ChangedSince:
        return moment.changedSince ? fmt::format("compared with what was known on {}; drag to another day",
                                                 base::dayInWords(moment.changedSince->day))
                                   : std::string();
    case HitKind::AsOfMode:
        return fmt::format("what was known on {} is shown; click to choose", known);
    case HitKind::Strip: // the calendar's names, over the lanes
        return y < stage.axis.rect.y0 ? there : std::string();
    default:
        return {};
    }
}

} // namespace

std::string tipAt(const overlay::Stage& stage, float x, float y, const Dataset& data,
                  const scene::Moment& moment) {
    const HitArea* hit = stage.hitAt(x, y);
    const std::string whole = wholeAt(stage, x, y);
    if (!hit || hit->kind == HitKind::Card || hit->kind == HitKind::Changes)
        return whole;
    if (hit->kind == HitKind::Lane)
        return laneWords(hit->id, data, moment);
    if (hit->kind == HitKind::HiddenLanes)
        return "click shows all lanes again";
    if (hit->kind == HitKind::Pin)
        if (const timeline::Site* site = data.timeline->site(hit->id))
            return site->title.in(moment.language);
    if (hit->kind == HitKind::Country)
        return countryWords(hit->id, data, moment);
    if (const std::string words = axisWords(*hit, stage, x, y, data, moment); !words.empty())
        return words;
    std::vector<std::string> ids;
    if (hit->kind == HitKind::Mark)
        ids = markedAt(stage, x, y);
    if (hit->kind == HitKind::Strip)
        ids = slippedPast(stage, x, y);
    if (ids.empty())
        return whole;
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
