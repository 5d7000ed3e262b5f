#include "story/unseen.h"

#include "base/yaml.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace perilune::story {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> unseen(const std::string& duration, const std::string& rest, FrameRate rate = {},
                                FrameRange frames = {}) {
    const std::string text = "perilune: story/1\ntitle: T\nduration: " + duration +
                             "\nkeyframes:\n  - {at: 0, date: 2024-05-01, look: {disc: {lat: 0, lon: 0}}}\n" +
                             rest;
    const auto story = parseStory(text, "t.story.yaml", {});
    std::vector<std::string> told;
    for (const auto& d : story.diagnostics)
        told.push_back(base::format(d));
    if (story.ok())
        for (const auto& d :
             unseenIn(story.value, "t.story.yaml", base::parseYaml(text, "t.story.yaml").value, rate, frames))
            told.push_back(base::format(d));
    return told;
}

TEST(Unseen, aKeyframeAtTheEndIsToldWhereItSwitchesSomething) {
    EXPECT_THAT(
        unseen("1", "  - {at: 1, subtitle: Thank you, ease: hold}\n"),
        ElementsAre(HasSubstr("t.story.yaml:6:10: warning: no frame shows what this keyframe at 1 s changes "
                              "(subtitle); the last frame, at 30 a second, is at 0.967 s")));
    EXPECT_THAT(unseen("1", "  - {at: 1, look: {disc: {lat: 20, lon: 0}}, ease: hold}\n"),
                ElementsAre(HasSubstr("(look")))
        << "a held look is never reached";
    EXPECT_THAT(unseen("1", "  - {at: 0.97, subtitle: Thank you}\n"), ElementsAre(HasSubstr("0.967 s")));
}

TEST(Unseen, aWayThatIsSeenIsNone) {
    EXPECT_THAT(unseen("1", "  - {at: 1, look: {disc: {lat: 20, lon: 0}}}\n"), IsEmpty());
    EXPECT_THAT(unseen("1", "  - {at: 1, date: 2024-06-01, ease: linear}\n"), IsEmpty());
    EXPECT_THAT(unseen("1", "  - {at: 0.9, subtitle: Thank you, ease: hold}\n"), IsEmpty());
    EXPECT_THAT(unseen("1", "  - {at: 1}\n"), IsEmpty()) << "it changes nothing";
}

TEST(Unseen, aKeyframeBetweenTwoFramesIsTold) {
    const std::string rest = "  - {at: 0.51, subtitle: One}\n  - {at: 0.52, subtitle: Two}\n";
    EXPECT_THAT(unseen("1", rest), ElementsAre(HasSubstr("t.story.yaml:6:10: warning: no frame shows")));
    EXPECT_THAT(unseen("1", rest, {100, 1}), IsEmpty());
}

TEST(Unseen, aCaptionThatIsTooShortOrTooLateIsTold) {
    EXPECT_THAT(unseen("1", "captions:\n  - {from: 0.97, to: 1, text: Late}\n"),
                ElementsAre(HasSubstr(
                    "t.story.yaml:7:12: warning: no frame shows this caption, from 0.97 s to 1 s")));
    EXPECT_THAT(unseen("1", "captions:\n  - {from: 0.501, to: 0.502, text: Short}\n"),
                ElementsAre(HasSubstr("give it more time")));
    EXPECT_THAT(unseen("1", "captions:\n  - {from: 0.5, to: 0.6, text: Seen}\n"), IsEmpty());
}

TEST(Unseen, whatACutLeavesOutIsNotTold) {
    const std::string rest = "  - {at: 0.5, subtitle: Middle}\n  - {at: 1, subtitle: Late}\n";
    EXPECT_THAT(unseen("1", rest, {}, {0, 10}), IsEmpty());
    EXPECT_THAT(unseen("1", rest, {}, {20, -1}), ElementsAre(HasSubstr("at 1 s")));
}

TEST(Frames, outsideTheStoryAreRefused) {
    Storyboard story;
    story.durationS = 1.0;
    EXPECT_TRUE(checkFrames(story, {}, {}));
    EXPECT_TRUE(checkFrames(story, {}, {29, 29}));
    for (const FrameRange range : {FrameRange{30, -1}, FrameRange{0, 30}}) {
        const auto checked = checkFrames(story, {}, range);
        ASSERT_FALSE(checked);
        EXPECT_THAT(checked.error().message, HasSubstr("frames 0 to 29"));
    }
}

TEST(StoryTimesAfterTheEnd, areToldAsOneMistake) {
    std::string rest;
    for (int i = 1; i <= 1000; ++i)
        rest += "  - {at: " + std::to_string(i) + "}\n";
    EXPECT_THAT(unseen("10", rest),
                ElementsAre(HasSubstr(
                    "t.story.yaml:16:10: error: 990 times lie after the end of the story at 10 s, here "
                    "the first, the last at 1000 s; let it last longer (duration: 1000)")));
    EXPECT_THAT(unseen("99999", "  - {at: 5000}\n  - {at: 6000}\n"),
                ElementsAre(HasSubstr("duration: 99999 is outside")))
        << "what follows from a wrong duration is no mistake of its own";
}

} // namespace
} // namespace perilune::story
