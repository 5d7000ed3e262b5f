// The parts of a story under their headings.
#include "story/chapters.h"

#include <gtest/gtest.h>

namespace perilune::story {
namespace {

Keyframe at(double seconds, const char* title, const char* subtitle) {
    Keyframe keyframe;
    keyframe.atS = seconds;
    keyframe.moment.title = title;
    keyframe.moment.subtitle = subtitle;
    return keyframe;
}

std::string chaptersInWords(const Storyboard& story) {
    std::string words;
    for (const Chapter& chapter : chaptersOf(story))
        words += std::to_string(int(chapter.fromS)) + "-" + std::to_string(int(chapter.toS)) + " " +
                 chapter.title + "\n";
    return words;
}

TEST(Chapters, beginWhereTheWordsInTheCornerChange) {
    Storyboard story;
    story.title = "The road back";
    story.durationS = 60.0;
    story.keyframes = {at(0, "The road back", ""),     at(5, "The road back", ""),
                       at(10, "The road back", "One"), at(20, "The road back", "One"),
                       at(30, "Part two", "One"),      at(40, "Part two", "Two"),
                       at(50, "Part two", ""),         at(60, "Part two", "Never seen")};
    EXPECT_EQ(chaptersInWords(story),
              "0-10 The road back\n10-30 One\n30-40 Part two\n40-50 Two\n50-60 Part two\n");
}

TEST(Chapters, ofAStoryWithStepsAreItsSteps) {
    Storyboard story;
    story.title = "A talk";
    story.durationS = 30.0;
    story.keyframes = {at(0, "A talk", "One"), at(5, "A talk", "Two"), at(10, "A talk", "Two"),
                       at(20, "A talk", "")};
    story.keyframes[1].step = Step{"The promise", "", {}};
    story.keyframes[3].step = Step{"What came of it", "", {}};
    EXPECT_EQ(chaptersInWords(story), "0-5 A talk\n5-20 The promise\n20-30 What came of it\n");
}

TEST(Chapters, ofAStoryWithoutHeadingsAreOne) {
    Storyboard story;
    story.title = "Silence";
    story.durationS = 9.0;
    story.keyframes = {at(0, "", ""), at(5, "", "")};
    EXPECT_EQ(chaptersInWords(story), "0-9 Silence\n");
    EXPECT_EQ(chaptersInWords({}), "");
}

} // namespace
} // namespace perilune::story
