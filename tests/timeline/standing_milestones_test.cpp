#include "timeline/ask/standing_milestones.h"

#include "histories.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace perilune::timeline {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> ghostsOf(const StandingMilestone& row) {
    std::vector<std::string> ghosts;
    for (const Ghost& ghost : row.ghosts)
        ghosts.push_back(ghost.window().edtf + (ghost.projection ? " estimate" : ""));
    return ghosts;
}

StandingMilestones standing(const Timeline& t, const char* on, const char* knownOn) {
    return StandingMilestones(asKnown(t, known(knownOn)), valid(on));
}

TEST(StandingMilestones, aRowTellsWhereItStandsWhatWasPromisedAndTheSlipBetween) {
    const Timeline t = timelineOf({said("2019-03-26", "2024"), said("2021-11-09", "2025/..", Status::Delayed),
                                   said("2022-03-01", "2026", Status::Delayed, AnnouncementKind::Projection),
                                   said("2024-01-09", "2026-09", Status::Delayed)});
    const StandingMilestones rows = standing(t, "2024-06-01", "2024-06-01");
    const StandingMilestone* row = rows.find("landing");
    ASSERT_TRUE(row);
    EXPECT_EQ(row->standing, Standing::Upcoming);
    EXPECT_EQ(row->stands->edtf, "2026-09");
    EXPECT_EQ(row->said, &t.milestones[0].history[3]);
    EXPECT_EQ(row->promised, &t.milestones[0].history[0]);
    EXPECT_EQ(row->slipDays, 638); // from the last day of 2024 to that of September 2026
    EXPECT_THAT(ghostsOf(*row), ElementsAre("2024", "2025/..", "2026 estimate"));
    EXPECT_FALSE(rows.find("launch"));
    EXPECT_EQ(standing(t, "2024-06-01", "2019-03-25").size(), 0u) << "nothing had been said";
}

TEST(StandingMilestones, aTargetThatWasWithdrawnStandsOnTheDayOfTheWordThatWithdrewIt) {
    const Timeline t = timelineOf({said("2019-03-26", "2024"), said("2026-03-24", "", Status::Paused)});
    const StandingMilestones rows = standing(t, "2026-06-01", "2026-06-01");
    EXPECT_EQ(rows[0].standing, Standing::Paused);
    EXPECT_EQ(rows[0].stands->edtf, "2026-03-24");
    EXPECT_EQ(rows[0].said, &t.milestones[0].history[1]);
    EXPECT_FALSE(rows[0].isDated());
    EXPECT_EQ(rows[0].slipDays, std::nullopt);
    EXPECT_THAT(ghostsOf(rows[0]), ElementsAre("2024"));
}

TEST(StandingMilestones, aPromiseThatWasKeptIsNoGhost) {
    const Timeline kept = timelineOf({said("2019-03-26", "2023"), said("2021-01-01", "2022-11"),
                                      happened("2022-11-16", "2022-11-16T06:47Z")});
    EXPECT_THAT(ghostsOf(standing(kept, "2023-01-01", "2023-01-01")[0]), ElementsAre("2023"));
    const Timeline missed = timelineOf({said("2021-01-01", "2022-08"), happened("2022-11-16", "2022-11-16")});
    EXPECT_THAT(ghostsOf(standing(missed, "2023-01-01", "2023-01-01")[0]), ElementsAre("2022-08"));
}

TEST(StandingMilestones, rowsAreMarkedWithWhatBecameOfThem) {
    const Timeline t = timelineOf({said("2019-03-26", "2024"), said("2021-11-09", "2025")});
    const Snapshot snapshot = asKnown(t, known("2022-01-01"));
    const Changes changes = diff(t, known("2020-01-01"), snapshot.known);
    const StandingMilestones rows(snapshot, valid("2022-01-01"), &changes);
    ASSERT_TRUE(rows[0].change);
    EXPECT_EQ(rows[0].change->movedDays, 365);
    const Changes none = diff(t, known("2021-12-01"), snapshot.known);
    EXPECT_FALSE(StandingMilestones(snapshot, valid("2022-01-01"), &none)[0].change);
}

TEST(StandingMilestones, aLongHistoryTakesNoLongWork) {
    // Were every target held against all others, this would be ten billion comparisons.
    std::vector<Announcement> history(100'000, said("2019-01-01", "2024"));
    for (std::size_t i = 0; i < history.size(); ++i)
        history[i].target->begin += std::chrono::days{i % 5'000 - 2'500},
            history[i].target->end += std::chrono::days{i % 5'000};
    const Timeline t = timelineOf(std::move(history));
    EXPECT_EQ(standing(t, "2024-01-01", "2024-01-01")[0].ghosts.size(), 4'999u);
}

TEST(StandingLaws, aRowSaysWhatTheRecordSaysWhateverTheHistory) {
    RandomHistories random(2026);
    for (int round = 0; round < 2000; ++round) {
        const Timeline t = timelineOf(random.history());
        const Snapshot snapshot = asKnown(t, KnownDay{random.day()});
        const ValidDay day{random.day()};
        const StandingMilestones rows(snapshot, day);
        ASSERT_EQ(rows.size(), snapshot.milestones.size());
        for (const StandingMilestone& row : rows) {
            const KnownMilestone& known = *row.known;
            EXPECT_EQ(row.standing, standingOf(known, day));
            EXPECT_EQ(row.isDated(), known.window().has_value());
            EXPECT_TRUE(row.isDated() ? row.stands == &*known.window()
                                      : !row.stands || row.stands == &known.current->announced);
            EXPECT_LE(row.said->knownFrom(), snapshot.known);
            EXPECT_EQ(row.slipDays.has_value(), row.promised && row.isDated() && !row.isPeriod());
            const auto& history = t.milestones[0].history;
            for (const Announcement& a : history)
                EXPECT_TRUE(!row.promised || a.isProjection() || !a.target || &a > known.current ||
                            row.promised->target->lastDay() <= a.target->lastDay());
        }
    }
}

TEST(StandingLaws, ghostsAreAllThatWasSaidAndStandsNoMoreEachOnce) {
    RandomHistories random(1970);
    for (int round = 0; round < 2000; ++round) {
        const Timeline t = timelineOf(random.history());
        const StandingMilestones rows(asKnown(t, KnownDay{random.day()}), ValidDay{random.day()});
        for (const StandingMilestone& row : rows) {
            const auto has = [&](const Window& window, bool projection) {
                return std::count_if(row.ghosts.begin(), row.ghosts.end(), [&](const Ghost& ghost) {
                    return ghost.projection == projection && sameDays(ghost.window(), window);
                });
            };
            for (const Ghost& ghost : row.ghosts) {
                EXPECT_EQ(has(ghost.window(), ghost.projection), 1);
                EXPECT_FALSE(row.stands && sameDays(ghost.window(), *row.stands));
            }
            const auto isShown = [&](const Window& window, bool projection) {
                return has(window, projection) == 1 || (row.stands && sameDays(window, *row.stands)) ||
                       (row.known->actualFrom && window.contains(row.stands->firstDay()));
            };
            for (const Announcement* earlier : row.known->earlier)
                EXPECT_TRUE(isShown(*earlier->target, false));
            for (const Announcement* projection : row.known->projections)
                EXPECT_TRUE(!projection->target || isShown(*projection->target, true));
        }
    }
}

} // namespace
} // namespace perilune::timeline
