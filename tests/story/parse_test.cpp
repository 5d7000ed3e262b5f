#include "scene/camera.h"
#include "base/files.h"
#include "fixture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <random>
#include <sstream>

namespace perilune::story {
namespace {

namespace fs = std::filesystem;
using base::Angle;
using test::messagesOf;
using test::storyWith;

std::vector<fs::path> invalidFiles() {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(fs::path(PERILUNE_TEST_DIR) / "invalid"))
        if (entry.path().extension() == ".yaml")
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

std::string contentOf(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

// PERILUNE_UPDATE_GOLDEN=1 writes the expected messages anew; read the difference before you commit it.
TEST(StoryParse, everyKindOfMistakeIsToldWithItsPlaceAndWhatToDo) {
    for (const fs::path& file : invalidFiles()) {
        const auto parsed = parseStory(contentOf(file), file.filename().string(), test::twoProgrammes());
        const std::string messages = messagesOf(parsed.diagnostics);
        fs::path expected = file;
        expected.replace_extension(".txt");
        if (std::getenv("PERILUNE_UPDATE_GOLDEN"))
            std::ofstream(expected, std::ios::binary) << messages;
        EXPECT_FALSE(parsed.ok()) << file;
        EXPECT_EQ(messages, contentOf(expected)) << file;
        for (const auto& diagnostic : parsed.diagnostics)
            EXPECT_FALSE(diagnostic.todo.empty()) << file << ": " << diagnostic.what;
    }
    EXPECT_GT(invalidFiles().size(), 50u);
}

TEST(StoryParse, aKeyframeInheritsAllThatItDoesNotName) {
    const auto parsed =
        storyWith("  - {at: 0, date: 2021-03-09, known: then, span: 2018/2031, select: crewed,"
                  " look: {site: rim, range_km: 300, heading: 20, tilt: 40, fov: 25}}\n"
                  "  - {at: 0:05.5, look: {range_km: 200}, ease: linear}\n"
                  "  - {at: 10, select: none, known: 2024-01-09, show: [strip, sources], title: }\n");
    ASSERT_TRUE(parsed.ok()) << messagesOf(parsed.diagnostics);
    const auto& frames = parsed.value.keyframes;
    ASSERT_EQ(frames.size(), 3u);
    EXPECT_EQ(frames[1].atS, 5.5);
    EXPECT_EQ(frames[1].ease, Ease::Linear);
    EXPECT_EQ(frames[2].ease, Ease::Smooth);
    scene::Look look = frames[0].moment.look;
    EXPECT_NEAR(look.latitude.degrees(), -89.5, 1e-12);
    EXPECT_NEAR(look.fieldOfView.degrees(), 25.0, 1e-12);
    look.rangeM = 200e3;
    EXPECT_EQ(frames[1].moment.look, look);
    EXPECT_EQ(frames[1].moment.selected, "crewed");
    EXPECT_EQ(frames[1].moment.title, "A test");
    EXPECT_EQ(frames[1].moment.known.mode, scene::AsOfMode::AsItLookedThen);
    EXPECT_EQ(frames[2].moment.selected, "");
    EXPECT_EQ(frames[2].moment.title, "");
    EXPECT_EQ(base::formatDay(frames[2].moment.known.day.day), "2024-01-09");
    EXPECT_TRUE(frames[2].moment.layers.strip && frames[2].moment.layers.sources);
    EXPECT_FALSE(frames[2].moment.layers.pins || frames[2].moment.layers.card);
    EXPECT_EQ(base::formatDay(frames[2].moment.span.last), "2031-12-31");
}

TEST(StoryParse, aDiscIsTheWholeDisc) {
    const auto parsed = storyWith("  - {at: 0, date: 2021-03-09, look: {disc: {lat: -30, lon: 10}}}\n");
    ASSERT_TRUE(parsed.ok()) << messagesOf(parsed.diagnostics);
    EXPECT_EQ(parsed.value.keyframes[0].moment.look,
              scene::wholeDisc(Angle::degrees(-30), Angle::degrees(10)));
}

TEST(StoryParse, theGroundsLookAndTheExposureAreInherited) {
    const auto parsed = storyWith(
        "  - {at: 0, date: 2021-03-09, show: [names, graticule, scale], relief: measured, tint: slope,"
        " exposure: {auto: false, stops: 1.5}}\n"
        "  - {at: 2, exposure: {stops: -2}}\n"
        "  - {at: 4, exposure: auto, relief: modelled, tint: none}\n");
    ASSERT_TRUE(parsed.ok()) << messagesOf(parsed.diagnostics);
    const auto& frames = parsed.value.keyframes;
    const scene::Layers& layers = frames[1].moment.layers;
    EXPECT_TRUE(layers.names && layers.graticule && layers.scale);
    EXPECT_FALSE(layers.strip || layers.pins);
    EXPECT_EQ(frames[1].moment.ground, (terrain::GroundLook{false, terrain::GroundTint::Slope}));
    EXPECT_EQ(frames[1].moment.exposure, (scene::Exposure{-2.0, false}));
    EXPECT_EQ(frames[2].moment.exposure, scene::Exposure{});
    EXPECT_EQ(frames[2].moment.ground, terrain::GroundLook{});
    // Between two keyframes the stops move evenly, what has no middle stays.
    EXPECT_NEAR(momentAt(parsed.value, {1, 1}).exposure.stops, -0.25, 1e-9);
    EXPECT_EQ(momentAt(parsed.value, {3, 1}).exposure, (scene::Exposure{-2.0, false}));
}

TEST(StoryParse, pathsAreChosenByName) {
    const auto parsed =
        storyWith("  - {at: 0, date: 2026-04-06, paths: [artemis-2, queqiao-2], path-axes: fixed}\n"
                  "  - {at: 2, paths: []}\n");
    ASSERT_TRUE(parsed.ok()) << messagesOf(parsed.diagnostics);
    const auto& frames = parsed.value.keyframes;
    EXPECT_EQ(frames[0].moment.paths, (std::vector<std::string>{"artemis-2", "queqiao-2"}));
    EXPECT_EQ(frames[0].moment.pathAxes, scene::PathAxes::Fixed);
    EXPECT_TRUE(frames[1].moment.paths.empty());
    EXPECT_FALSE(storyWith("  - {at: 0, date: 2026-04-06, paths: [artemis-22]}\n").ok());
    EXPECT_FALSE(storyWith("  - {at: 0, date: 2026-04-06, path-axes: turning}\n").ok());
}

TEST(StoryParse, theViewsOverTheMoonAreChosen) {
    const auto parsed = storyWith(
        "  - {at: 0, date: 2024-12-31, known: 2024-12-31, changed-since: 2024-01-01, changes-from: 4}\n"
        "  - {at: 2, changed-since: none, show: [strip, partners]}\n");
    ASSERT_TRUE(parsed.ok()) << messagesOf(parsed.diagnostics);
    const auto before = momentAt(parsed.value, {1, 1}), after = momentAt(parsed.value, {3, 1});
    ASSERT_TRUE(before.changedSince);
    EXPECT_EQ(base::formatDay(before.changedSince->day), "2024-01-01");
    EXPECT_EQ(before.changesFrom, 4u);
    EXPECT_FALSE(before.layers.partners);
    EXPECT_FALSE(after.changedSince);
    EXPECT_TRUE(after.layers.partners && !after.layers.card);
}

TEST(StoryParse, timelinesAreSeenFromTheStorysFolder) {
    const std::string text = "perilune: story/1\ntitle: T\nduration: 2\ntimelines: [a.yaml, "
                             "../b.yaml]\nkeyframes:\n  - {at: 0, date: 2021-03-09}\n";
    const auto parsed = parseStory(text, "some/folder/x.story.yaml", test::twoProgrammes());
    ASSERT_TRUE(parsed.ok()) << messagesOf(parsed.diagnostics);
    ASSERT_EQ(parsed.value.timelines.size(), 2u);
    EXPECT_EQ(parsed.value.timelines[0], fs::path("some/folder/a.yaml"));
    EXPECT_EQ(parsed.value.timelines[1], fs::path("some/folder/../b.yaml"));

    const fs::path folder = fs::path(testing::TempDir()) / "perilune-story-of-two";
    const fs::path file = folder / "names-two.story.yaml";
    fs::create_directories(folder);
    std::ofstream(file) << text;
    const auto missing = timelinesOf(file);
    EXPECT_FALSE(missing.ok());
    EXPECT_THAT(messagesOf(missing.diagnostics),
                testing::HasSubstr("names-two.story.yaml:4:13: error: there is no timeline"));
    fs::remove_all(folder);
    EXPECT_FALSE(timelinesOf(file).ok()); // and a story that is not there is a mistake with a message
    EXPECT_FALSE(readStory(file, test::twoProgrammes()).ok());
}

// Law 7: whatever happens to a file, the parser comes back with a message.
TEST(StoryParse, damagedFilesNeverCrash) {
    const std::string good = contentOf(fs::path(PERILUNE_SOURCE_DIR) / "timelines/the-road-back.story.yaml");
    ASSERT_FALSE(good.empty());
    std::mt19937 lot(7);
    for (int i = 0; i < 300; ++i) {
        std::string bad = good;
        for (int k = 0; k < 1 + i % 5; ++k) {
            const std::size_t at = lot() % bad.size();
            switch (lot() % 4) {
            case 0:
                bad[at] = char(lot());
                break;
            case 1:
                bad.erase(at, lot() % 40);
                break;
            case 2:
                bad.insert(at, bad.substr(lot() % bad.size(), lot() % 60));
                break;
            default:
                bad.insert(at, std::string("\n  - {[") + char('0' + lot() % 10));
                break;
            }
        }
        const auto parsed = parseStory(bad, "bad.story.yaml", test::twoProgrammes());
        for (int n = 0; n < 3; ++n)
            momentAt(parsed.value, {n * 30, 1});
    }
}

} // namespace
} // namespace perilune::story
