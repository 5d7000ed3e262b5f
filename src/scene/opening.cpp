#include "scene/opening.h"

#include "scene/camera.h"
#include "scene/looks.h"
#include "scene/usual_span.h"
#include "scene/where.h"
#include "astro/sky.h"
#include "timeline/ask/query.h"

#include <fmt/format.h>

namespace perilune::scene {

const timeline::Site* siteOf(const timeline::Timeline& timeline, std::string_view milestone,
                             timeline::KnownDay known) {
    const timeline::Milestone* found = timeline.milestone(milestone);
    if (!found)
        return nullptr;
    for (const auto& id : found->sites) {
        const timeline::Site* site = timeline.site(id);
        if (site && whereIs(*site, known, timeline))
            return site;
    }
    return nullptr;
}

Moment defaultMoment(const timeline::Timeline& timeline, base::Instant at) {
    Moment moment;
    moment.at = at;
    moment.span = openingOf(timeline, at).span;
    if (!isReturnToTheMoon(timeline))
        moment.title = titleOf(timeline, moment.language);
    const auto sky = astro::skyAt(at);
    moment.look = sky ? litDisc(sky->sun) : wholeDisc({}, {});
    return moment;
}

bool isReturnToTheMoon(const timeline::Timeline& timeline) {
    return timeline.programme("artemis") && timeline.programme("ilrs");
}

std::string titleOf(const timeline::Timeline& timeline, const std::string& language) {
    constexpr std::size_t kMost = 3;
    if (isReturnToTheMoon(timeline))
        return "The return to the Moon";
    const auto& programmes = timeline.programmes;
    if (programmes.size() <= kMost)
        return programmesIn(timeline, language);
    return fmt::format("{} and {} more", programmes.front().title.in(language), programmes.size() - 1);
}

std::string programmesIn(const timeline::Timeline& timeline, const std::string& language) {
    std::string titles;
    for (const auto& programme : timeline.programmes)
        titles += (titles.empty() ? "" : " · ") + programme.title.in(language);
    return titles;
}

const timeline::Milestone* mostMoved(const timeline::Timeline& timeline) {
    const timeline::Milestone* best = nullptr;
    std::size_t most = 0;
    const auto snapshot = timeline::asKnown(timeline, timeline.latestKnown());
    for (const auto& known : snapshot.milestones) {
        if (known.milestone->weight < 3 || known.actualFrom)
            continue;
        if (!best || known.earlier.size() > most) {
            best = known.milestone;
            most = known.earlier.size();
        }
    }
    return best;
}

} // namespace perilune::scene
