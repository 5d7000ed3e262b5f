// Room on the disk is looked at before it is used up.
#include "capture/film/room.h"

#include <gmock/gmock.h>

namespace perilune::capture {
namespace {

using testing::HasSubstr;

TEST(Room, thatWillBeShortIsToldEarlyAndEndsNothing) {
    const FilmBytes film{.aSegment = 10e6, .toDraw = 40, .toJoin = 45};
    EXPECT_EQ(roomFor(film, 900e6, "f.segments").words, "");
    const RoomForFilm shortOf = roomFor(film, 500e6, "f.segments");
    EXPECT_FALSE(shortOf.ends);
    EXPECT_THAT(shortOf.words,
                HasSubstr("f.segments: the film will take about 851 MB more, and 500 MB are free"));
    EXPECT_EQ(roomFor({.aSegment = 0, .toDraw = 40, .toJoin = 45}, 5e6, "f").words,
              ""); // nothing is known yet
}

TEST(Room, ofLessThanTheNextSegmentEndsTheWorkBeforeItIsBegun) {
    const RoomForFilm none = roomFor({.aSegment = 10e6, .toDraw = 3, .toJoin = 5}, 9e6, "f.segments");
    EXPECT_TRUE(none.ends);
    EXPECT_THAT(none.words, HasSubstr("9 MB are free there"));
    EXPECT_TRUE(roomFor({.aSegment = 0, .toDraw = 3, .toJoin = 5}, 1000, "f.segments").ends);
}

} // namespace
} // namespace perilune::capture
