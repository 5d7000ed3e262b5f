#include "ui/looks.h"

#include "scene/camera.h"
#include "scene/standing.h"

#include <algorithm>
#include <cmath>

namespace perilune::ui {

namespace {

using base::Angle;

/// 0° from 1000 km and farther, 36° from 120 km, 70° from 300 m and nearer.
Angle slant(double rangeM) {
    const double share = std::log(1.0e6 / rangeM) / std::log(1.0e6 / 300.0);
    return Angle::degrees(70.0 * std::sqrt(std::clamp(share, 0.0, 1.0)));
}

} // namespace

scene::Look lookFrom(const astro::Selenographic& place, double rangeM) {
    scene::Look look;
    look.latitude = place.latitude;
    look.longitude = place.longitude;
    look.rangeM = rangeM;
    look.tilt = slant(rangeM);
    if (rangeM < 1.0e6 && std::abs(place.latitude.degrees()) > 60.0)
        look.heading = scene::earthward(place);
    return look;
}

scene::Look lookAt(const scene::Where& where) {
    return lookFrom({where.middle.latitude, where.middle.longitude, 0.0},
                    std::clamp(where.radiusM * 6.0, 1.2e5, 3.0e6));
}

scene::Look lookBeside(const scene::Where& where) {
    scene::Look look = lookFrom({where.middle.latitude, where.middle.longitude, 0.0}, 70.0);
    look.tilt = Angle::degrees(76.0);
    return look;
}

scene::Look litDisc(const astro::Direction<astro::Mcmf>& sun) {
    const double sunLongitude = astro::toSelenographic({sun.v * astro::kMoonRadiusM}).longitude.degrees();
    const double one = base::wrapped180(Angle::degrees(sunLongitude - 50.0)).degrees();
    const double other = base::wrapped180(Angle::degrees(sunLongitude + 50.0)).degrees();
    const double longitude = std::abs(one) < std::abs(other) ? one : other;
    return scene::wholeDisc(Angle::degrees(-18.0), Angle::degrees(longitude));
}

scene::Look litSouth(const astro::Direction<astro::Mcmf>& sun) {
    scene::Look look;
    look.latitude = Angle::degrees(-68.0);
    look.longitude = litDisc(sun).longitude;
    look.rangeM = 3.4e6;
    return look;
}

scene::StripSpan openingSpan(const timeline::Timeline& timeline) {
    using namespace std::chrono;
    const year_month_day latest{timeline.latestKnown().day};
    return {sys_days{(latest.year() - years{8}) / July / 1},
            sys_days{(latest.year() + years{6}) / January / 1}};
}

timeline::KnownDay knownDayOf(const timeline::Timeline& timeline, const scene::Moment& moment) {
    switch (moment.known.mode) {
    case scene::Knowledge::AsItLookedThen:
        return {base::dayOf(moment.at)};
    case scene::Knowledge::OnADay:
        return moment.known.day;
    case scene::Knowledge::Hindsight:
        break;
    }
    return timeline.latestKnown();
}

const timeline::Site* siteOf(const timeline::Timeline& timeline, std::string_view milestone,
                             timeline::KnownDay known) {
    const timeline::Milestone* found = timeline.milestone(milestone);
    if (!found)
        return nullptr;
    for (const auto& id : found->sites) {
        const timeline::Site* site = timeline.site(id);
        if (site && scene::whereIs(*site, known, timeline))
            return site;
    }
    return nullptr;
}

scene::Moment defaultMoment(const timeline::Timeline& timeline, base::Instant at) {
    scene::Moment moment;
    moment.at = at;
    moment.span = openingSpan(timeline);
    const auto sky = astro::skyAt(at);
    moment.look = sky ? litDisc(sky->sun) : scene::wholeDisc({}, {});
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

} // namespace perilune::ui
