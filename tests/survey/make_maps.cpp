// make_maps FOLDER [NAME...]: one Moon, the hills of known_heights.h, written by GDAL in the formats and
// projections that agencies publish in; and maps that are none of the Moon's.
#include "terrain/known_heights.h"

#include <cpl_conv.h>
#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

namespace {

using perilune::terrain::knownHeight;

struct Recipe {
    const char* name;
    const char* driver;
    const char* system;
    int width, height;
    double left, top, step; ///< of the plane, rows south
    GDALDataType type = GDT_Int16;
    double scale = 1.0, offset = 0.0; ///< height + base = stored * scale + offset, and so says the file
    double base = 0.0, times = 1.0;   ///< what is written is (height + base) * times
    const char* unit = "m";
    std::vector<const char*> options{};
    int bands = 1;
    bool hole = false; ///< the first 8 x 8 pixels hold no data, -9999
    bool placed = true;
};

[[noreturn]] void fail(const char* name) {
    std::fprintf(stderr, "make_maps: %s: %s\n", name, CPLGetLastErrorMsg());
    std::exit(1);
}

void make(const Recipe& r, const std::filesystem::path& folder) {
    OGRSpatialReference system, places;
    if (r.placed && system.SetFromUserInput(r.system) != OGRERR_NONE)
        fail(r.name);
    system.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    GDALDriverManager& drivers = *GetGDALDriverManager();
    GDALDatasetUniquePtr made(
        drivers.GetDriverByName("MEM")->Create("", r.width, r.height, r.bands, r.type, nullptr));
    double transform[6] = {r.left, r.step, 0.0, r.top, 0.0, -r.step};
    std::unique_ptr<OGRCoordinateTransformation> way;
    if (r.placed) {
        made->SetSpatialRef(&system);
        made->SetGeoTransform(transform);
        places.SetFromUserInput(system.GetSemiMajor() > 2e6 ? "EPSG:4326"
                                                            : "+proj=longlat +R=1737400 +over +no_defs");
        places.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        way.reset(OGRCreateCoordinateTransformation(&system, &places));
    }
    std::vector<double> row(static_cast<std::size_t>(r.width));
    for (int b = 1; b <= r.bands; ++b) {
        GDALRasterBand& band = *made->GetRasterBand(b);
        for (int y = 0; y < r.height; ++y) {
            for (int x = 0; x < r.width; ++x) {
                double lon = r.left + (x + 0.5) * r.step, lat = r.top - (y + 0.5) * r.step;
                const bool outside = way && !way->Transform(1, &lon, &lat);
                double& out = row[static_cast<std::size_t>(x)];
                if (outside || (r.hole && x < 8 && y < 8))
                    out = -9999.0;
                else if (r.type == GDT_Byte)
                    out = 60.0 * b + 0.1 * x;
                else
                    out = ((knownHeight(lat, lon) + r.base) * r.times - r.offset) / r.scale;
                if (!GDALDataTypeIsFloating(r.type))
                    out = std::round(out);
            }
            if (band.RasterIO(GF_Write, 0, y, r.width, 1, row.data(), r.width, 1, GDT_Float64, 0, 0,
                              nullptr) != CE_None)
                fail(r.name);
        }
        if (r.scale != 1.0 || r.offset != 0.0) {
            band.SetScale(r.scale);
            band.SetOffset(r.offset);
        }
        if (*r.unit && r.type != GDT_Byte)
            band.SetUnitType(r.unit);
        if (r.hole)
            band.SetNoDataValue(-9999.0);
    }
    if (r.bands == 3)
        for (int b = 1; b <= 3; ++b)
            made->GetRasterBand(b)->SetColorInterpretation(static_cast<GDALColorInterp>(GCI_RedBand + b - 1));
    std::vector<const char*> options = r.options;
    options.push_back(nullptr);
    GDALDriver* driver = drivers.GetDriverByName(r.driver);
    if (!driver) {
        std::printf("without %s\n", r.name);
        return;
    }
    const std::string path = (folder / r.name).string();
    GDALDatasetUniquePtr copy(driver->CreateCopy(path.c_str(), made.get(), FALSE,
                                                 const_cast<char**>(options.data()), nullptr, nullptr));
    if (!copy)
        fail(r.name);
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 2)
        return 2;
    GDALAllRegister();
    CPLSetErrorHandler(CPLQuietErrorHandler);
    CPLSetConfigOption("OGR_CT_FORCE_TRADITIONAL_GIS_ORDER", "YES");
    const std::filesystem::path folder = argv[1];
    const double half = 3.14159265358979323846 * 1'737'400.0; // half of the equator
    const double degree = half / 180.0;
    const char* cylinder = "IAU_2015:30110";
    const char* places = "IAU_2015:30100";
    const char* south = "IAU_2015:30135";
    const double wide = 600'000.0, pixel = 6'000.0;
    // What many have in common: the whole Moon in the plane or in degrees, and a square about a pole.
    const auto plane = [&](const char* name, const char* driver, double left) {
        return Recipe{name, driver, cylinder, 360, 180, left, half / 2, degree};
    };
    const auto degrees = [&](const char* name, double left) {
        return Recipe{name, "GTiff", places, 360, 180, left, 90.0, 1.0};
    };
    const auto square = [&](const char* name, const char* driver, const char* system) {
        return Recipe{name, driver, system, 200, 200, -wide, wide, pixel, GDT_Float32};
    };
    std::vector<Recipe> recipes;
    const auto add = [&](Recipe recipe) -> Recipe& { return recipes.emplace_back(std::move(recipe)); };
    const auto stored = [](Recipe& recipe, GDALDataType type, double scale, double offset) -> Recipe& {
        recipe.type = type;
        recipe.scale = scale;
        recipe.offset = offset;
        return recipe;
    };
    const auto written = [](Recipe& recipe, GDALDataType type, double base, double times, const char* unit) {
        recipe.type = type;
        recipe.base = base;
        recipe.times = times;
        recipe.unit = unit;
    };

    add(plane("around_360.tif", "GTiff", 0.0));
    add(plane("around_180.tif", "GTiff", -half));
    add(degrees("latitude_first.tif", -180.0));
    stored(add(plane("cloud.tif", "COG", 0.0)), GDT_Float32, 1.0, 0.0).options = {"COMPRESS=DEFLATE",
                                                                                  "BLOCKSIZE=128"};
    stored(add(plane("picture.jp2", "JP2OpenJPEG", -half)), GDT_UInt16, 0.5, -10'000.0).options = {
        "REVERSIBLE=YES", "QUALITY=100"};
    stored(add(plane("pds4.xml", "PDS4", -half)), GDT_Int16, 0.5, 0.0).options = {
        "VAR_TARGET=Moon", "VAR_TITLE=Hills", "VAR_LOGICAL_IDENTIFIER=urn:nasa:pds:hills"};
    add(square("pds4_south.xml", "PDS4", south)).options = {"VAR_TARGET=Moon"};
    written(stored(add(plane("isis.cub", "ISIS3", -half)), GDT_Int16, 0.5, 1'737'400.0), GDT_Int16,
            1'737'400.0, 1.0, "");
    add(square("isis_south.cub", "ISIS3", south)).unit = "";
    add(square("south.tif", "GTiff", south)).hole = true;
    add(square("north_true_at_70.tif", "GTiff",
               "+proj=stere +lat_0=90 +lat_ts=70 +lon_0=45 +R=1737400 +no_defs"));
    add({"moved.tif", "GTiff",
         "+proj=eqc +lat_ts=30 +lon_0=20 +x_0=50000 +y_0=-70000 +R=1737400 +units=m +no_defs", 300, 200,
         -400'000.0, 900'000.0, pixel, GDT_Float32});
    add({"sinusoidal.tif", "GTiff", "+proj=sinu +lon_0=170 +R=1737400 +no_defs", 400, 300, -wide, wide, pixel,
         GDT_Float32})
        .hole = true;
    add(square("oblique_south.tif", "GTiff", "+proj=laea +lat_0=-80 +lon_0=30 +R=1737400 +no_defs"));
    written(add(degrees("radii_km.tif", 0.0)), GDT_Float32, 1'737'400.0, 1e-3, "");
    written(add(degrees("radii_m.tif", 0.0)), GDT_Float64, 1'737'400.0, 1.0, "metre");
    written(add(degrees("heights_km.tif", 0.0)), GDT_Float32, 0.0, 1e-3, "km");
    written(add(degrees("km_without_unit.tif", 0.0)), GDT_Float32, 0.0, 1e-3, "");
    add({"sphere_1738.tif", "GTiff", "+proj=longlat +R=1738000 +no_defs", 360, 180, -180.0, 90.0, 1.0,
         GDT_Float32, 1.0, 0.0, -600.0});
    Recipe& colours = add(degrees("colours.tif", -180.0));
    colours.type = GDT_Byte;
    colours.unit = "";
    colours.bands = 3;
    add(degrees("earth.tif", -180.0)).system = "EPSG:4326";
    add({"nowhere.tif", "GTiff", places, 64, 64, 0.0, 0.0, 1.0}).placed = false;
    add(degrees("litres.tif", -180.0)).unit = "litre";
    written(add(degrees("too_high.tif", -180.0)), GDT_Float32, 90'000.0, 1.0, "m");

    const std::vector<std::string> wanted(argv + 2, argv + argc);
    for (const Recipe& recipe : recipes)
        if (wanted.empty() || std::find(wanted.begin(), wanted.end(), recipe.name) != wanted.end())
            make(recipe, folder);
    return 0;
}
