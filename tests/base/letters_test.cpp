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

TEST(Letters, areTheSameHoweverLongTheAsciiBetweenThemIs) {
    for (std::size_t before = 0; before < 20; ++before)
        for (std::size_t between = 0; between < 20; ++between) {
            Letters letters;
            addLetters(letters,
                       std::string(before, 'a') + "ī" + std::string(between, 'b') + "\u1161球" + "c\xE6");
            // A vowel of hangul without a beginning stays as it is.
            EXPECT_EQ(letters, (Letters{U'ī', 0x1161, U'球', 0xFFFD})) << before << ' ' << between;
        }
}

TEST(Letters, ofHangulInPartsAreItsSyllables) {
    Letters letters;
    addLetters(letters, "\u1103\u1161\u11AF \u1100\u1161"); // moon, go
    EXPECT_EQ(letters, (Letters{U'달', U'가'}));
}

} // namespace
} // namespace perilune::base
