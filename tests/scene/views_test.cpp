// Who joined and what changed, as the scene tells it.
#include "scene/describe.h"
#include "scene/scene.h"
#include "timeline/ask/changes.h"
#include "flat.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace perilune::scene {
namespace {

using test::day;
using test::Flat;

constexpr const char* kRecord = R"(sources:
  paper: {title: Paper, publisher: Club, date: 2020, url: "https://example.org/paper"}
blocs:
  friends: {title: Friends, programme: club}
partners:
  friend-france: {title: France, country: FR, bloc: friends, joined: 2020-03-01, sources: [paper]}
  friend-japan: {title: Japan, country: JP, bloc: friends, joined: 2021-05-10, left: 2023-01-01, sources: [paper]}
  friend-chile: {title: Chile, country: CL, bloc: friends, joined: 2021-05-10, disputed: true, confidence: unverified}
  friend-lab: {title: Lab, kind: organisation, country: FR, bloc: friends, joined: 2022, sources: [paper]}
milestones:
  moved:
    title: Moved
    lane: one
    weight: 3
    history:
      - {announced: 2020-01-01, target: 2024, by: The chair, sources: [paper]}
      - {announced: 2022-06-01, target: 2026-09, status: delayed, by: The chair, sources: [paper]}
  sooner:
    title: Sooner
    lane: one
    history:
      - {announced: 2020-01-01, target: 2026, sources: [paper]}
      - {announced: 2022-02-01, target: 2025, sources: [paper]}
  done:
    title: Done
    lane: one
    history:
      - {announced: 2020-01-01, target: 2022-03, sources: [paper]}
      - {announced: 2022-03-02, kind: event, actual: 2022-03-01, status: achieved, sources: [paper]}
  dropped:
    title: Dropped
    lane: one
    history:
      - {announced: 2020-01-01, target: 2027, sources: [paper]}
      - {announced: 2022-09-01, status: cancelled, sources: [paper]}
  fresh:
    title: Fresh
    lane: one
    history:
      - {announced: 2022-04-01, target: 2030, sources: [paper], confidence: low}
  still:
    title: Still
    lane: one
    history:
      - {announced: 2020-01-01, target: 2028, sources: [paper]}
)";

class Views : public testing::Test {
  protected:
    Scene scene(const char* at, const char* known, const char* since = nullptr) {
        Moment moment;
        moment.at = test::instant(at);
        moment.known = {AsOfMode::OnADay, {day(known)}};
        moment.look = wholeDisc({}, {});
        moment.layers.partners = !since;
        if (since)
            moment.changedSince = timeline::KnownDay{day(since)};
        moment.country = "FR";
        const auto scene = describe(timeline, Flat(), moment);
        EXPECT_TRUE(scene);
        return scene.value_or(Scene{});
    }
    timeline::Timeline timeline = test::club(kRecord);
};

TEST_F(Views, aPartnerIsThereFromTheDayOnWhichItSurelyWas) {
    const auto titles = [&](const char* at, const char* known) {
        std::string all;
        const Scene shown = scene(at, known);
        for (const PartnerLine& line : shown.partners->blocs.at(0).partners)
            all += line.title + (line.disputed ? "? " : " ");
        return all;
    };
    EXPECT_EQ(titles("2020-02-29", "2026-01-01"), "");
    EXPECT_EQ(titles("2020-03-01", "2026-01-01"), "France ");
    EXPECT_EQ(titles("2021-05-10", "2026-01-01"), "France Japan Chile? ");
    EXPECT_EQ(titles("2022-12-30", "2026-01-01"), "France Japan Chile? "); // "2022": surely at its end
    EXPECT_EQ(titles("2022-12-31", "2026-01-01"), "France Japan Chile? Lab ");
    EXPECT_EQ(titles("2023-01-01", "2026-01-01"), "France Chile? Lab ");
    EXPECT_EQ(titles("2026-01-01", "2020-12-31"), "France "); // what was not known yet is not told
}

TEST_F(Views, disputedOnesAreShownAndNotCounted) {
    const BlocLines bloc = scene("2021-06-01", "2026-01-01").partners->blocs.at(0);
    EXPECT_EQ(bloc.count, 2u);
    EXPECT_EQ(bloc.countries, 2u);
    EXPECT_EQ(bloc.disputed, 1u);
    EXPECT_EQ(bloc.partners.back().source, "no text was read");
    EXPECT_EQ(bloc.partners.front().source, "Club: Paper, 2020, https://example.org/paper");
    EXPECT_TRUE(bloc.partners.front().selected);
}

// The curve beside the strip and the number at the head of the roster are one.
TEST_F(Views, stepsGiveTheCountOfEveryDay) {
    for (const char* when :
         {"2019-06-01", "2020-03-01", "2021-05-09", "2021-05-10", "2022-12-31", "2023-01-01", "2025-01-01"}) {
        const BlocLines bloc = scene(when, "2026-01-01").partners->blocs.at(0);
        std::size_t count = 0;
        for (const CountStep& step : bloc.steps)
            if (step.day <= day(when))
                count = step.count;
        EXPECT_EQ(count, bloc.count) << when;
    }
}

TEST_F(Views, aNewPartnerShinesForTwoMonths) {
    const auto fresh = [&](const char* at) {
        return scene(at, "2026-01-01").partners->blocs.at(0).partners.at(0).fresh;
    };
    EXPECT_DOUBLE_EQ(fresh("2020-03-01"), 1.0);
    EXPECT_DOUBLE_EQ(fresh("2020-03-31"), 0.5);
    EXPECT_DOUBLE_EQ(fresh("2020-04-30"), 0.0);
}

TEST_F(Views, changesAreToldAsWhatTheyAre) {
    const Scene s = scene("2022-12-31", "2022-12-31", "2022-01-01");
    ASSERT_TRUE(s.changes);
    ASSERT_EQ(s.changes->columns.size(), 1u);
    const ChangeColumn& column = s.changes->columns[0];
    const auto row = [&](const std::string& id) {
        const auto found =
            std::find_if(column.rows.begin(), column.rows.end(), [&](auto& r) { return r.milestone == id; });
        return found == column.rows.end() ? ChangeRow{} : *found;
    };
    EXPECT_EQ(row("moved").kind, ChangeKind::Later);
    EXPECT_EQ(row("moved").from, "2024");
    EXPECT_EQ(row("moved").to, "Sep 2026");
    EXPECT_EQ(row("moved").by, "The chair");
    EXPECT_EQ(row("moved").said, "1 Jun 2022");
    EXPECT_EQ(row("sooner").kind, ChangeKind::Earlier);
    EXPECT_EQ(row("sooner").what, "about 1 year earlier");
    EXPECT_EQ(row("done").kind, ChangeKind::Happened);
    EXPECT_EQ(row("dropped").kind, ChangeKind::Cancelled);
    EXPECT_EQ(row("dropped").to, "");
    EXPECT_EQ(row("fresh").kind, ChangeKind::New);
    EXPECT_EQ(row("fresh").confidence, timeline::Confidence::Low);
    EXPECT_EQ(row("still").milestone, "") << "what did not change is no row";
    EXPECT_EQ(column.rows.front().milestone, "moved") << "what the audience knows best comes first";
    EXPECT_EQ(column.joined, "1 joined Friends: Lab");
    EXPECT_EQ(column.tally, "1 later, 1 earlier, 1 happened, 1 new, 1 stopped");
}

TEST_F(Views, theStripComparesBothDays) {
    const Scene s = scene("2022-12-31", "2022-12-31", "2022-01-01");
    ASSERT_TRUE(s.strip && s.strip->changedSince);
    int earlier = 0;
    for (const StripMark& mark : s.strip->programmes.at(0).lanes.at(0).marks) {
        if (mark.kind == StripMarkKind::Current)
            EXPECT_EQ(mark.quiet, mark.milestone == "still") << mark.milestone;
        earlier += mark.kind == StripMarkKind::Earlier;
    }
    EXPECT_EQ(earlier, 4); // moved, sooner, done (March, then the first of it), dropped
}

// The list and `perilune diff` are one: nothing is left out, nothing is told twice.
TEST_F(Views, everyChangedMilestoneHasOneRow) {
    for (const char* since : {"2019-12-31", "2021-01-01", "2022-03-01", "2022-12-30"}) {
        const Scene s = scene("2022-12-31", "2022-12-31", since);
        std::vector<std::string> rows, changed;
        for (const ChangeColumn& column : s.changes->columns)
            for (const ChangeRow& row : column.rows)
                rows.push_back(row.milestone);
        for (const auto& change : timeline::diff(timeline, {day(since)}, {day("2022-12-31")}).milestones)
            changed.push_back(change.after->milestone->id);
        std::sort(rows.begin(), rows.end());
        std::sort(changed.begin(), changed.end());
        EXPECT_EQ(rows, changed) << since;
    }
}

TEST_F(Views, aDayAfterTheKnownOneComparesNothing) {
    const Scene s = scene("2022-12-31", "2022-06-01", "2023-01-01");
    ASSERT_TRUE(s.changes);
    EXPECT_EQ(s.changes->from, s.changes->to);
    EXPECT_TRUE(s.changes->columns.empty());
}

TEST_F(Views, nothingOfTheMoonIsToldBelowThem) {
    for (const Scene& s :
         {scene("2022-12-31", "2022-12-31"), scene("2022-12-31", "2022-12-31", "2022-01-01")}) {
        EXPECT_TRUE(s.sites.empty());
        EXPECT_TRUE(s.notes.empty());
        EXPECT_FALSE(s.legend);
    }
}

} // namespace
} // namespace perilune::scene
