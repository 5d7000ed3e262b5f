#include "scene/legend.h"

#include <algorithm>

#include <fmt/format.h>

#include "terrain/illumination.h"
#include "terrain/tint_scale.h"

namespace perilune::scene {

namespace {

std::string lengthInWords(double metres) {
    if (metres < 9.5)
        return fmt::format("{:.2g} m", metres);
    if (metres < 999.5)
        return fmt::format("{:.0f} m", metres);
    return metres < 9'950.0 ? fmt::format("{:.2g} km", metres / 1000.0)
                            : fmt::format("{:.0f} km", metres / 1000.0);
}

} // namespace

std::optional<Legend> legendOf(const Moment& moment, const terrain::Surface& surface) {
    const terrain::GroundTint tint = moment.ground.tint;
    if (tint == terrain::GroundTint::None)
        return std::nullopt;
    const terrain::TintScale& scale = terrain::scaleOf(tint);
    Legend legend;
    legend.tint = tint;
    legend.title = scale.title;
    legend.unit = scale.unit;
    legend.classes = scale.classes;
    for (const terrain::TintStop& stop : scale.stops)
        legend.stops.push_back({stop.value, stop.colour, stop.label});

    astro::Selenographic place{moment.look.latitude, moment.look.longitude, 0.0};
    double spacingM = surface.resolutionM(place);
    if (tint == terrain::GroundTint::Illumination || tint == terrain::GroundTint::Shadow) {
        const bool north = place.latitude.radians() > 0.0;
        place = {base::Angle::degrees(north ? 90.0 : -90.0), {}, 0.0};
        spacingM = std::max(terrain::polarCellM(surface, north), surface.resolutionM(place));
        legend.lines.push_back(
            fmt::format("within {:.0f}\u00b0 of the poles", 90.0 - terrain::kCapLatitudeDeg));
    }
    legend.lines.push_back(fmt::format("{}, every {}", surface.source(place), lengthInWords(spacingM)));
    return legend;
}

} // namespace perilune::scene
