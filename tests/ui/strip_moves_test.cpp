// Home, End and Backspace never leave an empty strip or a lost playhead, whatever the record and wherever the
// strip was before.
#include "ui/calendar_moves.h"
#include "scene/describe.h"
#include "scene/usual_span.h"
#include "timeline/ask/query.h"
#include "fixture.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

using namespace perilune;
using namespace perilune::ui;
using test::day;
using test::instant;

namespace {

struct Said {
    const char *announced, *target;
};

/// A record with a milestone for each.
timeline::Timeline record(const std::vector<Said>& all) {
    std::string text = "perilune: timeline/1\nprogramme:\n  id: club\n  title: Club\n  mark: square\n"
                       "  colour: \"#f2b544\"\n  lanes: [{id: one, title: One}]\n"
                       "sources:\n  s: {title: A text, publisher: A paper, date: 2020-02-03}\n";
    if (!all.empty())
        text += "milestones:\n";
    for (std::size_t i = 0; i < all.size(); ++i)
        text += fmt::format("  m{0}:\n    title: Number {0}\n    lane: one\n    history:\n"
                            "      - {{announced: {1}, target: \"{2}\", by: We, words: So., sources: [s]}}\n",
                            i, all[i].announced, all[i].target);
    auto parsed = timeline::parseTimelines({{"club.yaml", text}});
    EXPECT_FALSE(base::hasErrors(parsed.diagnostics)); // some are odd enough for a warning
    return std::move(parsed.value);
}

const std::vector<std::vector<Said>>& oddRecords() {
    static const std::vector<std::vector<Said>> all{
        {},
        {{"2020-02-03", "2031-05-20"}},
        {{"1957-01-01", "1957-10-04"}, {"2020-02-03", "2090"}},
        {{"1961-01-01", "1969-07-20"}, {"1969-12-01", "1972-12-11"}},
        {{"2020-02-03", "2027"}, {"2021-02-03", "2028-03"}, {"2024-02-03", "2034"}},
        {{"2020-02-03", "2018-05"}, {"2021-02-03", "2019"}}, // told after the day
        {{"1600-01-01", "1609"}, {"2020-02-03", "2030"}},
    };
    return all;
}

class Moves {
  public:
    explicit Moves(const timeline::Timeline& timeline, const char* now = "2026-11-30T10:00Z")
        : timeline_(timeline), s(openingSession(data(), instant(now))) {}
    Dataset data() const { return {&timeline_, &surface_}; }
    void act(const Action& action) { s = reduce(std::move(s), action, data()); }

    /// Nothing where all is well.
    std::string fault() const {
        const scene::Moment& moment = s.show.moment;
        const base::Day today = base::dayOf(moment.at);
        const auto shown = fmt::format("{} on {} to {}", base::formatDay(today),
                                       base::formatDay(moment.span.first), base::formatDay(moment.span.last));
        if (today < moment.span.first || today > moment.span.last)
            return "the playhead is lost: " + shown;
        const auto known = timeline::asKnown(timeline_, scene::knownDayOf(timeline_, moment));
        const auto stops = timeline::stops(known);
        bool any = false;
        for (const auto& stop : stops)
            any = any || (moment.span.first <= stop.day && stop.day <= moment.span.last);
        return any || timeline_.milestones.empty() ? "" : "the strip is empty: " + shown;
    }

  private:
    const timeline::Timeline& timeline_;
    test::Hills surface_;

  public:
    Session s;
};

} // namespace

TEST(StripMoves, neverLeaveAnEmptyStripOrALostPlayhead) {
    for (std::size_t odd = 0; odd < oddRecords().size(); ++odd) {
        const timeline::Timeline timeline = record(oddRecords()[odd]);
        for (const auto mode : {scene::AsOfMode::Hindsight, scene::AsOfMode::AsItLookedThen})
            for (const Action& last : std::initializer_list<Action>{action::FirstStop{}, action::LastStop{},
                                                                    action::WholeStrip{}, action::NextStop{}})
                for (const bool zoomedIn : {false, true})
                    for (const bool away : {false, true}) {
                        Moves moves(timeline);
                        moves.act(action::SetAsOf{mode});
                        if (away)
                            moves.act(action::PanStrip{30'000.0});
                        if (zoomedIn)
                            for (int i = 0; i < 100; ++i)
                                moves.act(action::ZoomStrip{2.0, moves.s.show.moment.at});
                        moves.act(last);
                        if (std::holds_alternative<action::NextStop>(last) && !moves.s.desk.message.empty())
                            continue; // there was none, and it says so
                        EXPECT_EQ(moves.fault(), "") << "record " << odd << " mode " << int(mode)
                                                     << " action " << last.index() << " " << zoomedIn << away;
                    }
    }
}

TEST(StripMoves, backspaceAtTheFirstStateShowsAllDatesAndAgainTheUsualOnes) {
    const timeline::Timeline timeline = record({{"2020-02-03", "1957-10-04"},
                                                {"2020-02-03", "2029"},
                                                {"2020-02-03", "2030"},
                                                {"2020-02-03", "2030"},
                                                {"2020-02-03", "2030"},
                                                {"2020-02-03", "2030"},
                                                {"2020-02-03", "2030"},
                                                {"2020-02-03", "2031"},
                                                {"2020-02-03", "2031"},
                                                {"2020-02-03", "2031"},
                                                {"2020-02-03", "2031"}});
    Moves moves(timeline);
    const scene::StripSpan usual = moves.s.show.moment.span;
    EXPECT_GT(usual.first, day("2000-01-01"));
    moves.act(action::WholeStrip{});
    EXPECT_LT(moves.s.show.moment.span.first, day("1957-10-04"));
    moves.act(action::WholeStrip{});
    EXPECT_EQ(moves.s.show.moment.span, usual);
}

TEST(StripMoves, aRecordWithoutDatesSaysSo) {
    const timeline::Timeline timeline = record({});
    Moves moves(timeline);
    moves.act(action::FirstStop{});
    EXPECT_NE(moves.s.desk.message.find("No milestone"), std::string::npos) << moves.s.desk.message;
    EXPECT_EQ(moves.fault(), "");
}

TEST(StripMoves, aStopBeyondTheSkysYearsKeepsThePlayheadInThem) {
    const timeline::Timeline timeline = record({{"1600-01-01", "1609"}, {"2020-02-03", "2400"}});
    for (const Action& action : std::initializer_list<Action>{action::FirstStop{}, action::LastStop{}}) {
        Moves moves(timeline);
        moves.act(action);
        EXPECT_GE(moves.s.show.moment.at, firstInstant());
        EXPECT_LE(moves.s.show.moment.at, lastInstant());
        EXPECT_EQ(moves.fault(), "");
    }
}

TEST(StripMoves, theOpeningIsFittedToTheRecordAndNamesIt) {
    for (const auto& odd : oddRecords()) {
        const timeline::Timeline timeline = record(odd);
        const Moves moves(timeline);
        EXPECT_EQ(moves.fault(), "");
        EXPECT_EQ(moves.s.show.moment.title, "Club");
        EXPECT_EQ(moves.s.show.moment.subtitle, "");
    }
}
