// Names, graticule and scale as data: what is chosen, and where it stands.
#include "scene/describe.h"
#include "scene/scene.h"
#include "flat.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace perilune::scene {
namespace {

using base::Angle;

/// Ground with the Moon's names, modelled relief 300 m above what was measured.
class Named : public test::Flat {
  public:
    Named() : Flat(-1200.0) {}
    double drawnHeightM(const astro::Selenographic& place) const override { return heightM(place) + 300.0; }
    const terrain::Gazetteer* gazetteer() const override {
        static const terrain::Gazetteer names =
            terrain::Gazetteer::read(PERILUNE_SOURCE_DIR "/models/moon").value_or(terrain::Gazetteer{});
        return &names;
    }
};

class GroundLayers : public testing::Test {
  protected:
    Scene sceneAt(const Look& look, bool modelled = true) {
        Moment moment;
        moment.at = test::instant("2024-01-01");
        moment.look = look;
        moment.layers.strip = false;
        moment.layers.names = moment.layers.graticule = moment.layers.scale = true;
        moment.ground.modelled = modelled;
        return describe(timeline, surface, moment).value_or(Scene{});
    }
    static Look looking(double latitude, double longitude, double rangeM, double tiltDeg = 0.0) {
        Look look;
        look.latitude = Angle::degrees(latitude);
        look.longitude = Angle::degrees(longitude);
        look.rangeM = rangeM;
        look.tilt = Angle::degrees(tiltDeg);
        return look;
    }
    static const PlaceName* named(const Scene& scene, const char* name) {
        const auto found = std::find_if(scene.names.begin(), scene.names.end(),
                                        [&](const PlaceName& n) { return n.name == name; });
        return found == scene.names.end() ? nullptr : &*found;
    }
    timeline::Timeline timeline = test::twoProgrammes(PERILUNE_TEST_DIR);
    Named surface;
};

TEST_F(GroundLayers, seasComeFirstAndTheFarSideStaysUnnamed) {
    const Scene scene = sceneAt(wholeDisc({}, {}));
    ASSERT_FALSE(scene.names.empty());
    EXPECT_EQ(scene.names.front().shape, terrain::FeatureClass::Sea);
    EXPECT_TRUE(named(scene, "Mare Imbrium") && named(scene, "Tycho"));
    EXPECT_FALSE(named(scene, "Mare Moscoviense") || named(scene, "Copernicus A"));
    for (const PlaceName& name : scene.names) {
        EXPECT_GT(name.position.m.x, 0.0) << name.name;
        EXPECT_TRUE(name.weight > 0.0 && name.weight <= 1.0) << name.name;
    }
    EXPECT_TRUE(named(sceneAt(wholeDisc({}, Angle::degrees(180))), "Mare Moscoviense"));
}

TEST_F(GroundLayers, satelliteCratersAreNamedOnlyFromClose) {
    EXPECT_FALSE(named(sceneAt(looking(9.5, -18.9, 1.0e6)), "Copernicus A"));
    EXPECT_TRUE(named(sceneAt(looking(9.5, -18.9, 6.0e4)), "Copernicus A"));
    // And a sea that is far wider than the picture has no name there.
    EXPECT_FALSE(named(sceneAt(looking(34.7, -14.9, 6.0e4)), "Mare Imbrium"));
}

TEST_F(GroundLayers, namesAndLinesStandOnTheGroundAsItIsDrawn) {
    const Look look = looking(9.5, -18.9, 6.0e4);
    for (const bool modelled : {true, false}) {
        const Scene scene = sceneAt(look, modelled);
        const double groundM = modelled ? -900.0 : -1200.0;
        ASSERT_TRUE(named(scene, "Copernicus A"));
        EXPECT_NEAR(astro::toSelenographic(named(scene, "Copernicus A")->position).heightM, groundM, 0.01);
        ASSERT_FALSE(scene.graticule.empty());
        for (const GraticuleLine& line : scene.graticule)
            for (const GraticuleLine::Point& point : line.points) {
                const auto place = astro::toSelenographic(point.position);
                if (glm::length(point.position.m - scene.camera.eye.m) < 9.0e4)
                    EXPECT_NEAR(place.heightM, groundM, 0.01);
                const double off = line.parallel
                                       ? place.latitude.degrees() - line.degrees
                                       : std::remainder(place.longitude.degrees() - line.degrees, 360.0) *
                                             std::cos(place.latitude.radians());
                EXPECT_NEAR(off, 0.0, 1e-6) << line.degrees;
            }
    }
}

// From afar every 30 degrees, close by parts of a degree; never none, never a thicket.
TEST_F(GroundLayers, theGraticuleFitsTheRange) {
    const auto steps = [&](const Look& look) {
        std::vector<double> all;
        for (const GraticuleLine& line : sceneAt(look).graticule)
            if (std::any_of(line.points.begin(), line.points.end(), [](auto& p) { return p.opacity > 0.9; }))
                all.push_back(line.stepDeg);
        std::sort(all.begin(), all.end());
        return all;
    };
    EXPECT_EQ(steps(wholeDisc({}, {})).front(), 30.0);
    EXPECT_EQ(steps(looking(20, 10, 3.0e5)).front(), 1.0);
    for (const double latitude : {0.0, 45.0, -80.0, -89.9, -90.0})
        for (const double range : {1.0e9, 1.0e7, 1.0e6, 1.0e5, 1.0e4, 300.0})
            for (const double tilt : {0.0, 70.0}) {
                const Scene scene = sceneAt(looking(latitude, 10, range, tilt));
                std::size_t points = 0;
                for (const GraticuleLine& line : scene.graticule)
                    points += line.points.size();
                EXPECT_LT(points, 12'000u) << latitude << " " << range << " " << tilt;
                if (range < 2.0e7 && range > 2.0e3)
                    EXPECT_GT(scene.graticule.size(), 1u) << latitude << " " << range << " " << tilt;
            }
}

TEST_F(GroundLayers, theScaleIsThatOfTheMiddle) {
    // Straight down from 100 km: the picture is 2 · 100 km · tan 15° high.
    const Scene scene = sceneAt(looking(20, 30, 1.0e5));
    ASSERT_TRUE(scene.scaleM);
    EXPECT_NEAR(*scene.scaleM, 2.0e5 * std::tan(15.0 * std::numbers::pi / 180.0), 60.0);
    EXPECT_FALSE(sceneAt(looking(0, 0, 5.0e8)).scaleM);
}

} // namespace
} // namespace perilune::scene
