// What is asked of a record: changes between two known days, search, places that changed; and the index
// against a plain reading of the histories.
#include "timeline/ask/changes.h"
#include "timeline/ask/places_known.h"
#include "timeline/read/parse.h"
#include "timeline/search/search.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <random>

namespace perilune::timeline {
namespace {

using testing::ElementsAre;

KnownDay known(const char* day) {
    return KnownDay{*base::parseDay(day)};
}

Timeline model() {
    std::ifstream file(std::string(PERILUNE_TEST_DIR) + "/valid/model.yaml");
    auto parsed = parseTimelines({{"model.yaml", std::string(std::istreambuf_iterator<char>(file), {})}});
    for (const auto& d : parsed.diagnostics)
        ADD_FAILURE() << format(d);
    return std::move(parsed.value);
}

Timeline made(std::mt19937& random, int milestones) {
    const auto pick = [&](int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); };
    const auto day = [&](int number) {
        return *parseEdtf(base::formatDay(*base::parseDay("2015-01-01") + std::chrono::days{number}));
    };
    Timeline t;
    for (int i = 0; i < milestones; ++i) {
        Milestone& m = t.milestones.emplace_back();
        m.id = "m" + std::to_string(i);
        int said = pick(1000);
        for (int k = pick(7); k >= 0; --k) {
            Announcement& a = m.history.emplace_back();
            a.announced = day(said);
            a.status = static_cast<Status>(pick(11));
            a.kind = pick(6) == 0 ? AnnouncementKind::Projection : AnnouncementKind::Target;
            if (pick(4) > 0)
                a.target = day(said + pick(5) * 100);
            if (pick(8) == 0) {
                a.kind = AnnouncementKind::Event;
                a.actual = Actual{*parseEdtf(base::formatDay(a.announced.begin)),
                                  base::startOf(a.announced.begin), false};
            }
            said += pick(300);
        }
    }
    t.buildIndex();
    return t;
}

TEST(KnownIndexLaws, aSnapshotSaysWhatAPlainReadingOfEachHistorySays) {
    std::mt19937 random(2024);
    for (int round = 0; round < 60; ++round) {
        const Timeline t = made(random, 40);
        for (int ask = 0; ask < 40; ++ask) {
            const KnownDay day{*base::parseDay("2014-12-01") + std::chrono::days{random() % 3000}};
            const Snapshot snapshot = asKnown(t, day);
            std::size_t shown = 0;
            for (const Milestone& m : t.milestones) {
                const Announcement *last = nullptr, *happened = nullptr;
                std::vector<const Announcement*> projections;
                for (const Announcement& a : m.history) {
                    if (a.knownFrom() > day)
                        break;
                    if (a.kind == AnnouncementKind::Projection) {
                        projections.push_back(&a);
                        continue;
                    }
                    last = &a;
                    happened = a.actual ? &a : happened;
                }
                const KnownMilestone* found = snapshot.find(m.id);
                ASSERT_EQ(found != nullptr, last != nullptr);
                if (!found)
                    continue;
                EXPECT_EQ(&snapshot.milestones[shown++], found);
                EXPECT_EQ(found->current, last);
                EXPECT_EQ(found->actualFrom, happened);
                EXPECT_TRUE(std::equal(projections.begin(), projections.end(), found->projections.begin(),
                                       found->projections.end()));
            }
            EXPECT_EQ(snapshot.milestones.size(), shown);
        }
    }
}

TEST(KnownIndexLaws, theIndexOfACopyPointsIntoTheCopy) {
    const Timeline original = model();
    const Timeline copy = original;
    EXPECT_EQ(asKnown(copy, copy.latestKnown()).find("landing")->milestone, copy.milestone("landing"));
    EXPECT_NE(copy.milestone("landing"), original.milestone("landing"));
}

TEST(StopLaws, areSortedAndEachIsFoundFromTheOneBeforeAndTheOneBehind) {
    std::mt19937 random(1961);
    for (int round = 0; round < 60; ++round) {
        const Timeline t = made(random, 25);
        const Snapshot snapshot =
            asKnown(t, KnownDay{*base::parseDay("2014-12-01") + std::chrono::days{random() % 3000}});
        const std::vector<Stop> all = stops(snapshot);
        std::size_t dated = 0;
        for (const KnownMilestone& m : snapshot.milestones)
            dated += m.window().has_value();
        ASSERT_EQ(all.size(), dated);
        const auto same = [](const std::optional<Stop>& a, const Stop* b) {
            return a.has_value() == (b != nullptr) &&
                   (!a || (a->day == b->day && a->milestone == b->milestone));
        };
        EXPECT_TRUE(same(firstStop(snapshot), all.empty() ? nullptr : &all.front()));
        EXPECT_TRUE(same(lastStop(snapshot), all.empty() ? nullptr : &all.back()));
        for (std::size_t i = 0; i < all.size(); ++i) {
            const Stop* before = i > 0 ? &all[i - 1] : nullptr;
            const Stop* after = i + 1 < all.size() ? &all[i + 1] : nullptr;
            if (before) {
                EXPECT_LE(before->day, all[i].day);
                if (before->day == all[i].day)
                    EXPECT_LT(t.milestone(before->milestone), t.milestone(all[i].milestone));
            }
            EXPECT_TRUE(same(stopAfter(snapshot, all[i].day, all[i].milestone), after));
            EXPECT_TRUE(same(stopBefore(snapshot, all[i].day, all[i].milestone), before));
        }
        // From a day alone, or with something selected that has its stop elsewhere.
        for (int ask = 0; ask < 40; ++ask) {
            const base::Day day = *base::parseDay("2015-01-01") + std::chrono::days{random() % 2500};
            const Milestone& selected = t.milestones[random() % t.milestones.size()];
            const bool stands = std::any_of(all.begin(), all.end(), [&](const Stop& stop) {
                return stop.day == day && stop.milestone == selected.id;
            });
            if (stands)
                continue;
            const auto later = std::find_if(
                all.begin(), all.end(), [&](auto& s) { return s.day > day; });
            const auto earlier = std::find_if(all.rbegin(), all.rend(), [&](auto& s) { return s.day < day; });
            EXPECT_TRUE(same(stopAfter(snapshot, day, selected.id), later == all.end() ? nullptr : &*later));
            EXPECT_TRUE(
                same(stopBefore(snapshot, day, selected.id), earlier == all.rend() ? nullptr : &*earlier));
            EXPECT_TRUE(same(stopAfter(snapshot, day, {}), later == all.end() ? nullptr : &*later));
        }
    }
}

TEST(DiffLaws, nothingOutsideTheTwoDaysIsInItAndStepsAddUp) {
    std::mt19937 random(1957);
    for (int round = 0; round < 40; ++round) {
        const Timeline t = made(random, 30);
        const KnownDay a{*base::parseDay("2015-01-01") + std::chrono::days{random() % 1000}};
        const KnownDay b{a.day + std::chrono::days{1 + random() % 1000}};
        EXPECT_TRUE(diff(t, a, a).milestones.empty());
        EXPECT_TRUE(diff(t, b, a).milestones.empty());
        const Snapshot before = asKnown(t, a), after = asKnown(t, b);
        std::size_t changed = 0;
        for (const MilestoneChange& change : diff(t, a, b).milestones) {
            ++changed;
            const std::string& id = change.after->milestone->id;
            EXPECT_EQ(change.before, before.find(id));
            EXPECT_EQ(change.after, after.find(id));
            EXPECT_EQ(change.isNew(), before.find(id) == nullptr);
        }
        std::size_t touched = 0;
        for (const KnownMilestone& m : after.milestones)
            touched += before.find(m.milestone->id) != &m;
        EXPECT_EQ(changed, touched);
        // Every move between the days is a move of its milestone, and none is left out.
        std::size_t moves = 0;
        for (const KnownMilestone& m : after.milestones)
            for (const Slip& slip : slips(m))
                moves += slip.to->knownFrom() > a;
        EXPECT_EQ(slipsBetween(t, a, b).size(), moves);
    }
}

TEST(Diff, tellsWhatIsNewWhatMovedAndWhoJoined) {
    const Timeline t = model();
    const Changes first = diff(t, known("2019-12-31"), known("2020-12-31"));
    EXPECT_EQ(first.milestones.size(), 2u);
    EXPECT_TRUE(first.milestones[0].isNew());
    ASSERT_EQ(first.partners.size(), 1u);
    EXPECT_EQ(first.partners[0].partner->id, "treaty-france");
    const Changes later = diff(t, known("2020-12-31"), known("2025-12-31"));
    ASSERT_EQ(later.milestones.size(), 1u);
    EXPECT_TRUE(later.milestones[0].cancelled);
    EXPECT_TRUE(later.milestones[0].withdrawn);
    EXPECT_FALSE(later.milestones[0].onlyToldOf());
}

TEST(Places, aSiteIsWhereItWasSaidToBeByTheDay) {
    const Timeline t = model();
    const auto count = [&](const char* day) {
        const auto* set = std::get_if<CandidateGeometry>(&geometryAt(*t.site("goal"), known(day)));
        return set ? set->sites.size() : 0;
    };
    EXPECT_EQ(count("2022-08-18"), 0u);
    EXPECT_EQ(count("2022-08-19"), 2u);
    EXPECT_EQ(count("2024-10-27"), 2u);
    EXPECT_EQ(count("2024-10-28"), 1u);
}

std::vector<std::string> found(const SearchIndex& index, std::string_view query) {
    std::vector<std::string> hits;
    for (const Hit& hit : index.find(query))
        hits.push_back(std::string(nameOf(hit.kind)) + " " + std::string(hit.id));
    return hits;
}

TEST(Search, foldsCaseAndMarksInEveryScript) {
    EXPECT_EQ(folded("Mēness KLUBS"), "meness klubs");
    EXPECT_EQ(folded("ЛУНА-25, Ёлка"), "луна-25, елка");
    EXPECT_EQ(folded("Straße Œuvre Ŷ"), "strasse oeuvre y");
    EXPECT_EQ(folded("ＩＬＲＳ\u3000\n x"), "ilrs x");
    EXPECT_EQ(folded("嫦娥"), "嫦娥");
    EXPECT_EQ(folded("e\u0301"), "e");
    EXPECT_EQ(folded("\xFF\xC3"), folded("\xFF\xC3")) << "broken bytes do no harm";
}

TEST(Search, findsInAllLanguagesAndTellsRecordsFromCraters) {
    const Timeline t = model();
    const SearchIndex index(t, {{"France", "Crater"}, {"Rocketry", "Mons"}});
    EXPECT_THAT(found(index, "法国"), ElementsAre("partner treaty-france"));
    EXPECT_THAT(found(index, "国"), ElementsAre("partner treaty-france"));
    EXPECT_THAT(found(index, "ДОГОВОР"), ElementsAre("bloc treaty"));
    EXPECT_THAT(found(index, "france"), ElementsAre("partner treaty-france", "place France"));
    EXPECT_THAT(found(index, "rocket"), ElementsAre("vehicle rocket", "place Rocketry"));
    EXPECT_THAT(found(index, "lab a"), ElementsAre("partner pact-lab")) << "the words in any order";
    EXPECT_TRUE(found(index, "nowhere").empty());
    EXPECT_TRUE(found(index, "  ").empty());
    EXPECT_EQ(index.find("france").front().rank, 100);
    EXPECT_EQ(index.find("法国").front().language, "zh");
}

} // namespace
} // namespace perilune::timeline
