#include "scene/opening.h"

#include "scene/camera.h"
#include "scene/looks.h"
#include "scene/where.h"
#include "astro/sky.h"
#include "timeline/ask/query.h"

#include <chrono>

namespace perilune::scene {

StripSpan openingSpan(const timeline::Timeline& timeline) {
    using namespace std::chrono;
    const year_month_day latest{timeline.latestKnown().day};
    return {sys_days{(latest.year() - years{8}) / July / 1},
            sys_days{(latest.year() + years{6}) / January / 1}};
}

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
    moment.span = openingSpan(timeline);
    const auto sky = astro::skyAt(at);
    moment.look = sky ? litDisc(sky->sun) : wholeDisc({}, {});
    return moment;
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
