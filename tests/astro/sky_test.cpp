#include "astro/sky.h"

#include "astro/lunar_orientation.h"
#include "astro/time_scales.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <sstream>
#include <string>

namespace perilune::astro {
namespace {

using base::Angle;
using namespace std::chrono;

struct Spread {
    double sumSquares = 0, greatest = 0;
    int count = 0;
    void add(double error) {
        sumSquares += error * error;
        greatest = std::max(greatest, std::abs(error));
        ++count;
    }
    double rms() const { return std::sqrt(sumSquares / count); }
};

double wrapped(double degrees) {
    return std::remainder(degrees, 360.0);
}

// NASA's Scientific Visualization Studio publishes these columns hour by hour.
TEST(Sky, agreesWithNasasHourlyTableOf2020) {
    const std::filesystem::path table =
        std::filesystem::path(PERILUNE_SHARED_DIR) / "data/geometry/mooninfo_2020.txt";
    if (!std::filesystem::exists(table))
        GTEST_SKIP() << "skipped: needs ../shared/data/geometry/mooninfo_2020.txt";
    static const std::map<std::string, unsigned> kMonths = {
        {"Jan", 1}, {"Feb", 2}, {"Mar", 3}, {"Apr", 4},  {"May", 5},  {"Jun", 6},
        {"Jul", 7}, {"Aug", 8}, {"Sep", 9}, {"Oct", 10}, {"Nov", 11}, {"Dec", 12}};
    std::ifstream in(table);
    std::string line;
    std::getline(in, line);
    Spread sunLat, sunLon, earthLat, earthLon, distance, phase, axis;
    while (std::getline(in, line)) {
        std::istringstream fields(line);
        unsigned dayOfMonth = 0;
        int yearNumber = 0, hour = 0;
        std::string month, clock, zone;
        double percent, age, diameter, km, ra, dec, slon, slat, elon, elat, angle;
        fields >> dayOfMonth >> month >> yearNumber >> clock >> zone >> percent >> age >> diameter >> km >>
            ra >> dec >> slon >> slat >> elon >> elat >> angle;
        ASSERT_TRUE(fields) << line;
        hour = std::stoi(clock.substr(0, 2));
        const auto day = base::makeDay(yearNumber, kMonths.at(month), dayOfMonth);
        ASSERT_TRUE(day);
        const auto sky = skyAt(base::startOf(*day) + hours{hour});
        ASSERT_TRUE(sky);
        sunLat.add(sky->subsolar.latitude.degrees() - slat);
        sunLon.add(wrapped(sky->subsolar.longitude.degrees() - slon));
        earthLat.add(sky->subearth.latitude.degrees() - elat);
        earthLon.add(wrapped(sky->subearth.longitude.degrees() - elon));
        distance.add(sky->apparentDistanceM / 1000.0 - km);
        phase.add(sky->phasePercent - percent);
        axis.add(wrapped(sky->positionAngle.degrees() - angle));
    }
    ASSERT_EQ(sunLat.count, 8785); // every hour of a leap year, both ends
    for (const auto& [name, spread] : std::map<std::string, const Spread*>{{"sub-solar latitude", &sunLat},
                                                                           {"sub-solar longitude", &sunLon},
                                                                           {"sub-Earth latitude", &earthLat},
                                                                           {"sub-Earth longitude", &earthLon},
                                                                           {"position angle", &axis}}) {
        EXPECT_LE(spread->rms(), 0.01) << name;
        EXPECT_LE(spread->greatest, 0.02) << name;
        RecordProperty(name + " rms", std::to_string(spread->rms()));
        std::printf("%s: rms %.5f max %.5f\n", name.c_str(), spread->rms(), spread->greatest);
    }
    std::printf("distance: rms %.3f max %.3f km; phase: rms %.5f max %.5f %%\n", distance.rms(),
                distance.greatest, phase.rms(), phase.greatest);
    EXPECT_LE(distance.greatest, 20.0);
    EXPECT_LE(phase.greatest, 0.02);
}

TEST(Sky, refusesYearsOutsideItsValidity) {
    EXPECT_FALSE(skyAt(base::startOf(*base::makeDay(1949, 12, 31))));
    EXPECT_TRUE(skyAt(base::startOf(*base::makeDay(1950, 1, 1))));
    EXPECT_TRUE(skyAt(base::startOf(*base::makeDay(2100, 12, 31))));
    EXPECT_FALSE(skyAt(base::startOf(*base::makeDay(2101, 1, 1))));
}

TEST(Sky, twoDaysAroundALeapSecondHaveNoJump) {
    // In a minute the Sun moves by 0.0085° over the Moon; UTC's leap second of 2016 is in this span.
    const base::Instant start = base::startOf(*base::makeDay(2016, 12, 31));
    double before = skyAt(start)->subsolar.longitude.degrees();
    for (int minute = 1; minute < 2880; ++minute) {
        const double now = skyAt(start + minutes{minute})->subsolar.longitude.degrees();
        EXPECT_NEAR(wrapped(now - before), -0.00848, 0.0003) << minute;
        before = now;
    }
}

TEST(LunarOrientation, isARotation) {
    std::mt19937 random(1);
    std::uniform_real_distribution<double> days(-18262.0, 36890.0);
    for (int i = 0; i < 200; ++i) {
        const glm::dmat3 m = lunarOrientation({days(random)}).m;
        EXPECT_NEAR(glm::determinant(m), 1.0, 1e-12);
        const glm::dmat3 identity = m * glm::transpose(m);
        for (int c = 0; c < 3; ++c)
            for (int r = 0; r < 3; ++r)
                EXPECT_NEAR(identity[c][r], c == r ? 1.0 : 0.0, 1e-12);
    }
}

TEST(TimeScales, ttIs69point184SecondsAheadOfUtcSince2017) {
    const base::Instant noon = base::startOf(*base::makeDay(2020, 1, 1)) + hours{12};
    EXPECT_NEAR((ttOf(taiOf(noon)).daysJ2000 - 7305.0) * 86400.0, 69.184, 1e-5);
}

TEST(TimeScales, areContinuousAcross1961) {
    const double before = taiOf(base::startOf(*base::makeDay(1961, 1, 1)) - milliseconds{1}).daysJ2000;
    const double after = taiOf(base::startOf(*base::makeDay(1961, 1, 1))).daysJ2000;
    EXPECT_NEAR((after - before) * 86400.0, 0.0, 1.0);
}

TEST(Vec, placesGoThereAndBack) {
    std::mt19937 random(2);
    std::uniform_real_distribution<double> latitude(-90, 90), longitude(-179.99, 180), height(-9000, 1e6);
    for (int i = 0; i < 500; ++i) {
        const Selenographic place{Angle::degrees(latitude(random)), Angle::degrees(longitude(random)),
                                  height(random)};
        const Selenographic back = toSelenographic(toMcmf(place));
        EXPECT_NEAR(back.latitude.degrees(), place.latitude.degrees(), 1e-9);
        EXPECT_NEAR(wrapped(back.longitude.degrees() - place.longitude.degrees()), 0.0, 1e-6);
        EXPECT_NEAR(back.heightM, place.heightM, 1e-6);
    }
}

TEST(Horizontal, theSunStandsInTheZenithOfTheSubsolarPoint) {
    const Sky sky = *skyAt(base::startOf(*base::makeDay(2026, 4, 6)));
    EXPECT_NEAR(horizontal(sky.sun, sky.sunDistanceM, sky.subsolar).altitude.degrees(), 90.0, 0.001);
    EXPECT_NEAR(horizontal(sky.earth, sky.earthDistanceM, sky.subearth).altitude.degrees(), 90.0, 0.001);
    // North of it, the Sun stands in the south.
    Selenographic north = sky.subsolar;
    north.latitude = north.latitude + Angle::degrees(30.0);
    EXPECT_NEAR(horizontal(sky.sun, sky.sunDistanceM, north).azimuth.degrees(), 180.0, 0.01);
}

} // namespace
} // namespace perilune::astro
