#include "timeline/languages.h"

#include "timeline/read/parse.h"

#include <gtest/gtest.h>

namespace perilune::timeline {
namespace {

TEST(Languages, areThoseOfTheTitlesEnglishFirst) {
    EXPECT_EQ(languagesOf(Timeline{}), std::vector<std::string>{"en"});
    Timeline timeline;
    timeline.programmes.push_back({"a", {{{"en", "Alpha"}, {"zh", "甲"}}}, Mark::Circle, 0, {}});
    timeline.programmes[0].lanes.push_back({"l", {{{"en", "Lane"}, {"lv", "Josla"}}}});
    Partner partner;
    partner.title.byLanguage = {{"en", "Club"}, {"ar", "نادي"}};
    timeline.partners.push_back(partner);
    EXPECT_EQ(languagesOf(timeline), (std::vector<std::string>{"en", "ar", "lv", "zh"}));
}

TEST(Languages, areNamedInTheirOwnTongue) {
    EXPECT_EQ(ownNameOf("ru"), "Русский");
    EXPECT_EQ(ownNameOf("zh"), "中文");
    EXPECT_EQ(ownNameOf("lv"), "Latviešu");
    EXPECT_EQ(ownNameOf("pt-BR"), "Português (BR)");
    EXPECT_EQ(ownNameOf("xx"), "xx");
}

TEST(Languages, lettersAreThoseOfOneLanguageAndOfAllThatIsEnglish) {
    Timeline timeline;
    Milestone milestone;
    milestone.title.byLanguage = {{"en", "Chang’e"}, {"zh", "嫦娥"}, {"ru", "Чанъэ"}};
    Announcement said;
    said.words = "They call it 月";
    milestone.history.push_back(said);
    timeline.milestones.push_back(milestone);
    EXPECT_EQ(lettersOf(timeline, "en"), (base::Letters{U'’', U'月'}));
    EXPECT_EQ(lettersOf(timeline, "zh"), (base::Letters{U'’', U'月', U'嫦', U'娥'}));
}

} // namespace
} // namespace perilune::timeline
