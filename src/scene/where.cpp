#include "scene/where.h"

#include "astro/vec.h"
#include "timeline/ask/places_known.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace perilune::scene {

namespace {

/// The middle of places on the sphere, and the reach around it that holds them all; nothing where they have
/// no middle.
std::optional<Where> around(const std::vector<Where>& places) {
    glm::dvec3 sum{0.0};
    for (const Where& place : places)
        sum += directionOf(place.middle);
    if (places.empty() || glm::length(sum) < 1e-9)
        return std::nullopt;
    const glm::dvec3 middle = glm::normalize(sum);
    const astro::Selenographic at = astro::toSelenographic({middle * astro::kMoonRadiusM});
    Where where{{at.latitude, at.longitude}, 0.0};
    for (const Where& place : places) {
        const glm::dvec3 to = directionOf(place.middle);
        const double angle = std::atan2(glm::length(glm::cross(middle, to)), glm::dot(middle, to));
        where.radiusM = std::max(where.radiusM, angle * astro::kMoonRadiusM + place.radiusM);
    }
    return where;
}

std::optional<Where> ofPlace(const timeline::Geometry& geometry) {
    if (const auto* point = std::get_if<timeline::PointGeometry>(&geometry))
        return Where{point->at, point->uncertaintyKm * 1000.0};
    if (const auto* circle = std::get_if<timeline::CircleGeometry>(&geometry))
        return Where{circle->centre, circle->radiusKm * 1000.0};
    if (const auto* polygon = std::get_if<timeline::PolygonGeometry>(&geometry)) {
        std::vector<Where> corners;
        for (const timeline::Place& corner : polygon->corners)
            corners.push_back({corner, 0.0});
        return around(corners);
    }
    return std::nullopt;
}

const timeline::CandidateGeometry* candidatesOf(const timeline::Geometry& geometry) {
    return std::get_if<timeline::CandidateGeometry>(&geometry);
}

} // namespace

std::optional<Where> whereIs(const timeline::Site& site, timeline::KnownDay known,
                             const timeline::Timeline& timeline) {
    const timeline::Geometry& geometry = geometryAt(site, known);
    const auto* candidates = candidatesOf(geometry);
    if (!candidates)
        return ofPlace(geometry);
    std::vector<Where> places;
    for (const std::string& id : candidates->sites)
        if (const timeline::Site* candidate = timeline.site(id))
            if (const auto place = ofPlace(geometryAt(*candidate, known)))
                places.push_back(*place);
    return around(places);
}

glm::dvec3 directionOf(const timeline::Place& place) {
    return astro::up({place.latitude, place.longitude, 0.0}).v;
}

bool isKnown(const timeline::Site& site, timeline::KnownDay known) {
    return !site.announced || site.announced->lastDay() <= known.day;
}

std::map<std::string_view, Candidacy> candidaciesAt(const timeline::Timeline& timeline,
                                                    timeline::KnownDay known) {
    std::map<std::string_view, Candidacy> found;
    for (const timeline::Site& set : timeline.sites) {
        for (const timeline::SiteAnnouncement& said : set.history)
            if (const auto* once = candidatesOf(said.geometry); once && said.knownFrom() <= known)
                for (const std::string& id : once->sites)
                    found.try_emplace(id);
        if (const auto* now = candidatesOf(geometryAt(set, known)); now && isKnown(set, known))
            for (const std::string& id : now->sites)
                found[id] = {&set, now->sites.size()};
    }
    return found;
}

} // namespace perilune::scene
