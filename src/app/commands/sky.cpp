#include "astro/sky.h"

#include "app/commands/commands.h"
#include "app/exit.h"
#include "scene/where.h"
#include "terrain/ground.h"
#include "terrain/sun_over_ground.h"
#include "terrain/tile_set_name.h"
#include "astro/disc_sizes.h"
#include "astro/earth_shadow.h"
#include "astro/eclipse.h"
#include "astro/phases.h"
#include "astro/sun_times.h"
#include "base/files.h"
#include "base/workers.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cmath>

namespace perilune::app {

namespace {

using nlohmann::ordered_json;

ordered_json latLon(const astro::Selenographic& place) {
    return {{"lat", place.latitude.degrees()}, {"lon", base::wrapped180(place.longitude).degrees()}};
}

/// Eyes of somebody who stands there.
constexpr double kEyesM = 2.0;

/// What is asked for, worked out once for both ways to print it.
struct Told {
    astro::Sky sky;
    base::Angle elongation;
    double ageDays = 0.0;
    astro::QuarterInstant next;
};

struct ToldPlace {
    astro::Selenographic place; ///< on the ground
    astro::Horizontal sun, earth;
    astro::EarthShadow shadow;
    double aboveFlat = 0.0; ///< part of the Sun's disc above the flat horizon
    astro::SunTimes times;
    std::optional<terrain::SunOverGround> ground; ///< where there are heights
    std::string heightsBy;
};

base::Result<Told> tellSky(base::Instant at) {
    const auto sky = astro::skyAt(at);
    if (!sky)
        return tl::unexpected(sky.error());
    const auto elongation = astro::elongation(at);
    const auto age = astro::ageDays(at);
    const auto next = astro::nextQuarter(at);
    return Told{*sky, *elongation, *age, *next};
}

/// `surface` may be null: then the place lies on the sphere and nothing stands around it.
base::Result<ToldPlace> tellPlace(const astro::Sky& sky, astro::Selenographic place,
                                  const terrain::Surface* surface) {
    ToldPlace told;
    if (surface) {
        place.heightM = surface->heightM(place);
        told.heightsBy = surface->source(place);
    }
    told.place = place;
    const auto times = astro::sunTimes(sky.at, place);
    if (!times)
        return tl::unexpected(times.error());
    told.times = *times;
    place.heightM += kEyesM;
    told.sun = astro::horizontal(sky.sun, sky.sunDistanceM, place);
    told.earth = astro::horizontal(sky.earth, sky.earthDistanceM, place);
    told.shadow = astro::earthShadow(sky, place);
    told.aboveFlat = astro::partAbove(told.sun.altitude, told.shadow.sunRadius);
    if (surface)
        told.ground = terrain::sunOverGround(*surface, place, told.sun, told.shadow.sunRadius, kEyesM);
    return told;
}

std::string toTheMinute(base::Instant at) {
    return base::formatInstant(std::chrono::round<std::chrono::minutes>(at));
}

ordered_json orNull(const std::optional<base::Instant>& at) {
    return at ? ordered_json(toTheMinute(*at)) : ordered_json(nullptr);
}

ordered_json overHorizon(const astro::Horizontal& h) {
    return {{"azimuth", h.azimuth.degrees()}, {"elevation", h.altitude.degrees()}};
}

std::string inWords(const astro::Selenographic& place) {
    const double latitude = place.latitude.degrees(), longitude = base::wrapped180(place.longitude).degrees();
    return fmt::format("{:6.3f}° {}  {:7.3f}° {}", std::abs(latitude), latitude < 0 ? 'S' : 'N',
                       std::abs(longitude), longitude < 0 ? 'W' : 'E');
}

void printText(const Told& told, const std::optional<ToldPlace>& from) {
    const astro::Sky& sky = told.sky;
    const auto line = [](std::string_view name, const std::string& value) {
        fmt::print("{:<22}{}\n", name, value);
    };
    const auto towards = [](const astro::Horizontal& h) {
        return fmt::format("azimuth {:7.3f}°  elevation {:7.3f}°", h.azimuth.degrees(), h.altitude.degrees());
    };
    line("at", base::formatInstant(sky.at));
    line("Sun overhead at", inWords(sky.subsolar));
    line("Earth overhead at", inWords(sky.subearth) + "  (libration)");
    line("distance", fmt::format("{:.0f} km from the Earth's centre, as seen from there",
                                 sky.apparentDistanceM / 1000.0));
    line("phase", fmt::format("{}, {:.2f} % lit as seen from the Earth", astro::phaseName(told.elongation),
                              sky.phasePercent));
    if (const auto shadow = astro::moonInShadow(sky.at))
        line("eclipse", astro::inWords(*shadow) + " of the Moon's diameter");
    line("age", fmt::format("{:.2f} days since new Moon", told.ageDays));
    line("next", fmt::format("{} at {}", astro::nameOf(told.next.quarter), toTheMinute(told.next.at)));
    line("north pole",
         fmt::format("{:.3f}° from the north of J2000, through east", sky.positionAngle.degrees()));
    if (!from)
        return;
    line("seen from", fmt::format("{}  height {:.0f} m", inWords(from->place), from->place.heightM));
    line("Sun", towards(from->sun));
    line("Earth", towards(from->earth));
    line("Sun's radius", fmt::format("{:.4f}°", from->shadow.sunRadius.degrees()));
    line("above flat horizon", fmt::format("{:.1f} % of the Sun", from->aboveFlat * 100.0));
    if (from->ground)
        line("above real horizon",
             fmt::format("{:.1f} % of the Sun; the ground there stands {:.2f}° high",
                         from->ground->visiblePart * 100.0, from->ground->horizon.degrees()));
    if (from->shadow.covered > 0.0)
        line("behind the Earth", fmt::format("{:.1f} % of the Sun", from->shadow.covered * 100.0));
    if (from->times.sets)
        line("Sun sets", toTheMinute(*from->times.sets));
    if (from->times.rises)
        line("Sun rises", toTheMinute(*from->times.rises));
    if (from->times.daysOfLightLeft)
        line("light left", fmt::format("{:.2f} days, over the flat horizon", *from->times.daysOfLightLeft));
}

void printJson(const Told& told, const std::optional<ToldPlace>& from) {
    const astro::Sky& sky = told.sky;
    ordered_json out;
    out["at"] = base::formatInstant(sky.at);
    out["subsolar"] = latLon(sky.subsolar);
    out["subearth"] = latLon(sky.subearth);
    out["libration"] = latLon(sky.subearth);
    out["distance_km"] = sky.apparentDistanceM / 1000.0;
    out["distance_geometric_km"] = sky.earthDistanceM / 1000.0;
    out["diameter_arcsec"] =
        2.0 * 3600.0 * base::Angle::radians(std::asin(astro::kMoonRadiusM / sky.apparentDistanceM)).degrees();
    out["sun_distance_km"] = sky.sunDistanceM / 1000.0;
    out["phase_percent"] = sky.phasePercent;
    out["phase_angle"] = sky.phaseAngle.degrees();
    out["phase"] = astro::phaseName(told.elongation);
    if (const auto shadow = astro::moonInShadow(sky.at))
        out["eclipse"] = {{"kind", astro::nameOf(shadow->kind)},
                          {"in", shadow->umbral ? "umbra" : "penumbra"},
                          {"part_of_diameter", shadow->part}};
    out["elongation"] = told.elongation.degrees();
    out["age_days"] = told.ageDays;
    out["next_quarter"] = {{"name", astro::nameOf(told.next.quarter)}, {"at", toTheMinute(told.next.at)}};
    out["position_angle"] = sky.positionAngle.degrees();
    if (from) {
        out["place"] = latLon(from->place);
        out["place"]["height_m"] = from->place.heightM;
        out["place"]["eyes_above_ground_m"] = kEyesM;
        ordered_json sun = overHorizon(from->sun);
        sun["angular_radius"] = from->shadow.sunRadius.degrees();
        sun["above_flat_horizon"] = from->aboveFlat;
        sun["above_real_horizon"] =
            from->ground ? ordered_json(from->ground->visiblePart) : ordered_json(nullptr);
        sun["real_horizon_elevation"] =
            from->ground ? ordered_json(from->ground->horizon.degrees()) : ordered_json(nullptr);
        sun["covered_by_earth"] = from->shadow.covered;
        out["sun"] = sun;
        ordered_json earth = overHorizon(from->earth);
        earth["angular_radius"] = from->shadow.earthRadius.degrees();
        earth["distance_km"] = from->shadow.earthDistanceM / 1000.0;
        out["earth"] = earth;
        out["light"] = {{"is_up", from->times.isUp},
                        {"sets", orNull(from->times.sets)},
                        {"rises", orNull(from->times.rises)},
                        {"days_left", from->times.daysOfLightLeft ? ordered_json(*from->times.daysOfLightLeft)
                                                                  : ordered_json(nullptr)},
                        {"horizon", "flat"}};
        if (from->ground)
            out["heights_by"] = from->heightsBy;
    }
    fmt::print("{}\n", out.dump(2));
}

} // namespace

int sky(const SkyOptions& options) {
    if (options.eclipses)
        return printEclipses(*options.eclipses, options.json);
    if (!options.at) {
        tell("perilune: sky wants --at INSTANT, or --eclipses YEARS\n");
        return kUsage;
    }
    std::optional<astro::Selenographic> place;
    if (options.place)
        place = astro::Selenographic{options.place->latitude, options.place->longitude, 0.0};
    if (!options.site.empty()) {
        const auto timeline = loadTimelines(options.timelines);
        if (!timeline)
            return kBadInput;
        const auto site = findSite(*timeline, options.site);
        if (!site)
            return report(site.error());
        const auto where = scene::whereIs(**site, timeline->latestKnown(), *timeline);
        if (!where)
            return report(base::Error{
                fmt::format("no place was announced for \"{}\"; give --place LAT,LON", options.site)});
        place = astro::Selenographic{where->middle.latitude, where->middle.longitude, 0.0};
    }
    const auto told = tellSky(*options.at);
    if (!told)
        return report(told.error());
    std::optional<ToldPlace> from;
    if (place) {
        const auto ground =
            terrain::Ground::open(base::shareDir(), base::Workers::onThreads(), terrain::mapsDir());
        if (ground)
            tellProblems(**ground);
        auto there = tellPlace(told->sky, *place, ground ? ground->get() : nullptr);
        if (!there)
            return report(there.error());
        from = std::move(*there);
    }
    options.json ? printJson(*told, from) : printText(*told, from);
    return kDone;
}

} // namespace perilune::app
