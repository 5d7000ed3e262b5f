#include "fixture.h"

#include <gtest/gtest.h>

namespace perilune::story {
namespace {

Storyboard storyIn(const std::string& language) {
    const std::string line = language.empty() ? "" : "language: " + language + "\n";
    auto parsed = parseStory("perilune: story/1\ntitle: 月球\n" + line +
                                 "duration: 20\nkeyframes:\n  - {at: 0, date: 2024-03-09}\n"
                                 "  - {at: 9, date: 2025-03-09, title: Ещё}\ncaptions:\n"
                                 "  - {from: 1, to: 5, text: 两年}\n",
                             "test.story.yaml", test::twoProgrammes());
    EXPECT_TRUE(parsed.ok()) << test::messagesOf(parsed.diagnostics);
    return std::move(parsed.value);
}

TEST(StoryLanguage, isThatOfTheTitlesOfItsMoments) {
    for (const int t : {0, 4, 9, 20}) {
        EXPECT_EQ(momentAt(storyIn(""), {t, 1}).language, "en");
        EXPECT_EQ(momentAt(storyIn("zh"), {t, 1}).language, "zh");
        EXPECT_EQ(momentAt(storyIn("ZH-Hans"), {t, 1}).language, "zh-Hans");
        EXPECT_EQ(momentAt(inLanguage(storyIn("zh"), "lv"), {t, 1}).language, "lv");
    }
}

TEST(StoryLanguage, lettersAreThoseOfTitlesAndCaptions) {
    EXPECT_EQ(lettersOf(storyIn("zh")), (base::Letters{U'月', U'球', U'两', U'年', U'Е', U'щ', U'ё'}));
}

} // namespace
} // namespace perilune::story
