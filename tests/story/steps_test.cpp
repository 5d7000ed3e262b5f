// Steps: how they are read and written, and what talk and film make of them.
#include "story/steps.h"

#include "story/storyboard_write.h"
#include "fixture.h"

#include <gtest/gtest.h>

namespace perilune::story {
namespace {

using test::messagesOf;
using test::storyWith;

const std::string kFirst = "  - {at: 0, date: 2020-01-01, look: {disc: {lat: 0, lon: 0}}}\n";
const std::string kLast = "  - {at: 12, date: 2024-01-01, look: {disc: {lat: -40, lon: 30}}}\n";

/// Twenty seconds with a step at 6 s that says this of `advance`.
Storyboard stepAtSix(const std::string& advance) {
    const auto parsed =
        storyWith(kFirst +
                      "  - {at: 6, date: 2022-01-01, look: {disc: {lat: -20, lon: 15}}, step: "
                      "{title: Half way" +
                      advance + "}}\n" + kLast,
                  "  - {from: 1, to: 6, text: Before}\n  - {from: 6, to: 10, text: After}\n");
    EXPECT_TRUE(parsed.ok()) << messagesOf(parsed.diagnostics);
    return parsed.value;
}

StoryTime at(double s) {
    return {std::llround(s * 1e6), 1'000'000};
}

TEST(Steps, areReadWithNotesInLinesAndWhenTheyGoOn) {
    const auto parsed = storyWith(kFirst + R"(  - at: 6
    step:
      title: Half way
      notes: |
        One line.

        And another.
      advance: 1:05.5
)");
    ASSERT_TRUE(parsed.ok()) << messagesOf(parsed.diagnostics);
    const auto& step = parsed.value.keyframes.back().step;
    ASSERT_TRUE(step);
    EXPECT_EQ(step->title, "Half way");
    EXPECT_EQ(step->notes, "One line.\n\nAnd another.");
    EXPECT_EQ(step->advance, (Advance{false, 65.5}));
    EXPECT_FALSE(parsed.value.keyframes.front().step) << "a step is of its keyframe alone";
}

TEST(Steps, mistakesInThemAreToldWithTheirPlaceAndWhatToDo) {
    const auto told = [](const std::string& step) {
        return messagesOf(storyWith(kFirst + "  - {at: 6, step: " + step + "}\n").diagnostics);
    };
    EXPECT_NE(told("{notes: No title}").find("the step has no title"), std::string::npos);
    EXPECT_NE(told("{title: ''}").find("the step has no title"), std::string::npos);
    EXPECT_NE(told("Half way").find("a step"), std::string::npos);
    EXPECT_NE(told("{title: A, advance: soon}").find("neither click nor a time"), std::string::npos);
    EXPECT_NE(told("{title: A, advance: -3}").find("neither click nor a time"), std::string::npos);
    EXPECT_NE(told("{title: A, advance: 601}").find("600"), std::string::npos);
    EXPECT_NE(told("{title: A, note: B}").find("notes"), std::string::npos) << "the key that was meant";
    EXPECT_NE(told("{title: A, notes: [B]}").find("notes is no text"), std::string::npos);
    for (const char* step : {"{title: A, advance: soon}", "{title: A, note: B}"})
        EXPECT_NE(told(step).find("test.story.yaml:6:"), std::string::npos) << told(step);
}

TEST(Steps, ofAStoryThatSaysNothingOfAdvanceChangeNoFrameOfItsFilm) {
    const Storyboard story = stepAtSix("");
    const Telling film = asFilm(story);
    EXPECT_EQ(film.board.durationS, story.durationS);
    EXPECT_EQ(film.rests.size(), 1u);
    EXPECT_EQ(heldInFilm(story), "");
    for (double s = 0.0; s <= 20.0; s += 0.04)
        ASSERT_EQ(momentAt(film.board, at(s)), momentAt(story, at(s))) << s;
}

TEST(Steps, thatWaitForAClickRestInAFilmForAStatedTimeAndItIsSaid) {
    const Storyboard story = stepAtSix(", advance: click");
    const Telling film = asFilm(story);
    EXPECT_EQ(film.board.durationS, story.durationS + kClickInFilmS);
    for (double s = 6.0; s <= 6.0 + kClickInFilmS; s += 0.25)
        EXPECT_EQ(momentAt(film.board, at(s)).look, momentAt(story, at(6.0)).look) << s;
    EXPECT_NE(momentAt(film.board, at(6.5 + kClickInFilmS)).look, momentAt(story, at(6.0)).look);
    EXPECT_EQ(momentAt(film.board, at(20.0 + kClickInFilmS)), momentAt(story, at(20.0)));
    EXPECT_NE(heldInFilm(story).find("4 s"), std::string::npos);
    EXPECT_EQ(asFilm(stepAtSix(", advance: 2.5")).board.durationS, story.durationS + 2.5);
    EXPECT_EQ(heldInFilm(stepAtSix(", advance: 2.5")), "");
}

TEST(Steps, whereATalkStandsCameraAndCalendarRestAndCaptionsAreWhole) {
    for (const char* captions :
         {"  - {from: 1, to: 6.1, text: Words}\n", "  - {from: 6, to: 9, text: Words}\n",
          "  - {from: 5.9, to: 9, text: Words}\n"}) {
        const auto parsed = storyWith(
            kFirst + "  - {at: 6, date: 2022-01-01, look: {disc: {lat: -20, lon: 15}}, step: {title: A}}\n" +
                kLast,
            captions);
        ASSERT_TRUE(parsed.ok()) << messagesOf(parsed.diagnostics);
        const Telling talk = asTalk(parsed.value);
        ASSERT_EQ(talk.rests.size(), 1u);
        const Rest& rest = talk.rests.front();
        EXPECT_TRUE(rest.waits);
        const auto stands = momentAt(talk.board, at(rest.standsS));
        EXPECT_EQ(stands.look, momentAt(parsed.value, at(6.0)).look);
        EXPECT_EQ(stands.caption, "Words") << captions;
        EXPECT_GT(stands.captionOpacity, 0.99) << captions;
        // It comes to rest: as slow just before as just after.
        const auto before = momentAt(talk.board, at(rest.fromS - 0.02));
        EXPECT_LT(std::abs((before.look.latitude - stands.look.latitude).degrees()), 1e-3);
    }
}

TEST(Steps, timesOfTheStoryAndOfATellingLeadBackToEachOther) {
    const Telling film = asFilm(stepAtSix(", advance: 3"));
    for (const double s : {0.0, 3.0, 6.0, 6.5, 19.0})
        EXPECT_DOUBLE_EQ(writtenS(film, toldS(film, s)), s);
    EXPECT_DOUBLE_EQ(writtenS(film, 7.5), 6.0) << "within the rest";
    EXPECT_EQ(restAt(film, 1.0), std::nullopt);
    EXPECT_EQ(restAt(film, 12.0), std::optional<std::size_t>(0));
    EXPECT_EQ(restAfter(film, 1.0), std::optional<std::size_t>(0));
    EXPECT_EQ(restAfter(film, 12.0), std::nullopt);
    EXPECT_EQ(restBefore(film, 12.0), std::optional<std::size_t>(0));
}

TEST(Steps, ofAStoryWithoutAnyAreItsKeyframesAndWaitAtNone) {
    const auto parsed = storyWith(kFirst + kLast, "  - {from: 11, to: 15, text: Words}\n");
    const Telling talk = asTalk(parsed.value);
    ASSERT_EQ(talk.rests.size(), 2u);
    EXPECT_EQ(talk.rests[0].step.title, "0:00");
    EXPECT_EQ(talk.rests[1].step.title, "Words");
    EXPECT_FALSE(talk.rests[0].waits);
    EXPECT_EQ(talk.board.durationS, parsed.value.durationS);
}

TEST(Steps, keepTheirNotesInLinesInTheCanonicalForm) {
    const std::string text =
        "perilune: story/1\ntitle: A test\nduration: 20\nkeyframes:\n  - at: 0\n    date: 2020-01-01\n"
        "    step:\n      title: One\n      notes: |-\n        A line: \"so\" # it is\n\n"
        "          And one further in.\n      advance: click\n";
    const auto form = canonicalStory(text, "test.story.yaml");
    ASSERT_TRUE(form.ok()) << messagesOf(form.diagnostics);
    EXPECT_EQ(form.value, text);
    const auto read = parseStory(form.value, "test.story.yaml", test::twoProgrammes());
    EXPECT_EQ(read.value.keyframes[0].step->notes, "A line: \"so\" # it is\n\n  And one further in.");
    for (const char* odd :
         {"\" Begins with a blank.\\nSo.\"", "\"Ends with one. \\nSo.\"", "\"Has a\\ttab.\\nSo.\""}) {
        const std::string quoted =
            "perilune: story/1\ntitle: A test\nduration: 20\nkeyframes:\n  - at: 0\n    date: 2020-01-01\n"
            "    step:\n      title: One\n      notes: " +
            std::string(odd) + "\n";
        const auto same = canonicalStory(quoted, "test.story.yaml");
        ASSERT_TRUE(same.ok()) << messagesOf(same.diagnostics);
        EXPECT_EQ(same.value, quoted);
    }
}

TEST(Steps, areWrittenBackWithNothingElseTouched) {
    const std::string text = "perilune: story/1\ntitle: A test\nduration: 20\nkeyframes:\n" + kFirst + kLast;
    auto story = parseStory(text, "test.story.yaml", test::twoProgrammes()).value;
    story.keyframes[1].step = Step{"The end: soon", "First line.\nSecond line.", Advance{}};
    const auto made = written(text, "test.story.yaml", story, test::twoProgrammes());
    ASSERT_TRUE(made.ok()) << messagesOf(made.diagnostics);
    EXPECT_NE(made.value.find(kFirst), std::string::npos) << made.value;
    auto again = parseStory(made.value, "test.story.yaml", test::twoProgrammes());
    ASSERT_TRUE(again.ok()) << made.value << messagesOf(again.diagnostics);
    EXPECT_EQ(again.value.keyframes[1].step, story.keyframes[1].step) << made.value;
    again.value.keyframes[1].step->advance = Advance{false, 5.0};
    again.value.keyframes[1].step->notes.clear();
    const auto changed = written(made.value, "test.story.yaml", again.value, test::twoProgrammes());
    ASSERT_TRUE(changed.ok()) << messagesOf(changed.diagnostics);
    EXPECT_EQ(parseStory(changed.value, "test.story.yaml", test::twoProgrammes()).value.keyframes[1].step,
              again.value.keyframes[1].step)
        << changed.value;
    again.value.keyframes[1].step.reset();
    const auto gone = written(changed.value, "test.story.yaml", again.value, test::twoProgrammes());
    ASSERT_TRUE(gone.ok()) << messagesOf(gone.diagnostics);
    EXPECT_FALSE(parseStory(gone.value, "test.story.yaml", test::twoProgrammes()).value.keyframes[1].step);
    EXPECT_EQ(gone.value.find("step"), std::string::npos) << gone.value;
}

} // namespace
} // namespace perilune::story
