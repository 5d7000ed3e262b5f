#include "base/letters.h"

#include <gtest/gtest.h>

namespace perilune::base {
namespace {

TEST(Letters, areGatheredOnceAndWithoutAscii) {
    Letters letters;
    addLetters(letters, "Rīga, Москва, 月球, 月");
    addLetters(letters, "\xE6\x9C"); // the beginning of one
    EXPECT_EQ(letters, (Letters{U'ī', U'М', U'о', U'с', U'к', U'в', U'а', U'月', U'球', 0xFFFD}));
}

TEST(Letters, linesEndBesideIdeographsButNotAtTheirMarks) {
    EXPECT_TRUE(mayBreakBetween(U'月', U'球'));
    EXPECT_TRUE(mayBreakBetween(U'月', U'A'));
    EXPECT_TRUE(mayBreakBetween(U'。', U'月'));
    EXPECT_TRUE(mayBreakBetween(U'A', U'月'));
    EXPECT_FALSE(mayBreakBetween(U'A', U'B'));
    EXPECT_FALSE(mayBreakBetween(U'я', U'ж'));
    for (const char32_t mark : std::u32string(U"。，、；：！？）》」』”"))
        EXPECT_FALSE(mayBreakBetween(U'月', mark)) << std::uint32_t(mark);
    for (const char32_t mark : std::u32string(U"（《「『“"))
        EXPECT_FALSE(mayBreakBetween(mark, U'月')) << std::uint32_t(mark);
}

} // namespace
} // namespace perilune::base
