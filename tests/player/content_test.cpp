// Content and its loading: one way for window, commands and page.
#include "fixture.h"

using namespace perilune;
using player::readContent;

TEST(Content, withNothingNamedIsWhatShipsWithTheProgram) {
    const auto read = readContent({.shippedStory = true});
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read.value.timelineFiles, player::shippedTimelines());
    ASSERT_TRUE(read.value.story);
    EXPECT_EQ(read.value.storyFile, player::shippedStory());
    EXPECT_EQ(read.value.files().size(), player::shippedTimelines().size() + 1);
    const auto bare = readContent({});
    EXPECT_FALSE(bare.value.story) << "nobody asked for it";
    EXPECT_EQ(bare.value.timeline->milestones.size(), read.value.timeline->milestones.size());
}

TEST(Content, aStoryBringsTheTimelinesThatItNames) {
    const test::Folder folder;
    folder.write("small.yaml", test::kTimeline);
    const auto read = readContent({.story = folder.write("small.story.yaml", test::kStory)});
    ASSERT_TRUE(read.ok());
    ASSERT_EQ(read.value.timelineFiles.size(), 1u);
    EXPECT_EQ(read.value.timelineFiles[0].filename(), "small.yaml");
    EXPECT_EQ(read.value.timeline->milestones.size(), 1u);
    EXPECT_EQ(read.value.story->title, "Small story");
    EXPECT_TRUE(read.value.letters().empty()) << "Latin ones are always there";
}

TEST(Content, timelinesThatAreNamedComeBeforeThoseOfTheStory) {
    const test::Folder folder;
    folder.write("small.yaml", "no timeline at all");
    const auto other = folder.write("other.yaml", test::kTimeline);
    const auto read =
        readContent({.timelines = {other}, .story = folder.write("small.story.yaml", test::kStory)});
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read.value.timelineFiles, player::Paths{other});
}

TEST(Content, withAMistakeThereIsNoneButWhatIsWrongIsTold) {
    const test::Folder folder;
    const auto broken = folder.write("broken.yaml", "perilune: timeline/1\nprogramme: 7\n");
    const auto timeline = readContent({.timelines = {broken}});
    EXPECT_FALSE(timeline.ok());
    EXPECT_EQ(timeline.value.timeline, nullptr);
    const auto good = folder.write("small.yaml", test::kTimeline);
    const auto story =
        readContent({.timelines = {good}, .story = folder.write("s.yaml", "perilune: story/1\n")});
    EXPECT_FALSE(story.ok());
    EXPECT_EQ(story.value.timeline, nullptr);
    const auto missing = readContent({.story = folder.write("t.story.yaml", "title: x\n")});
    EXPECT_FALSE(missing.ok());
}

TEST(Content, aMistakeOfTheStoryIsToldOnce) {
    const test::Folder folder;
    folder.write("small.yaml", test::kTimeline);
    std::string odd = test::kStory;
    odd.replace(odd.find("[small.yaml]"), 12, "{odd: 1}");
    const auto read = readContent({.story = folder.write("odd.story.yaml", odd)});
    EXPECT_EQ(read.diagnostics.size(), 1u);
}
