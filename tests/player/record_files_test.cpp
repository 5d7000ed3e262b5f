// The record that is shown where nobody names timelines, and the user's own over it.
#include "fixture.h"

#include <gmock/gmock.h>

#include <cstdlib>

namespace perilune {
namespace {

using player::readContent;
using player::readRecord;
using testing::HasSubstr;

/// A home of its own for what a user has installed.
class RecordFiles : public testing::Test {
  protected:
    RecordFiles() : before_(std::getenv("XDG_DATA_HOME") ? std::getenv("XDG_DATA_HOME") : "") {
        setenv("XDG_DATA_HOME", home_.path().c_str(), 1);
        std::filesystem::create_directories(home_.path() / "perilune/timelines");
        std::filesystem::create_directories(home_.path() / "perilune/record/2099-01-01");
    }
    ~RecordFiles() override { setenv("XDG_DATA_HOME", before_.c_str(), 1); }
    std::filesystem::path own(const std::string& name, const std::string& text) const {
        return home_.write("perilune/timelines/" + name, text);
    }
    void install(const std::string& version, const std::string& text) const {
        const std::string folder = "perilune/record/" + version;
        std::filesystem::create_directories(home_.path() / folder);
        home_.write(folder + "/small.yaml", text);
        home_.write(folder + "/record.manifest", "perilune: record/1\nversion: " + version +
                                                     "\nfiles:\n  small.yaml: " + std::string(64, 'a') +
                                                     "\n");
        home_.write("perilune/record/current", version + "\n\n");
    }

  private:
    test::Folder home_;
    std::string before_;
};

constexpr const char* kOwn =
    "perilune: timeline/1\nprogramme: artemis\nmilestones:\n  first-crewed-landing:\n    amends: "
    "Anna\n    history: [{announced: 2026-11-20, target: 2031, confidence: unverified}]\n";

TEST_F(RecordFiles, theUsersOwnLieOverWhatShips) {
    const auto file = own("a.yaml", kOwn);
    own(".a.yaml.swp.yaml", "not read");
    own("talk.story.yaml", "perilune: story/1\n");
    const auto read = readContent({});
    ASSERT_TRUE(read.ok());
    EXPECT_TRUE(read.value.isRecord);
    EXPECT_EQ(read.value.own, player::Paths{file});
    EXPECT_EQ(read.value.timeline->milestone("first-crewed-landing")->history.back().amendedBy, "Anna");
    const auto named = readContent({.timelines = player::shippedTimelines()});
    EXPECT_FALSE(named.value.isRecord);
    EXPECT_TRUE(named.value.own.empty());
    EXPECT_NE(named.value.timeline->milestone("first-crewed-landing")->history.back().amendedBy, "Anna");
}

TEST_F(RecordFiles, aBrokenOneIsLeftOutAndToldAndTheOthersStand) {
    const auto good = own("b.yaml", kOwn);
    for (const char* broken :
         {"", "a: [", "perilune: story/1\n", "perilune: timeline/1\nprogramme: nowhere\n",
          "perilune: timeline/1\nprogramme: artemis\nmilestones: {artemis-2: {title: x}}\n"}) {
        const auto file = own("a.yaml", broken);
        const auto read = readContent({});
        ASSERT_TRUE(read.ok()) << broken;
        EXPECT_EQ(read.value.own, player::Paths{good}) << broken;
        ASSERT_FALSE(read.value.leftOut.empty()) << broken;
        EXPECT_THAT(read.value.leftOut[0], HasSubstr(file.string() + ":")) << broken;
        EXPECT_THAT(read.value.leftOut[0], HasSubstr("left out")) << broken;
        EXPECT_GT(read.value.timeline->milestones.size(), 100u) << broken;
    }
}

TEST_F(RecordFiles, anInstalledRecordStandsInThePlaceOfTheShippedOneWhereItIsNewer) {
    install("2099-01-01", test::kTimeline);
    EXPECT_EQ(readRecord().value.timeline.milestones.size(), 1u);
    install("2001-01-01", test::kTimeline);
    EXPECT_GT(readRecord().value.timeline.milestones.size(), 100u) << "the program itself is newer";
    install("2099-01-01", "broken");
    const auto read = readRecord();
    EXPECT_GT(read.value.timeline.milestones.size(), 100u);
    ASSERT_FALSE(read.diagnostics.empty());
    EXPECT_THAT(format(read.diagnostics[0]), HasSubstr("the shipped one is shown"));
    EXPECT_TRUE(read.ok());
}

TEST_F(RecordFiles, whatShipsSaysWhichVersionItIs) {
    EXPECT_FALSE(player::shippedVersion().empty());
}

} // namespace
} // namespace perilune
