#include "terrain/gazetteer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string_view>

#include <unistd.h>

namespace perilune::terrain {
namespace {

namespace fs = std::filesystem;

const Gazetteer& shipped() {
    static const Gazetteer gazetteer =
        Gazetteer::read(fs::path(PERILUNE_SOURCE_DIR) / "models/moon").value_or(Gazetteer{});
    return gazetteer;
}

const Feature* feature(std::string_view name) {
    const auto& all = shipped().features();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Feature& f) { return f.name == name; });
    return found == all.end() ? nullptr : &*found;
}

// USGS: 9,007 names approved in the list of 2015.
TEST(Gazetteer, holdsEveryApprovedNameTheLargestFirst) {
    const auto& all = shipped().features();
    EXPECT_EQ(all.size(), 9007u);
    EXPECT_TRUE(std::is_sorted(all.begin(), all.end(),
                               [](const Feature& a, const Feature& b) { return a.diameterM > b.diameterM; }));
    EXPECT_EQ(all.front().name, "Oceanus Procellarum");
    for (const Feature& f : all)
        EXPECT_NEAR(glm::length(f.up.v), 1.0, 1e-12) << f.name;
}

TEST(Gazetteer, knownFeaturesStandAtTheirPlaces) {
    struct Known {
        const char* name;
        const char* kind;
        FeatureClass shape;
        double latitude, longitude, km; // IAU
    };
    for (const Known& known :
         {Known{"Tycho", "Crater", FeatureClass::Crater, -43.31, -11.36, 85.3},
          Known{"Copernicus A", "Satellite Feature", FeatureClass::Satellite, 9.52, -18.9, 3},
          Known{"Mare Imbrium", "Mare", FeatureClass::Sea, 34.7, -14.9, 1146},
          Known{"Mons Piton", "Mons", FeatureClass::Mountain, 40.7, -0.9, 23},
          Known{"Montes Apenninus", "Mons", FeatureClass::Mountain, 19.9, 0.0, 600},
          Known{"Vallis Alpes", "Vallis", FeatureClass::Line, 49.2, 3.6, 155},
          Known{"Reiner Gamma", "Albedo Feature", FeatureClass::Spot, 7.4, -59.0, 73}}) {
        const Feature* f = feature(known.name);
        ASSERT_TRUE(f) << known.name;
        EXPECT_EQ(f->kind, known.kind) << known.name;
        EXPECT_EQ(f->shape, known.shape) << known.name;
        EXPECT_NEAR(f->middle.latitude.degrees(), known.latitude, 0.2) << known.name;
        EXPECT_NEAR(f->middle.longitude.degrees(), known.longitude, 0.8) << known.name;
        EXPECT_NEAR(f->diameterM / 1000.0, known.km, 0.02 * known.km + 1.0) << known.name;
    }
}

TEST(Gazetteer, aDamagedTableIsToldWithFileAndLine) {
    const fs::path folder = fs::temp_directory_path() / ("gazetteer-" + std::to_string(getpid()));
    fs::create_directories(folder);
    const auto with = [&](const std::string& crater, const std::string& name) {
        std::ofstream(folder / "craters.csv") << "name,latitude,longitude,diameter_km\nTycho,-43.3,-11.4,85\n"
                                              << crater;
        std::ofstream(folder / "names.csv") << "name,kind,latitude,longitude,diameter_km\n" << name;
        const auto read = Gazetteer::read(folder);
        return read ? std::string() : read.error().message;
    };
    EXPECT_EQ(with("", "Mare X,Mare,1,2,300\n"), "");
    for (const char* bad :
         {"Plato,91,0,100\n", "Plato,51,190,100\n", "Plato,51,9,-1\n", "Plato,51,9\n",
          "Plato,51,9,100,more\n", ",51,9,100\n", "Plato,fifty,9,100\n", "Plato,nan,9,100\n"})
        EXPECT_NE(with(bad, "").find("craters.csv:3: error: no named feature"), std::string::npos) << bad;
    EXPECT_NE(with("", "Mare X,,1,2,300\n").find("names.csv:2: error"), std::string::npos);
    fs::remove(folder / "names.csv");
    EXPECT_FALSE(Gazetteer::read(folder));
    fs::remove_all(folder);
}

} // namespace
} // namespace perilune::terrain
