#include "capture/segments.h"

#include <gtest/gtest.h>

#include <set>

namespace perilune::capture {
namespace {

TEST(Segments, ofAnyRangeHoldEachFrameOnceAndInOrder) {
    for (const auto rate : {story::FrameRate{30, 1}, {30000, 1001}, {1, 1}, {25, 1}, {240, 1}})
        for (const std::int64_t first : {0, 1, 59, 60, 61, 500})
            for (const std::int64_t last : {500, 501, 3599}) {
                std::int64_t next = first;
                for (const Segment& segment : segmentsOf(rate, first, last)) {
                    EXPECT_EQ(segment.first, next);
                    EXPECT_GE(segment.last, segment.first);
                    next = segment.last + 1;
                }
                EXPECT_EQ(next, last + 1);
            }
}

TEST(Segments, areCutWhereTheWholeFilmIsCut) {
    const auto whole = segmentsOf({30, 1}, 0, 299);
    const auto middle = segmentsOf({30, 1}, 60, 179);
    ASSERT_EQ(middle.size(), 2u);
    EXPECT_EQ(middle[0].number, whole[1].number);
    EXPECT_EQ(middle[1].last, whole[2].last);
}

TEST(Segments, sharesTogetherAreTheFilmHoweverManyThereAre) {
    const auto whole = segmentsOf({30, 1}, 0, 2'699);
    for (const int of : {1, 2, 3, 4, 7, 44, 45, 46, 1'000}) {
        std::size_t at = 0, greatest = 0;
        for (int number = 1; number <= of; ++number) {
            const auto share = shareOf(whole, {number, of});
            greatest = std::max(greatest, share.size());
            for (const Segment& segment : share)
                EXPECT_EQ(segment.number, whole[at++].number);
        }
        EXPECT_EQ(at, whole.size());
        EXPECT_LE(greatest, (whole.size() + std::size_t(of) - 1) / std::size_t(of)) << of;
    }
}

TEST(Segments, aPartIsANumberOfANumber) {
    EXPECT_EQ(parsePart("2/4")->number, 2);
    EXPECT_EQ(parsePart("2/4")->of, 4);
    for (const char* wrong : {"", "2", "0/4", "5/4", "2/0", "-1/4", "a/b", "2/4/8", "1/1000000"})
        EXPECT_FALSE(parsePart(wrong)) << wrong;
}

TEST(Segments, framesInWordsJoinNeighbours) {
    EXPECT_EQ(framesInWords({{0, 0, 59}, {1, 60, 119}, {4, 240, 299}}), "0-119, 240-299");
}

} // namespace
} // namespace perilune::capture
