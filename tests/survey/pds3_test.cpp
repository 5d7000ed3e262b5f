#include "survey/import/pds3.h"

#include "survey/import/open.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <fstream>

#include <unistd.h>

namespace perilune::survey {
namespace {

using namespace terrain;

namespace fs = std::filesystem;
using testing::HasSubstr;

class Pds3 : public testing::Test {
  protected:
    void SetUp() override {
        folder = fs::temp_directory_path() / fmt::format("perilune-pds3-{}", ::getpid());
        fs::create_directories(folder);
    }
    void TearDown() override { fs::remove_all(folder); }
    fs::path write(const std::string& name, const std::string& bytes) const {
        std::ofstream(folder / name, std::ios::binary) << bytes;
        return folder / name;
    }
    fs::path folder;
};

/// A small global map's label with some statements of its own.
std::string label(const std::string& image, const std::string& pointer = "^IMAGE = \"MAP.IMG\"",
                  const std::string& map = "") {
    return "PDS_VERSION_ID = PDS3\r\nTARGET_NAME = MOON\r\nRECORD_BYTES = 16\r\n" + pointer +
           "\r\nOBJECT = IMAGE\r\n LINES = 4\r\n LINE_SAMPLES = 8\r\n" + image +
           "END_OBJECT = IMAGE\r\nOBJECT = IMAGE_MAP_PROJECTION\r\n" +
           (map.empty() ? "MAP_PROJECTION_TYPE = \"SIMPLE CYLINDRICAL\"\r\nMAP_RESOLUTION = "
                          "0.02222222222222222 <pix/deg>\r\n"
                          "A_AXIS_RADIUS = 1737.4 <km>\r\nCENTER_LONGITUDE = 180 <deg>\r\n"
                          "LINE_PROJECTION_OFFSET = 1.5 <pix>\r\nSAMPLE_PROJECTION_OFFSET = 3.5 <pix>\r\n"
                        : map) +
           "END_OBJECT = IMAGE_MAP_PROJECTION\r\nEND\r\n";
}
const std::string kInt16 = "SAMPLE_TYPE = LSB_INTEGER\r\nSAMPLE_BITS = 16\r\nUNIT = METER\r\n";

std::string problemOf(const std::string& text, std::optional<RasterKind> kind = RasterKind::Elevation) {
    const auto odl = parseOdl(text, "x.lbl");
    if (!odl)
        return odl.error().message;
    const auto image = describePds3(*odl, "x.lbl", kind);
    return image ? "" : image.error().message;
}

TEST(Odl, valuesUnitsSequencesAndObjectsAreRead) {
    const auto odl =
        parseOdl("PDS_VERSION_ID = PDS3 /* a\n comment */\nA=-1.5E3 <KM/PIX>\nB = \"two\r\n  lines\"\n"
                 "C = (1, \"x\", {A, 'b c'})\nOBJECT = OUTER\n OBJECT = INNER\n  D = 16#FF7FFFFB#\n"
                 " END_OBJECT\nEND_OBJECT = OUTER\nEND\nbinary \x01\x02 = \" ((",
                 "x.lbl");
    ASSERT_TRUE(odl) << odl.error().message;
    EXPECT_EQ(odl->find("A")->number, -1500.0);
    EXPECT_EQ(odl->find("A")->unit, "KM/PIX");
    EXPECT_EQ(odl->find("B")->text, "two lines");
    ASSERT_EQ(odl->find("C")->items.size(), 3u);
    EXPECT_EQ(odl->find("C")->items[2].items[1].text, "b c");
    EXPECT_EQ(odl->object("INNER")->find("D")->bits, 0xFF7FFFFBu);
    EXPECT_EQ(odl->find("C")->line, 6);
}

TEST(Odl, mistakesAreToldWithTheirPlace) {
    const auto problem = [](const std::string& text) {
        const auto odl = parseOdl(text, "x.lbl");
        return odl ? std::string() : odl.error().message;
    };
    EXPECT_THAT(problem("A = 1\n  B 2\nEND\n"), HasSubstr("x.lbl:2:3: error: no \"=\" after B"));
    EXPECT_THAT(problem("A = \"never\nends"), HasSubstr("x.lbl:1:5: error: a text in quotes does not end"));
    EXPECT_THAT(problem("OBJECT = A\nEND_OBJECT = B\nEND"),
                HasSubstr("x.lbl:2:1: error: END_OBJECT closes B"));
    EXPECT_THAT(problem("OBJECT = A\n"), HasSubstr("the label ends inside A"));
    EXPECT_THAT(problem("A = 1\n"), HasSubstr("the label has no END"));
    std::string deep;
    for (int i = 0; i < 100000; ++i)
        deep += "OBJECT = A\n";
    EXPECT_THAT(problem(deep), HasSubstr("too deep"));
    EXPECT_THAT(problem("A = " + std::string(100000, '(')), HasSubstr("too deep"));
    std::string many;
    for (int i = 0; i < 30000; ++i)
        many += "A = 1\n";
    EXPECT_THAT(problem(many), HasSubstr("too many statements"));
}

TEST(Pds3Label, hostileNumbersAreRefused) {
    EXPECT_EQ(problemOf(label(kInt16)), "");
    for (const char* lines : {"-4", "0", "1e300", "4.5", "99999999999999999999", "\"four\""}) {
        std::string text = label(kInt16);
        text.replace(text.find("LINES = 4"), 9, fmt::format("LINES = {}", lines));
        EXPECT_THAT(problemOf(text), HasSubstr("x.lbl:6:")) << lines;
    }
    EXPECT_THAT(problemOf(label("SAMPLE_TYPE = LSB_INTEGER\r\nSAMPLE_BITS = 12\r\n")),
                HasSubstr("12 bits are not read"));
    EXPECT_THAT(problemOf(label("SAMPLE_TYPE = VAX_REAL\r\nSAMPLE_BITS = 32\r\n")),
                HasSubstr("VAX_REAL are not read"));
    EXPECT_THAT(problemOf(label(kInt16, "^IMAGE = \"../../etc/passwd\"")),
                HasSubstr("out of the label's folder"));
    EXPECT_THAT(problemOf(label(kInt16, "^IMAGE = (\"MAP.IMG\", -3)")), HasSubstr("pointer"));
    EXPECT_THAT(problemOf(label(kInt16, "^IMAGE = 1e14")), HasSubstr("beyond all files"));
    std::string mars = label(kInt16);
    mars.replace(mars.find("MOON"), 4, "MARS");
    EXPECT_THAT(problemOf(mars), HasSubstr("shows MARS"));
    EXPECT_THAT(problemOf(label("SAMPLE_TYPE = LSB_INTEGER\r\nSAMPLE_BITS = 16\r\n"), std::nullopt),
                HasSubstr("--as elevation or --as albedo"));
}

TEST_F(Pds3, everySampleTypeGivesTheSameHeight) {
    struct Case {
        const char* type;
        int bits;
        std::string bytes; ///< of -250 (signed, real) or 250
    };
    const auto bytesOf = [](auto value, bool big) {
        std::string out(sizeof(value), '\0');
        std::memcpy(out.data(), &value, sizeof(value));
        return big ? std::string(out.rbegin(), out.rend()) : out;
    };
    const Case cases[] = {{"LSB_INTEGER", 16, bytesOf(std::int16_t(-250), false)},
                          {"MSB_INTEGER", 16, bytesOf(std::int16_t(-250), true)},
                          {"LSB_INTEGER", 32, bytesOf(std::int32_t(-250), false)},
                          {"SUN_INTEGER", 32, bytesOf(std::int32_t(-250), true)},
                          {"LSB_UNSIGNED_INTEGER", 16, bytesOf(std::uint16_t(250), false)},
                          {"MSB_UNSIGNED_INTEGER", 8, bytesOf(std::uint8_t(250), true)},
                          {"MSB_UNSIGNED_INTEGER", 32, bytesOf(std::uint32_t(250), true)},
                          {"PC_REAL", 32, bytesOf(-250.0f, false)},
                          {"IEEE_REAL", 32, bytesOf(-250.0f, true)},
                          {"MAC_REAL", 64, bytesOf(-250.0, true)}};
    for (const Case& c : cases) {
        const bool isUnsigned = std::string(c.type).find("UNSIGNED") != std::string::npos;
        std::string image;
        for (int i = 0; i < 32; ++i)
            image += c.bytes;
        write("MAP.IMG", image);
        const auto source = openPds3(
            write("map.lbl", label(fmt::format("SAMPLE_TYPE = {}\r\nSAMPLE_BITS = {}\r\nUNIT = METER\r\n"
                                               "SCALING_FACTOR = {}\r\nOFFSET = 1737400.\r\n",
                                               c.type, c.bits, isUnsigned ? -0.5 : 0.5))),
            std::nullopt);
        ASSERT_TRUE(source) << c.type << ": " << source.error().message;
        float height[32];
        ASSERT_TRUE((*source)->read(0, 0, 8, 4, height));
        for (const float h : height)
            EXPECT_EQ(h, -125.0f) << c.type << " " << c.bits;
    }
}

TEST_F(Pds3, kilometresBecomeMetresAndMissingNumbersHoles) {
    std::string image;
    for (int i = 0; i < 32; ++i) {
        const float value = i == 3 ? 5.0f : 1.25f;
        image.append(reinterpret_cast<const char*>(&value), 4);
    }
    const std::uint32_t null = 0xFF7FFFFB;
    std::memcpy(image.data() + 8, &null, 4);
    write("MAP.IMG", image);
    const auto source = openPds3(
        write("map.lbl", label("SAMPLE_TYPE = PC_REAL\r\nSAMPLE_BITS = 32\r\nUNIT = KILOMETER\r\n"
                               "OFFSET = 1737.4 <KM>\r\nNULL = 16#FF7FFFFB#\r\nMISSING_CONSTANT = 5\r\n")),
        std::nullopt);
    ASSERT_TRUE(source) << source.error().message;
    float height[8];
    ASSERT_TRUE((*source)->read(0, 0, 8, 1, height));
    EXPECT_NEAR(height[0], 1250.0f, 0.01f);
    EXPECT_TRUE(std::isnan(height[2]));
    EXPECT_TRUE(std::isnan(height[3]));
}

TEST_F(Pds3, anAttachedImageIsFoundByRecordAndByByte) {
    std::string image(64, '\0');
    image[16] = 7; // first number of the second line
    for (const char* pointer : {"^IMAGE = 101", "^IMAGE = 1601 <BYTES>"}) {
        std::string file = label(kInt16, pointer);
        file.resize(1600, ' ');
        const auto source = openPds3(write("one.img", file + image), std::nullopt);
        ASSERT_TRUE(source) << source.error().message;
        float height = 0.0f;
        ASSERT_TRUE((*source)->read(0, 1, 1, 1, &height));
        EXPECT_EQ(height, 7.0f) << pointer;
    }
}

TEST_F(Pds3, aShortImageIsOneClearLine) {
    write("map.img", std::string(63, '\0')); // and the label says MAP.IMG
    const auto source = openPds3(write("map.lbl", label(kInt16)), std::nullopt);
    ASSERT_FALSE(source);
    EXPECT_THAT(source.error().message,
                HasSubstr("map.img: is cut short: 63 bytes, and by its label 64 are wanted"));
    EXPECT_THAT(source.error().message, testing::Not(HasSubstr("\n")));
}

/// The Moon turned by 180° was the price of a label that lay there by chance.
TEST_F(Pds3, aLabelThatNamesAnotherImageIsNotTakenWithoutAsking) {
    write("mine.img", std::string(64, '\1'));
    write("MAP.IMG", std::string(64, '\2'));
    write("mine.lbl", label(kInt16));
    const auto refused = openRaster(folder / "mine.img", RasterKind::Elevation);
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message,
                testing::AllOf(HasSubstr("mine.lbl beside it describes MAP.IMG, not this file"),
                               HasSubstr("--accept"), testing::Not(HasSubstr("\n"))));
    const auto accepted = openRaster(folder / "mine.img", RasterWish{RasterKind::Elevation, {}, true});
    ASSERT_TRUE(accepted) << accepted.error().message;
    float height = 0.0f;
    ASSERT_TRUE((*accepted)->read(0, 0, 1, 1, &height));
    EXPECT_EQ(height, 257.0f); // its own numbers
}

/// Offsets are counted to centres or edges, from 0 or from 1, or not given at all.
TEST(Pds3Label, aMapWithoutExtentSnapsToItsGrid) {
    const char* around = "MAP_PROJECTION_TYPE = \"SIMPLE CYLINDRICAL\"\r\nA_AXIS_RADIUS = 1737.4 <km>\r\n"
                         "CENTER_LONGITUDE = 180 <deg>\r\n";
    const auto placed = [&](const std::string& map, const char* note) {
        const auto odl = parseOdl(label(kInt16, "^IMAGE = \"MAP.IMG\"", around + map), "x.lbl");
        EXPECT_TRUE(odl);
        const auto image = describePds3(*odl, "x.lbl", std::nullopt);
        EXPECT_TRUE(image) << image.error().message;
        EXPECT_THAT(image->info.notes, testing::Contains(HasSubstr(note)));
        return std::get<Cylindrical>(image->info.projection);
    };
    for (const char* offsets : {"LINE_PROJECTION_OFFSET = 1.5\r\nSAMPLE_PROJECTION_OFFSET = 3.5\r\n",
                                "LINE_PROJECTION_OFFSET = 2\r\nSAMPLE_PROJECTION_OFFSET = 4.0\r\n",
                                "LINE_PROJECTION_OFFSET = 2.5\r\nSAMPLE_PROJECTION_OFFSET = 4.5\r\n", ""})
        for (const char* size :
             {"MAP_RESOLUTION = 0.02222222222 <pix/deg>\r\n", "MAP_SCALE = 1364551 <m/pix>\r\n"}) {
            const Cylindrical map =
                placed(std::string(size) + offsets, *offsets ? "gives no extent" : "gives no longitudes");
            EXPECT_EQ(map.northDeg, 90.0) << offsets;
            EXPECT_EQ(map.westDeg, 0.0) << offsets;
            EXPECT_EQ(map.degreesPerPixelX, 45.0);
            EXPECT_EQ(map.degreesPerPixelY, 45.0);
        }
    // A part of the Moon, 4 lines of 1°: its edge lies on a whole degree.
    for (const char* offset : {"29.5", "30"}) {
        const Cylindrical map =
            placed(fmt::format("MAP_RESOLUTION = 1 <pix/deg>\r\nLINE_PROJECTION_OFFSET = {}\r\n"
                               "SAMPLE_PROJECTION_OFFSET = {}\r\n",
                               offset, offset),
                   "gives no extent");
        EXPECT_EQ(map.northDeg, 30.0);
        EXPECT_EQ(map.westDeg, 150.0);
    }
}

TEST(Pds3Label, thePoleOfASquareMapIsInItsMiddleHoweverItIsCounted) {
    // LOLA counts 3791.5 for 7584 pixels, Clementine's labels half as many pixels as there are, others
    // from 1.
    for (const double offset : {3.5, 4.0, 4.5})
        for (const int pole : {-90, 90}) {
            std::string text = label(
                kInt16, "^IMAGE = \"MAP.IMG\"",
                fmt::format("MAP_PROJECTION_TYPE = \"POLAR STEREOGRAPHIC\"\r\nMAP_SCALE = 80 <m/pix>\r\n"
                            "MAP_RESOLUTION = 379.04 <pix/deg>\r\nA_AXIS_RADIUS = 1737.4 <km>\r\n"
                            "CENTER_LATITUDE = {}\r\nCENTER_LONGITUDE = 0\r\nLINE_PROJECTION_OFFSET = {}\r\n"
                            "SAMPLE_PROJECTION_OFFSET = {}\r\n",
                            pole, offset, offset));
            text.replace(text.find("LINES = 4"), 9, "LINES = 8");
            const auto odl = parseOdl(text, "x.lbl");
            ASSERT_TRUE(odl);
            const auto image = describePds3(*odl, "x.lbl", std::nullopt);
            ASSERT_TRUE(image) << image.error().message;
            const auto& map = std::get<PolarStereographic>(image->info.projection);
            EXPECT_EQ(map.north, pole > 0);
            EXPECT_EQ(map.metresPerPixel, 80.0);
            EXPECT_EQ(map.leftM, -320.0) << offset;
            EXPECT_EQ(map.topM, 320.0) << offset;
        }
}

TEST(Pds3Label, aRegionalEquirectangularMapLiesWhereItsOffsetsSay) {
    const std::string text =
        label(kInt16, "^IMAGE = \"MAP.IMG\"",
              "MAP_PROJECTION_TYPE = EQUIRECTANGULAR\r\nMAP_SCALE = 100.0 <METERS/PIXEL>\r\nA_AXIS_RADIUS = "
              "1737.4 <KM>\r\n"
              "CENTER_LATITUDE = 60\r\nCENTER_LONGITUDE = 20\r\nLINE_PROJECTION_OFFSET = 18193.5\r\n"
              "SAMPLE_PROJECTION_OFFSET = 3.5\r\nMAXIMUM_LATITUDE = 60.1\r\nMINIMUM_LATITUDE = 59.9\r\n");
    const auto odl = parseOdl(text, "x.lbl");
    ASSERT_TRUE(odl);
    const auto image = describePds3(*odl, "x.lbl", std::nullopt);
    ASSERT_TRUE(image) << image.error().message;
    const auto& map = std::get<Cylindrical>(image->info.projection);
    const double perPixel = 100.0 / (1737400.0 * std::numbers::pi / 180.0);
    EXPECT_NEAR(map.degreesPerPixelY, perPixel, 1e-12);
    EXPECT_NEAR(map.degreesPerPixelX, 2.0 * perPixel, 1e-12); // true to scale along 60° N
    EXPECT_NEAR(map.northDeg, 18194.0 * perPixel, 1e-9);
    EXPECT_NEAR(map.westDeg, 20.0 - 8.0 * perPixel, 1e-9);
}

TEST(Pds3Label, lolaSpansTheMoonFromLongitude0) {
    const fs::path file = fs::path(PERILUNE_SHARED_DIR) / "data/dem/LDEM_4.LBL";
    if (!fs::exists(file))
        GTEST_SKIP() << "skipped: needs ../shared/data/dem/LDEM_4.LBL";
    const auto source = openPds3(file, std::nullopt);
    ASSERT_TRUE(source) << source.error().message;
    const RasterInfo& info = (*source)->info();
    const auto& map = std::get<Cylindrical>(info.projection);
    EXPECT_EQ(info.kind, RasterKind::Elevation);
    EXPECT_EQ(map.westDeg, 0.0);
    EXPECT_EQ(map.northDeg, 90.0);
    EXPECT_EQ(map.degreesPerPixelX, 0.25);
    EXPECT_NEAR(info.resolutionM, 7580.84, 0.01);
    EXPECT_THAT(info.title, HasSubstr("LDEM_4"));
    std::vector<float> heights(1440 * 720);
    ASSERT_TRUE((*source)->read(0, 0, 1440, 720, heights.data()));
    const auto [low, high] = std::minmax_element(heights.begin(), heights.end());
    EXPECT_NEAR(*low, -17758 * 0.5f, 0.5f); // MINIMUM and MAXIMUM of the label
    EXPECT_NEAR(*high, 21008 * 0.5f, 0.5f);
}

} // namespace
} // namespace perilune::survey
