#include "timeline/languages.h"
#include "fixture.h"

#include <gtest/gtest.h>

namespace perilune::ui {
namespace {

struct Bilingual : test::SmallDataset {
    Bilingual() {
        timeline.programmes[0].title.byLanguage["zh"] = "甲计划";
        timeline.programmes[0].title.byLanguage["ru"] = "Альфа";
    }
};

TEST(SessionLanguage, goesRoundThoseOfTheTimelinesAndNamesEachInItself) {
    const Bilingual small;
    Session s = small.opening();
    const std::string before = s.show.moment.title;
    EXPECT_EQ(s.show.moment.language, "en");
    const auto next = [&] { s = reduce(std::move(s), action::CycleLanguage{}, small.data()); };
    next();
    EXPECT_EQ(s.show.moment.language, "ru");
    EXPECT_NE(s.desk.message.find("Русский"), std::string::npos);
    EXPECT_EQ(s.show.moment.title, "Альфа");
    next();
    EXPECT_EQ(s.show.moment.language, "zh");
    EXPECT_NE(s.desk.message.find("中文"), std::string::npos);
    EXPECT_EQ(s.show.moment.title, "甲计划");
    next();
    EXPECT_EQ(s.show.moment.language, "en");
    EXPECT_EQ(s.show.moment.title, before);
    s.show.moment.language = "fr"; // of a file that was read before
    next();
    EXPECT_EQ(s.show.moment.language, "en");
}

TEST(SessionLanguage, oneAloneSaysSo) {
    const test::SmallDataset small;
    const Session s = reduce(small.opening(), action::CycleLanguage{}, small.data());
    EXPECT_EQ(s.show.moment.language, "en");
    EXPECT_FALSE(s.desk.message.empty());
}

TEST(SessionLanguage, opensInTheOneThatIsAskedFor) {
    const Bilingual small;
    const Session s = openingSession(small.data(), *base::parseInstant("2025-02-10T08:00Z"), "zh");
    EXPECT_EQ(s.show.moment.language, "zh");
    EXPECT_EQ(s.show.moment.title, "甲计划");
}

} // namespace
} // namespace perilune::ui
