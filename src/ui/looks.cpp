#include "ui/looks.h"

#include <algorithm>
#include <cmath>

#include "scene/camera.h"
#include "scene/standing.h"

namespace perilune::ui {

namespace {

using base::Angle;

/// Middle of corners on the sphere, and the radius around it that holds them all.
struct Around {
    astro::Selenographic middle;
    double radiusM = 0.0;
};

Around around(const std::vector<timeline::Place>& corners) {
    glm::dvec3 sum(0.0);
    for (const auto& c : corners)
        sum += astro::up({c.latitude, c.longitude, 0.0}).v;
    Around result;
    result.middle = astro::toSelenographic({glm::normalize(sum) * astro::kMoonRadiusM});
    result.middle.heightM = 0.0;
    const glm::dvec3 middle = astro::up(result.middle).v;
    for (const auto& c : corners) {
        const double cosine =
            std::clamp(glm::dot(middle, astro::up({c.latitude, c.longitude, 0.0}).v), -1.0, 1.0);
        result.radiusM = std::max(result.radiusM, std::acos(cosine) * astro::kMoonRadiusM);
    }
    return result;
}

double radiusOf(const timeline::Geometry& geometry) {
    if (const auto* circle = std::get_if<timeline::CircleGeometry>(&geometry))
        return circle->radiusKm * 1000.0;
    if (const auto* polygon = std::get_if<timeline::PolygonGeometry>(&geometry))
        return around(polygon->corners).radiusM;
    if (const auto* point = std::get_if<timeline::PointGeometry>(&geometry))
        return point->uncertaintyKm * 1000.0;
    return 0.0;
}

/// 0° from 1000 km and farther, 36° from 120 km, 70° from 300 m and nearer.
Angle slant(double rangeM) {
    const double share = std::log(1.0e6 / rangeM) / std::log(1.0e6 / 300.0);
    return Angle::degrees(70.0 * std::sqrt(std::clamp(share, 0.0, 1.0)));
}

} // namespace

std::optional<astro::Selenographic> middleOf(const timeline::Geometry& geometry) {
    if (const auto* point = std::get_if<timeline::PointGeometry>(&geometry))
        return astro::Selenographic{point->at.latitude, point->at.longitude, 0.0};
    if (const auto* circle = std::get_if<timeline::CircleGeometry>(&geometry))
        return astro::Selenographic{circle->centre.latitude, circle->centre.longitude, 0.0};
    if (const auto* polygon = std::get_if<timeline::PolygonGeometry>(&geometry))
        return around(polygon->corners).middle;
    return std::nullopt;
}

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

std::optional<scene::Look> lookAtSite(const timeline::Site& site) {
    const auto middle = middleOf(site.geometry);
    if (!middle)
        return std::nullopt;
    return lookFrom(*middle, std::clamp(radiusOf(site.geometry) * 6.0, 1.2e5, 3.0e6));
}

std::optional<scene::Look> lookBesideModel(const timeline::Site& site) {
    const auto middle = middleOf(site.geometry);
    if (!middle || site.model.empty())
        return std::nullopt;
    scene::Look look = lookFrom(*middle, 70.0);
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

const timeline::Site* siteOf(const timeline::Timeline& timeline, std::string_view milestone) {
    const timeline::Milestone* found = timeline.milestone(milestone);
    if (!found)
        return nullptr;
    for (const auto& id : found->sites) {
        const timeline::Site* site = timeline.site(id);
        if (site && middleOf(site->geometry))
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
