// What lies in models/ says where it comes from, and what timelines name lies there and can be read.
#include "model/model.h"
#include "base/yaml.h"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

namespace perilune::model {
namespace {

namespace fs = std::filesystem;

const fs::path kRoot = PERILUNE_SOURCE_DIR;

TEST(Credits, nameEveryFileOfModelsAndNoOther) {
    const auto parsed = base::readYaml(kRoot / "models/credits.yaml");
    ASSERT_TRUE(parsed.ok());
    std::set<std::string> named, there;
    for (const base::YamlNode& credit : parsed.value.find("credits")->items) {
        for (const char* key : {"what", "by", "from", "licence"})
            EXPECT_TRUE(credit.find(key)) << "line " << credit.line << " has no " << key;
        for (const base::YamlNode& file : credit.find("files")->items)
            named.insert(file.scalar);
    }
    for (const auto& entry : fs::recursive_directory_iterator(kRoot / "models"))
        if (const std::string ending = entry.path().extension().string();
            entry.is_regular_file() && ending != ".py" && ending != ".pyc")
            there.insert(fs::relative(entry.path(), kRoot / "models").string());
    there.erase("credits.yaml");
    EXPECT_EQ(named, there);
}

TEST(Spacecraft, ofTheShippedTimelinesAreThereAndCanBeRead) {
    std::set<std::string> files;
    const std::regex regex(R"re(\n\s+model: (\S+))re");
    for (const auto& entry : fs::directory_iterator(kRoot / "timelines")) {
        std::stringstream text;
        text << std::ifstream(entry.path()).rdbuf();
        const std::string timeline = text.str();
        for (std::sregex_iterator it(timeline.begin(), timeline.end(), regex), end; it != end; ++it)
            files.insert((*it)[1]);
    }
    EXPECT_GE(files.size(), 4u);
    for (const std::string& file : files) {
        const auto model = readModel(kRoot / "models/spacecraft" / file);
        EXPECT_TRUE(model) << file << ": " << model.error().message;
    }
}

// A close look needs detail, a flight through the record needs them small.
TEST(Spacecraft, thatAreShippedHaveWhatAHeroNeedsAndAreNotTooLarge) {
    int craft = 0;
    for (const auto& entry : fs::directory_iterator(kRoot / "models/spacecraft")) {
        if (entry.path().extension() != ".glb")
            continue;
        SCOPED_TRACE(entry.path().filename());
        ++craft;
        EXPECT_LE(fs::file_size(entry), 1'800'000u);
        const auto model = readModel(entry.path());
        ASSERT_TRUE(model) << model.error().message;
        EXPECT_GE(model->indices.size() / 3, 5'000u);
        EXPECT_LE(model->indices.size() / 3, 60'000u);
        EXPECT_GE(model->info.animations, 2);
        EXPECT_TRUE(model->info.extensionsUsed.empty());
        for (const base::Image& image : model->images) {
            EXPECT_LE(image.width, 1024);
            EXPECT_LE(image.height, 1024);
        }
    }
    EXPECT_GE(craft, 5);
}

// Metres from the lowest to the highest, from left to right, from behind to the front.
TEST(Spacecraft, areAsLargeAsWasPublished) {
    struct Size {
        const char* file;
        int axis;
        float metres, within;
    };
    for (const Size& size : {
             Size{"blue-moon-mk1.glb", 1, 8.1f, 0.15f}, // Blue Origin: over 8 m (26 ft)
             Size{"starship-hls.glb", 1, 52.1f, 0.05f}, // NASA's Inspector General: 171 ft
         }) {
        const auto model = readModel(kRoot / "models/spacecraft" / size.file);
        ASSERT_TRUE(model) << model.error().message;
        EXPECT_NEAR(model->high[size.axis] - model->low[size.axis], size.metres, size.within) << size.file;
    }
    // Orion's wings stand in a cross: from tip to tip is the diagonal of its box, ESA's 19 m and a panel's
    // width.
    const auto orion = readModel(kRoot / "models/spacecraft/orion.glb");
    ASSERT_TRUE(orion);
    EXPECT_NEAR(orion->high.x - orion->low.x, (19.0f + 2.0f) / std::sqrt(2.0f), 0.5f);
}

// On the ground, or from the docking plane.
TEST(Spacecraft, standOnTheGroundOrHangFromTheirDockingPlane) {
    for (const auto& entry : fs::directory_iterator(kRoot / "models/spacecraft")) {
        if (entry.path().extension() != ".glb")
            continue;
        const auto model = readModel(entry.path());
        ASSERT_TRUE(model) << model.error().message;
        if (entry.path().stem() == "orion")
            EXPECT_NEAR(model->high.y, 0.0f, 0.25f); // petals reach past the plane
        else
            EXPECT_NEAR(model->low.y, 0.0f, 0.02f) << entry.path();
    }
}

} // namespace
} // namespace perilune::model
