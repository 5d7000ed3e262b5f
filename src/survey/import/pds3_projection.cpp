#include "survey/import/pds3_parts.h"
#include "astro/vec.h"

#include <fmt/format.h>

#include <cmath>
#include <numbers>

namespace perilune::survey {

namespace {

/// The first of a unit like M/PIX.
std::optional<double> metresPer(std::string_view unit) {
    return metresIn(unit.substr(0, unit.find('/')));
}

/// Of two numbers that say the same, the one with fewer digits is the exact one.
bool isRounder(double a, double b) {
    return fmt::format("{}", a).size() < fmt::format("{}", b).size();
}

/// The first edge of a map of `count` pixels by the extent that its label gives, where that spans just the
/// image: it tells best where the edges are, for labels differ by half a pixel in what they count an offset
/// from. Pixels' centres may be meant as well.
std::optional<double> byExtent(std::optional<double> low, std::optional<double> high, double perPixel,
                               std::int64_t count, bool fromHigh, std::vector<std::string>& notes) {
    if (!low || !high)
        return std::nullopt;
    double span = *high - *low;
    if (!fromHigh && span <= 0.0)
        span += 360.0;
    const double pixels = span / perPixel;
    if (std::abs(pixels - double(count)) < 0.1)
        return fromHigh ? *high : *low;
    if (std::abs(pixels - double(count - 1)) >= 0.1)
        return std::nullopt;
    notes.push_back(fmt::format("The {} of its label were taken for those of pixels' centres.",
                                fromHigh ? "latitudes" : "longitudes"));
    return fromHigh ? *high + 0.5 * perPixel : *low - 0.5 * perPixel;
}

/// Pixels from the first edge to the place that an offset counts to. Labels count from the first pixel's
/// centre, and some from its edge or from 1: on a grid that begins at that place an edge is a whole number
/// away.
double pixelsBefore(double offset, std::vector<std::string>& notes, const char* key) {
    const double pixels = offset + 0.5, half = std::abs(pixels - std::floor(pixels) - 0.5);
    const bool countsEdges = half < 0.02;
    notes.push_back(
        fmt::format("Its label gives no extent that spans the image: the edge was counted from {}, {}.", key,
                    countsEdges ? "which was taken for one of edges" : "a pixel's centre"));
    return countsEdges ? std::round(offset) : pixels;
}

base::Result<MapProjection> cylindrical(const LabelReader& label, const OdlObject& map, RasterInfo& info,
                                        double degreesPerPixel, bool equirectangular, bool westPositive) {
    const auto number = [&](const char* key) { return label.number(map, key); };
    const auto centreLat = number("CENTER_LATITUDE"), centreLon = number("CENTER_LONGITUDE"),
               line = number("LINE_PROJECTION_OFFSET"), sample = number("SAMPLE_PROJECTION_OFFSET"),
               north = number("MAXIMUM_LATITUDE"), south = number("MINIMUM_LATITUDE"),
               west = number("WESTERNMOST_LONGITUDE"), east = number("EASTERNMOST_LONGITUDE"),
               parallel = number("FIRST_STANDARD_PARALLEL");
    for (const auto* each : {&centreLat, &centreLon, &line, &sample, &north, &south, &west, &east, &parallel})
        if (!*each)
            return tl::unexpected(each->error());
    Cylindrical out;
    // An equirectangular map is true to scale along a parallel: the standard one, or else the centre's.
    const double trueAt = parallel->value_or(equirectangular ? centreLat->value_or(0.0) : 0.0);
    const double squeeze = equirectangular ? std::cos(trueAt * std::numbers::pi / 180.0) : 1.0;
    if (!(squeeze > 0.01))
        return label.fail(map, "the map's standard parallel is a pole", "is its projection right?");
    // What a label rounds (7580.84 m at 4 to the degree) must not keep a map from going around.
    const auto whole = [](double perPixel, std::int64_t count, double degrees) {
        return std::abs(perPixel * double(count) - degrees) < 0.5 * perPixel ? degrees / double(count) : 0.0;
    };
    const double aroundX = whole(degreesPerPixel / squeeze, info.width, 360.0),
                 poleToPole = whole(degreesPerPixel, info.height, 180.0);
    out.degreesPerPixelX = aroundX > 0.0 ? aroundX : degreesPerPixel / squeeze;
    out.degreesPerPixelY = poleToPole > 0.0 ? poleToPole : degreesPerPixel;
    const double sign = westPositive ? -1.0 : 1.0;

    if (const auto edge = byExtent(*south, *north, out.degreesPerPixelY, info.height, true, info.notes))
        out.northDeg = *edge;
    else if (*line)
        out.northDeg = pixelsBefore(**line, info.notes, "LINE_PROJECTION_OFFSET") * out.degreesPerPixelY;
    else if (poleToPole > 0.0)
        info.notes.push_back(
            "Its label gives no latitudes: it spans 180°, and was taken to begin at the pole.");
    else
        return label.fail(map, "it cannot be told where the map's north edge is",
                          "LINE_PROJECTION_OFFSET is wanted, or latitudes that span the image");
    const double offPole = (out.northDeg - 90.0) / out.degreesPerPixelY;
    if (poleToPole > 0.0 ? std::abs(offPole) < 1.51 : offPole > 0.0 && offPole < 1.51)
        out.northDeg = 90.0;

    const std::optional<double> left = westPositive && *west ? std::optional(-**west) : *west,
                                right = westPositive && *east ? std::optional(-**east) : *east;
    if (const auto edge = byExtent(left, right, out.degreesPerPixelX, info.width, false, info.notes)) {
        out.westDeg = *edge;
    } else if (*centreLon && (*sample || aroundX > 0.0)) {
        const double centre = sign * **centreLon, half = 0.5 * double(info.width);
        double pixels = half;
        if (*sample)
            pixels = pixelsBefore(**sample, info.notes, "SAMPLE_PROJECTION_OFFSET");
        else
            info.notes.push_back("Its label gives no longitudes: it goes around, and was taken to have "
                                 "CENTER_LONGITUDE in its middle.");
        if (aroundX > 0.0 && std::abs(pixels - half) < 1.51)
            pixels = half;
        out.westDeg = centre - pixels * out.degreesPerPixelX;
    } else {
        return label.fail(map, "it cannot be told where the map's west edge is",
                          "CENTER_LONGITUDE and SAMPLE_PROJECTION_OFFSET are wanted, or longitudes that "
                          "span the image");
    }
    return MapProjection(out);
}

base::Result<MapProjection> polar(const LabelReader& label, const OdlObject& map, RasterInfo& info,
                                  double radiusM, double metresPerPixel, bool westPositive) {
    const auto number = [&](const char* key) { return label.number(map, key); };
    const auto centreLat = number("CENTER_LATITUDE"), centreLon = number("CENTER_LONGITUDE"),
               line = number("LINE_PROJECTION_OFFSET"), sample = number("SAMPLE_PROJECTION_OFFSET");
    for (const auto* each : {&centreLat, &centreLon, &line, &sample})
        if (!*each)
            return tl::unexpected(each->error());
    if (!*centreLat || std::abs(std::abs(**centreLat) - 90.0) > 1e-9)
        return label.fail(map, "the map's centre is no pole", "CENTER_LATITUDE must be 90 or -90");
    PolarStereographic out;
    out.north = **centreLat > 0.0;
    out.radiusM = radiusM;
    out.centreDeg = (westPositive ? -1.0 : 1.0) * centreLon->value_or(0.0);
    if (!*centreLon)
        info.notes.push_back("Its label gives no CENTER_LONGITUDE: 0 was taken.");
    out.metresPerPixel = metresPerPixel;
    // Labels count the offset of the pole from 0 or from 1, to pixels' centres or edges: half a pixel. A pole
    // that lies within that of the middle is in the middle.
    const auto edge = [&](double offset, std::int64_t count) {
        const double middle = 0.5 * double(count);
        return std::abs(offset - middle) <= 0.51 ? middle : offset + 0.5;
    };
    if (!*line || !*sample)
        return label.fail(map, "it cannot be told where in the map the pole is",
                          "LINE_PROJECTION_OFFSET and SAMPLE_PROJECTION_OFFSET are wanted");
    out.leftM = -edge(**sample, info.width) * metresPerPixel;
    out.topM = edge(**line, info.height) * metresPerPixel;
    return MapProjection(out);
}

} // namespace

base::Result<void> readProjection(const LabelReader& label, const OdlObject& map, double radiusM,
                                  RasterInfo& info) {
    const OdlValue* type = map.find("MAP_PROJECTION_TYPE");
    if (!type)
        return label.fail(map, "the map's projection is not told", "MAP_PROJECTION_TYPE is wanted");
    const std::string name = lettersOf(type->text);
    const bool isPolar = name == "POLARSTEREOGRAPHIC" || name == "STEREOGRAPHIC";
    const bool equirectangular = name == "EQUIRECTANGULAR" || name == "EQUIDISTANTCYLINDRICAL";
    if (!isPolar && !equirectangular && name != "SIMPLECYLINDRICAL" && name != "PLATECARREE")
        return label.fail(*type, fmt::format("the projection {} is not read", type->text.substr(0, 40)),
                          "simple cylindrical, equirectangular and polar stereographic are");
    const auto turn = label.number(map, "MAP_PROJECTION_ROTATION");
    const auto resolution = label.number(map, "MAP_RESOLUTION"), scale = label.number(map, "MAP_SCALE");
    for (const auto* each : {&turn, &resolution, &scale})
        if (!*each)
            return tl::unexpected(each->error());
    if (std::abs(std::remainder(turn->value_or(0.0), 360.0)) > 1e-6)
        return label.fail(*map.find("MAP_PROJECTION_ROTATION"), "the map is rotated",
                          "only maps with north up are read");
    const OdlValue* direction = map.find("POSITIVE_LONGITUDE_DIRECTION");
    const bool westPositive = direction && lettersOf(direction->text) == "WEST";
    if (!direction)
        info.notes.push_back("Its label gives no POSITIVE_LONGITUDE_DIRECTION: east was taken.");

    // Metres a pixel and pixels a degree say the same, but one of them is rounded.
    const double degreeM = radiusM * std::numbers::pi / 180.0;
    std::optional<double> metres, degrees;
    if (*scale) {
        const OdlValue& at = *map.find("MAP_SCALE");
        if (!(at.number > 0.0))
            return label.fail(at, "MAP_SCALE must be greater than 0", "is the label damaged?");
        if (at.unit.starts_with("DEG"))
            degrees = at.number;
        else
            metres =
                at.number * metresPer(at.unit).value_or(at.unit.empty() && at.number < 0.1 ? 1000.0 : 1.0);
    }
    if (*resolution) {
        const OdlValue& at = *map.find("MAP_RESOLUTION");
        if (!(at.number > 0.0))
            return label.fail(at, "MAP_RESOLUTION must be greater than 0", "is the label damaged?");
        if (metresPer(at.unit) && !at.unit.starts_with("PIX"))
            metres = metres.value_or(at.number * *metresPer(at.unit));
        else if (!metres || std::abs(degreeM / at.number / *metres - 1.0) > 0.02 ||
                 isRounder(at.number, *metres)) {
            if (metres && std::abs(degreeM / at.number / *metres - 1.0) > 0.02)
                return label.fail(at, "MAP_RESOLUTION and MAP_SCALE contradict each other",
                                  "mend one of them");
            degrees = 1.0 / at.number;
        }
    }
    if (!metres && !degrees)
        return label.fail(map, "the size of a pixel is not told", "MAP_SCALE or MAP_RESOLUTION is wanted");
    const bool byDegrees = degrees.has_value();
    const double degreesPerPixel = byDegrees ? *degrees : *metres / degreeM;
    const double metresPerPixel = byDegrees ? *degrees * degreeM : *metres;
    info.resolutionM = degreesPerPixel * astro::kMoonRadiusM * std::numbers::pi / 180.0;
    auto out = isPolar ? polar(label, map, info, radiusM, metresPerPixel, westPositive)
                       : cylindrical(label, map, info, degreesPerPixel, equirectangular, westPositive);
    if (!out)
        return tl::unexpected(out.error());
    info.projection = *out;
    return {};
}

} // namespace perilune::survey
