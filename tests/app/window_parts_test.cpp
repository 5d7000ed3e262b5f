// The window's parts that need no window: when a frame is due, and reading again what has changed.
#include "app/window/glfw.h"
#include "app/window/guest_model.h"
#include "app/window/installed_files.h"
#include "app/window/pace.h"
#include "app/window/reloading.h"
#include "timeline/read/parse.h"
#include "common/folder.h"
#include "common/small_record.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace perilune;
using app::Pace;

TEST(PaceOfFrames, atRestOnlyWhatTimeChangesIsDue) {
    Pace pace;
    pace.drew(10.0);
    EXPECT_FALSE(pace.isLively(11.0, false));
    EXPECT_TRUE(pace.isLively(11.0, true));
    EXPECT_FALSE(pace.isTimely(10.4, 0.5));
    EXPECT_TRUE(pace.isTimely(10.6, 0.5));
    EXPECT_DOUBLE_EQ(Pace::waitS(std::nullopt, false), 1.0);
    EXPECT_DOUBLE_EQ(Pace::waitS(0.25, false), 0.25);
    EXPECT_DOUBLE_EQ(Pace::waitS(std::nullopt, true), 0.2) << "an export tells how far it is";
}

TEST(PaceOfFrames, whatTheHandDoesIsAnsweredHoweverSlowFramesAre) {
    Pace pace;
    pace.answer(20.0);
    EXPECT_TRUE(pace.isLively(20.1, false));
    pace.drew(25.0); // a very slow frame
    EXPECT_TRUE(pace.isLively(25.0, false));
    pace.drew(30.0);
    pace.drew(35.0);
    EXPECT_FALSE(pace.isLively(35.0, false));
}

namespace {

const std::string kTimeline = perilune::test::kSmallRecord + R"(milestones:
  first-landing:
    title: First landing
    lane: missions
    weight: 3
    history:
      - {announced: 2019-03-26, target: 2024, by: The head, words: In 2024., sources: [s1]}
)";

class Rereading : public testing::Test {
  protected:
    void SetUp() override {
        write(kTimeline);
        auto read = player::readContent(wish());
        ASSERT_TRUE(read.ok());
        reloading_.emplace(wish(), read.value, base::Workers::inlined());
    }

    std::filesystem::path file() const { return folder_.path() / "small.yaml"; }
    player::ContentWish wish() const { return {.timelines = {file()}}; }
    /// As an editor would some seconds later.
    void write(const std::string& text) {
        std::ofstream(file(), std::ios::binary) << text;
        std::filesystem::last_write_time(file(), std::filesystem::file_time_type::clock::now() +
                                                     std::chrono::seconds(++writes_));
    }

    perilune::test::Folder folder_;
    std::optional<app::Reloading> reloading_;
    int writes_ = 0;
};

} // namespace

TEST_F(Rereading, aChangedFileIsReadAgainOnce) {
    EXPECT_FALSE(reloading_->look(2.0)) << "nothing has changed";
    std::string changed = kTimeline;
    changed.replace(changed.find("First landing"), 13, "Next landing!");
    write(changed);
    EXPECT_FALSE(reloading_->look(2.5)) << "it looks once a second";
    const auto found = reloading_->look(3.1);
    ASSERT_TRUE(found);
    ASSERT_TRUE(found->content);
    EXPECT_EQ(found->content->timeline->milestones[0].title.english(), "Next landing!");
    EXPECT_TRUE(found->mistakes.empty());
    EXPECT_FALSE(reloading_->look(5.0));
}

TEST_F(Rereading, aMistakeIsToldAndTheOldStaysUntilItIsMended) {
    write("perilune: timeline/1\nprogramme: 7\n");
    const auto broken = reloading_->look(2.0);
    ASSERT_TRUE(broken);
    EXPECT_FALSE(broken->content);
    ASSERT_EQ(broken->mistakes.size(), 1u);
    EXPECT_NE(broken->mistakes[0].find("small.yaml:2:"), std::string::npos) << broken->mistakes[0];
    EXPECT_NE(broken->mistakes[0].find("error"), std::string::npos) << broken->mistakes[0];
    write(kTimeline);
    const auto mended = reloading_->look(4.0);
    ASSERT_TRUE(mended);
    EXPECT_TRUE(mended->content);
}

TEST_F(Rereading, aFileThatIsJustBeingReplacedIsWaitedFor) {
    std::filesystem::remove(file());
    EXPECT_FALSE(reloading_->look(2.0));
    write(kTimeline);
    EXPECT_TRUE(reloading_->look(4.0));
}

TEST_F(Rereading, whatIsMissingFromTheStartHoldsUpNoOther) {
    std::filesystem::path other = folder_.path() / "other.yaml";
    app::Watch watch({file(), other});
    EXPECT_FALSE(watch.hasChanged());
    write(std::string(kTimeline) + "# more\n");
    EXPECT_TRUE(watch.hasChanged());
    std::ofstream(other) << "perilune: timeline/1\n";
    EXPECT_TRUE(watch.hasChanged());
}

TEST_F(Rereading, aBadStartIsWatchedUntilItIsMended) {
    write("perilune: timeline/1\nprogramme: 7\n");
    const auto read = player::readContent(wish());
    ASSERT_FALSE(read.ok());
    EXPECT_EQ(app::mistakesOf(read.diagnostics).size(), 1u);
    const auto empty = player::emptyContent(read.value);
    ASSERT_NE(empty.timeline, nullptr);
    EXPECT_TRUE(empty.timeline->milestones.empty());
    app::Reloading reloading(wish(), empty, base::Workers::inlined());
    EXPECT_FALSE(reloading.look(2.0));
    write(kTimeline);
    const auto mended = reloading.look(4.0);
    ASSERT_TRUE(mended && mended->content);
    EXPECT_EQ(mended->content->timeline->milestones.size(), 1u);
}

TEST(InstalledFiles, areToldOnceTheyStandStill) {
    const auto folder = std::filesystem::temp_directory_path() / "perilune-installed-files";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "a.map") << "broken";
    app::InstalledFiles files({folder, folder / "none"});
    EXPECT_FALSE(files.haveChanged(2.0));
    std::filesystem::remove(folder / "a.map");
    EXPECT_FALSE(files.haveChanged(4.0)) << "it may still change";
    EXPECT_TRUE(files.haveChanged(6.0));
    EXPECT_FALSE(files.haveChanged(8.0));
    std::filesystem::remove_all(folder);
}

namespace {

/// A record with a site that has a place and one that has none, and the Moment in which one is selected.
player::Content placesWith(const std::string& model = "") {
    player::Content content;
    auto read = timeline::parseTimelines({{"club.yaml", R"(perilune: timeline/1
programme: {id: club, title: Club, mark: circle, colour: "#ffffff", lanes: [{id: all, title: All}]}
sites:
  pad: {title: The pad, where: {point: [0, 0]}, confidence: unverified)" +
                                                            model + R"(}
  far: {title: Far, where: unknown, confidence: unverified}
milestones:
  hop: {title: Hop, lane: all, sites: [pad], history: [{announced: 2024, confidence: unverified}]}
)"}});
    EXPECT_TRUE(read.ok());
    content.timeline = std::make_shared<const timeline::Timeline>(std::move(read.value));
    return content;
}

} // namespace

TEST(GuestModel, standsAtTheSelectedSiteOrWhereTheSelectedMilestoneTakesPlace) {
    const std::filesystem::path person = PERILUNE_SOURCE_DIR "/models/scale/person.glb";
    scene::Moment moment;
    moment.selectedSite = "pad";
    for (const player::Content& content :
         {placesWith(), placesWith(", model: own.glb, model_milestone: hop")}) {
        const auto guest = app::standAtSelected(person, content, moment);
        ASSERT_TRUE(guest.has_value()) << guest.error().message;
        EXPECT_EQ(guest->content.timeline->site("pad")->model, person.string());
        EXPECT_EQ(guest->content.timeline->site("pad")->modelMilestone, "");
        EXPECT_EQ(guest->words, "person.glb, 1.75 m high, stands at The pad until the window is closed");
    }
    moment.selectedSite = "";
    moment.selected = "hop";
    EXPECT_EQ(app::standAtSelected(person, placesWith(), moment)->site, "pad");
}

TEST(GuestModel, isRefusedWithWhatToDo) {
    const std::filesystem::path person = PERILUNE_SOURCE_DIR "/models/scale/person.glb";
    const auto refused = [&](const std::filesystem::path& file, const char* site) {
        scene::Moment moment;
        moment.selectedSite = site;
        const auto guest = app::standAtSelected(file, placesWith(), moment);
        EXPECT_FALSE(guest.has_value());
        return guest ? "" : guest.error().message;
    };
    EXPECT_EQ(refused(person, ""), "select a site first, by a click on its pin: person.glb will stand there");
    EXPECT_EQ(refused(person, "far"),
              "the place of Far is not known, so nothing can stand there; select another");
    EXPECT_EQ(refused("/tmp/plan.yaml", "pad"), "plan.yaml is no model; drop a .glb or .gltf");
    EXPECT_NE(refused("/tmp/none.glb", "pad").find("none.glb"), std::string::npos);
}
