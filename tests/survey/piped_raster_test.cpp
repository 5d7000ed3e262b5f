// The same Moon in every format: equal heights at equal places; and what the separate program must survive.
#include "survey/import/piped_raster.h"

#include "survey/import/open.h"
#include "survey/import/pds4_label.h"
#include "terrain/known_heights.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <numbers>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace perilune::survey {
namespace {

using namespace terrain;

namespace fs = std::filesystem;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

constexpr double kDegree = 180.0 / std::numbers::pi;

struct Place {
    double latitude, longitude;
};

/// The middle of a pixel, by what raster.h says about the two projections.
Place placeOf(const RasterInfo& info, double x, double y) {
    if (const auto* c = std::get_if<Cylindrical>(&info.projection))
        return {c->northDeg - (y + 0.5) * c->degreesPerPixelY, c->westDeg + (x + 0.5) * c->degreesPerPixelX};
    const auto& p = std::get<PolarStereographic>(info.projection);
    const double px = p.leftM + (x + 0.5) * p.metresPerPixel, py = p.topM - (y + 0.5) * p.metresPerPixel;
    const double colatitude = 2.0 * std::atan(std::hypot(px, py) / (2.0 * p.radiusM)) * kDegree;
    const double longitude = p.centreDeg + std::atan2(px, p.north ? -py : py) * kDegree;
    return {p.north ? 90.0 - colatitude : colatitude - 90.0, longitude};
}

/// A folder of its own for every run, gone at its end.
class Folder {
  public:
    Folder() {
        std::string name = (fs::temp_directory_path() / "perilune-maps-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
    }
    ~Folder() {
        std::error_code none;
        fs::remove_all(path_, none);
    }
    const fs::path& path() const { return path_; }

  private:
    fs::path path_;
};

void write(const fs::path& file, const std::string& text) {
    std::ofstream(file, std::ios::binary) << text;
}

/// A program that says and does what a test wants.
fs::path script(const fs::path& folder, const std::string& body) {
    const fs::path file = folder / "pretender";
    write(file, "#!/bin/sh\n" + body);
    fs::permissions(file, fs::perms::owner_all);
    return file;
}

std::string errorOf(const base::Result<std::unique_ptr<RasterSource>>& opened) {
    return opened ? "(it opened)" : opened.error().message;
}

#ifdef PERILUNE_TERRAIN_BINARY
const PipeOptions kProgram{PERILUNE_TERRAIN_BINARY, 60.0};

class Maps : public testing::Test {
  protected:
    static void SetUpTestSuite() { folder = std::make_unique<Folder>(); }
    static void TearDownTestSuite() { folder.reset(); }
    /// Made when it is first asked for.
    static void make(const std::string& name) {
        if (!fs::exists(folder->path() / name))
            std::system(
                (std::string(PERILUNE_MAKE_MAPS) + " " + folder->path().string() + " " + name).c_str());
    }
    static auto open(const std::string& name, RasterKind kind = RasterKind::Elevation) {
        make(name);
        return openPiped(folder->path() / name, kind, kProgram);
    }
    static std::unique_ptr<Folder> folder;
};
std::unique_ptr<Folder> Maps::folder;

/// The difference between the map and the known hills that this share of the pixels stays below.
double worst(RasterSource& map, double share = 1.0) {
    const RasterInfo& info = map.info();
    std::vector<float> row(std::size_t(info.width));
    std::vector<double> differences;
    for (std::int64_t y = 0; y < info.height; y += 7) {
        const auto got = map.read(0, y, info.width, 1, row.data());
        EXPECT_TRUE(got.has_value()) << got.error().message;
        if (!got)
            return 1e9;
        for (std::int64_t x = 0; x < info.width; x += 5) {
            const float height = row[std::size_t(x)];
            if (std::isnan(height))
                continue;
            const Place at = placeOf(info, double(x), double(y));
            differences.push_back(std::abs(double(height) - knownHeight(at.latitude, at.longitude)));
        }
    }
    EXPECT_GT(std::int64_t(differences.size()), info.width * info.height / 35 / 3)
        << "most of the map is empty";
    std::sort(differences.begin(), differences.end());
    return differences.empty() ? 1e9 : differences[std::size_t(share * double(differences.size() - 1))];
}

TEST_F(Maps, haveEqualHeightsAtEqualPlacesInEveryFormat) {
    // Half a metre where whole metres are stored, a quarter where halves are; a tenth of a pixel would be 15
    // m.
    const std::vector<std::pair<const char*, double>> maps{
        {"around_360.tif", 0.6}, {"around_180.tif", 0.6}, {"latitude_first.tif", 0.6},   {"cloud.tif", 0.1},
        {"picture.jp2", 0.4},    {"pds4.xml", 0.4},       {"pds4_south.xml", 0.1},       {"isis.cub", 0.4},
        {"isis_south.cub", 0.1}, {"south.tif", 0.1},      {"north_true_at_70.tif", 0.1}, {"moved.tif", 0.1},
    };
    std::string names;
    for (const auto& [name, tolerance] : maps)
        names += std::string(name) + " ";
    make(names); // one start of GDAL instead of twelve
    for (const auto& [name, tolerance] : maps) {
        SCOPED_TRACE(name);
        auto map = open(name);
        ASSERT_TRUE(map.has_value()) << errorOf(map);
        EXPECT_LT(worst(**map), tolerance);
    }
}

TEST_F(Maps, inOtherProjectionsAreWarpedAndSaySo) {
    for (const char* name : {"sinusoidal.tif", "oblique_south.tif"}) {
        SCOPED_TRACE(name);
        auto map = open(name);
        ASSERT_TRUE(map.has_value()) << errorOf(map);
        // GDAL allows itself an eighth of a pixel, and half a one at the map's edge.
        EXPECT_LT(worst(**map, 0.98), 4.0);
        EXPECT_LT(worst(**map), 20.0);
        EXPECT_THAT((*map)->info().notes, Contains(HasSubstr("warped")));
        EXPECT_EQ(std::holds_alternative<PolarStereographic>((*map)->info().projection),
                  std::string(name) == "oblique_south.tif");
    }
}

TEST_F(Maps, ofRadiiKilometresAndOtherSpheresComeOutAsMetresAboveOurs) {
    for (const auto& [name, note] :
         std::vector<std::pair<const char*, const char*>>{{"radii_km.tif", "radii"},
                                                          {"radii_m.tif", "radii"},
                                                          {"heights_km.tif", ""},
                                                          {"sphere_1738.tif", "+600 m"}}) {
        SCOPED_TRACE(name);
        auto map = open(name);
        ASSERT_TRUE(map.has_value()) << errorOf(map);
        EXPECT_LT(worst(**map), 0.15);
        if (*note)
            EXPECT_THAT((*map)->info().notes, Contains(HasSubstr(note)));
    }
}

TEST_F(Maps, inKilometresThatNoUnitTellsOfAreDoubtedAndReadAsSuch) {
    auto map = open("km_without_unit.tif");
    ASSERT_TRUE(map.has_value()) << errorOf(map);
    EXPECT_LT(worst(**map), 0.15);
    EXPECT_THAT((*map)->info().doubts, Contains(HasSubstr("taken for kilometres; say the unit")));
    auto told = open("heights_km.tif");
    ASSERT_TRUE(told.has_value()) << errorOf(told);
    EXPECT_THAT((*told)->info().doubts, testing::IsEmpty());
}

TEST_F(Maps, besideALabelOfPds4ThatDoesNotNameThemAreRefusedUnlessAccepted) {
    make("pds4.xml");
    make("south.tif");
    const fs::path label = folder->path() / "south.xml";
    fs::copy_file(folder->path() / "pds4.xml", label, fs::copy_options::overwrite_existing);
    ::setenv("PERILUNE_TERRAIN", PERILUNE_TERRAIN_BINARY, 1);
    const auto opened = [&](bool accept) {
        return openRaster(folder->path() / "south.tif", RasterWish{RasterKind::Elevation, {}, accept});
    };
    EXPECT_THAT(errorOf(opened(false)),
                AllOf(HasSubstr("south.tif: the label "), HasSubstr("south.xml beside it describes pds4."),
                      HasSubstr("--accept takes the file as it is"), Not(HasSubstr("\n"))));
    EXPECT_TRUE(opened(true).has_value());
    // A label whose image is not there, and other people's XML.
    write(label, "<Product_Observational xmlns=\"http://pds.nasa.gov/pds4/pds/v1\"/>");
    EXPECT_THAT(errorOf(openRaster(label, RasterWish{})), HasSubstr("describes no file"));
    write(label, "<metadata><idinfo/></metadata>");
    EXPECT_TRUE(opened(false).has_value());
    fs::remove(label);
    ::unsetenv("PERILUNE_TERRAIN");
}

TEST(Pds4Label, namesFilesInItsElementsAlone) {
    const auto files =
        filesOfPds4("<?xml version=\"1.0\"?><!-- <file_name>old.img</file_name> -->"
                    "<pds:P xmlns:pds=\"http://pds.nasa.gov/pds4/pds/v1\"><pds:file_name >\n a.img "
                    "</pds:file_name><parent_file_name>no.img</parent_file_name>"
                    "<pds:file_name>b.tif</pds:file_name></pds:P>");
    ASSERT_TRUE(files);
    EXPECT_THAT(*files, testing::ElementsAre("a.img", "b.tif"));
    EXPECT_FALSE(filesOfPds4("<metadata><file_name>a.img</file_name></metadata>"));
}

TEST_F(Maps, haveHolesWhereThereAreNoData) {
    auto map = open("south.tif");
    ASSERT_TRUE(map.has_value()) << errorOf(map);
    std::vector<float> corner(100);
    ASSERT_TRUE((*map)->read(0, 0, 10, 10, corner.data()).has_value());
    for (int i = 0; i < 100; ++i)
        EXPECT_EQ(std::isnan(corner[std::size_t(i)]), i % 10 < 8 && i / 10 < 8) << i;
}

TEST_F(Maps, ofColourHaveThreeChannels) {
    auto map = open("colours.tif", RasterKind::Albedo);
    ASSERT_TRUE(map.has_value()) << errorOf(map);
    ASSERT_EQ((*map)->info().channels, 3);
    std::vector<float> pixel(3);
    ASSERT_TRUE((*map)->read(100, 50, 1, 1, pixel.data()).has_value());
    EXPECT_NEAR(pixel[0], 70.0 / 255.0, 1e-6);
    EXPECT_NEAR(pixel[1], 130.0 / 255.0, 1e-6);
    EXPECT_NEAR(pixel[2], 190.0 / 255.0, 1e-6);
}

TEST_F(Maps, ofAnotherBodyOrNoneAreRefusedInOneLine) {
    for (const auto& [name, why] : std::vector<std::pair<const char*, const char*>>{
             {"earth.tif", "6378.1 km: that is not the Moon's"},
             {"nowhere.tif", "no coordinate system; if you know where it lies, write it in: gdal_translate"},
             {"litres.tif", "\"litre\""},
             {"too_high.tif", "not the Moon's"}}) {
        const std::string message = errorOf(open(name));
        EXPECT_THAT(message, AllOf(HasSubstr(name), HasSubstr(why), Not(HasSubstr("\n"))));
    }
}

TEST_F(Maps, thatAreBrokenAreRefusedInOneLine) {
    write(folder->path() / "text.tif", "This is no map.\n");
    write(folder->path() / "empty.tif", "");
    for (const char* name : {"text.tif", "empty.tif"})
        EXPECT_THAT(errorOf(open(name)),
                    AllOf(HasSubstr(name), HasSubstr("cannot be opened"), Not(HasSubstr("\n"))));
    make("around_360.tif");
    fs::copy_file(folder->path() / "around_360.tif", folder->path() / "short.tif");
    fs::resize_file(folder->path() / "short.tif", fs::file_size(folder->path() / "short.tif") / 2);
    const std::string message = errorOf(open("short.tif"));
    EXPECT_THAT(message, AllOf(HasSubstr("short.tif"), Not(HasSubstr("opened)")), Not(HasSubstr("\n"))));
    EXPECT_THAT(errorOf(open("absent.tif")), HasSubstr("no such file"));
    EXPECT_THAT(errorOf(open(".")), HasSubstr("no plain file"));
}

TEST_F(Maps, thatPointIntoTheNetworkAreNotFollowed) {
    write(folder->path() / "far.vrt",
          "<VRTDataset rasterXSize=\"4\" rasterYSize=\"2\"><SRS>IAU_2015:30100</SRS>"
          "<GeoTransform>-180,90,0,90,0,-90</GeoTransform><VRTRasterBand dataType=\"Int16\" band=\"1\">"
          "<SimpleSource><SourceFilename>/vsicurl/http://127.0.0.1:9/x.tif</SourceFilename><SourceBand>1"
          "</SourceBand></SimpleSource></VRTRasterBand></VRTDataset>");
    EXPECT_THAT(errorOf(open("far.vrt")), AllOf(HasSubstr("far.vrt"), Not(HasSubstr("opened)"))));
}

TEST_F(Maps, areReadInAnyWindowAndRefuseOnesThatStickOut) {
    auto map = open("cloud.tif");
    ASSERT_TRUE(map.has_value()) << errorOf(map);
    std::vector<float> whole(360 * 180), part(40 * 30);
    ASSERT_TRUE((*map)->read(0, 0, 360, 180, whole.data()).has_value());
    ASSERT_TRUE((*map)->read(311, 100, 40, 30, part.data()).has_value());
    for (std::size_t y = 0; y < 30; ++y)
        for (std::size_t x = 0; x < 40; ++x)
            EXPECT_EQ(part[y * 40 + x], whole[(100 + y) * 360 + 311 + x]);
    for (const auto& [x, y, w, h] : std::vector<std::array<std::int64_t, 4>>{
             {-1, 0, 2, 2}, {359, 0, 2, 1}, {0, 180, 1, 1}, {0, 0, 0, 1}, {INT64_MAX, 0, 1, 1}})
        EXPECT_FALSE((*map)->read(x, y, w, h, part.data()).has_value());
    // It is still there after that.
    EXPECT_TRUE((*map)->read(0, 0, 2, 2, part.data()).has_value());
}

TEST_F(Maps, ofLolaReadThroughGdalAgreeWithTheBytesOfTheImage) {
    const fs::path shared = fs::path(PERILUNE_SHARED_DIR) / "data/dem";
    if (!fs::exists(shared / "LDEM_4.LBL"))
        GTEST_SKIP() << "skipped: needs ../shared/data/dem/LDEM_4.LBL";
    auto map = openPiped(shared / "LDEM_4.LBL", RasterKind::Elevation, kProgram);
    ASSERT_TRUE(map.has_value()) << errorOf(map);
    const auto& at = std::get<Cylindrical>((*map)->info().projection);
    EXPECT_DOUBLE_EQ(at.westDeg, 0.0);
    EXPECT_DOUBLE_EQ(at.northDeg, 90.0);
    EXPECT_DOUBLE_EQ(at.degreesPerPixelX, 0.25);
    std::vector<float> heights(1440 * 720);
    ASSERT_TRUE((*map)->read(0, 0, 1440, 720, heights.data()).has_value());
    std::ifstream image(shared / "LDEM_4.IMG", std::ios::binary);
    std::vector<std::int16_t> stored(heights.size());
    image.read(reinterpret_cast<char*>(stored.data()), std::streamsize(stored.size() * 2));
    for (std::size_t i = 0; i < stored.size(); ++i)
        ASSERT_FLOAT_EQ(heights[i], 0.5f * float(stored[i])) << i;
}

/// A JPEG 2000 does not know what its numbers mean: here halves of metres over -10 km.
TEST_F(Maps, thatArePackedTakeTheirNumbersFromTheirLabel) {
    make("picture.jp2");
    ::setenv("PERILUNE_TERRAIN", PERILUNE_TERRAIN_BINARY, 1);
    const fs::path own = folder->path() / "packed";
    fs::create_directories(own);
    fs::copy_file(folder->path() / "picture.jp2", own / "picture.jp2");
    const auto label = [](const std::string& pointers, double west) {
        return "PDS_VERSION_ID = PDS3\nTARGET_NAME = MOON\n" + pointers +
               "OBJECT = IMAGE\n LINES = 180\n LINE_SAMPLES = 360\n SAMPLE_TYPE = MSB_UNSIGNED_INTEGER\n "
               "SAMPLE_BITS = 16\n UNIT = METER\n SCALING_FACTOR = 0.5\n OFFSET = -10000\nEND_OBJECT = "
               "IMAGE\n"
               "OBJECT = IMAGE_MAP_PROJECTION\n MAP_PROJECTION_TYPE = \"SIMPLE CYLINDRICAL\"\n "
               "MAP_RESOLUTION = 1 "
               "<PIX/DEG>\n A_AXIS_RADIUS = 1737.4 <KM>\n CENTER_LONGITUDE = 0\n MAXIMUM_LATITUDE = 90\n "
               "MINIMUM_LATITUDE = -90\n WESTERNMOST_LONGITUDE = " +
               std::to_string(west) + "\n EASTERNMOST_LONGITUDE = " + std::to_string(west + 360.0) +
               "\nEND_OBJECT = IMAGE_MAP_PROJECTION\nEND\n";
    };
    const std::string twoFiles =
        "OBJECT = COMPRESSED_FILE\n FILE_NAME = \"PICTURE.JP2\"\n ENCODING_TYPE = \"JP2\"\n"
        "END_OBJECT = COMPRESSED_FILE\n^IMAGE = \"PICTURE.IMG\"\n";
    for (const auto& [labelName, pointers] : std::vector<std::pair<const char*, std::string>>{
             {"picture_jp2.lbl", twoFiles},
             {"PICTURE.LBL", "^IMAGE = \"PICTURE.JP2\"\n"},
             {"picture.lbl", "^IMAGE = \"picture.img\"\n"}}) { // and the picture itself says the same place
        SCOPED_TRACE(labelName);
        write(own / labelName, label(pointers, -180.0));
        const bool named = pointers.find("JP2") != std::string::npos;
        for (const fs::path& asked : {own / "picture.jp2", own / labelName}) {
            const auto map = openRaster(asked, RasterKind::Elevation);
            if (!named && asked.extension() != ".jp2") {
                EXPECT_THAT(errorOf(map), HasSubstr("picture.jp2 itself"));
                continue;
            }
            ASSERT_TRUE(map.has_value()) << errorOf(map);
            EXPECT_LT(worst(**map), 0.4);
            EXPECT_THAT((*map)->info().notes, Contains(HasSubstr(labelName)));
        }
        write(own / labelName, label(pointers, 0.0));
        EXPECT_THAT(errorOf(openRaster(own / "picture.jp2", RasterKind::Elevation)),
                    HasSubstr("lies 180 pixels from where its label"));
        fs::remove(own / labelName);
    }
    write(own / "picture.lbl", label("^IMAGE = \"OTHER.IMG\"\n", -180.0));
    EXPECT_THAT(errorOf(openRaster(own / "picture.jp2", RasterKind::Elevation)),
                HasSubstr("describes OTHER.IMG, not this file"));
}

TEST_F(Maps, outliveNoneOfTheirPrograms) {
    {
        auto map = open("around_360.tif");
        ASSERT_TRUE(map.has_value()) << errorOf(map);
    }
    int status = 0;
    EXPECT_EQ(::waitpid(-1, &status, WNOHANG), -1) << "a child is left, running or as a zombie";
    EXPECT_EQ(errno, ECHILD);
}
#else
TEST(Maps, ofOtherFormatsNeedTheProgramThatReadsThem) {
    GTEST_SKIP() << "skipped: needs perilune-terrain";
}
#endif

const std::string kInfo =
    R"({"protocol":1,"info":{"kind":"elevation","width":4,"height":2,"channels":1,"resolution_m":1.0,)"
    R"("projection":{"type":"cylindrical","west_deg":0,"north_deg":90,"degrees_per_pixel_x":90,)"
    R"("degrees_per_pixel_y":90},"title":"","source":"","licence":"","notes":[]}})";

struct Pretender : testing::Test {
    Folder folder;
    fs::path file = folder.path() / "map.x";
    Pretender() { write(file, "anything"); }
    auto open(const std::string& body, double patienceS = 20.0) {
        return openPiped(file, RasterKind::Elevation, {script(folder.path(), body), patienceS});
    }
};

TEST_F(Pretender, thatDiesTalksNonsenseOrIsSilentCostsOneLine) {
    for (const auto& [body, why] : std::vector<std::pair<std::string, const char*>>{
             {"exit 7\n", "status 7"},
             {"kill -9 $$\n", "signal 9"},
             {"echo nonsense\n", "nonsense"},
             {"echo '{\"protocol\":2}'\n", "another version"},
             {"echo '{\"protocol\":1,\"info\":{}}'\n", "nonsense"},
             {"head -c 3000000 /dev/zero\n", "nonsense"},
             {"echo '{\"protocol\":1,\"error\":\"it is broken\",\"fault\":\"input\"}'\n",
              "map.x: it is broken"}})
        EXPECT_THAT(errorOf(open(body)), AllOf(HasSubstr("map.x"), HasSubstr(why), Not(HasSubstr("\n"))))
            << body;
    EXPECT_THAT(errorOf(open("exec sleep 60\n", 0.2)), HasSubstr("silent for 0.2 s"));
}

TEST_F(Pretender, thatDiesWhileItIsReadFromDoesNotKillUs) {
    auto map = open("echo '" + kInfo + "'\nexit 0\n");
    ASSERT_TRUE(map.has_value()) << errorOf(map);
    ::usleep(100'000);
    float pixels[8];
    for (int i = 0; i < 3; ++i) { // without MSG_NOSIGNAL the second write would end the test by SIGPIPE
        const auto got = (*map)->read(0, 0, 4, 2, pixels);
        ASSERT_FALSE(got.has_value());
        EXPECT_THAT(got.error().message, AllOf(HasSubstr("map.x"), HasSubstr("ended"), Not(HasSubstr("\n"))));
    }
}

TEST_F(Pretender, thatAnswersWithAnErrorOrTooLittleIsHeard) {
    auto map = open("echo '" + kInfo + "'\nread a\necho 'error cut short'\nread a\nprintf 'ok 32\\nabcd'\n");
    ASSERT_TRUE(map.has_value()) << errorOf(map);
    float pixels[8];
    EXPECT_EQ((*map)->read(0, 0, 4, 2, pixels).error().message, file.string() + ": cut short");
    EXPECT_THAT((*map)->read(0, 0, 4, 2, pixels).error().message, HasSubstr("ended"));
}

TEST_F(Pretender, thatDoesNotGoIsKilledAndLeavesNoZombie) {
    const auto start = ::time(nullptr);
    {
        auto map = open("trap '' TERM INT HUP\necho '" + kInfo + "'\nwhile :; do sleep 1 <&- >&-; done\n");
        ASSERT_TRUE(map.has_value()) << errorOf(map);
    }
    EXPECT_LT(::time(nullptr) - start, 5);
    int status = 0;
    EXPECT_EQ(::waitpid(-1, &status, WNOHANG), -1);
}

TEST_F(Pretender, thatIsMissingIsNamedWithItsPackage) {
    const char* path = std::getenv("PATH");
    const std::string before = path ? path : "";
    ::setenv("PATH", "/nonexistent", 1);
    ::unsetenv("PERILUNE_TERRAIN");
    const fs::path found = importProgram();
    const std::string message = errorOf(openPiped(file, RasterKind::Elevation));
    ::setenv("PATH", before.c_str(), 1);
    EXPECT_TRUE(found.empty()) << found;
    EXPECT_THAT(message, AllOf(HasSubstr("map.x"), HasSubstr("libgdal-dev"), HasSubstr("build again")));
}

TEST_F(Pretender, isFoundInPathAndByItsVariable) {
    const fs::path program = folder.path() / "perilune-terrain";
    write(program, "#!/bin/sh\n");
    fs::permissions(program, fs::perms::owner_all);
    const char* path = std::getenv("PATH");
    const std::string before = path ? path : "";
    ::setenv("PATH", ("relative::" + folder.path().string()).c_str(), 1);
    EXPECT_EQ(importProgram(), program);
    ::setenv("PERILUNE_TERRAIN", "/elsewhere/reader", 1);
    EXPECT_EQ(importProgram(), "/elsewhere/reader");
    ::unsetenv("PERILUNE_TERRAIN");
    ::setenv("PATH", before.c_str(), 1);
}

} // namespace
} // namespace perilune::survey
