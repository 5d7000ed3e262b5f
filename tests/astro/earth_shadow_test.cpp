#include "astro/earth_shadow.h"

#include "astro/earth_air.h"
#include "astro/eclipse.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <numbers>

namespace perilune::astro {
namespace {

using base::Angle;
using namespace std::chrono;

Angle deg(double degrees) {
    return Angle::degrees(degrees);
}
Sky skyOn(const char* text) {
    return *skyAt(*base::parseInstant(text));
}

// Blue Ghost watched the Earth cover the Sun from Mare Crisium.
TEST(EarthShadow, coversTheSunOverMareCrisiumOn14March2025) {
    const Selenographic blueGhost{deg(18.56), deg(61.81), 0.0};
    const EarthShadow before = earthShadow(skyOn("2025-03-14T03:30Z"), blueGhost);
    EXPECT_EQ(before.covered, 0.0);
    EXPECT_EQ(before.refracted, glm::dvec3{0.0});
    const EarthShadow greatest = earthShadow(skyOn("2025-03-14T06:58:47Z"), blueGhost);
    EXPECT_EQ(greatest.covered, 1.0);
    EXPECT_NEAR(greatest.sunRadius.degrees(), 0.2675, 0.002);
    EXPECT_NEAR(greatest.earthRadius.degrees(), 0.91, 0.02);
    EXPECT_LT(greatest.separation + greatest.sunRadius, greatest.earthRadius);
    // Copper: red before green before blue; dim, not black.
    EXPECT_GT(greatest.refracted.r, 1.5 * greatest.refracted.g);
    EXPECT_GT(greatest.refracted.g, 1.5 * greatest.refracted.b);
    EXPECT_GT(greatest.refracted.r, 1e-5);
    EXPECT_LT(greatest.refracted.r, 1e-2);
}

// The umbra touches and leaves the Moon when the catalogue's contacts say: at U2 the last lit place of the
// Moon is just covered, at U1 the first.
TEST(EarthShadow, endsWhereTheContactsSay) {
    const auto eclipses = lunarEclipses(*base::parseInstant("2025-03-01"), *base::parseInstant("2025-04-01"));
    ASSERT_TRUE(eclipses);
    ASSERT_EQ(eclipses->size(), 1u);
    const LunarEclipse& e = eclipses->front();
    const auto leastAndMost = [](base::Instant t) {
        const Sky sky = *skyAt(t);
        std::pair<double, double> found{1.0, 0.0};
        for (int lat = -90; lat <= 90; lat += 1)
            for (int lon = -180; lon < 180; lon += 1) {
                const Selenographic place{deg(lat), deg(lon), 0.0};
                if (glm::dot(up(place).v, sky.earth.v) < 0.0)
                    continue; // the Earth's side
                const double covered = earthShadow(sky, place).covered;
                found = {std::min(found.first, covered), std::max(found.second, covered)};
            }
        return found;
    };
    EXPECT_LT(leastAndMost(e.total->begins - minutes{3}).first, 1.0);
    EXPECT_EQ(leastAndMost(e.total->begins + minutes{3}).first, 1.0);
    EXPECT_LT(leastAndMost(e.partial->begins - minutes{3}).second, 1.0);
    EXPECT_EQ(leastAndMost(e.partial->begins + minutes{3}).second, 1.0);
    EXPECT_EQ(leastAndMost(e.penumbral.begins - minutes{3}).second, 0.0);
    EXPECT_GT(leastAndMost(e.penumbral.begins + minutes{3}).second, 0.0);
}

TEST(EarthShadow, overlapsOfDiscsAreExact) {
    EXPECT_EQ(coveredPart(deg(0.27), deg(0.95), deg(1.22)), 0.0);
    EXPECT_EQ(coveredPart(deg(0.27), deg(0.95), deg(0.68)), 1.0);
    EXPECT_NEAR(coveredPart(deg(0.5), deg(0.25), deg(0.1)), 0.25, 1e-12);
    // Equal discs one radius apart overlap in 2/3 - sqrt(3)/(2 pi) of each.
    EXPECT_NEAR(coveredPart(deg(0.3), deg(0.3), deg(0.3)),
                2.0 / 3.0 - std::sqrt(3.0) / 2.0 / std::numbers::pi, 1e-9);
}

// Vollmer & Gedzelman (2008): clean air alone 1/2400 at the middle, aerosol and clouds about 100 times less.
TEST(EarthShadow, lightFallsInwardsToTheOrderThatWasPublished) {
    const ShadowProfile profile = shadowProfile(skyOn("2025-03-14T06:58:47Z"));
    const double middle = brightnessOf(profile.light[0]);
    EXPECT_LT(middle, 1.0 / 2400.0 / 30.0);
    EXPECT_GT(middle, 1.0 / 2400.0 / 300.0);
    EXPECT_GT(profile.light[0].r, 3.0 * profile.light[0].g);
    EXPECT_LT(profile.light[0].b, profile.light[0].r / 6.0);
    for (std::size_t i = 1; i < ShadowProfile::kSamples; ++i)
        for (int c = 0; c < 3; ++c)
            EXPECT_GE(profile.light[i][c], profile.light[i - 1][c] * 0.97) << i; // never darker outwards
    const glm::dvec3 edge = profile.light[ShadowProfile::kSamples - 1];
    EXPECT_NEAR(edge.r, 1.0, 1e-3);
    EXPECT_NEAR(edge.b, 1.0, 1e-3);
}

// The Sun and the Earth at their mean distances.
constexpr double kMeanEarthM = 384'400'000.0;
const Angle kMeanSun = deg(0.2666);
const Angle kMeanPenumbra = kMeanSun + Angle::radians(std::asin(1.01 * 6'378'137.0 / kMeanEarthM));

double magnitudesLost(double left) {
    return -2.5 * std::log10(left);
}
double leftAt(const Spectrum& light, double nm) {
    return light[std::size_t((nm - wavelengthNm(0)) / 10.0 + 0.5)];
}

// A. Mallama, "Lunar Eclipse Phenomena: Modeled and Explained" (2022, arXiv:2112.08966), table B.1: what the
// light has lost in V and R by the place between the penumbra's edge (0) and the shadow's middle (1). His air
// has no clouds and takes ozone for a part of the lower air.
TEST(EarthShadow, isAsDarkAndAsRedInTheUmbraAsMallamasTable) {
    struct Row {
        double place, v, r;
    };
    for (const Row& row : {Row{0.51, 8.65, 7.57},
                           {0.592, 10.23, 8.52},
                           {0.694, 11.96, 9.50},
                           {0.796, 13.52, 10.29},
                           {0.898, 14.80, 10.81}}) {
        const Spectrum light = bentSunlight(kMeanPenumbra * (1.0 - row.place), kMeanSun, kMeanEarthM);
        const double v = magnitudesLost(leftAt(light, 550)), r = magnitudesLost(leftAt(light, 640));
        EXPECT_NEAR(v, row.v, 1.05) << row.place;
        EXPECT_NEAR(r, row.r, 1.0) << row.place;
        EXPECT_GT(v, r) << row.place;
        EXPECT_GT(magnitudesLost(leftAt(light, 440)), v + 0.35) << row.place;
    }
}

// The Moon of 21 January 2019 as it was measured (Georgia J. Science 80 (2022), 1, article 32), against the
// full Moon's -12.73 and B - V = 0.92 (C. W. Allen, "Astrophysical Quantities") brought to that day's
// distances.
TEST(EarthShadow, dimsAndReddensTheWholeMoonAsItWasMeasuredOn21January2019) {
    struct Row {
        const char* at;
        double b, v; // magnitudes
    };
    // A band's response, by its middle and its width at half of its height.
    const auto inBand = [](const Spectrum& light, double middleNm, double widthNm) {
        double sum = 0.0, whole = 0.0;
        for (int i = 0; i < kWavelengths; ++i) {
            const double x = (wavelengthNm(i) - middleNm) / widthNm;
            const double weight = std::exp(-4.0 * std::numbers::ln2 * x * x);
            sum += weight * light[std::size_t(i)];
            whole += weight;
        }
        return sum / whole;
    };
    for (const Row& row : {Row{"2019-01-21T05:13:30Z", -0.32, -2.04}, {"2019-01-21T05:31Z", -0.98, -2.70}}) {
        const Sky sky = skyOn(row.at);
        double b = 0.0, v = 0.0, places = 0.0;
        for (double x = -0.95; x < 1.0; x += 0.1)
            for (double y = -0.95; y < 1.0; y += 0.1) {
                if (x * x + y * y > 1.0)
                    continue;
                const glm::dvec3 east = glm::normalize(glm::cross(glm::dvec3(0, 0, 1), sky.earth.v));
                const glm::dvec3 north = glm::cross(sky.earth.v, east);
                const glm::dvec3 up = east * x + north * y + sky.earth.v * std::sqrt(1.0 - x * x - y * y);
                const EarthShadow shadow = earthShadow(sky, toSelenographic({up * kMoonRadiusM}));
                const Spectrum bent =
                    bentSunlight(shadow.separation, shadow.sunRadius, shadow.earthDistanceM);
                b += shadow.direct + kScatteredIntoShadow + inBand(bent, 442.0, 94.0);
                v += shadow.direct + kScatteredIntoShadow + inBand(bent, 545.0, 85.0);
                places += 1.0;
            }
        const double nearer = 5.0 * std::log10(sky.earthDistanceM / 384'400e3 * (sky.sunDistanceM / 149.6e9));
        EXPECT_NEAR(magnitudesLost(v / places) - 12.73 + nearer, row.v, 0.75) << row.at;
        EXPECT_NEAR(magnitudesLost(b / places) - 11.81 + nearer, row.b, 0.75) << row.at;
    }
}

// Its colour as a screen shows it, at three depths. Deep and half-way: of a spectrum through Mallama's B, V
// and R there (440, 550, 640 nm) and the scattered light. Just inside the edge Vollmer & Gedzelman (2008)
// have: absorption "mainly of light around 600 nm by stratospheric ozone turns the periphery of the umbra
// pale blue".
TEST(EarthShadow, isBrickRedInTheMiddleCopperHalfWayAndBluishAtItsRim) {
    // x, y of CIE 1931; sunlight, as white, has 0.313, 0.329.
    const auto xyOf = [](const glm::dvec3& c) {
        const double x = 0.4124 * c.r + 0.3576 * c.g + 0.1805 * c.b, y = brightnessOf(c),
                     z = 0.0193 * c.r + 0.1192 * c.g + 0.9505 * c.b;
        return glm::dvec2{x, y} / (x + y + z);
    };
    const auto colourAt = [](double place) {
        return refractedSunlight(kMeanPenumbra * (1.0 - place), kMeanSun, kMeanEarthM);
    };
    const auto mallamas = [](double b, double v, double r) {
        Spectrum left{};
        for (int i = 0; i < kWavelengths; ++i) {
            const double nm = wavelengthNm(i);
            const double lost =
                nm < 550.0 ? b + (v - b) * (nm - 440.0) / 110.0 : v + (r - v) * (nm - 550.0) / 90.0;
            left[std::size_t(i)] = std::pow(10.0, -0.4 * lost) + kScatteredIntoShadow;
        }
        return onScreen(colourOf(left));
    };
    const glm::dvec3 deep = colourAt(0.898), midway = colourAt(0.694), rim = colourAt(0.455);
    const glm::dvec2 deepXy = xyOf(mallamas(20.68, 14.80, 10.81)),
                     midwayXy = xyOf(mallamas(15.46, 11.96, 9.50));
    EXPECT_LT(glm::distance(xyOf(deep), deepXy), 0.05) << xyOf(deep).x << " " << xyOf(deep).y;
    EXPECT_LT(glm::distance(xyOf(midway), midwayXy), 0.06) << xyOf(midway).x << " " << xyOf(midway).y;
    EXPECT_GT(xyOf(deep).x, 0.55);   // brick red
    EXPECT_GT(xyOf(midway).x, 0.50); // copper: no yellower than this
    EXPECT_LT(midway.g, 0.3 * midway.r);
    EXPECT_LT(rim.r, 0.95 * rim.b);
    EXPECT_LT(xyOf(rim).x, 0.313);
    EXPECT_GT(xyOf(rim).x, 0.28); // pale
    const Spectrum atRim = bentSunlight(kMeanPenumbra * (1.0 - 0.455), kMeanSun, kMeanEarthM);
    EXPECT_LT(leftAt(atRim, 600), 0.8 * leftAt(atRim, 450));
    EXPECT_LT(leftAt(atRim, 600), 0.8 * leftAt(atRim, 690));
    // The rim is narrow: further out the Sun itself lights the ground, and is white.
    const ShadowProfile profile = shadowProfile(skyOn("2025-03-14T06:58:47Z"));
    const glm::dvec3 outside = profile.at(profile.greatestSeparation * 0.7);
    EXPECT_NEAR(outside.r / outside.b, 1.0, 0.02);
}

TEST(EarthShadow, isReadBetweenItsSamplesAsAShaderReadsIt) {
    ShadowProfile profile;
    profile.greatestSeparation = deg(1.27);
    for (std::size_t i = 0; i < ShadowProfile::kSamples; ++i)
        profile.light[i] = glm::dvec3(std::exp2(0.25 * double(i) - 31.75));
    EXPECT_NEAR(profile.at(deg(0.01)).r, std::exp2(-31.5), 1e-15);
    EXPECT_NEAR(profile.at(deg(0.015)).g, std::exp2(-31.375), 1e-15);
    EXPECT_EQ(profile.at(deg(1.27)), glm::dvec3(1.0));
    EXPECT_EQ(profile.at(deg(90.0)), glm::dvec3(1.0));
}

TEST(EarthShadow, touchesTheMoonOnlyDuringEclipses) {
    EXPECT_TRUE(shadowTouchesMoon(skyOn("2025-03-14T04:10Z")));
    EXPECT_FALSE(shadowTouchesMoon(skyOn("2025-03-14T03:30Z")));
    EXPECT_FALSE(shadowTouchesMoon(skyOn("2025-03-13T12:00Z")));
    EXPECT_FALSE(shadowTouchesMoon(skyOn("2025-03-29T10:00Z")));
}

} // namespace
} // namespace perilune::astro
