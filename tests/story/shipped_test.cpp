#include "astro/sky.h"
#include "timeline/ask/query.h"
#include "fixture.h"

#include <gtest/gtest.h>

namespace perilune::story {
namespace {

const std::filesystem::path kFolder = std::filesystem::path(PERILUNE_SOURCE_DIR) / "timelines";

struct Shipped {
    timeline::Timeline timeline;
    Storyboard story;
};
const Shipped& theRoadBack() {
    static const Shipped shipped = [] {
        const auto names = timelinesOf(kFolder / "the-road-back.story.yaml");
        EXPECT_TRUE(names.ok()) << test::messagesOf(names.diagnostics);
        auto timeline = timeline::readTimelines(names.value);
        EXPECT_TRUE(timeline.ok()) << test::messagesOf(timeline.diagnostics);
        auto story = readStory(kFolder / "the-road-back.story.yaml", timeline.value);
        EXPECT_TRUE(story.ok()) << test::messagesOf(story.diagnostics);
        return Shipped{std::move(timeline.value), std::move(story.value)};
    }();
    return shipped;
}

TEST(TheRoadBack, lastsAMinuteAndABitAndGoesFromThePromiseToToday) {
    const Storyboard& story = theRoadBack().story;
    EXPECT_GE(story.durationS, 60.0);
    EXPECT_LE(story.durationS, 90.0);
    EXPECT_EQ(base::formatDay(base::dayOf(story.keyframes.front().moment.at)), "2019-03-26");
    EXPECT_EQ(story.keyframes.back().moment.known.mode, scene::AsOfMode::Hindsight);
}

TEST(TheRoadBack, captionsAreShortAndStayLongEnoughToBeRead) {
    for (const Caption& caption : theRoadBack().story.captions) {
        EXPECT_LE(caption.text.size(), 90u) << caption.text;
        EXPECT_GE(caption.toS - caption.fromS, 0.045 * double(caption.text.size()) + 0.8) << caption.text;
    }
}

TEST(TheRoadBack, everyPlaceLookedAtIsLitByASunThatCouldStandThere) {
    for (const Keyframe& frame : theRoadBack().story.keyframes) {
        const scene::Moment& m = frame.moment;
        ASSERT_TRUE(m.light.isPinned());
        EXPECT_LE(std::abs(m.light.subsolarLatitude.degrees()), 1.6);
        const auto sun = astro::up({m.light.subsolarLatitude, m.light.subsolarLongitude, 0});
        const auto place = astro::up({m.look.latitude, m.look.longitude, 0});
        EXPECT_GT(glm::dot(sun.v, place.v), std::sin(1.0 * 3.14159 / 180)) << frame.atS;
    }
}

TEST(TheRoadBack, whatIsSelectedIsKnownByThen) {
    const Shipped& shipped = theRoadBack();
    for (const Keyframe& frame : shipped.story.keyframes) {
        if (frame.moment.selected.empty())
            continue;
        const auto known = frame.moment.known.mode == scene::AsOfMode::AsItLookedThen
                               ? timeline::KnownDay{base::dayOf(frame.moment.at)}
                               : shipped.timeline.latestKnown();
        EXPECT_NE(timeline::asKnown(shipped.timeline, known).find(frame.moment.selected), nullptr)
            << frame.atS;
    }
}

} // namespace
} // namespace perilune::story
