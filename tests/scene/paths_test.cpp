// Paths of spacecraft as data: which are shown, where they stand, and that they are drawn finely enough.
#include "scene/describe.h"
#include "scene/scene.h"
#include "astro/trajectory.h"
#include "flat.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace perilune::scene {
namespace {

using base::Angle;

class Paths : public testing::Test {
  protected:
    Paths() {
        moment.at = base::parseInstant("2026-04-06T23:00Z").value();
        moment.look = wholeDisc(Angle::degrees(10), Angle::degrees(170));
        moment.look.rangeM = 60e6;
        moment.layers.strip = false;
    }
    Scene scene() { return describe(timeline, surface, moment).value_or(Scene{}); }
    std::vector<std::string> shown() {
        std::vector<std::string> ids;
        for (const Path& path : scene().paths)
            ids.push_back(path.id);
        return ids;
    }
    Moment moment;
    timeline::Timeline timeline = test::twoProgrammes(PERILUNE_TEST_DIR);
    test::Flat surface;
};

using Ids = std::vector<std::string>;

TEST_F(Paths, areShownOfWhatIsAskedForOrSelectedOrFlies) {
    EXPECT_EQ(shown(), Ids{});
    moment.paths = {"artemis-1"};
    EXPECT_EQ(shown(), Ids{"artemis-1"});
    moment.paths.clear();
    moment.selected = "artemis-2-flyby";
    EXPECT_EQ(shown(), Ids{"artemis-2"});
    moment.at += std::chrono::days{30}; // the flight is over
    EXPECT_EQ(shown(), Ids{});
    moment.selected = "artemis-20";
    EXPECT_EQ(shown(), Ids{});
    moment.selected.clear();
    moment.layers.paths = true;
    EXPECT_EQ(shown(), (Ids{"gateway-nrho", "queqiao-2"}));
}

TEST_F(Paths, sayWhatTheyAre) {
    moment.paths = {"artemis-2", "luna-25"};
    const Scene s = scene();
    ASSERT_EQ(s.paths.size(), 2u);
    EXPECT_EQ(s.paths[0].title, "Artemis II, reconstructed");
    EXPECT_NE(s.paths[0].words.find("6,54"), std::string::npos) << s.paths[0].words;
    EXPECT_NE(s.paths[0].words.find("(computed)"), std::string::npos) << s.paths[0].words;
    EXPECT_NEAR(s.paths[0].heightM, 6545e3, 5e3);
    EXPECT_EQ(s.paths[1].title, "Luna-25, schematic");
    EXPECT_FALSE(s.paths[1].inFlight);
    EXPECT_EQ(s.paths[1].words, "");
}

TEST_F(Paths, aSchematicPathGivesNoNumbers) {
    moment.at = base::parseInstant("2023-08-18T00:00Z").value();
    moment.paths = {"luna-25"};
    EXPECT_EQ(scene().paths.front().words, "in lunar orbit");
}

TEST_F(Paths, bothAxesPutTheSpacecraftOverTheSameGround) {
    moment.paths = {"artemis-2"};
    const Path inertial = scene().paths.front();
    moment.pathAxes = PathAxes::Fixed;
    const Path fixed = scene().paths.front();
    EXPECT_LE(glm::length(inertial.craft.position.m - fixed.craft.position.m), 50.0);
    // Four days earlier the Moon stood otherwise.
    EXPECT_GT(glm::length(inertial.points.front().position.m - fixed.points.front().position.m), 1e7);
}

TEST_F(Paths, runByTimeAndChangeAtTheInstant) {
    moment.paths = {"artemis-1", "artemis-2", "gateway-nrho", "queqiao-2"};
    for (const Path& path : scene().paths) {
        ASSERT_GE(path.points.size(), 90u) << path.id;
        EXPECT_LE(path.points.size(), 7000u) << path.id;
        for (std::size_t i = 1; i < path.points.size(); ++i)
            EXPECT_LT(path.points[i].age, path.points[i - 1].age) << path.id << " " << i;
        for (std::size_t i = 0; i < path.points.size(); ++i)
            EXPECT_EQ(path.points[i].age < 0.0, i >= path.now) << path.id << " " << i;
    }
}

TEST_F(Paths, areStraightBetweenTheirPoints) {
    for (const double rangeM : {3e6, 30e6, 600e6}) {
        moment.look.rangeM = rangeM;
        moment.paths = {"artemis-2"};
        const Scene s = scene();
        const Projection projection(s.camera, 16.0 / 9.0);
        const auto& points = s.paths.front().points;
        int corners = 0;
        for (std::size_t i = 2; i < points.size(); ++i) {
            const auto a = projection.project(points[i - 2].position),
                       b = projection.project(points[i - 1].position),
                       c = projection.project(points[i].position);
            if (!a || !b || !c || std::max(std::abs(b->x - 0.5), std::abs(b->y - 0.5)) > 0.5)
                continue;
            const glm::dvec2 in{(b->x - a->x) * 16.0 / 9.0, b->y - a->y},
                out{(c->x - b->x) * 16.0 / 9.0, c->y - b->y};
            const double shorter = std::min(glm::length(in), glm::length(out));
            // How far a corner stands off the line between its neighbours, in heights of the picture.
            const double turn = std::abs(std::atan2(in.x * out.y - in.y * out.x, glm::dot(in, out)));
            corners += shorter * std::min(turn, 1.0) > 0.006;
        }
        EXPECT_EQ(corners, 0) << rangeM;
    }
}

TEST_F(Paths, areCutWhereTheMoonHidesThem) {
    moment.look.latitude = Angle::degrees(0);
    moment.look.longitude = Angle::degrees(0); // from the Earth's side: the flyby is behind
    moment.paths = {"artemis-2"};
    const Path path = scene().paths.front();
    const auto hidden =
        std::count_if(path.points.begin(), path.points.end(), [](const auto& p) { return p.hidden; });
    EXPECT_GT(hidden, 3);
    EXPECT_LT(hidden, std::ptrdiff_t(path.points.size()) / 2);
}

} // namespace
} // namespace perilune::scene
