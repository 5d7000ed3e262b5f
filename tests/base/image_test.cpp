#include "base/image.h"

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

} // namespace
} // namespace perilune::base
