#pragma once

#include "capture/film.h"
#include "render/headless_context.h"
#include "terrain/ground.h"
#include "timeline/read/parse.h"
#include "base/files.h"

#include <gtest/gtest.h>

#include <fstream>

#include <unistd.h>

namespace perilune::capture {

namespace fs = std::filesystem;

inline std::string storyWith(double lastLatitude) {
    return "perilune: story/1\ntitle: Four seconds\nduration: 4\nkeyframes:\n"
           "  - {at: 0, date: 2021-03-09, look: {disc: {lat: 0, lon: 0}}, light: {lat: 0, lon: 50}}\n"
           "  - {at: 3, date: 2024-06-01, look: {lat: -80, lon: 20, range_km: 1500, tilt: 20}}\n"
           "  - {at: 4, date: 2024-06-01, look: {lat: " +
           std::to_string(lastLatitude) + ", lon: 20, range_km: 1500, tilt: 20}}\n";
}

/// A film of four seconds, small, made in a folder of its own.
class FilmMaking : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        const fs::path share = base::shareDir();
        auto parsed =
            timeline::readTimelines({share / "timelines/artemis.yaml", share / "timelines/ilrs.yaml"});
        ASSERT_TRUE(parsed.ok());
        auto ground = terrain::Ground::open(share, base::Workers::onThreads());
        ASSERT_TRUE(ground);
        studio_ = new Studio{std::make_shared<const timeline::Timeline>(std::move(parsed.value)), *ground,
                             share, base::Workers::onThreads()};
        auto room = render::HeadlessContext::create();
        ASSERT_TRUE(room);
        context_ = room->release();
        auto renderer = render::Renderer::create({share, *ground, base::Workers::onThreads()});
        ASSERT_TRUE(renderer);
        renderer_ = renderer->release();
    }
    static void TearDownTestSuite() {
        delete renderer_;
        delete context_;
        delete studio_;
    }
    void SetUp() override {
        folder = fs::temp_directory_path() / ("perilune-film-making-" + std::to_string(::getpid()));
        fs::create_directories(folder);
        work.file = folder / "film.mp4";
        work.program = "test";
        tell(-80);
        job.size = {160, 90};
        job.rate = {6, 1}; // 24 frames in two segments of 12
    }
    void TearDown() override { fs::remove_all(folder); }

    /// The story's file, and the story.
    void tell(double lastLatitude) {
        const std::string text = storyWith(lastLatitude);
        std::ofstream(folder / "s.story.yaml") << text;
        auto parsed = story::parseStory(text, "s.story.yaml", *studio_->timeline);
        ASSERT_TRUE(parsed.ok()) << base::format(parsed.diagnostics.front());
        story = std::move(parsed.value);
        work.read = {folder / "s.story.yaml"};
    }
    base::Result<FilmDone> make(std::int64_t stopAfter = -1) {
        return writeFilm(
            *studio_, *renderer_, story, job, work,
            [&](const FilmProgress& p) { return stopAfter < 0 || p.done < stopAfter; });
    }
    std::vector<std::uint8_t> bytes(const fs::path& file) { return *base::readBytes(file, 1u << 30); }

    inline static Studio* studio_ = nullptr;
    inline static render::HeadlessContext* context_ = nullptr;
    inline static render::Renderer* renderer_ = nullptr;
    fs::path folder;
    story::Storyboard story;
    story::FilmJob job;
    FilmWork work;
};

} // namespace perilune::capture
