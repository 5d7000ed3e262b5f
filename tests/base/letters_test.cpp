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

TEST(Letters, ofHangulInPartsAreItsSyllables) {
    Letters letters;
    addLetters(letters, "\u1103\u1161\u11AF \u1100\u1161"); // moon, go
    EXPECT_EQ(letters, (Letters{U'달', U'가'}));
}

} // namespace
} // namespace perilune::base
