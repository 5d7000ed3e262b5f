#include "base/angle.h"
#include "base/diagnostic.h"
#include "base/did_you_mean.h"
#include "base/files.h"
#include "base/image.h"
#include "base/platform/output_file.h"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>

#include <sys/stat.h>
#include <unistd.h>

namespace perilune::base {
namespace {

namespace fs = std::filesystem;

class Folder : public testing::Test {
  protected:
    Folder() : path(fs::temp_directory_path() / ("perilune-base-" + std::to_string(::getpid()))) {
        fs::create_directories(path);
    }
    ~Folder() override { fs::remove_all(path); }
    fs::path path;
};
using Files = Folder;
using Images = Folder;

TEST(Angle, wrapsIntoItsRange) {
    EXPECT_NEAR(wrapped180(Angle::degrees(190)).degrees(), -170, 1e-9);
    EXPECT_NEAR(wrapped180(Angle::degrees(-540)).degrees(), 180, 1e-9);
    EXPECT_NEAR(wrapped360(Angle::degrees(-10)).degrees(), 350, 1e-9);
    for (double d = -1000; d < 1000; d += 7.3)
        EXPECT_NEAR(std::remainder(wrapped180(Angle::degrees(d)).degrees() - d, 360), 0, 1e-9);
}

TEST(Diagnostic, readsAsCompilersWriteThem) {
    EXPECT_EQ(
        format(Diagnostic{Severity::Error, {"a.yaml", 3, 7}, "unknown key 'colr'", "did you mean 'colour'?"}),
        "a.yaml:3:7: error: unknown key 'colr'; did you mean 'colour'?");
    EXPECT_EQ(format(Diagnostic{Severity::Warning, {"a.yaml", 0, 0}, "it is empty", ""}),
              "a.yaml:1:1: warning: it is empty");
}

TEST(Diagnostic, suggestsOnlyWhatIsNear) {
    const std::vector<std::string> words = {"colour", "title", "lanes", "status"};
    EXPECT_EQ(closestWord("colr", words), ""); // two letters of four: as likely another word
    EXPECT_EQ(closestWord("color", words), "colour");
    EXPECT_EQ(closestWord("tilte", words), "title");
    EXPECT_EQ(closestWord("banana", words), "");
    EXPECT_EQ(closestWord(std::string(100000, 'a'), words), "");
}

TEST_F(Files, readWhatIsThereAndNameWhatIsNot) {
    std::ofstream(path / "a.txt") << "hello";
    EXPECT_EQ(*readText(path / "a.txt", 100), "hello");
    EXPECT_FALSE(readText(path / "a.txt", 4));
    EXPECT_FALSE(readText(path, 100));
    const auto missing = readText(path / "b.txt", 100);
    ASSERT_FALSE(missing);
    EXPECT_NE(missing.error().message.find("b.txt"), std::string::npos);
    ASSERT_EQ(::mkfifo((path / "pipe").c_str(), 0600), 0);
    EXPECT_FALSE(readText(path / "pipe", 100)); // and does not wait for a writer
}

TEST_F(Files, cannotBeWrittenWhereThereIsNoFolder) {
    EXPECT_FALSE(checkWritable(path / "no" / "a.png"));
    EXPECT_FALSE(checkWritable(path));
    EXPECT_TRUE(checkWritable(path / "a.png"));
    EXPECT_FALSE(fs::exists(path / "a.png"));
}

TEST_F(Images, comeBackAsTheyWereWritten) {
    Image image{5, 3, 4, {}};
    for (int i = 0; i < 60; ++i)
        image.pixels.push_back(std::uint8_t(i * 4));
    ASSERT_TRUE(writePng(path / "a.png", image));
    const auto back = readImage(path / "a.png");
    ASSERT_TRUE(back);
    EXPECT_EQ(back->pixels, image.pixels);
    EXPECT_EQ(back->width, 5);
}

TEST_F(Images, thatAreNoneAreRefused) {
    std::ofstream(path / "a.png") << "this is no image";
    const auto refused = readImage(path / "a.png");
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("a.png"), std::string::npos);
    std::ofstream(path / "empty.png").flush();
    EXPECT_FALSE(readImage(path / "empty.png"));
    // A PNG header that asks for 2^31 x 2^31 pixels must not be believed.
    std::ofstream(path / "huge.png", std::ios::binary) << std::string(
        "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\x7f\xff\xff\xff\x7f\xff\xff\xff\x08\x02\0\0\0\0\0\0\0", 33);
    EXPECT_FALSE(readImage(path / "huge.png"));
}

} // namespace
} // namespace perilune::base
