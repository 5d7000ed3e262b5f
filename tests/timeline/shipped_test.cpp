#include <algorithm>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "timeline/parse.h"
#include "timeline/query.h"

namespace perilune::timeline {
namespace {

const base::Parsed<Timeline>& shipped() {
    static const auto parsed =
        readTimelines({std::filesystem::path(PERILUNE_SOURCE_DIR) / "timelines/artemis.yaml",
                       std::filesystem::path(PERILUNE_SOURCE_DIR) / "timelines/ilrs.yaml"});
    return parsed;
}

TEST(Shipped, BothTimelinesAreWithoutAMistake) {
    for (const auto& d : shipped().diagnostics)
        ADD_FAILURE() << format(d);
    for (const char* id : {"artemis", "ilrs"}) {
        const auto& all = shipped().value.milestones;
        EXPECT_GE(
            std::count_if(all.begin(), all.end(), [&](const Milestone& m) { return m.programme == id; }), 25)
            << id;
    }
}

TEST(Shipped, EachFileStandsAlone) {
    for (const char* file : {"timelines/artemis.yaml", "timelines/ilrs.yaml"}) {
        const auto parsed = readTimelines({std::filesystem::path(PERILUNE_SOURCE_DIR) / file});
        for (const auto& d : parsed.diagnostics)
            ADD_FAILURE() << format(d);
    }
}

// The targets of the first crewed landing as they are told in the record: 2024 (26 March 2019), 2025 (9
// November 2021), September 2026 (9 January 2024), mid-2027 (5 December 2024), 2028.
TEST(Shipped, TheCrewedLandingHasItsWholeHistoryOfTargets) {
    const Milestone* landing = shipped().value.milestone("first-crewed-landing");
    ASSERT_TRUE(landing);
    const auto hasTarget = [&](const char* from, const char* to, Precision leastExact) {
        const base::Day first = *base::parseDay(from), last = *base::parseDay(to);
        return std::any_of(landing->history.begin(), landing->history.end(), [&](const Announcement& said) {
            return said.kind != AnnouncementKind::Projection && said.target &&
                   said.target->firstDay() >= first && said.target->lastDay() <= last &&
                   said.target->precision == leastExact;
        });
    };
    EXPECT_TRUE(hasTarget("2024-01-01", "2024-12-31", Precision::Year));
    EXPECT_TRUE(hasTarget("2025-01-01", "2025-12-31", Precision::Year));
    EXPECT_TRUE(hasTarget("2026-09-01", "2026-09-30", Precision::Month));
    EXPECT_TRUE(hasTarget("2027-04-01", "2027-09-30", Precision::Month) ||
                hasTarget("2027-04-01", "2027-09-30", Precision::Range) ||
                hasTarget("2027-04-01", "2027-09-30", Precision::Season));
    EXPECT_TRUE(hasTarget("2028-01-01", "2028-12-31", Precision::Year));
}

TEST(Shipped, InTheSpringOf2021TheLandingWasStillPromisedFor2024) {
    const Snapshot then = asKnown(shipped().value, KnownDay{*base::parseDay("2021-05-01")});
    const KnownMilestone* landing = then.find("first-crewed-landing");
    ASSERT_TRUE(landing && landing->targetFrom);
    EXPECT_EQ(landing->window()->edtf.substr(0, 4), "2024");
    EXPECT_EQ(standingOf(*landing, ValidDay{then.known.day}), Standing::Upcoming);
    EXPECT_EQ(standingOf(*landing, ValidDay{*base::parseDay("2025-01-01")}), Standing::Overdue);
}

TEST(Shipped, EveryStopOfHindsightIsADayOfItsMilestone) {
    const Timeline& all = shipped().value;
    const Snapshot now = asKnown(all, all.latestKnown());
    const auto days = stops(now);
    EXPECT_TRUE(
        std::is_sorted(days.begin(), days.end(), [](const Stop& a, const Stop& b) { return a.day < b.day; }));
    for (const Stop& stop : days)
        EXPECT_TRUE(now.find(stop.milestone)->window()->contains(stop.day)) << stop.milestone;
}

TEST(Shipped, TheExampleOfTheFormatsPageIsWithoutAMistake) {
    std::ifstream page(std::filesystem::path(PERILUNE_SOURCE_DIR) / "timelines/FORMAT.md");
    const std::string text{std::istreambuf_iterator<char>(page), {}};
    const std::size_t start = text.find("perilune: timeline/1\n");
    ASSERT_NE(start, std::string::npos);
    const auto example = parseTimelines({{"club.yaml", text.substr(start, text.find("```", start) - start)}});
    for (const auto& d : example.diagnostics)
        ADD_FAILURE() << format(d);
    EXPECT_EQ(example.value.milestones.size(), 2u);
}

} // namespace
} // namespace perilune::timeline
