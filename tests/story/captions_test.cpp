#include "story/captions.h"

#include <gtest/gtest.h>

namespace perilune::story {
namespace {

Storyboard talk() {
    Storyboard story;
    story.durationS = 4000;
    story.captions = {{0.5, 2.25, "A < B & C", {}}, {3, 3723.004, "Луна", {}}};
    return story;
}

TEST(Captions, areWebVtt) {
    EXPECT_EQ(webVtt(captionsBetween(talk(), 0, 4000)),
              "WEBVTT\n\n00:00:00.500 --> 00:00:02.250\nA &lt; B &amp; C\n\n"
              "00:00:03.000 --> 01:02:03.004\nЛуна\n");
}

TEST(Captions, areSubRip) {
    EXPECT_EQ(subRip(captionsBetween(talk(), 0, 4000)),
              "1\n00:00:00,500 --> 00:00:02,250\nA < B & C\n\n2\n00:00:03,000 --> 01:02:03,004\nЛуна\n");
}

TEST(Captions, ofAPartAreCutAndCountedFromItsBeginning) {
    const auto part = captionsBetween(talk(), 2, 10);
    ASSERT_EQ(part.size(), 2u);
    EXPECT_DOUBLE_EQ(part[0].fromS, 0.0);
    EXPECT_DOUBLE_EQ(part[0].toS, 0.25);
    EXPECT_DOUBLE_EQ(part[1].fromS, 1.0);
    EXPECT_DOUBLE_EQ(part[1].toS, 8.0);
    EXPECT_TRUE(captionsBetween(talk(), 3800, 3900).empty());
}

} // namespace
} // namespace perilune::story
