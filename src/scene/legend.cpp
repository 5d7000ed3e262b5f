#include "scene/legend.h"

#include "terrain/illumination.h"
#include "terrain/tint_scale.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

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

/// Spans by the distance from which they are used, both in metres. Few, for the ground is built anew for
/// each.
struct Span {
    double fromM, lengthM;
};
constexpr Span kSpans[] = {{250e3, 10'000.0}, {50e3, 5'000.0}, {10e3, 2'000.0}, {2e3, 1'000.0}, {0.0, 500.0}};
constexpr double kWholeMoonM = 1'500e3;

std::string heightInWords(double kilometres, double stepKm) {
    std::string words = fmt::format("{:+.{}f}", kilometres, stepKm < 0.95 ? 1 : 0);
    if (words == "+0" || words == "+0.0" || words == "-0" || words == "-0.0")
        return "0";
    if (words.front() == '-')
        words.replace(0, 1, "\u2212");
    return words;
}

} // namespace

terrain::HeightSpan heightSpanOf(const Moment& moment, const Camera& camera,
                                 const terrain::Surface& surface) {
    const bool asked = moment.ground.heights != terrain::HeightSpan{};
    if (asked && moment.ground.tint == terrain::GroundTint::Elevation)
        return moment.ground.heights;
    const bool over = moment.look.vantage == Vantage::Over;
    const astro::Selenographic eye = astro::toSelenographic(camera.eye);
    const double rangeM = over ? moment.look.rangeM : eye.heightM;
    if (moment.ground.tint != terrain::GroundTint::Elevation || rangeM >= kWholeMoonM)
        return {};
    const astro::Selenographic place =
        over ? astro::Selenographic{moment.look.latitude, moment.look.longitude, 0.0} : eye;
    const Span* span = std::begin(kSpans);
    while (rangeM < span->fromM)
        ++span;
    const double stepM = span->lengthM / 5.0; // of the values beside the legend
    const terrain::HeightSpan whole;
    const double lowM = std::clamp(std::round((surface.heightM(place) - 0.5 * span->lengthM) / stepM) * stepM,
                                   double(whole.lowM), whole.highM - span->lengthM);
    return {std::int16_t(lowM), std::int16_t(lowM + span->lengthM)};
}

std::optional<Legend> legendOf(const Moment& moment, const terrain::Surface& surface,
                               const terrain::HeightSpan& heights) {
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
    if (tint == terrain::GroundTint::Elevation && heights != terrain::HeightSpan{}) {
        const double lowKm = heights.lowM / 1000.0, lengthKm = (heights.highM - heights.lowM) / 1000.0;
        const double first = scale.stops.front().value, all = scale.stops.back().value - first;
        for (LegendStop& stop : legend.stops) {
            stop.value = lowKm + (stop.value - first) / all * lengthKm;
            if (!stop.label.empty())
                stop.label = heightInWords(stop.value, lengthKm / 5.0);
        }
    }

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
