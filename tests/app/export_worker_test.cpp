#include "app/window/export_worker.h"

#include "story/storyboard.h"
#include "terrain/ground.h"
#include "timeline/read/parse.h"
#include "base/files.h"
#include "base/platform/process.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <thread>

namespace perilune::app {
namespace {

namespace fs = std::filesystem;
using Phase = ui::ExportState::Phase;

class Export : public testing::Test {
  protected:
    void SetUp() override {
        const fs::path share = base::shareDir();
        auto timeline = std::make_shared<const timeline::Timeline>(
            timeline::readTimelines({share / "timelines/artemis.yaml"}).value);
        const auto ground = terrain::Ground::open(share, base::Workers::onThreads());
        ASSERT_TRUE(ground) << ground.error().message;
        studio = std::make_unique<capture::Studio>(
            capture::Studio{timeline, *ground, share, base::Workers::onThreads(), nullptr});
        auto parsed = story::parseStory("perilune: story/1\ntitle: Long\nduration: 600\nkeyframes:\n"
                                        "  - {at: 0, date: 2020-01-01, look: {disc: {lat: 0, lon: 0}}}\n",
                                        "long.story.yaml", *timeline);
        ASSERT_TRUE(parsed.ok());
        story = std::move(parsed.value);
        folder = fs::temp_directory_path() / ("perilune-export-" + std::to_string(base::processNumber()));
        fs::create_directories(folder);
    }
    void TearDown() override { fs::remove_all(folder); }

    /// How the export of a film ended that is cancelled once `done` frames are made.
    ui::ExportState endOf(const fs::path& file, std::int64_t done) {
        ExportWorker worker;
        worker.start({file, job()}, *studio, {}, story, {});
        while (worker.isRunning()) {
            if (worker.state().done >= done)
                worker.cancel();
            std::this_thread::yield();
        }
        return worker.state();
    }

    static story::FilmJob job() {
        story::FilmJob job;
        job.size = {160, 90};
        return job;
    }
    std::unique_ptr<capture::Studio> studio;
    std::optional<story::Storyboard> story;
    fs::path folder;
};

TEST_F(Export, thatWasCancelledIsNoFailureAndLeavesNothing) {
    const ui::ExportState end = endOf(folder / "film.mp4", 2);
    EXPECT_EQ(end.phase, Phase::Cancelled) << end.message;
    EXPECT_EQ(end.message, "Cancelled; nothing was written");
    EXPECT_TRUE(fs::is_empty(folder));
}

TEST_F(Export, thatFailsIsAFailureAlsoWhereItWasToBeCancelled) {
    const ui::ExportState end = endOf(folder / "absent" / "film.mp4", 0);
    EXPECT_EQ(end.phase, Phase::Failed);
    EXPECT_NE(end.message.find("absent"), std::string::npos) << end.message;
}

TEST_F(Export, thatIsLeftAloneEndsWithItsWorker) {
    {
        ExportWorker worker;
        worker.start({folder / "film.mp4", job()}, *studio, {}, story, {});
    }
    EXPECT_TRUE(fs::is_empty(folder));
}

} // namespace
} // namespace perilune::app
