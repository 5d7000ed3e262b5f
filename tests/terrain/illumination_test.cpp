#include "terrain/illumination.h"

#include "terrain/illumination_work.h"
#include "terrain/sun_height.h"
#include "base/image.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <functional>
#include <numbers>

namespace perilune::terrain {
namespace {

using base::Angle;

astro::Selenographic at(double latitude, double longitude) {
    return {Angle::degrees(latitude), Angle::degrees(longitude), 0.0};
}
glm::dvec3 towards(double latitude, double longitude) {
    return astro::up(at(latitude, longitude)).v;
}

/// Ground made up for a test, known every two kilometres.
class Shaped : public Surface {
  public:
    explicit Shaped(std::function<double(const astro::Selenographic&)> height, double spacingM = 2'000.0)
        : height_(std::move(height)), spacingM_(spacingM) {}
    double heightM(const astro::Selenographic& place) const override { return height_(place); }
    double drawnHeightM(const astro::Selenographic& place) const override { return height_(place); }
    double resolutionM(const astro::Selenographic&) const override { return spacingM_; }
    Angle slope(const astro::Selenographic&) const override { return {}; }
    std::string_view source(const astro::Selenographic&) const override { return "made up"; }

  private:
    std::function<double(const astro::Selenographic&)> height_;
    double spacingM_;
};

/// Kilometres along the ground between two places.
double apartKm(const astro::Selenographic& a, const astro::Selenographic& b) {
    return std::acos(std::min(glm::dot(astro::up(a).v, astro::up(b).v), 1.0)) * astro::kMoonRadiusM / 1000.0;
}

Illumination lightOver(const Surface& surface) {
    return Illumination::compute(surface, base::Workers::onThreads());
}

const Illumination& flatLight() {
    static const Illumination light = lightOver(Shaped([](const astro::Selenographic&) { return 0.0; }));
    return light;
}

TEST(SunHeights, reachTheTiltOfTheMoonAndNoMore) {
    // The equator lies 1.543 degrees from the ecliptic (Cassini's laws), the Sun's radius is 0.267 degrees.
    const SunHeights::Poles sun = SunHeights::overACycle();
    const auto seen = [](const SunHeights& heights, double degrees) {
        return heights.above(std::tan(degrees * std::numbers::pi / 180.0)) / 65535.0;
    };
    for (const SunHeights* heights : {&sun.north, &sun.south}) {
        EXPECT_EQ(seen(*heights, 1.92), 0.0);
        EXPECT_GT(seen(*heights, 1.76), 0.0);
        EXPECT_EQ(seen(*heights, -1.92), 1.0);
        EXPECT_NEAR(seen(*heights, 0.0), 0.5, 0.02);
    }
    EXPECT_NEAR(seen(sun.north, 0.8) + seen(sun.south, -0.8), 1.0, 1e-3);
}

/// What the horizon of a level ball gives over all hours: at hour angle H it has the declination
/// atan(-cos H / tan latitude). The nearest square stands in for the horizon: it lies half of what the ground
/// bends until there below it.
double levelShare(const SunHeights& sun, double latitude, double squareM) {
    double sum = 0.0;
    constexpr int kHours = 3600;
    const double phi = latitude * std::numbers::pi / 180.0, below = 0.5 * squareM / astro::kMoonRadiusM;
    for (int i = 0; i < kHours; ++i)
        sum += sun.above(-std::cos((i + 0.5) * 2.0 * std::numbers::pi / kHours) / std::tan(phi) - below);
    return sum / kHours / 65535.0;
}

TEST(Illumination, ofALevelBallIsWhatItsHorizonGives) {
    const SunHeights sun = SunHeights::overACycle().north;
    constexpr double kMeanStepM = 2'000.0 * 1.12; // squares are passed straight to aslant
    for (double latitude : {89.99, 88.5, 86.0, 82.0})
        for (double longitude : {10.0, 130.0, -80.0})
            EXPECT_NEAR(*flatLight().shareAt(towards(latitude, longitude)),
                        levelShare(sun, latitude, kMeanStepM), 0.004)
                << latitude << ' ' << longitude;
    EXPECT_EQ(flatLight().shadowedKm2(true, Angle::degrees(80.0)), 0.0);
    EXPECT_EQ(flatLight().shadowedKm2(false, Angle::degrees(-80.0)), 0.0);
}

TEST(Illumination, isKnownWithinTenDegreesOfThePolesOnly) {
    EXPECT_TRUE(flatLight().shareAt(towards(80.01, 45.0)));
    EXPECT_FALSE(flatLight().shareAt(towards(79.99, 45.0)));
    EXPECT_TRUE(flatLight().shareAt(towards(-80.01, 45.0)));
    EXPECT_FALSE(flatLight().shadowAt(towards(0.0, 0.0)));
}

TEST(Illumination, aWallNeverAddsLightToTheGroundAroundIt) {
    const astro::Selenographic middle = at(-86.0, 40.0);
    const auto walled = lightOver(Shaped([&](const astro::Selenographic& place) {
        return std::abs(apartKm(place, middle) - 30.0) < 4.0 ? 3'000.0 : 0.0;
    }));
    int darker = 0;
    for (double latitude = -80.5; latitude > -89.9; latitude -= 0.25)
        for (double longitude = -180.0; longitude < 180.0; longitude += 7.0) {
            if (std::abs(apartKm(at(latitude, longitude), middle) - 30.0) < 12.0)
                continue;
            const double before = *flatLight().shareAt(towards(latitude, longitude)),
                         after = *walled.shareAt(towards(latitude, longitude));
            EXPECT_LE(after, before + 1e-9) << latitude << ' ' << longitude;
            darker += after < before - 0.01;
        }
    EXPECT_GT(darker, 20);
    // A wall 3 km high all around at 30 km stands 5.7 degrees high: the Sun, at most 4 + 1.8 degrees, hardly
    // ever looks over it on the side of the equator, and not at all over the other sides.
    EXPECT_LT(*walled.shareAt(towards(-86.0, 40.0)), 0.01);
}

TEST(Illumination, aHoleAtThePoleIsDarkForEverAndOneFarFromItIsNot) {
    // 20 km wide, 4 km deep: its wall stands 20 degrees high.
    const astro::Selenographic pole = at(90.0, 0.0);
    const auto light = lightOver(Shaped(
        [&](const astro::Selenographic& place) { return apartKm(place, pole) < 10.0 ? -4'000.0 : 0.0; }));
    EXPECT_EQ(*light.shareAt(towards(89.99, 0.0)), 0.0);
    EXPECT_EQ(*light.shadowAt(towards(89.99, 0.0)), 1.0);
    EXPECT_NEAR(light.shadowedKm2(true, Angle::degrees(85.0)), std::numbers::pi * 100.0, 60.0);
    EXPECT_EQ(light.shadowedKm2(false, Angle::degrees(85.0)), 0.0);
}

TEST(Illumination, isTheSameWithoutThreadsAndInSteps) {
    const Shaped hilly([](const astro::Selenographic& place) {
        return 3000.0 * std::sin(9.0 * place.longitude.radians()) * std::cos(40.0 * place.latitude.radians());
    });
    IlluminationWork work(hilly, base::Workers::inlined());
    int steps = 0;
    for (double before = 0.0; work.step(); before = work.progress(), ++steps)
        EXPECT_GE(work.progress(), before);
    EXPECT_GT(steps, 100);
    EXPECT_EQ(work.progress(), 1.0);
    const Illumination alone = work.take(), threads = lightOver(hilly);
    for (const double latitude : {-89.9, -86.0, -81.0, 81.0, 87.0})
        for (double longitude = -180.0; longitude < 180.0; longitude += 7.3) {
            const auto d =
                astro::up({base::Angle::degrees(latitude), base::Angle::degrees(longitude), 0.0}).v;
            EXPECT_EQ(alone.shareAt(d), threads.shareAt(d));
        }
    EXPECT_EQ(alone.shadowedKm2(true, base::Angle::degrees(80)),
              threads.shadowedKm2(true, base::Angle::degrees(80)));
}

TEST(Illumination, comesBackFromItsFileAndNoDamagedOneIsTaken) {
    const auto folder = std::filesystem::temp_directory_path() / "perilune_illumination";
    std::filesystem::create_directories(folder);
    const auto file = folder / "light";
    ASSERT_TRUE(flatLight().write(file, "maps"));
    const auto again = Illumination::read(file, "maps");
    ASSERT_TRUE(again);
    EXPECT_EQ(*again->shareAt(towards(85.3, 12.0)), *flatLight().shareAt(towards(85.3, 12.0)));
    EXPECT_FALSE(Illumination::read(file, "other maps"));
    EXPECT_FALSE(Illumination::read(folder / "absent", "maps"));
    for (const std::uintmax_t cut : {0u, 10u, 100u, 5'000u}) {
        ASSERT_TRUE(flatLight().write(file, "maps"));
        std::filesystem::resize_file(file, cut);
        EXPECT_FALSE(Illumination::read(file, "maps")) << cut;
    }
    ASSERT_TRUE(flatLight().write(file, "maps"));
    std::fstream(file, std::ios::in | std::ios::out | std::ios::binary).seekp(20'000).put('x').put('y');
    EXPECT_FALSE(Illumination::read(file, "maps"));
    std::filesystem::remove_all(folder);
}

/// The polar maps of 450 m (DESIGN and README of the shared data tell how they lie), read at a coarser
/// spacing so that the test is quick.
std::optional<Shaped> polarMaps(double spacingM) {
    const std::string folder = std::string(PERILUNE_SHARED_DIR) + "/data/dem/moon_gld100_";
    auto north = base::readImage16(folder + "north_450m_u16.png"),
         south = base::readImage16(folder + "south_450m_u16.png");
    if (!north || !south)
        return std::nullopt;
    return Shaped(
        [north = std::move(*north), south = std::move(*south)](const astro::Selenographic& place) {
            const bool up = place.latitude.radians() > 0.0;
            const base::Image16& map = up ? north : south;
            const double rho = 2.0 * astro::kMoonRadiusM *
                               std::tan((std::numbers::pi / 2 - std::abs(place.latitude.radians())) / 2) /
                               450.0;
            const double x = rho * std::sin(place.longitude.radians()),
                         y = rho * std::cos(place.longitude.radians()) * (up ? 1.0 : -1.0);
            const auto pixel = [](double p, int size) { return std::clamp(p, 0.0, size - 1.001); };
            const double px = pixel(x + map.width / 2 - 0.5, map.width),
                         py = pixel(y + map.height / 2 - 0.5, map.height);
            const int ix = int(px), iy = int(py);
            const auto v = [&](int i, int j) {
                return double(map.pixels[std::size_t(iy + j) * std::size_t(map.width) + std::size_t(ix + i)]);
            };
            const double fx = px - ix, fy = py - iy;
            return (v(0, 0) * (1 - fx) + v(1, 0) * fx) * (1 - fy) + (v(0, 1) * (1 - fx) + v(1, 1) * fx) * fy -
                   32768.0;
        },
        spacingM);
}

TEST(Illumination, shadowedGroundComesToWhatWasPublished) {
    // Mazarico et al. 2011 (Icarus 211, 1066) find 12,866 km2 in the north and 16,055 km2 in the south, on
    // maps of 240 m. Coarser maps lose the small craters: at 900 m more than half must be left, and no more
    // than there is. (At 450 m this comes to 11,600 and 15,900 km2, in half a minute on one core.)
    const auto ground = polarMaps(900.0);
    if (!ground)
        GTEST_SKIP() << "skipped: needs ../shared/data/dem/moon_gld100_south_450m_u16.png";
    const auto light = lightOver(*ground);
    const double north = light.shadowedKm2(true, Angle::degrees(80.0)),
                 south = light.shadowedKm2(false, Angle::degrees(80.0));
    RecordProperty("north_km2", std::to_string(north));
    RecordProperty("south_km2", std::to_string(south));
    EXPECT_GT(north, 0.6 * 12'866.0);
    EXPECT_LT(north, 12'866.0);
    EXPECT_GT(south, 0.8 * 16'055.0);
    EXPECT_LT(south, 1.05 * 16'055.0);
    // Shackleton's floor is dark for ever; so is that of Cabeus' north-western part, where LCROSS fell
    // (84.68 S, 48.69 W).
    EXPECT_EQ(*light.shareAt(towards(-89.66, 129.78)), 0.0);
    EXPECT_LT(*light.shareAt(towards(-84.68, -48.69)), 0.02);
    // The ridge between Shackleton and de Gerlache, and the rim of Shackleton above it: 82.9 % at most on
    // maps of 20 m (Glaeser et al. 2018, Planet. Space Sci. 162, 170), less where the maps round off its
    // crest.
    EXPECT_GT(*light.shareAt(towards(-89.45, -137.4)), 0.55);
    const auto [most, where] = light.brightest(false);
    EXPECT_GT(most, 0.6);
    EXPECT_LT(most, 0.97);
}

} // namespace
} // namespace perilune::terrain
