// The light of the nearest sunlit hour.
#include "scene/daylight.h"

#include "scene/camera.h"
#include "scene/describe.h"
#include "flat.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace perilune::scene {
namespace {

using base::Angle;
using base::Instant;
using std::chrono::hours;
using test::Flat;
using test::instant;
using testing::Contains;
using testing::HasSubstr;

Moment momentAt(const char* when, double latitude, double longitude) {
    Moment moment;
    moment.at = instant(when);
    moment.look.latitude = Angle::degrees(latitude);
    moment.look.longitude = Angle::degrees(longitude);
    moment.look.rangeM = 200.0;
    moment.look.tilt = Angle::degrees(70.0);
    moment.light.mode = LightMode::Sunlit;
    return moment;
}

Daylight lightOf(const Moment& moment, const terrain::Surface& surface) {
    return daylightOf(moment, *astro::skyAt(moment.at), surface);
}

double altitudeDeg(Instant at, const Look& look) {
    const auto sky = *astro::skyAt(at);
    return astro::horizontal(sky.sun, sky.sunDistanceM, {look.latitude, look.longitude, 0.0})
        .altitude.degrees();
}

/// A pit that is 3 km deep from a little way around a place on: it sees the zenith alone.
class Pit final : public Flat {
  public:
    explicit Pit(double latitude, double longitude) : middle_(directionOf(latitude, longitude)) {}
    double heightM(const astro::Selenographic& place) const override {
        const double away = glm::length(astro::up(place).v - middle_) * astro::kMoonRadiusM;
        return away < 1'000.0 ? -3'000.0 : 0.0;
    }
    double drawnHeightM(const astro::Selenographic& place) const override { return heightM(place); }
    double resolutionM(const astro::Selenographic&) const override { return 100.0; }

  private:
    static glm::dvec3 directionOf(double latitude, double longitude) {
        return astro::up({Angle::degrees(latitude), Angle::degrees(longitude), 0.0}).v;
    }
    glm::dvec3 middle_;
};

} // namespace

TEST(Daylight, isOfAFullHourInWhichThePlaceIsWellLitAndNoNearerOneIs) {
    const Flat flat;
    for (const double longitude : {-150.0, -40.0, 0.0, 75.0, 160.0})
        for (const double latitude : {-42.0, 0.0, 26.0})
            for (const char* when : {"2026-11-25T10:40Z", "2026-12-03T00:00Z", "2027-02-11T23:30Z"}) {
                const Moment moment = momentAt(when, latitude, longitude);
                const Daylight light = lightOf(moment, flat);
                ASSERT_FALSE(light.sunless);
                if (!light.of) {
                    EXPECT_GE(altitudeDeg(moment.at, moment.look), kWellLitDeg);
                    EXPECT_EQ(light.sun.v, astro::skyAt(moment.at)->sun.v);
                    continue;
                }
                EXPECT_EQ(std::chrono::floor<hours>(*light.of), *light.of);
                EXPECT_GE(altitudeDeg(*light.of, moment.look), kWellLitDeg - 0.02);
                EXPECT_EQ(light.sun.v, astro::skyAt(*light.of)->sun.v);
                const auto away = std::chrono::abs(*light.of - moment.at);
                for (Instant hour = std::chrono::floor<hours>(moment.at - away) + hours(1);
                     std::chrono::abs(hour - moment.at) < away; hour += hours(1))
                    EXPECT_LT(altitudeDeg(hour, moment.look), kWellLitDeg + 0.02)
                        << base::formatInstant(hour) << " is nearer to " << when;
            }
}

TEST(Daylight, ofAPolarPlaceIsTheNearestHourInWhichTheWholeDiscClearsTheGround) {
    const Flat flat;
    // In the south the Sun is down from April to October.
    const Moment winter = momentAt("2027-07-01", -89.9, 0.0);
    const Daylight light = lightOf(winter, flat);
    ASSERT_TRUE(light.of);
    // From four metres up the horizon of a ball lies an eighth of a degree lower.
    EXPECT_GT(altitudeDeg(*light.of, winter.look), 0.267 - 0.125);
    EXPECT_LT(altitudeDeg(*light.of, winter.look), 1.0);
    EXPECT_GT(std::chrono::abs(*light.of - winter.at), std::chrono::days(30));
}

TEST(Daylight, whereTheSunNeverReachesTheLightIsAsItWasAndThePictureSaysSo) {
    const Moment moment = momentAt("2026-11-25", -88.0, 30.0);
    const Daylight light = lightOf(moment, Pit(-88.0, 30.0));
    EXPECT_TRUE(light.sunless);
    EXPECT_FALSE(light.of);
    EXPECT_EQ(light.sun.v, astro::skyAt(moment.at)->sun.v);
    EXPECT_THAT(*daylightNote(light, moment.at), HasSubstr("no sunlight"));
}

TEST(Daylight, isToldWithItsHourAndWithTheYearWhereThatIsAnother) {
    EXPECT_EQ(daylightNote({{}, instant("2026-11-14T06:00Z"), false}, instant("2026-11-25")),
              "light of 14 November, 06 h");
    EXPECT_EQ(daylightNote({{}, instant("2027-01-02T17:00Z"), false}, instant("2026-12-25")),
              "light of 2 January 2027, 17 h");
    EXPECT_EQ(daylightNote({}, instant("2026-12-25")), std::nullopt);
}

TEST(Daylight, changesNothingThatIsToldOfTheDay) {
    timeline::Timeline timeline = test::twoProgrammes(PERILUNE_TEST_DIR);
    Moment moment = momentAt("2027-02-11T12:00Z", 0.0, 0.0);
    moment.layers.facts = true;
    while (altitudeDeg(moment.at, moment.look) > -30.0)
        moment.at += hours(24);
    Moment asItWas = moment;
    asItWas.light = {};
    const Scene lit = *describe(timeline, Flat(), moment), dark = *describe(timeline, Flat(), asItWas);
    EXPECT_EQ(lit.at, dark.at);
    EXPECT_EQ(lit.date, dark.date);
    ASSERT_EQ(lit.facts.size(), dark.facts.size());
    for (std::size_t i = 0; i < lit.facts.size(); ++i)
        EXPECT_EQ(lit.facts[i].value, dark.facts[i].value);
    EXPECT_EQ(lit.sky.sun.v, dark.sky.sun.v);
    EXPECT_NE(lit.sun.v, dark.sun.v);
    ASSERT_TRUE(lit.sunHour);
    EXPECT_THAT(lit.notes, Contains(HasSubstr("light of")));
    EXPECT_THAT(dark.notes, Not(Contains(HasSubstr("light of 1"))));
}

} // namespace perilune::scene
