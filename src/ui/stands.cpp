#include "ui/stands.h"

#include "scene/camera.h"
#include "scene/choices.h"
#include "scene/describe.h"
#include "scene/looks.h"
#include "scene/standing.h"

#include <algorithm>
#include <vector>

namespace perilune::ui {

using scene::Aim;
using scene::Look;
using scene::Vantage;

namespace {

std::optional<Look> fromSite(const scene::Moment& moment, const timeline::Timeline& timeline) {
    if (const timeline::Site* site = timeline.site(moment.selectedSite))
        return scene::standingAt(*site, scene::knownDayOf(timeline, moment), timeline);
    return scene::standingAt(astro::Selenographic{moment.look.latitude, moment.look.longitude, 0.0});
}

/// The spacecraft that fly at the instant, that of the selected milestone first.
std::vector<std::string> flying(const scene::Moment& moment) {
    std::vector<std::string> ids;
    for (const astro::Trajectory& path : astro::trajectories())
        if (path.covers(moment.at))
            ids.push_back(path.id);
    std::stable_partition(ids.begin(), ids.end(), [&](const std::string& id) {
        const std::string& craft = astro::trajectoryNamed(id)->craft;
        return moment.selected.starts_with(craft);
    });
    return ids;
}

std::optional<Look> fromCraft(const scene::Moment& moment) {
    const std::vector<std::string> ids = flying(moment);
    if (ids.empty())
        return std::nullopt;
    auto next = ids.begin();
    if (moment.look.vantage == Vantage::Craft)
        if (const auto here = std::find(ids.begin(), ids.end(), moment.look.craft); here != ids.end())
            next = here + 1 == ids.end() ? ids.begin() : here + 1;
    return scene::lookFromCraft(*next);
}

const char* thingAt(Aim aim) {
    switch (aim) {
    case Aim::Moon:
        return "the Moon";
    case Aim::Earth:
        return "the Earth";
    case Aim::Sun:
        return "the Sun";
    case Aim::Place:
        return "the site";
    case Aim::Path:
        return "the way ahead";
    case Aim::Direction:
        break;
    }
    return "the horizon";
}

} // namespace

std::optional<Look> nextLookFrom(const scene::Moment& moment, Vantage vantage,
                                 const timeline::Timeline& timeline) {
    const Look& now = moment.look;
    switch (vantage) {
    case Vantage::Earth: {
        Look look = scene::lookFromEarth();
        if (now.vantage == vantage && now.north == scene::North::Celestial)
            look.north = scene::North::Moon;
        return look;
    }
    case Vantage::Site:
        return fromSite(moment, timeline);
    case Vantage::Craft:
        return fromCraft(moment);
    case Vantage::TwoBodies: {
        Look look = scene::lookAtTwoBodies();
        if (now.vantage == vantage && now.elevation.degrees() < 45.0)
            look.elevation = base::Angle::degrees(90.0);
        return look;
    }
    case Vantage::Over:
        break;
    }
    return scene::lookFrom({now.latitude, now.longitude, 0.0}, 1.0e6);
}

std::optional<Look> nextAim(const scene::Moment& moment, const timeline::Timeline& timeline) {
    Look look = moment.look;
    const timeline::Site* site = timeline.site(moment.selectedSite);
    const auto where =
        site ? scene::whereIs(*site, scene::knownDayOf(timeline, moment), timeline) : std::nullopt;
    std::vector<Aim> aims;
    for (const scene::Word<Aim>& known : scene::Words<Aim>::all)
        if (scene::canAim(look.vantage, known.value) && (known.value != Aim::Place || where))
            aims.push_back(known.value);
    if (aims.empty())
        return std::nullopt;
    const auto here = std::find(aims.begin(), aims.end(), look.aim);
    look.aim = here == aims.end() || here + 1 == aims.end() ? aims.front() : *(here + 1);
    look.azimuth = look.elevation = {};
    if (look.aim == Aim::Place) {
        look.latitude = where->middle.latitude;
        look.longitude = where->middle.longitude;
    }
    if (look.aim == Aim::Direction) {
        const Look level = scene::standingAt(astro::Selenographic{look.latitude, look.longitude, 0.0});
        look.azimuth = level.azimuth;
        look.elevation = level.elevation;
    }
    return look;
}

std::string wordsFor(const Look& look) {
    switch (look.vantage) {
    case Vantage::Earth:
        return std::string("From the Earth: ") + thingAt(look.aim) +
               (look.north == scene::North::Moon ? ", the Moon's north up" : ", north of the sky up");
    case Vantage::Site:
        return std::string("From the ground: ") + thingAt(look.aim);
    case Vantage::Craft:
        if (const astro::Trajectory* path = astro::trajectoryNamed(look.craft))
            return "From " + path->title + ": " + thingAt(look.aim);
        break;
    case Vantage::TwoBodies:
        return "Earth and Moon to scale";
    case Vantage::Over:
        break;
    }
    return {};
}

} // namespace perilune::ui
