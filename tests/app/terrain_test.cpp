// perilune terrain as a user calls it: what it says, its exit status, what it leaves in the data folder.
#include "app/program.h"
#include "base/image.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>

namespace fs = std::filesystem;
using nlohmann::json;
using perilune::test::Outcome;
using testing::HasSubstr;

namespace {

class TerrainCommands : public perilune::test::Program {
  protected:
    void SetUp() override {
        // A plain 1,000 m high with a 16-bit number of 8 bits: 100 * 10.
        perilune::base::Image image{64, 32, 1, std::vector<std::uint8_t>(64 * 32, 100)};
        ASSERT_TRUE(perilune::base::writePng(folder / "flat.png", image));
        write("flat.png.json",
              R"({"projection": "cylindrical", "west": -180, "north": 90, "degrees_per_pixel": 5.625,
                                   "scale": 10, "title": "A plain", "licence": "CC0"})");
    }

    Outcome run(const std::string& arguments) const { return Program::run("terrain " + arguments, data()); }
    Outcome runInterrupted(const std::string& arguments, const std::string& word) const {
        return Program::runInterrupted("terrain " + arguments, word, data());
    }
    std::string data() const {
        return "XDG_DATA_HOME='" + folder.string() + "/data' XDG_CACHE_HOME='" + folder.string() + "/cache'";
    }
    bool isInstalled(const std::string& name) const {
        return fs::exists(folder / "data/perilune/terrain" / (name + ".tiles"));
    }
};

TEST_F(TerrainCommands, aDryRunMakesNothingAndTellsAll) {
    const Outcome said = run("import flat.png --dry-run");
    EXPECT_EQ(said.status, 0) << said.err;
    EXPECT_THAT(said.out, HasSubstr("the whole Moon"));
    EXPECT_THAT(said.out, HasSubstr("CC0"));
    EXPECT_FALSE(fs::exists(folder / "data"));
    const json plan = json::parse(run("import flat.png --dry-run --json").out);
    EXPECT_EQ(plan.at(0).at("name"), "flat");
    EXPECT_EQ(plan.at(0).at("extent").at("north"), 90.0);
}

TEST_F(TerrainCommands, whatIsImportedIsToldAskedAndRemoved) {
    EXPECT_EQ(run("import flat.png").status, 0);
    ASSERT_TRUE(isInstalled("flat"));
    const json info = json::parse(run("info --json --check").out);
    EXPECT_EQ(info.at("sets").at(0).at("title"), "A plain");
    EXPECT_EQ(info.at("sets").at(0).at("state"), "whole");
    const json height = json::parse(run("height 10,20 --json").out);
    EXPECT_NEAR(height.at("height_m").get<double>(), 1000.0, 1.0);
    EXPECT_NEAR(height.at("slope_deg").get<double>(), 0.0, 0.1);
    EXPECT_EQ(height.at("source"), "A plain");
    EXPECT_NEAR(height.at("resolution_m").get<double>(), 170'569.0, 10.0);

    const Outcome again = run("import flat.png");
    EXPECT_EQ(again.status, 0);
    EXPECT_THAT(again.err, HasSubstr("is installed already, as flat"));
    EXPECT_EQ(run("import flat.png --again").status, 0);
    EXPECT_THAT(run("remove flatt").err, HasSubstr("did you mean \"flat\"?"));
    EXPECT_EQ(run("remove flat").status, 0);
    EXPECT_FALSE(isInstalled("flat"));
    EXPECT_THAT(run("info").out, HasSubstr("No map is installed"));
}

TEST_F(TerrainCommands, badInputIsOneLineAndLeavesNothing) {
    write("half.lbl", "PDS_VERSION_ID = PDS3\nOBJECT = IMAGE\n LINES = ");
    write("noise.bin", std::string(2000, '\x7f'));
    for (const char* file : {"missing.img", "half.lbl", "noise.bin", "."}) {
        const Outcome said = run(std::string("import ") + file);
        EXPECT_NE(said.status, 0) << file;
        EXPECT_LT(said.status, 4) << file;
        EXPECT_EQ(std::count(said.err.begin(), said.err.end(), '\n'), 1) << said.err;
    }
    EXPECT_THAT(run("import half.lbl").err, HasSubstr("half.lbl:3:"));
    EXPECT_EQ(run("import flat.png --name ../x").status, 1);
    EXPECT_EQ(run("remove ../../flat").status, 1);
    EXPECT_EQ(run("import flat.png --as music").status, 2);
    EXPECT_FALSE(fs::exists(folder / "data"));
}

TEST_F(TerrainCommands, aDamagedMapIsToldAndLeftOut) {
    ASSERT_EQ(run("import flat.png").status, 0);
    const fs::path file = folder / "data/perilune/terrain/flat.tiles";
    fs::resize_file(file, fs::file_size(file) / 2);
    const Outcome info = run("info");
    EXPECT_EQ(info.status, 1);
    EXPECT_THAT(info.err, HasSubstr("flat.tiles"));
    const Outcome height = run("height 10,20 --json");
    EXPECT_EQ(height.status, 0);
    EXPECT_NE(json::parse(height.out).at("source"), "A plain");
}

/// Maps whose numbers say something that their labels do not: a picture of 16 bits of these.
TEST_F(TerrainCommands, whatIsDoubtfulIsToldAndRefusedWithoutAccept) {
    struct Case {
        const char* name;
        std::function<double(int, int)> heightM;
        const char* doubt;
    };
    const auto hills = [](int x, int y) { return 900.0 * std::sin(x * 0.3) * std::cos(y * 0.4); };
    const Case cases[] = {
        {"mark", [&](int x, int y) { return x < 9 && y < 5 ? -9999.0 : hills(x, y); },
         "hold -9999 (-9999 m), which is not declared as no data"},
        {"low", [&](int x, int y) { return x < 9 && y < 5 ? -32768.0 : hills(x, y); },
         "hold -32768 (-32768 m), which is not declared as no data"},
        {"flat", [&](int x, int y) { return 0.009 * hills(x, y); }, "were kilometres taken for metres?"},
        {"doubled", [&](int x, int y) { return 15.0 * hills(x, y); }, "are outside of the Moon's heights"},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.name);
        std::string bytes;
        for (int y = 0; y < 90; ++y)
            for (int x = 0; x < 180; ++x) {
                const auto height = float(c.heightM(x, y));
                bytes.append(reinterpret_cast<const char*>(&height), sizeof height);
            }
        write("map.img", bytes);
        write("map.lbl",
              "PDS_VERSION_ID = PDS3\nTARGET_NAME = MOON\n^IMAGE = \"MAP.IMG\"\nOBJECT = IMAGE\n LINES = "
              "90\n LINE_SAMPLES = 180\n SAMPLE_TYPE = PC_REAL\n SAMPLE_BITS = 32\n NAME = HEIGHT\n"
              "END_OBJECT = IMAGE\nOBJECT = IMAGE_MAP_PROJECTION\n MAP_PROJECTION_TYPE = \"SIMPLE "
              "CYLINDRICAL\"\n MAP_RESOLUTION = 0.5 <PIX/DEG>\n CENTER_LONGITUDE = 0\n MAXIMUM_LATITUDE = "
              "90\n MINIMUM_LATITUDE = -90\n WESTERNMOST_LONGITUDE = -180\n EASTERNMOST_LONGITUDE = 180\n"
              "END_OBJECT = IMAGE_MAP_PROJECTION\nEND\n");
        for (const char* way : {"import map.lbl", "import map.lbl --dry-run", "import map.lbl --json"}) {
            const Outcome refused = run(way);
            EXPECT_EQ(refused.status, 1) << way;
            EXPECT_THAT(refused.err, testing::AllOf(HasSubstr(c.doubt), HasSubstr("--accept"))) << way;
            EXPECT_FALSE(fs::exists(folder / "data")) << way;
        }
        const json told = json::parse(run("import map.lbl --dry-run --json").out);
        EXPECT_THAT(told.at(0).at("doubts").at(0).get<std::string>(), HasSubstr(c.doubt));
        EXPECT_EQ(run("import map.lbl --accept").status, 0);
        EXPECT_TRUE(isInstalled("map"));
        EXPECT_THAT(run("info").out, HasSubstr("Accepted: "));
        fs::remove_all(folder / "data");
    }
}

TEST_F(TerrainCommands, whatTheImporterConcludedIsToldByAllAndKept) {
    const char* note = "they were taken for heights";
    EXPECT_THAT(run("import flat.png --dry-run").out, HasSubstr(note));
    EXPECT_THAT(
        json::parse(run("import flat.png --dry-run --json").out).at(0).at("notes").at(0).get<std::string>(),
        HasSubstr(note));
    EXPECT_THAT(run("import flat.png").out, HasSubstr(note));
    EXPECT_THAT(run("info").out, HasSubstr(note));
    EXPECT_THAT(json::parse(run("info --json").out).at("sets").at(0).at("notes").at(0).get<std::string>(),
                HasSubstr(note));
}

TEST_F(TerrainCommands, withoutAHomeNoMapIsReadFromWhereOneStands) {
    ASSERT_EQ(run("import flat.png").status, 0);
    fs::create_directories(folder / "terrain");
    fs::copy_file(folder / "data/perilune/terrain/flat.tiles", folder / "terrain/flat.tiles");
    const Outcome height = shell("env -u HOME -u XDG_DATA_HOME -u XDG_CACHE_HOME '" PERILUNE_BINARY
                                 "' terrain height 10,20 --json");
    EXPECT_EQ(height.status, 0);
    EXPECT_NE(json::parse(height.out).at("source"), "A plain");
}

/// In its header, in its index or in a brick; all of them say which map it is, and make their picture.
TEST_F(TerrainCommands, aDamagedMapIsNamedByTheCommandsThatDraw) {
    ASSERT_EQ(run("import flat.png").status, 0);
    const fs::path file = folder / "data/perilune/terrain/flat.tiles";
    std::ifstream in(file, std::ios::binary);
    const std::string good{std::istreambuf_iterator<char>(in), {}};
    std::string inAllBricks = good;
    for (std::size_t at = 8192 + 3000; at < good.size() - 100; at += 10'816)
        inAllBricks[at] = char(inAllBricks[at] ^ 0x40);
    for (const std::string& bytes : {good.substr(0, 4000), good.substr(0, good.size() - 1), inAllBricks}) {
        std::ofstream(file, std::ios::binary) << bytes;
        const Outcome still =
            shell("XDG_DATA_HOME='" + folder.string() +
                  "/data' '" PERILUNE_BINARY
                  "' still --at 2026-11-23 --size 64x36 --samples 1 -o a.png 2> stderr.txt");
        EXPECT_EQ(still.status, 0) << still.err;
        EXPECT_THAT(still.err, HasSubstr("flat.tiles is "));
        EXPECT_TRUE(fs::exists(folder / "a.png"));
    }
}

TEST_F(TerrainCommands, anImportThatIsInterruptedIsNoFaultAndSaysHowItGoesOn) {
    const perilune::base::Image large{1536, 768, 1, std::vector<std::uint8_t>(1536 * 768, 100)};
    ASSERT_TRUE(perilune::base::writePng(folder / "large.png", large));
    write(
        "large.png.json",
        R"({"projection": "cylindrical", "west": -180, "north": 90, "degrees_per_pixel": 0.234375, "scale": 10})");
    const Outcome outcome = runInterrupted("import large.png", " 10 %");
    EXPECT_EQ(outcome.status, 130);
    EXPECT_THAT(outcome.err,
                HasSubstr("perilune: stopped; the same command goes on from here, \"perilune terrain remove "
                          "large\" drops what was done\n"));
    EXPECT_FALSE(isInstalled("large"));
    EXPECT_EQ(run("remove large").out, "large was removed\n");
    EXPECT_TRUE(fs::is_empty(folder / "data/perilune/terrain"));
}

TEST_F(TerrainCommands, lightThatIsInterruptedIsNoFaultAndIsNotKept) {
    const Outcome outcome = runInterrupted("illuminate", " 10 %");
    EXPECT_EQ(outcome.status, 130);
    EXPECT_THAT(outcome.err, HasSubstr("perilune: stopped; nothing was kept\n"));
    EXPECT_FALSE(fs::exists(folder / "cache/perilune/light"));
}

} // namespace
