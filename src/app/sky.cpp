#include "app/commands.h"

#include "app/app.h"

#include "ui/looks.h"

#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "astro/sky.h"

namespace perilune::app {

namespace {

using nlohmann::ordered_json;

ordered_json latLon(const astro::Selenographic& place) {
    return {{"lat", place.latitude.degrees()}, {"lon", base::wrapped180(place.longitude).degrees()}};
}

ordered_json overHorizon(const astro::Horizontal& h) {
    return {{"azimuth", h.azimuth.degrees()}, {"elevation", h.altitude.degrees()}};
}

std::string inWords(const astro::Selenographic& place) {
    const double latitude = place.latitude.degrees(), longitude = base::wrapped180(place.longitude).degrees();
    return fmt::format("{:6.3f}° {}  {:7.3f}° {}", std::abs(latitude), latitude < 0 ? 'S' : 'N',
                       std::abs(longitude), longitude < 0 ? 'W' : 'E');
}

void printText(const astro::Sky& sky, const std::optional<astro::Selenographic>& place) {
    fmt::print("{:<22}{}\n", "at", base::formatInstant(sky.at));
    fmt::print("{:<22}{}\n", "Sun overhead at", inWords(sky.subsolar));
    fmt::print("{:<22}{}\n", "Earth overhead at", inWords(sky.subearth));
    fmt::print("{:<22}{:.0f} km\n", "distance of the Earth", sky.earthDistanceM / 1000.0);
    fmt::print("{:<22}{:.2f} % lit as seen from the Earth\n", "phase", sky.phasePercent);
    if (!place)
        return;
    const auto sun = astro::horizontal(sky.sun, sky.sunDistanceM, *place);
    const auto earth = astro::horizontal(sky.earth, sky.earthDistanceM, *place);
    fmt::print("{:<22}{}\n", "seen from", inWords(*place));
    fmt::print("{:<22}azimuth {:7.3f}°  elevation {:7.3f}°\n", "Sun", sun.azimuth.degrees(),
               sun.altitude.degrees());
    fmt::print("{:<22}azimuth {:7.3f}°  elevation {:7.3f}°\n", "Earth", earth.azimuth.degrees(),
               earth.altitude.degrees());
}

void printJson(const astro::Sky& sky, const std::optional<astro::Selenographic>& place) {
    ordered_json out;
    out["at"] = base::formatInstant(sky.at);
    out["subsolar"] = latLon(sky.subsolar);
    out["subearth"] = latLon(sky.subearth);
    out["distance_km"] = sky.earthDistanceM / 1000.0;
    out["phase_percent"] = sky.phasePercent;
    if (place) {
        out["place"] = latLon(*place);
        out["sun"] = overHorizon(astro::horizontal(sky.sun, sky.sunDistanceM, *place));
        out["earth"] = overHorizon(astro::horizontal(sky.earth, sky.earthDistanceM, *place));
    }
    fmt::print("{}\n", out.dump(2));
}

} // namespace

int sky(const SkyOptions& options) {
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
        place = ui::middleOf((*site)->geometry);
        if (!place)
            return report(base::Error{
                fmt::format("no place was announced for \"{}\"; give --place LAT,LON", options.site)});
    }
    const auto sky = astro::skyAt(options.at);
    if (!sky)
        return report(sky.error());
    options.json ? printJson(*sky, place) : printText(*sky, place);
    return kDone;
}

} // namespace perilune::app
