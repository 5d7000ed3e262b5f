// What caused what, as far as it was known.
#include "timeline/ask/causes.h"

#include "timeline/read/parse.h"
#include "histories.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace perilune::timeline {
namespace {

constexpr const char* kRecord = R"(perilune: timeline/1
programme: {id: race, title: Race, mark: circle, colour: "#ffffff", lanes: [{id: all, title: All}]}
milestones:
  landing:
    title: Landing
    lane: all
    history:
      - {announced: 2019, target: 2024, confidence: unverified}
      - {announced: 2021-11-09, target: 2025, because: [lawsuit, budget], confidence: unverified}
      - {announced: 2022-01-01, kind: projection, target: 2030, confidence: unverified}
      - {announced: 2023-01-01, words: Said again, target: 2025, confidence: unverified}
      - {announced: 2024-01-09, target: 2026-09, confidence: unverified}
      - {announced: 2024-06-01, status: paused, because: [budget], confidence: unverified}
  lawsuit:
    title: Lawsuit
    lane: all
    history:
      - {announced: 2021-08-16, because: [award], confidence: unverified}
      - {announced: 2021-11-04, kind: event, actual: 2021-11-04, status: achieved, confidence: unverified}
      - {announced: 2022-11-04, because: [later], confidence: unverified}
  award:
    title: Award
    lane: all
    history: [{announced: 2021-04-16, because: [budget], confidence: unverified}]
  budget:
    title: Budget
    lane: all
    history: [{announced: 2020-12-27, because: [law], confidence: unverified}]
  law: {title: Law, lane: all, history: [{announced: 2020-01, confidence: unverified}]}
  later: {title: Later, lane: all, history: [{announced: 2022-01, confidence: unverified}]}
)";

Timeline record(const std::string& text = kRecord) {
    auto parsed = parseTimelines({{"race.yaml", text}});
    for (const auto& d : parsed.diagnostics)
        ADD_FAILURE() << format(d);
    return std::move(parsed.value);
}

TEST(Causes, areToldDownToTheFirstAsTheyWereKnownThen) {
    const Timeline t = record();
    std::string chain;
    for (const Cause& cause : causesOf(t, t.milestone("landing")->history[1]))
        chain += fmt::format("{}{} {}{}\n", std::string(cause.depth, ' '), cause.milestone->id,
                             cause.said->announced.edtf, cause.toldBefore ? " (above)" : "");
    EXPECT_EQ(chain, "lawsuit 2021-11-04\n"
                     " award 2021-04-16\n"
                     "  budget 2020-12-27\n"
                     "   law 2020-01\n"
                     "budget 2020-12-27 (above)\n");
}

TEST(Causes, areAskedOfWordsThatMovedADateEndedItOrHaveOne) {
    const Timeline t = record();
    const auto turns = [&](const char* day) {
        const Snapshot snapshot = asKnown(t, known(day));
        std::string words;
        for (const Turn& turn : turnsOf(*snapshot.find("landing")))
            words += fmt::format("{}{} ", turn.said->announced.edtf, turn.moved ? " moved" : "");
        return words;
    };
    EXPECT_EQ(turns("2026-01-01"), "2021-11-09 moved 2024-01-09 moved 2024-06-01 ");
    EXPECT_EQ(turns("2022-01-01"), "2021-11-09 moved ") << "what was announced later is not known";
}

// Each of these has two causes that have the same two: a tree of them would have as many leaves as there are
// atoms.
TEST(Causes, ofAHostileFileAreEachToldOnceMore) {
    std::string text =
        "perilune: timeline/1\nprogramme: {id: r, title: R, mark: circle, colour: \"#ffffff\", "
        "lanes: [{id: all, title: All}]}\nmilestones:\n";
    constexpr int kDeep = 300;
    for (int i = 0; i <= kDeep; ++i)
        for (const char side : {'a', 'b'})
            text += fmt::format("  {}{}: {{title: T, lane: all, history: [{{announced: 2020, {}confidence: "
                                "unverified}}]}}\n",
                                side, i, i < kDeep ? fmt::format("because: [a{0}, b{0}], ", i + 1) : "");
    const Timeline t = record(text);
    EXPECT_LE(causesOf(t, t.milestone("a0")->history[0]).size(), 4u * kDeep);
}

} // namespace
} // namespace perilune::timeline
