#include "scene/describe.h"
#include "scene/dump.h"
#include "timeline/read/parse.h"
#include "flat.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <memory>
#include <vector>

namespace perilune::scene {
namespace {

using test::day;

/// Milestones that moved, in two lanes, some at a site.
std::shared_ptr<const timeline::Timeline> record() {
    std::string text =
        "perilune: timeline/1\n"
        "programme: {id: made, title: {en: Made, ru: Сделано}, mark: circle, colour: \"#6fb1ff\", lanes: "
        "[{id: one, title: One}, {id: two, title: Two}]}\n"
        "sources: {made: {title: Made, publisher: Perilune, date: 2020}}\n"
        "sites: {there: {title: There, where: {point: [-80, 10]}, sources: [made]}}\nmilestones:\n";
    for (int i = 0; i < 40; ++i)
        text += fmt::format(
            "  milestone-{}: {{title: {{en: Milestone {}, ru: Веха {}}}, lane: {}, weight: {}, {}history: "
            "[{{announced: 20{}-01-01, target: {}, status: announced, by: Us, sources: [made]}}, "
            "{{announced: 2022-0{}-03, target: {}, status: delayed, by: Us, sources: [made]}}]}}\n",
            i, i, i, i % 2 ? "one" : "two", 1 + i % 3, i % 5 ? "" : "sites: [there], ", 15 + i % 6,
            2023 + i % 4, 1 + i % 9, 2025 + i % 5);
    auto parsed = timeline::parseTimelines({{"made.yaml", text}});
    EXPECT_TRUE(parsed.ok());
    return std::make_shared<const timeline::Timeline>(std::move(parsed.value));
}

/// Moments as a window has them one after the other: each differs from the one before in one thing.
std::vector<Moment> sitting() {
    Moment moment;
    moment.at = test::instant("2022-05-01");
    moment.look = wholeDisc({}, {});
    moment.span = {day("2018-01-01"), day("2031-12-31")};
    std::vector<Moment> moments{moment};
    const auto then = [&](auto change) {
        change(moment);
        moments.push_back(moment);
    };
    then([](Moment& m) { m.look.longitude = base::Angle::degrees(20.0); });
    then([](Moment& m) { m.at += std::chrono::hours{5}; });
    then([](Moment& m) { m.selected = "milestone-6"; });
    then([](Moment& m) { m.look.rangeM *= 0.5; });
    then([](Moment& m) { m.at += std::chrono::days{400}; });
    then([](Moment& m) { m.known.mode = AsOfMode::AsItLookedThen; });
    then([](Moment& m) { m.at -= std::chrono::days{700}; });
    then([](Moment& m) { m.known = {AsOfMode::OnADay, {day("2022-04-01")}}; });
    then([](Moment& m) { m.span.last = day("2027-06-30"); });
    then([](Moment& m) { m.language = "ru"; });
    then([](Moment& m) { m.changedSince = timeline::KnownDay{day("2021-01-01")}; });
    then([](Moment& m) { m.changedSince = timeline::KnownDay{day("2016-01-01")}; });
    then([](Moment& m) { m.changedSince.reset(); });
    then([](Moment& m) { m.layers.partners = true; });
    then([](Moment& m) { m.layers.partners = false; });
    then([](Moment& m) { m.layers.strip = false; });
    then([](Moment& m) { m.selected = "milestone-9"; });
    then([](Moment& m) { m.layers.strip = true; });
    then([](Moment& m) { m.light.mode = LightMode::Pinned; });
    return moments;
}

} // namespace

TEST(Describer, givesTheScenesThatDescribeGives) {
    const auto timeline = record();
    const test::Flat ground(0.0);
    Describer describer(timeline);
    int number = 0;
    for (const Moment& moment : sitting()) {
        const auto kept = describer.describe(ground, moment);
        const auto anew = describe(*timeline, ground, moment);
        ASSERT_TRUE(kept && anew);
        EXPECT_EQ(toJson(*kept), toJson(*anew)) << "moment " << number;
        ++number;
    }
}

} // namespace perilune::scene
