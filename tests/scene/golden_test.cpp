// Scene dumps as text. PERILUNE_UPDATE_GOLDEN=1 writes them anew; read the difference before you commit it.
#include "scene/describe.h"
#include "scene/dump.h"
#include "scene/scene.h"
#include "flat.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace perilune::scene {
namespace {

struct Case {
    const char* name;
    Moment moment;
};

std::vector<Case> cases() {
    Moment promise;
    promise.at = test::instant("2019-03-26");
    promise.known = {AsOfMode::AsItLookedThen, {}};
    promise.look = wholeDisc(base::Angle::degrees(5), base::Angle::degrees(-10));
    promise.span = {test::day("2018-01-01"), test::day("2031-12-31")};
    promise.selected = "crewed";
    promise.title = "The promise";

    Moment today = promise;
    today.at = test::instant("2026-06-30T12:34:56Z");
    today.known = {AsOfMode::Hindsight, {}};
    today.subtitle = "As it stands";
    today.caption = "The landing is now meant for early 2028.";
    today.captionOpacity = 0.5;
    today.layers.sources = true;

    Moment pole = today;
    pole.at = test::instant("2023-08-20");
    pole.known = {AsOfMode::OnADay, {test::day("2024-01-09")}};
    pole.look.latitude = base::Angle::degrees(-88);
    pole.look.rangeM = 150e3;
    pole.look.heading = base::Angle::degrees(30);
    pole.look.tilt = base::Angle::degrees(60);
    pole.light = {scene::LightMode::Pinned, base::Angle::degrees(-1.5), base::Angle::degrees(40)};
    pole.selected.clear();
    pole.selectedSite = "rim";
    pole.curtain = 0.25;
    return {{"promise", promise}, {"today", today}, {"pole", pole}};
}

std::string contentOf(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

TEST(SceneDump, isWhatItWas) {
    const timeline::Timeline timeline = test::twoProgrammes(PERILUNE_TEST_DIR);
    for (const Case& c : cases()) {
        const auto scene = describe(timeline, test::Flat(-250.0), c.moment);
        ASSERT_TRUE(scene);
        const std::string path = std::string(PERILUNE_TEST_DIR) + "/golden/" + c.name + ".txt";
        if (std::getenv("PERILUNE_UPDATE_GOLDEN"))
            std::ofstream(path, std::ios::binary) << toText(*scene);
        EXPECT_EQ(toText(*scene), contentOf(path)) << c.name;
    }
}

TEST(SceneDump, jsonHoldsTheSame) {
    const timeline::Timeline timeline = test::twoProgrammes(PERILUNE_TEST_DIR);
    const auto scene = describe(timeline, test::Flat(-250.0), cases()[1].moment);
    ASSERT_TRUE(scene);
    const auto json = nlohmann::json::parse(toJson(*scene));
    EXPECT_EQ(json["at"], "2026-06-30T12:34:56Z");
    EXPECT_EQ(json["card"]["milestone"], "crewed");
    EXPECT_EQ(json["card"]["rows"].size(), scene->card->rows.size());
    EXPECT_EQ(json["sites"].size(), scene->sites.size());
    EXPECT_EQ(json["strip"]["programmes"][0]["lanes"].size(), 2u);
    EXPECT_NEAR(json["camera"]["eye"]["lat"].get<double>(), 5.0, 1e-6);
}

TEST(SceneDump, textThatIsCutInsideACharacterStillGivesJson) {
    Scene scene;
    scene.caption = "Chang\xE2\x80";
    EXPECT_NO_THROW(nlohmann::json::parse(toJson(scene)));
}

} // namespace
} // namespace perilune::scene
