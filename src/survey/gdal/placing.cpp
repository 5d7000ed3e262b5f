#include "survey/gdal/placing.h"

#include <fmt/format.h>
#include <gdal_utils.h>
#include <gdalwarper.h>
#include <nlohmann/json.hpp>
#include <ogr_spatialref.h>

#include <cmath>
#include <cstdlib>
#include <map>
#include <numbers>
#include <optional>
#include <sstream>

namespace perilune::survey::gdal {

using base::Result;

namespace {

constexpr double kDegree = 180.0 / std::numbers::pi;
constexpr const char* kGiveOne =
    "if you know where it lies, write it in: gdal_translate -a_srs IAU_2015:30100 "
    "-a_ullr WEST NORTH EAST SOUTH OLD NEW.tif";

/// A coordinate system as PROJ's words, "+proj=eqc +lon_0=180 ...": one spelling for what WKT says in many
/// ways.
using Words = std::map<std::string, std::string>;

Words wordsOf(const OGRSpatialReference& system) {
    char* text = nullptr;
    Words words;
    if (system.exportToProj4(&text) == OGRERR_NONE && text) {
        std::istringstream in(text);
        for (std::string word; in >> word;) {
            const std::size_t equals = word.find('=');
            const std::size_t from = word.starts_with('+') ? 1 : 0;
            words[word.substr(from, equals - from)] =
                equals == std::string::npos ? "" : word.substr(equals + 1);
        }
    }
    CPLFree(text);
    return words;
}

double number(const Words& words, const char* key, double fallback) {
    const auto found = words.find(key);
    return found == words.end() ? fallback : CPLAtof(found->second.c_str());
}

/// ISIS and PDS may count longitudes westward; GDAL hands the numbers on as they are.
bool countsWestward(GDALDataset& dataset) {
    const auto seek = [](const auto& self, const nlohmann::json& node) -> bool {
        for (const auto& [key, value] : node.items()) {
            if ((key == "LongitudeDirection" || key == "POSITIVE_LONGITUDE_DIRECTION") && value.is_string())
                return value == "PositiveWest" || value == "WEST" || value == "West";
            if (value.is_object() && self(self, value))
                return true;
        }
        return false;
    };
    for (const char* domain : {"json:ISIS3", "json:PDS"})
        if (char** text = dataset.GetMetadata(domain); text && text[0]) {
            const auto label = nlohmann::json::parse(text[0], nullptr, false);
            if (label.is_object() && seek(seek, label))
                return true;
        }
    return false;
}

/// The first pixel's outer corner and the pixel's size, in metres or degrees; rows run south.
struct Grid {
    double left, top, stepX, stepY;
};

std::optional<Grid> northUp(GDALDataset& dataset, double toUnit) {
    double t[6];
    if (dataset.GetGeoTransform(t) != CE_None)
        return std::nullopt;
    const double skew = std::abs(t[2]) * dataset.GetRasterYSize() + std::abs(t[4]) * dataset.GetRasterXSize();
    if (t[1] <= 0.0 || t[5] >= 0.0 || skew > 0.01 * std::min(t[1], -t[5]))
        return std::nullopt;
    return Grid{t[0] * toUnit, t[3] * toUnit, t[1] * toUnit, -t[5] * toUnit};
}

/// Labels round the size of a pixel (7580.84 m at 4 to the degree): a map that goes around to within half a
/// pixel goes around, and one that reaches from pole to pole does.
Cylindrical settled(Cylindrical at, double width, double height) {
    if (std::abs(width * at.degreesPerPixelX - 360.0) < 0.5 * at.degreesPerPixelX) {
        const double centre = at.westDeg + 0.5 * width * at.degreesPerPixelX;
        at.degreesPerPixelX = 360.0 / width;
        at.westDeg = centre - 180.0;
        if (std::abs(at.westDeg - std::round(at.westDeg)) < 0.01 * at.degreesPerPixelX)
            at.westDeg = std::round(at.westDeg);
    }
    if (std::abs(height * at.degreesPerPixelY - 180.0) < 0.5 * at.degreesPerPixelY &&
        std::abs(at.northDeg - 90.0) < 0.5 * at.degreesPerPixelY) {
        at.degreesPerPixelY = 180.0 / height;
        at.northDeg = 90.0;
    }
    return at;
}

/// The two projections that Perilune reads itself; nothing for all others.
std::optional<MapProjection> direct(GDALDataset& dataset, const Words& words, double radiusM) {
    if (words.contains("pm") || words.contains("axis") || !words.contains("proj"))
        return std::nullopt;
    const std::string& kind = words.at("proj");
    const double width = dataset.GetRasterXSize(), height = dataset.GetRasterYSize();
    if (kind == "longlat") {
        const auto grid = northUp(dataset, 1.0);
        if (!grid)
            return std::nullopt;
        return settled({grid->left, grid->top, grid->stepX, grid->stepY}, width, height);
    }
    const auto grid =
        northUp(dataset, number(words, "to_meter",
                                words.contains("units") && words.at("units") == "km" ? 1000.0 : 1.0));
    if (!grid)
        return std::nullopt;
    const double left = grid->left - number(words, "x_0", 0.0), top = grid->top - number(words, "y_0", 0.0);
    const double centre = number(words, "lon_0", 0.0);
    if (kind == "eqc") {
        const double perX = kDegree / (radiusM * std::cos(number(words, "lat_ts", 0.0) / kDegree));
        const double perY = kDegree / radiusM;
        return settled({centre + left * perX, number(words, "lat_0", 0.0) + top * perY, grid->stepX * perX,
                        grid->stepY * perY},
                       width, height);
    }
    if (kind == "stere") {
        const double pole = number(words, "lat_0", 0.0);
        if (std::abs(std::abs(pole) - 90.0) > 1e-9 || std::abs(grid->stepX / grid->stepY - 1.0) > 1e-6)
            return std::nullopt;
        // True at another latitude than the pole: the plane is that much smaller, and so is a pixel.
        double scale = number(words, "k", number(words, "k_0", 1.0));
        if (words.contains("lat_ts"))
            scale = 0.5 * (1.0 + std::sin(std::abs(number(words, "lat_ts", 90.0)) / kDegree));
        return PolarStereographic{pole > 0.0,   radiusM,     centre,
                                  left / scale, top / scale, grid->stepX / scale};
    }
    return std::nullopt;
}

/// Latitude and longitude of the middle of the picture.
std::optional<std::pair<double, double>> middle(GDALDataset& dataset, const OGRSpatialReference& system) {
    double t[6];
    if (dataset.GetGeoTransform(t) != CE_None)
        return std::nullopt;
    double column = 0.5 * dataset.GetRasterXSize(), row = 0.5 * dataset.GetRasterYSize();
    double x = t[0] + column * t[1] + row * t[2], y = t[3] + column * t[4] + row * t[5];
    OGRSpatialReference places;
    if (places.SetFromUserInput("+proj=longlat +R=1737400 +no_defs") != OGRERR_NONE)
        return std::nullopt;
    places.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    OGRSpatialReference own(system);
    const std::unique_ptr<OGRCoordinateTransformation> way(OGRCreateCoordinateTransformation(&own, &places));
    if (!way || !way->Transform(1, &x, &y) || !std::isfinite(x) || !std::isfinite(y))
        return std::nullopt;
    return std::pair{y, x};
}

GDALDatasetUniquePtr warp(GDALDataset& dataset, const std::string& target) {
    CPLStringList words;
    for (const char* word :
         {"-of", "VRT", "-ot", "Float64", "-dstnodata", "nan", "-r", "bilinear", "-wm", "64"})
        words.AddString(word);
    words.AddString("-t_srs");
    words.AddString(target.c_str());
    GDALWarpAppOptions* options = GDALWarpAppOptionsNew(words.List(), nullptr);
    GDALDatasetH source = GDALDataset::ToHandle(&dataset);
    int usage = 0;
    GDALDatasetH made = GDALWarp("", nullptr, 1, &source, options, &usage);
    GDALWarpAppOptionsFree(options);
    return GDALDatasetUniquePtr(GDALDataset::FromHandle(made));
}

double resolutionOf(const MapProjection& projection) {
    if (const auto* polar = std::get_if<PolarStereographic>(&projection))
        return polar->metresPerPixel;
    return std::get<Cylindrical>(projection).degreesPerPixelY / kDegree * kMoonM;
}

} // namespace

Result<Placing> place(GDALDataset& dataset) {
    const OGRSpatialReference* system = dataset.GetSpatialRef();
    if (!system || system->IsEmpty() || system->IsLocal())
        return base::inputError(fmt::format("it has no coordinate system; {}", kGiveOne));
    double t[6];
    if (dataset.GetGeoTransform(t) != CE_None)
        return base::inputError(fmt::format("it does not say where its corners lie; {}", kGiveOne));
    OGRErr failed = OGRERR_NONE;
    const double radiusM = system->GetSemiMajor(&failed);
    const char* name = system->GetName();
    if (failed != OGRERR_NONE)
        return base::inputError(fmt::format("its coordinate system has no radius; {}", kGiveOne));
    if (radiusM < 1'720'000.0 || radiusM > 1'760'000.0)
        return base::inputError(
            fmt::format("its coordinate system \"{}\" has a radius of {:.1f} km: that is not the "
                        "Moon's (1737.4 km); name a map of the Moon",
                        name ? name : "", radiusM / 1e3));
    if (system->GetSemiMajor() - system->GetSemiMinor() > 1.0)
        return base::inputError(
            fmt::format("its coordinate system \"{}\" is flattened; lunar maps stand on a sphere: "
                        "gdalwarp -t_srs IAU_2015:30100 OLD NEW.tif",
                        name ? name : ""));
    Words words = wordsOf(*system);
    const double centre = number(words, "lon_0", 0.0);
    if (std::fmod(std::abs(centre), 180.0) > 1e-9 && countsWestward(dataset))
        return base::inputError("it counts longitudes westward; write it anew with longitudes to the east");
    Placing placing;
    placing.radiusM = radiusM;
    if (auto projection = direct(dataset, words, radiusM)) {
        placing.projection = *projection;
        placing.resolutionM = resolutionOf(*projection);
        return placing;
    }
    const auto at = middle(dataset, *system);
    if (!at)
        return base::inputError(
            fmt::format("PROJ cannot undo its projection \"{}\"; write it anew with gdalwarp "
                        "-t_srs IAU_2015:30100 OLD NEW.tif",
                        name ? name : ""));
    const auto [latitude, longitude] = *at;
    const std::string target =
        std::abs(latitude) > 60.0
            ? fmt::format("+proj=stere +lat_0={} +lon_0=0 +k=1 +R=1737400 +units=m +no_defs",
                          latitude > 0.0 ? 90 : -90)
            : fmt::format("+proj=eqc +lat_ts=0 +lon_0={:.0f} +R=1737400 +units=m +no_defs", longitude);
    placing.warped = warp(dataset, target);
    const OGRSpatialReference* seen = placing.warped ? placing.warped->GetSpatialRef() : nullptr;
    auto projection = seen ? direct(*placing.warped, wordsOf(*seen), kMoonM) : std::nullopt;
    if (!projection)
        return base::inputError(
            fmt::format("it cannot be warped from \"{}\"; try gdalwarp -t_srs IAU_2015:30100 OLD NEW.tif",
                        name ? name : ""));
    placing.projection = *projection;
    placing.resolutionM = resolutionOf(*projection);
    placing.notes.push_back(fmt::format("It is warped from \"{}\" while it is read.", name ? name : ""));
    return placing;
}

} // namespace perilune::survey::gdal
