// The shipped stories: what they say rests on the record, and how they move.
#include "story/steps.h"
#include "scene/camera.h"
#include "terrain/surface.h"
#include "timeline/ask/query.h"
#include "fixture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <sstream>

namespace perilune::story {
namespace {

const std::filesystem::path kFolder = std::filesystem::path(PERILUNE_SOURCE_DIR) / "timelines";

const timeline::Timeline& record() {
    static const timeline::Timeline read = [] {
        std::vector<std::filesystem::path> files;
        for (const char* name : {"artemis", "ilrs", "context", "partners-artemis", "partners-ilrs"})
            files.push_back(kFolder / (std::string(name) + ".yaml"));
        return timeline::readTimelines(files).value;
    }();
    return read;
}

const std::vector<std::pair<std::string, Storyboard>>& shipped() {
    static const auto all = [] {
        std::vector<std::pair<std::string, Storyboard>> stories;
        for (const auto& entry : std::filesystem::directory_iterator(kFolder)) {
            const std::string name = entry.path().filename().string();
            if (!name.ends_with(".story.yaml"))
                continue;
            auto story = readStory(entry.path(), record());
            EXPECT_TRUE(story.ok()) << test::messagesOf(story.diagnostics);
            stories.emplace_back(name, std::move(story.value));
        }
        std::sort(stories.begin(), stories.end(),
                  [](const auto& a, const auto& b) { return a.first < b.first; });
        return stories;
    }();
    return all;
}

/// Whether the record holds what a line of notes names: "ID DAY", "site ID", "partner CC".
bool isInRecord(const std::string& what) {
    std::istringstream words(what);
    std::string id, day;
    words >> id >> day;
    if (id == "site")
        return record().site(day) != nullptr;
    if (id == "partner")
        return std::any_of(record().partners.begin(), record().partners.end(),
                           [&](const auto& partner) { return partner.country == day; });
    const auto* milestone = record().milestone(id);
    return milestone &&
           std::any_of(milestone->history.begin(), milestone->history.end(), [&](const auto& said) {
               return base::formatDay(said.knownFrom().day).starts_with(day);
           });
}

TEST(ShippedStories, areFiveAndEachIsTalkAndFilm) {
    ASSERT_EQ(shipped().size(), 5u);
    for (const auto& [name, story] : shipped()) {
        const Telling talk = asTalk(story);
        EXPECT_GE(talk.rests.size(), 8u) << name;
        EXPECT_LE(asFilm(story).board.durationS, 100.0) << name;
        EXPECT_GE(asFilm(story).board.durationS, 60.0) << name;
        EXPECT_TRUE(std::all_of(talk.rests.begin(), talk.rests.end(), [](const Rest& rest) {
            return rest.waits;
        })) << name;
    }
}

TEST(ShippedStories, nameAtEachStepTheEntriesOfTheRecordOnWhichItRests) {
    for (const auto& [name, story] : shipped())
        for (const Rest& rest : asTalk(story).rests) {
            const std::string& notes = rest.step.notes;
            const std::string last = notes.substr(notes.rfind('\n') + 1);
            if (last.starts_with("Computed: "))
                continue;
            ASSERT_TRUE(last.starts_with("Record: ")) << name << ": " << rest.step.title;
            std::istringstream named(last.substr(8));
            for (std::string what; std::getline(named, what, ',');)
                EXPECT_TRUE(isInRecord(what)) << name << ": " << rest.step.title << ": " << what;
        }
}

TEST(ShippedStories, sayAtNoStepWhatWasNotKnownByThen) {
    for (const auto& [name, story] : shipped())
        for (const Rest& rest : asTalk(story).rests) {
            const scene::Moment shown =
                momentAt(asTalk(story).board, {std::llround(rest.standsS * 1e6), 1'000'000});
            if (shown.known.mode != scene::AsOfMode::AsItLookedThen || shown.selected.empty())
                continue;
            const timeline::KnownDay known{base::dayOf(shown.at)};
            EXPECT_NE(timeline::asKnown(record(), known).find(shown.selected), nullptr)
                << name << ": " << rest.step.title;
        }
}

TEST(ShippedStories, showACaptionAtEachStepLongEnoughToBeRead) {
    for (const auto& [name, story] : shipped()) {
        const Telling talk = asTalk(story);
        for (const Rest& rest : talk.rests) {
            const auto shown = momentAt(talk.board, {std::llround(rest.standsS * 1e6), 1'000'000});
            EXPECT_FALSE(shown.caption.empty()) << name << ": " << rest.step.title;
            EXPECT_GT(shown.captionOpacity, 0.99) << name << ": " << rest.step.title;
        }
        for (const Caption& caption : story.captions)
            EXPECT_GE(caption.toS - caption.fromS, 0.045 * double(caption.text.size()) + 0.8)
                << name << ": " << caption.text;
    }
}

/// Mountains of 8 km everywhere: no way may lead through any that there are.
class Mountains : public terrain::Surface {
  public:
    double heightM(const astro::Selenographic&) const override { return 8000.0; }
    double drawnHeightM(const astro::Selenographic&) const override { return 8000.0; }
    double resolutionM(const astro::Selenographic&) const override { return 10'000.0; }
    base::Angle slope(const astro::Selenographic&) const override { return {}; }
    std::string_view source(const astro::Selenographic&) const override { return "mountains"; }
};

TEST(ShippedStories, neverLeadTheCameraIntoTheGroundNorLetItJump) {
    const Mountains ground;
    constexpr double kStepS = 0.04, kMost = 0.15, kFarthest = 0.25; // of a frame: radians; of the distance
    const auto angle = [](const auto& a, const auto& b) {
        return std::acos(std::min(1.0, glm::dot(a.v, b.v)));
    };
    for (const auto& [name, story] : shipped()) {
        const Telling talk = asTalk(story);
        std::optional<std::pair<scene::Look, scene::Camera>> before;
        for (double s = 0.0; s <= talk.board.durationS; s += kStepS) {
            const scene::Look look = momentAt(talk.board, {std::llround(s * 1e6), 1'000'000}).look;
            if (look.vantage != scene::Vantage::Over) {
                before.reset();
                continue;
            }
            const scene::Camera camera = scene::cameraOf(look, ground);
            ASSERT_GE(glm::length(camera.eye.m), astro::kMoonRadiusM + 8000.0 + scene::kLeastEyeHeightM - 0.1)
                << name << " at " << s;
            if (before) {
                const double moved = glm::length(camera.eye.m - before->second.eye.m);
                ASSERT_LT(moved, kFarthest * (before->first.rangeM + 40'000.0)) << name << " at " << s;
                ASSERT_LT(angle(camera.forward, before->second.forward), kMost) << name << " at " << s;
                ASSERT_LT(angle(camera.up, before->second.up), kMost) << name << " at " << s;
            }
            before.emplace(look, camera);
        }
    }
}

} // namespace
} // namespace perilune::story
