#include "scene/describe_parts.h"
#include "scene/subject_light.h"
#include "scene/where.h"

namespace perilune::scene {

namespace {

constexpr double kLampHeightM = 4.0; // a spacecraft's middle

// Put there by hand, on the window: no mission brings it.
bool isGuest(const timeline::Site& site) {
    return site.modelMilestone.empty();
}

// Nothing stands where the mission was lost, or will never fly.
bool standsOrWill(const timeline::Site& site, const Basis& basis) {
    if (isGuest(site))
        return true;
    if (presenceOf(site, basis) == Presence::Lost)
        return false;
    const timeline::StandingMilestone* mission = basis.rows.find(site.modelMilestone);
    return mission && mission->standing != timeline::Standing::Cancelled &&
           mission->standing != timeline::Standing::Superseded;
}

} // namespace

std::vector<PlacedModel> modelsOf(const Basis& basis, const Camera& camera,
                                  const astro::Direction<astro::Mcmf>& sun, const terrain::Surface& surface) {
    std::vector<PlacedModel> models;
    for (const timeline::Site& site : basis.timeline.sites) {
        const auto where = whereIs(site, basis.known(), basis.timeline);
        if (site.model.empty() || !where || !(isGuest(site) || isKnown(site, basis.known())) ||
            !standsOrWill(site, basis))
            continue;
        astro::Selenographic place{where->middle.latitude, where->middle.longitude, 0.0};
        place.heightM = surface.drawnHeightM(place);
        PlacedModel model;
        model.file = site.model;
        model.site = site.id;
        model.position = astro::toMcmf(place);
        model.frame = astro::localFrame(place);
        model.presence = isGuest(site) ? Presence::There : presenceOf(site, basis);
        if (glm::length(model.position.m - camera.eye.m) < kLampsSeenM)
            model.lamps = 1.0 - sunShareOver(place, kLampHeightM, sun, surface);
        models.push_back(std::move(model));
    }
    return models;
}

} // namespace perilune::scene
