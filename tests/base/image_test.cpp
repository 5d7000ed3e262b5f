#include "base/image.h"

#include "base/halved_image.h"
#include "common/folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace perilune::base {
namespace {

TEST(DamagedImage, isToldInOneLineOfLettersWhateverItHolds) {
    const test::Folder folder;
    const auto file = folder.path() / "a.png";
    ASSERT_TRUE(writePng(file, {2, 2, 4, std::vector<std::uint8_t>(16, 128)}));
    std::string bytes = folder.contentOf("a.png");
    bytes.replace(bytes.find("IDAT"), 4, "\n\t\x01\xFF"); // a part that must be known and is not
    folder.write("a.png", bytes);
    for (const std::string& said : {readImage(file, 4).error().message, readImage16(file).error().message}) {
        EXPECT_THAT(said, testing::HasSubstr("a.png: the image is damaged (???? PNG chunk not known)"));
        EXPECT_TRUE(std::all_of(said.begin(), said.end(), [](char c) { return c >= ' ' && c <= '~'; }))
            << said;
    }
}

TEST(HalvedImage, hasTheMeansOfFourOfEachChannel) {
    const Image image{4, 2, 2, {0, 255, 2, 255, 8, 0, 8, 0, 4, 255, 6, 251, 8, 0, 8, 2}};
    const Image half = halved(image);
    EXPECT_EQ(half.width, 2);
    EXPECT_EQ(half.height, 1);
    EXPECT_EQ(half.pixels, (std::vector<std::uint8_t>{3, 254, 8, 1}));
    const Image quarter = halved(half);
    EXPECT_EQ(quarter.width, 1);
    EXPECT_EQ(quarter.pixels, (std::vector<std::uint8_t>{6, 128}));
    EXPECT_EQ(halved(quarter).pixels, quarter.pixels);
    EXPECT_EQ(halved({1, 3, 1, {10, 20, 90}}).pixels, (std::vector<std::uint8_t>{15}));
}

} // namespace
} // namespace perilune::base
