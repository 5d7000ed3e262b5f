#include "scene/link.h"

#include "scene/choices.h"
#include "scene/describe.h"
#include "scene/moment_fields.h"
#include "scene/moment_members.h"
#include "timeline/read/parse.h"
#include "flat.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

using namespace perilune;
using namespace perilune::scene;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

namespace {

const timeline::Timeline& record() {
    static const timeline::Timeline timeline =
        timeline::readTimelines(
            {PERILUNE_SOURCE_DIR "/timelines/artemis.yaml", PERILUNE_SOURCE_DIR "/timelines/ilrs.yaml"})
            .value;
    return timeline;
}

/// Of the record that a link is made with: one that knows no site.
const timeline::Timeline& otherRecord() {
    static const timeline::Timeline timeline =
        timeline::readTimelines({PERILUNE_SOURCE_DIR "/timelines/context.yaml"}).value;
    return timeline;
}

Followed follow(std::string_view link, const timeline::Timeline& timeline = record()) {
    auto followed = followLink(link, timeline);
    EXPECT_TRUE(followed) << (followed ? "" : followed.error().message);
    return followed ? std::move(*followed) : Followed{};
}

Moment poleView() {
    using namespace std::chrono;
    Moment moment;
    moment.at = sys_days{2026y / November / 25} + 12h + 30min;
    moment.span = {sys_days{2018y / January / 1}, sys_days{2034y / December / 31}};
    moment.look.latitude = base::Angle::degrees(-84.6);
    moment.look.longitude = base::Angle::degrees(31.2);
    moment.look.rangeM = 300e3;
    moment.look.heading = base::Angle::degrees(328.8);
    moment.look.tilt = base::Angle::degrees(27.3);
    moment.selected = "first-crewed-landing";
    return moment;
}

} // namespace

TEST(Link, aMomentComesBackAsItWasForEveryMember) {
    scene::test::eachAltered([](Moment altered, const std::string& name) {
        altered.language = "en"; // the record knows what it knows: ids are tried below
        for (std::string* id : {&altered.selected, &altered.selectedSite, &altered.country})
            id->clear();
        altered =
            altered.known.mode == AsOfMode::OnADay && altered.light.isPinned() ? altered : canonical(altered);
        if (altered.look.vantage == Vantage::Earth)
            altered.look.aim = Aim::Moon;
        const Followed followed = follow(linkTo(altered, record()));
        EXPECT_EQ(followed.moment, altered) << name << ": " << linkTo(altered, record());
        EXPECT_THAT(followed.remarks, IsEmpty()) << name;
    });
}

TEST(Link, idsAndTextsOfAllLanguagesComeBack) {
    Moment moment = poleView();
    moment.language = "zh";
    moment.selectedSite = record().sites.front().id;
    moment.title = "Луна / 月球 + 100 % \"sicher\" & = # ?";
    moment.caption = "a, b; (c) 'd' `e` $f \\";
    const std::string link = linkTo(moment, record());
    EXPECT_EQ(
        link.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:,/=+%"),
        std::string::npos)
        << link;
    const Followed followed = follow(link);
    EXPECT_EQ(followed.moment, moment);
    EXPECT_THAT(followed.remarks, IsEmpty());
}

TEST(Link, ofATypicalViewIsShort) {
    const std::string link = linkTo(poleView(), record());
    EXPECT_LE(link.size(), 160u) << link;
}

TEST(Link, anotherRecordSaysSoAndShowsWhatItKnows) {
    Moment moment = poleView();
    moment.selectedSite = record().sites.front().id;
    const Followed followed = follow(linkTo(moment, record()), otherRecord());
    EXPECT_EQ(followed.moment.selected, "");
    EXPECT_EQ(followed.moment.selectedSite, "");
    EXPECT_EQ(followed.moment.look, moment.look);
    EXPECT_EQ(followed.moment.at, moment.at);
    ASSERT_EQ(followed.remarks.size(), 3u);
    EXPECT_THAT(followed.remarks[0], HasSubstr(" record, of "));
    EXPECT_THAT(followed.remarks[1], HasSubstr("no milestone \"first-crewed-landing\""));
    EXPECT_THAT(followed.remarks[2], HasSubstr("no site \"" + moment.selectedSite + "\""));
    EXPECT_THAT(follow("perilune:1/record=2999-01-01.00000000/at=2026-01-01").remarks,
                ElementsAre(HasSubstr("a newer record, of 1 January 2999")));
}

TEST(Link, ofARecordThatSaysNothingNamesNoDayOfIt) {
    const timeline::Timeline empty = perilune::test::club("");
    Moment moment;
    moment.at = base::startOf(*base::parseDay("2026-05-02"));
    moment.span = {*base::parseDay("2019-01-01"), *base::parseDay("2032-01-01")};
    const std::string link = linkTo(moment, empty);
    EXPECT_EQ(link.find("1970"), std::string::npos) << link;
    EXPECT_TRUE(follow(link, empty).remarks.empty());
    EXPECT_THAT(follow("perilune:1/record=2024-01-01.00000000/at=2026-01-01", empty).remarks,
                ElementsAre(HasSubstr("made with another record than this one")));
}

TEST(Link, aNewerProgramsLinkIsShownAsFarAsItIsKnown) {
    const Followed followed = follow(
        "perilune:2/at=2026-11-25/sound=on/tint=gravity/layers=strip,halo/paths=artemis-2,luna-99/sky=stars");
    EXPECT_EQ(base::formatDay(base::dayOf(followed.moment.at)), "2026-11-25");
    EXPECT_EQ(followed.moment.ground.tint, terrain::GroundTint::None);
    EXPECT_EQ(followed.moment.paths, std::vector<std::string>{"artemis-2"});
    EXPECT_TRUE(followed.moment.layers.strip);
    EXPECT_FALSE(followed.moment.layers.card);
    EXPECT_THAT(followed.remarks,
                ElementsAre(HasSubstr("form 2"), HasSubstr("\"sound\""), HasSubstr("\"gravity\" is no tint"),
                            HasSubstr("no layer \"halo\""), HasSubstr("no path \"luna-99\"")));
}

TEST(Link, whatIsNoLinkIsAnErrorOfOneLine) {
    for (const std::string& bad :
         {std::string(), std::string("perilune"), std::string("https://example.org/1/at=2026"),
          std::string("perilune:"), std::string("perilune:/at=2026-01-01"), std::string("perilune:0/"),
          std::string("perilune:-1"), "perilune:1/title=" + std::string(10'000, 'a')}) {
        const auto followed = followLink(bad, record());
        ASSERT_FALSE(followed) << bad;
        EXPECT_EQ(followed.error().message.find('\n'), std::string::npos);
        EXPECT_LT(followed.error().message.size(), 200u);
    }
    EXPECT_EQ(follow("PERILUNE://1/at=2026-11-25").moment.at, follow("perilune:1/at=2026-11-25").moment.at);
}

TEST(Link, whatIsLeftOutIsSaidOnceAndNeverAtALengthThatNobodyReads) {
    std::string same = "perilune:1/at=2026-11-25", all = same;
    for (int i = 0; i < 1000; ++i) {
        same += "/a=b";
        all += "/x" + std::to_string(i) + "=";
    }
    EXPECT_THAT(follow(same).remarks, ElementsAre(HasSubstr("\"a\"")));
    const Followed followed = follow(all);
    EXPECT_LT(followed.remarks.size(), 20u);
    EXPECT_THAT(followed.remarks.back(), HasSubstr("left out, 988 times"));
}

TEST(Link, noMutationOfALinkCrashesOrGivesAMomentThatCannotBeLinked) {
    Moment moment = scene::test::fullMoment();
    moment.title = "Title / with % signs";
    const std::string good = linkTo(moment, record());
    std::mt19937 random(2026);
    const auto upTo = [&](std::size_t n) {
        return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
    };
    const std::string_view spice = "/=%+,:-.0123456789aeinNFx\xff\n ";
    for (int i = 0; i < 20'000; ++i) {
        std::string bad = good;
        for (std::size_t n = 1 + upTo(6); n > 0 && !bad.empty(); --n) {
            const std::size_t at = upTo(bad.size());
            switch (upTo(4)) {
            case 0:
                bad[at] = spice[upTo(spice.size())];
                break;
            case 1:
                bad.erase(at, 1 + upTo(8));
                break;
            case 2:
                bad.insert(at, 1, spice[upTo(spice.size())]);
                break;
            default:
                bad.insert(at, bad.substr(upTo(bad.size()), upTo(24)));
            }
        }
        const auto followed = followLink(bad, record());
        if (!followed)
            continue;
        for (const std::string& remark : followed->remarks)
            ASSERT_EQ(remark.find('\n'), std::string::npos) << bad;
        const Followed again = follow(linkTo(followed->moment, record()));
        ASSERT_EQ(again.moment, followed->moment) << bad;
        ASSERT_THAT(again.remarks, IsEmpty()) << bad;
    }
}
