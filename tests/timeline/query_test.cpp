#include "timeline/ask/standing_milestones.h"
#include "histories.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace perilune::timeline {
namespace {

using testing::ElementsAre;

std::vector<std::string> targetsOf(const auto& list) {
    std::vector<std::string> targets;
    for (const Announcement* a : list)
        targets.push_back(a->target->edtf);
    return targets;
}

TEST(AsKnown, theLastDayMayLieBeforeTheFirstOfTheClock) {
    const Timeline t = timelineOf({said("1961-05-25", "1969")});
    EXPECT_EQ(t.latestKnown(), known("1961-05-25"));
    EXPECT_FALSE(saysNothing(t));
    EXPECT_TRUE(saysNothing(Timeline{}));
}

TEST(AsKnown, onlyWhatHadBeenSaidByTheEndOfTheDayCounts) {
    const Timeline t = timelineOf({said("2019-03-26", "2024"), said("2021-11-09", "2025/..")});
    EXPECT_FALSE(asKnown(t, known("2019-03-25")).find("landing"));
    EXPECT_EQ(asKnown(t, known("2019-03-26")).find("landing")->window()->edtf, "2024");
    EXPECT_EQ(asKnown(t, known("2021-11-08")).find("landing")->window()->edtf, "2024");
    EXPECT_EQ(asKnown(t, known("2021-11-09")).find("landing")->window()->edtf, "2025/..");
}

TEST(AsKnown, anImpreciseAnnouncementIsKnownFromItsLastDay) {
    const Timeline t = timelineOf({said("2018", "2028"), said("../2019", "2027")});
    EXPECT_TRUE(asKnown(t, known("2018-12-30")).milestones.empty());
    EXPECT_EQ(asKnown(t, known("2018-12-31")).milestones.size(), 1u);
    EXPECT_EQ(asKnown(t, known("2019-12-31")).milestones[0].window()->edtf, "2027");
}

TEST(AsKnown, projectionsAreKeptApartFromTargets) {
    const Timeline t =
        timelineOf({said("2018-01-01", "2030", Status::Announced, AnnouncementKind::Projection),
                    said("2019-03-26", "2024"),
                    said("2020-05-01", "2027", Status::Announced, AnnouncementKind::Projection)});
    EXPECT_TRUE(asKnown(t, known("2018-06-01")).milestones.empty()) << "nobody had announced it";
    const Snapshot s = asKnown(t, t.latestKnown());
    EXPECT_EQ(s.milestones[0].current->target->edtf, "2024");
    EXPECT_THAT(targetsOf(s.milestones[0].projections), ElementsAre("2030", "2027"));
    EXPECT_TRUE(s.milestones[0].earlier.empty());
}

TEST(AsKnown, earlierTargetsAreThoseThatWereReplaced) {
    const Timeline t =
        timelineOf({said("2019-01-01", "2024"), said("2020-01-01", "2024"), said("2021-01-01", "2025"),
                    said("2022-01-01", "", Status::Delayed), said("2023-01-01", "2026-09")});
    const KnownMilestone m = asKnown(t, t.latestKnown()).milestones[0];
    EXPECT_THAT(targetsOf(m.earlier), ElementsAre("2024", "2025"));
    EXPECT_EQ(m.earlier[0], &t.milestones[0].history[0]) << "who first said it";
    EXPECT_EQ(m.targetFrom, &t.milestones[0].history[4]);
    const KnownMilestone before = asKnown(t, known("2022-06-01")).milestones[0];
    EXPECT_EQ(before.status, Status::Delayed);
    EXPECT_EQ(before.window()->edtf, "2025") << "a delay without a date leaves the old target standing";
}

TEST(AsKnown, aTargetIsWithdrawnByPauseCancellationAndSuccession) {
    for (const Status status : {Status::Paused, Status::Cancelled, Status::Superseded}) {
        const Timeline t = timelineOf({said("2019-01-01", "2024"), said("2020-01-01", "", status)});
        const KnownMilestone m = asKnown(t, t.latestKnown()).milestones[0];
        EXPECT_FALSE(m.targetFrom);
        EXPECT_FALSE(m.window());
        EXPECT_THAT(targetsOf(m.earlier), ElementsAre("2024"));
    }
    const Timeline t = timelineOf({said("2019-01-01", "2024"), said("2020-01-01", "", Status::Paused),
                                   said("2021-01-01", "", Status::Announced)});
    EXPECT_FALSE(asKnown(t, t.latestKnown()).milestones[0].targetFrom) << "taken up again without a date";
    const Timeline dated =
        timelineOf({said("2019-01-01", "2024"), said("2020-01-01", "2026", Status::Paused)});
    EXPECT_EQ(asKnown(dated, dated.latestKnown()).milestones[0].window()->edtf, "2026");
}

TEST(Standings, followTheWindow) {
    const auto at = [](const char* target, const char* day) {
        const Timeline t = timelineOf({said("2019-01-01", target)});
        return standingOf(asKnown(t, t.latestKnown()).milestones[0], valid(day));
    };
    EXPECT_EQ(at("2024", "2023-12-31"), Standing::Upcoming);
    EXPECT_EQ(at("2024", "2024-01-01"), Standing::Due);
    EXPECT_EQ(at("2024", "2024-12-31"), Standing::Due);
    EXPECT_EQ(at("2024", "2025-01-01"), Standing::Overdue);
    EXPECT_EQ(at("2025/..", "2024-12-31"), Standing::Upcoming);
    EXPECT_EQ(at("2025/..", "2040-01-01"), Standing::Due) << "not before a day is never overdue";
    EXPECT_EQ(at("../2030", "2021-01-01"), Standing::Upcoming);
    EXPECT_EQ(at("../2030", "2030-06-01"), Standing::Due);
    EXPECT_EQ(at("../2030", "2031-01-01"), Standing::Overdue);
    EXPECT_EQ(at("", "2031-01-01"), Standing::Undated);
}

TEST(Standings, whatHappenedLaterIsNotDoneYet) {
    const Timeline t =
        timelineOf({said("2019-01-01", "2021"), happened("2022-11-16", "2022-11-16T06:47:44Z")});
    const KnownMilestone hindsight = asKnown(t, t.latestKnown()).milestones[0];
    EXPECT_EQ(standingOf(hindsight, valid("2021-06-01")), Standing::Upcoming);
    EXPECT_EQ(standingOf(hindsight, valid("2022-11-16")), Standing::Done);
    EXPECT_EQ(hindsight.window()->edtf, "2022-11-16T06:47:44Z");
    EXPECT_EQ(standingOf(asKnown(t, known("2022-06-01")).milestones[0], valid("2022-06-01")),
              Standing::Overdue);
}

TEST(Standings, sayHowItEnded) {
    const auto at = [](Status status, bool withDay) {
        const Timeline t =
            timelineOf({said("2019-01-01", "2021"), withDay ? happened("2022-02-02", "2022-02-02", status)
                                                            : said("2022-02-02", "", status)});
        return standingOf(asKnown(t, t.latestKnown()).milestones[0], valid("2022-03-01"));
    };
    EXPECT_EQ(at(Status::Achieved, true), Standing::Done);
    EXPECT_EQ(at(Status::PartlyAchieved, true), Standing::Partly);
    EXPECT_EQ(at(Status::Failed, true), Standing::Failed);
    EXPECT_EQ(at(Status::Failed, false), Standing::Failed);
    EXPECT_EQ(at(Status::Launched, true), Standing::Due) << "on its way";
    EXPECT_EQ(at(Status::Paused, false), Standing::Paused);
    EXPECT_EQ(at(Status::Cancelled, false), Standing::Cancelled);
    EXPECT_EQ(at(Status::Superseded, false), Standing::Superseded);
}

TEST(Slips, areCountedFromLastDayToLastDay) {
    const Timeline t = timelineOf({said("2018-12-31", "2028"), said("2019-03-26", "2024"),
                                   said("2021-04-16", "2024"), said("2021-11-09", "2025/.."),
                                   said("2022-01-01", "2025-12"), said("2024-01-09", "2026-09")});
    const auto moves = slips(asKnown(t, t.latestKnown()).milestones[0]);
    ASSERT_EQ(moves.size(), 3u);
    EXPECT_EQ(moves[0].days, -1461);
    EXPECT_EQ(moves[1].days, 365) << "2024 to not before 2025";
    EXPECT_EQ(moves[1].from->announced.edtf, "2019-03-26");
    EXPECT_EQ(moves[2].days, 273);
    EXPECT_EQ(slips(asKnown(t, known("2021-12-01")).milestones[0]).size(), 2u);
}

TEST(Moves, areToldNoMoreExactlyThanBothTargets) {
    const auto told = [](const char* from, const char* to) {
        return moveInWords(*parseEdtf(from), *parseEdtf(to));
    };
    EXPECT_EQ(told("2024-01-01", "2024-01-02"), "1 day");
    EXPECT_EQ(told("2024-02-14", "2024-01-01"), "44 days");
    EXPECT_EQ(told("2024-01-01", "2024-02-15"), "1 month");
    EXPECT_EQ(told("2024-01-01", "2024-06-01"), "5 months");
    EXPECT_EQ(told("2024-01-01", "2024-12-31"), "1 year");
    EXPECT_EQ(told("2024-01-01", "2027-09-01"), "3 y 8 m");
    EXPECT_EQ(told("2024-01", "2024-02"), "1 month") << "no days, where nobody named one";
    EXPECT_EQ(told("2024", "2026"), "about 2 years");
    EXPECT_EQ(told("2024", "2025-33"), "about 3 months");
    EXPECT_EQ(told("2024-01-10", "2024-01"), "about 1 month");
    EXPECT_EQ(told("2024-01-30", "2024-01"), "less than a month");
    EXPECT_EQ(told("2024-01-01~", "2024-01-20"), "about 1 month");
    EXPECT_EQ(told("2024", "2025/.."), "about 1 year");
}

TEST(Periods, goByAndAreNeverLate) {
    const auto on = [](const char* days, const char* day) {
        const Timeline t = timelineOf({said("1950", days, Status::Announced, AnnouncementKind::Period)});
        return standingOf(asKnown(t, t.latestKnown()).milestones[0], valid(day));
    };
    EXPECT_EQ(on("1957/1975", "1956-12-31"), Standing::Upcoming);
    EXPECT_EQ(on("1957/1975", "1957-01-01"), Standing::Due);
    EXPECT_EQ(on("1957/1975", "1975-12-31"), Standing::Due);
    EXPECT_EQ(on("1957/1975", "1976-01-01"), Standing::Done);
    EXPECT_EQ(on("1957/..", "2999-01-01"), Standing::Due);
    const Timeline moved =
        timelineOf({said("1950", "1957/1975", Status::Announced, AnnouncementKind::Period),
                    said("1960", "1957/1980", Status::Announced, AnnouncementKind::Period)});
    const StandingMilestones rows(asKnown(moved, moved.latestKnown()), valid("1990-01-01"));
    EXPECT_FALSE(rows[0].slipDays) << "nothing of it was promised";
}

TEST(Stops, areTheDaysOfWindowsAndEventsInOrder) {
    Timeline t;
    const auto add = [&](const char* id, Announcement a) {
        t.milestones.emplace_back();
        t.milestones.back().id = id;
        t.milestones.back().history = {std::move(a)};
    };
    add("late", said("2019-01-01", "2030"));
    add("undated", said("2019-01-01", ""));
    add("flown", happened("2022-11-16", "2022-11-16T06:47:44Z"));
    add("open", said("2019-01-01", "2025/.."));
    t.buildIndex();
    std::vector<std::string> found;
    for (const Stop& stop : stops(asKnown(t, t.latestKnown())))
        found.push_back(base::formatDay(stop.day) + " " + std::string(stop.milestone));
    EXPECT_THAT(found, ElementsAre("2022-11-16 flown", "2025-01-01 open", "2030-12-31 late"));
}

// What follows draws histories at random and holds them against the laws.
/// All that a snapshot says of its one milestone, by value.
std::string describe(const Timeline& t, KnownDay day) {
    std::string text;
    const auto add = [&](const Announcement* a) {
        text += a ? base::formatDay(a->announced.begin) + (a->target ? a->target->edtf : "-") +
                        nameOf(Standing::Due)
                  : "none";
        text += ";";
    };
    for (const KnownMilestone& m : asKnown(t, day).milestones) {
        add(m.current), add(m.targetFrom), add(m.actualFrom);
        for (const Announcement* a : m.earlier)
            add(a);
        text += "|";
        for (const Announcement* a : m.projections)
            add(a);
        text += std::to_string(static_cast<int>(m.status));
        for (const Slip& s : slips(m))
            text += " " + std::to_string(s.days);
    }
    return text;
}

TEST(Laws, anAnnouncementMadeLaterNeverChangesWhatWasKnown) {
    RandomHistories random(1969);
    for (int round = 0; round < 2000; ++round) {
        const std::vector<Announcement> history = random.history();
        const Timeline before = timelineOf(history);
        const KnownDay day{random.day()};
        Announcement later = random.announcement();
        if (later.knownFrom() <= day)
            continue;
        std::vector<Announcement> longer = history;
        longer.insert(std::upper_bound(longer.begin(), longer.end(), later,
                                       [](const Announcement& a, const Announcement& b) {
                                           return a.knownFrom() < b.knownFrom();
                                       }),
                      later);
        EXPECT_EQ(describe(before, day), describe(timelineOf(longer), day));
    }
}

TEST(Laws, slipsAddUpToTheWayFromTheFirstTargetToTheLast) {
    RandomHistories random(1972);
    for (int round = 0; round < 2000; ++round) {
        const Timeline t = timelineOf(random.history());
        const Snapshot s = asKnown(t, KnownDay{random.day()});
        if (s.milestones.empty())
            continue;
        const KnownMilestone& m = s.milestones[0];
        const Announcement *first = nullptr, *last = nullptr;
        for (const Announcement& a : t.milestones[0].history) {
            if (a.kind == AnnouncementKind::Projection || !a.target || a.knownFrom() > s.known)
                continue;
            if (!first)
                first = &a;
            last = &a;
        }
        int sum = 0;
        for (const Slip& slip : slips(m)) {
            EXPECT_NE(slip.days, 0);
            sum += slip.days;
        }
        EXPECT_EQ(sum, first ? (last->target->lastDay() - first->target->lastDay()).count() : 0);
    }
}

TEST(Laws, everyKnownMilestoneHasALastWordAndNoGhostOnItsOwnTarget) {
    RandomHistories random(2028);
    for (int round = 0; round < 2000; ++round) {
        const Timeline t = timelineOf(random.history());
        const Snapshot s = asKnown(t, KnownDay{random.day()});
        EXPECT_EQ(s.at(valid("2024-01-01")).size(), s.milestones.size());
        for (const KnownMilestone& m : s.milestones) {
            ASSERT_TRUE(m.current);
            EXPECT_LE(m.current->knownFrom(), s.known);
            for (const Announcement* ghost : m.earlier) {
                EXPECT_TRUE(ghost->target);
                EXPECT_NE(ghost, m.targetFrom);
                if (m.targetFrom)
                    EXPECT_NE(ghost->target->edtf, m.targetFrom->target->edtf);
            }
        }
    }
}

} // namespace
} // namespace perilune::timeline
