#include "capture/film.h"

#include "capture/capture.h"
#include "capture/decode.h"
#include "capture/shutter.h"
#include "render/headless_context.h"
#include "terrain/ground.h"
#include "timeline/read/parse.h"
#include "base/files.h"
#include "base/image.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include <unistd.h>

namespace perilune::capture {
namespace {

namespace fs = std::filesystem;

constexpr const char* kStory = R"(perilune: story/1
title: Two seconds
duration: 2
keyframes:
  - at: 0
    date: 2021-03-09
    known: then
    look: {disc: {lat: 0, lon: 0}}
    light: {lat: 0, lon: 50}
    select: first-crewed-landing
  - at: 2
    date: 2024-06-01
    look: {lat: -80, lon: 20, range_km: 1500, tilt: 20}
captions:
  - {from: 0.5, to: 1.5, text: "On the way"}
)";

// The real timelines, the real ground, one renderer for all tests of this file.
class FilmTest : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        const fs::path share = base::shareDir();
        auto parsed =
            timeline::readTimelines({share / "timelines/artemis.yaml", share / "timelines/ilrs.yaml"});
        ASSERT_TRUE(parsed.ok());
        auto ground = terrain::Ground::open(share, base::Workers::onThreads());
        ASSERT_TRUE(ground) << ground.error().message;
        studio_ = new Studio{std::make_shared<const timeline::Timeline>(std::move(parsed.value)), *ground,
                             share, base::Workers::onThreads()};
        auto context = render::HeadlessContext::create();
        ASSERT_TRUE(context) << context.error().message;
        context_ = context->release();
        auto renderer = render::Renderer::create({share, *ground, base::Workers::onThreads()});
        ASSERT_TRUE(renderer) << renderer.error().message;
        renderer_ = renderer->release();
        auto story = story::parseStory(kStory, "two-seconds.story.yaml", *studio_->timeline);
        ASSERT_TRUE(story.ok()) << base::format(story.diagnostics.front());
        story_ = new story::Storyboard(std::move(story.value));
    }
    static void TearDownTestSuite() {
        delete story_;
        delete renderer_;
        delete context_;
        delete studio_;
    }
    void SetUp() override {
        folder = fs::temp_directory_path() / ("perilune-film-" + std::to_string(::getpid()));
        fs::create_directories(folder);
    }
    void TearDown() override { fs::remove_all(folder); }

    base::Result<void> film(const fs::path& file, std::int64_t first = 0, std::int64_t last = -1) const {
        story::FilmJob job;
        job.size = {320, 180};
        job.rate = {12, 1};
        job.frames = {first, last};
        return make(*studio_, *renderer_, job, file);
    }
    static base::Result<void> make(const Studio& studio, render::Renderer& renderer,
                                   const story::FilmJob& job, const fs::path& file) {
        const auto done = writeFilm(studio, renderer, *story_, job, {.file = file, .program = "test"}, {});
        if (!done)
            return tl::unexpected(done.error());
        return {};
    }

    static Studio* studio_;
    static render::HeadlessContext* context_;
    static render::Renderer* renderer_;
    static story::Storyboard* story_;
    fs::path folder;
};
Studio* FilmTest::studio_ = nullptr;
render::HeadlessContext* FilmTest::context_ = nullptr;
render::Renderer* FilmTest::renderer_ = nullptr;
story::Storyboard* FilmTest::story_ = nullptr;

TEST_F(FilmTest, hasEveryFrameAndTheSameBytesTwice) {
    ASSERT_TRUE(film(folder / "a.mp4"));
    ASSERT_TRUE(film(folder / "b.mp4"));
    EXPECT_EQ(decodeFilm(folder / "a.mp4").luma.size(), 24u);
    EXPECT_EQ(*base::readBytes(folder / "a.mp4", 1u << 30), *base::readBytes(folder / "b.mp4", 1u << 30));
}

TEST_F(FilmTest, frameAloneIsTheFrameOfTheRun) {
    auto shutter = Shutter::create(*studio_, *renderer_, {320, 180}, 1);
    ASSERT_TRUE(shutter);
    std::vector<base::Image> run(24);
    for (std::size_t i = 0; i < run.size(); ++i)
        ASSERT_TRUE(
            shutter->take(story::momentAt(*story_, story::timeOfFrame(std::int64_t(i), 12, 1)), run[i]));
    // Alone, out of order, and from a renderer that has drawn nothing before.
    for (const std::size_t i : {17u, 3u, 23u}) {
        auto fresh =
            render::Renderer::create({studio_->shareDir, studio_->ground, base::Workers::onThreads()});
        ASSERT_TRUE(fresh);
        const auto alone =
            shoot(*studio_, **fresh, story::momentAt(*story_, story::timeOfFrame(std::int64_t(i), 12, 1)),
                  {320, 180}, 1);
        ASSERT_TRUE(alone);
        EXPECT_EQ(alone->pixels, run[i].pixels) << "frame " << i;
    }
    EXPECT_NE(run[3].pixels, run[17].pixels);
}

TEST_F(FilmTest, partHasItsFrames) {
    ASSERT_TRUE(film(folder / "part.mp4", 5, 9));
    EXPECT_EQ(decodeFilm(folder / "part.mp4").luma.size(), 5u);
    EXPECT_FALSE(film(folder / "none.mp4", 20, 24));
    EXPECT_FALSE(fs::exists(folder / "none.mp4"));
}

TEST_F(FilmTest, cancelledLeavesNothing) {
    story::FilmJob job;
    job.size = {320, 180};
    const auto outcome =
        writeFilm(*studio_, *renderer_, *story_, job, {.file = folder / "film.mp4", .program = "test"},
                  [](const FilmProgress& progress) { return progress.done < 4; });
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().fault, base::Fault::Cancelled);
    EXPECT_EQ(outcome.error().message, "stopped; nothing was written");
    EXPECT_TRUE(fs::is_empty(folder));
}

TEST_F(FilmTest, madeWithoutThreadsHasEveryFrame) {
    Studio alone = *studio_;
    alone.workers = base::Workers::inlined();
    auto renderer = render::Renderer::create({alone.shareDir, alone.ground, alone.workers});
    ASSERT_TRUE(renderer);
    story::FilmJob job;
    job.size = {320, 180};
    job.rate = {12, 1};
    ASSERT_TRUE(make(alone, **renderer, job, folder / "alone.mp4"));
    EXPECT_EQ(decodeFilm(folder / "alone.mp4").luma.size(), 24u);
}

TEST_F(FilmTest, stillIsAPngOfTheAskedSize) {
    scene::Moment moment = story::momentAt(*story_, {1, 1});
    ASSERT_TRUE(writeStill(*studio_, *renderer_, moment, {200, 120}, 4, folder / "still.png"));
    const auto image = base::readImage(folder / "still.png");
    ASSERT_TRUE(image);
    EXPECT_EQ(image->width, 200);
    EXPECT_EQ(image->height, 120);
    EXPECT_FALSE(writeStill(*studio_, *renderer_, moment, {200, 120}, 1, folder / "no" / "still.png"));
}

} // namespace
} // namespace perilune::capture
