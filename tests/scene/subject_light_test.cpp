// Whatever the date, what a picture is about is seen.
#include "scene/subject_light.h"

#include "scene/daylight.h"
#include "scene/exposure.h"
#include "scene/where.h"
#include "terrain/ground.h"
#include "timeline/read/parse.h"
#include "base/files.h"
#include "flat.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace perilune::scene {
namespace {

using base::Angle;
using test::Flat;
using test::instant;

/// Beside what stands at a place, as a flight to it ends.
Moment besideAt(const char* when, double latitude, double longitude, LightMode mode) {
    Moment moment;
    moment.at = instant(when);
    moment.look.latitude = Angle::degrees(latitude);
    moment.look.longitude = Angle::degrees(longitude);
    moment.look.rangeM = 120.0;
    moment.look.tilt = Angle::degrees(75.0);
    moment.light.mode = mode;
    return moment;
}

timeline::Timeline shippedRecord() {
    const std::string folder = PERILUNE_SOURCE_DIR "/timelines/";
    return timeline::readTimelines({folder + "artemis.yaml", folder + "ilrs.yaml", folder + "context.yaml"})
        .value;
}

struct Seen {
    SubjectLight light;
    Daylight day;
};

Seen seenAt(const Moment& moment, const terrain::Surface& surface) {
    const astro::Sky sky = *astro::skyAt(moment.at);
    const Daylight day = daylightOf(moment, sky, surface);
    const Camera camera = cameraOf(moment, sky, surface);
    return {subjectLightOf(moment.look, camera, day.sun, sky.earth,
                           automaticStops(camera, day.sun, sky.earth), surface),
            day};
}

/// Parts of what a full Moon gives back: the ground by day, and in night or shadow.
constexpr double kDayFloor = 0.35, kDarkFloor = 0.25;

} // namespace

TEST(SubjectLight, atEveryShippedSiteOnEveryDateTheGroundIsSeen) {
    const auto ground = terrain::Ground::open(base::shareDir(), base::Workers::inlined());
    ASSERT_TRUE(ground.has_value());
    const timeline::Timeline record = shippedRecord();
    int places = 0, dark = 0, sunless = 0;
    for (const timeline::Site& site : record.sites) {
        const auto where = whereIs(site, record.latestKnown(), record);
        if (!where)
            continue;
        ++places;
        for (const auto& [when, mode] : {std::pair{"2026-11-25T00:00Z", LightMode::True},
                                         {"2026-12-09T06:00Z", LightMode::True},
                                         {"2026-12-09T06:00Z", LightMode::Sunlit}}) {
            const Moment moment =
                besideAt(when, where->middle.latitude.degrees(), where->middle.longitude.degrees(), mode);
            const Seen seen = seenAt(moment, **ground);
            EXPECT_GE(seen.light.seen, kDarkFloor) << site.id << ' ' << when;
            EXPECT_LT(seen.light.seen, 3.0) << site.id << ' ' << when;
            if (mode == LightMode::Sunlit && seen.day.sunless)
                ++sunless;
            if (mode == LightMode::True && seen.light.note)
                ++dark;
        }
    }
    EXPECT_GT(places, 50);
    EXPECT_GT(dark, places / 2); // of two dates about half
    EXPECT_LT(sunless, places / 3);
}

TEST(SubjectLight, liftsShadowAndNightAloneAndSaysByWhichLight) {
    const Flat flat;
    const Seen day = seenAt(besideAt("2026-11-25", 0.0, 0.0, LightMode::Sunlit), flat);
    EXPECT_EQ(day.light.stops, 0.0);
    EXPECT_FALSE(day.light.note);
    EXPECT_GE(day.light.seen, kDayFloor);
    const auto nightAt = [&](double longitude) {
        Moment moment = besideAt("2026-11-25", 0.0, longitude, LightMode::True);
        while (astro::horizontal(astro::skyAt(moment.at)->sun, 1.5e11,
                                 {moment.look.latitude, moment.look.longitude})
                   .altitude.degrees() > -60.0)
            moment.at += std::chrono::hours(12);
        return seenAt(moment, flat).light;
    };
    const SubjectLight near = nightAt(0.0), far = nightAt(180.0);
    EXPECT_THAT(*near.note, testing::HasSubstr("Earth"));
    EXPECT_THAT(*far.note, testing::HasSubstr("stars"));
    EXPECT_GT(far.stops, 2.0);
}

TEST(SubjectLight, comesAndGoesEvenlyWhileTheSunSets) {
    const Flat flat;
    Moment moment = besideAt("2026-11-25", 5.0, 20.0, LightMode::True);
    double before = -1.0;
    for (int hour = 0; hour < 24 * 30; ++hour, moment.at += std::chrono::hours(1)) {
        const SubjectLight light = seenAt(moment, flat).light;
        const double whole = light.automatic + light.stops;
        if (before >= 0.0)
            EXPECT_LT(std::abs(whole - before), 2.5) << base::formatInstant(moment.at);
        before = whole;
    }
}

TEST(SubjectLight, fromFarAwayShadowsStayBlackWhileSunlitGroundIsInView) {
    const Flat flat;
    Moment moment = besideAt("2026-11-25", 0.0, 0.0, LightMode::True);
    moment.look = wholeDisc(moment.look.latitude, moment.look.longitude);
    while (astro::skyAt(moment.at)->phasePercent < 50.0)
        moment.at += std::chrono::hours(12);
    EXPECT_EQ(seenAt(moment, flat).light.shadowLift, 0.0);
    EXPECT_EQ(seenAt(moment, flat).light.stops, 0.0);
}

TEST(SubjectLight, aHillBeforeTheSunHidesItAndOneBehindDoesNot) {
    class Wall final : public Flat {
      public:
        double drawnHeightM(const astro::Selenographic& place) const override { return heightM(place); }
        double heightM(const astro::Selenographic& place) const override {
            return place.longitude.degrees() > 0.2 && place.longitude.degrees() < 0.4 ? 2'000.0 : 0.0;
        }
    };
    const astro::Selenographic place{};
    const auto sunAt = [](double altitude, bool east) {
        return astro::up({{}, Angle::degrees(east ? 90.0 - altitude : altitude - 90.0), 0.0});
    };
    EXPECT_EQ(sunShareOver(place, 2.0, sunAt(10.0, true), Wall()), 0.0);
    EXPECT_EQ(sunShareOver(place, 2.0, sunAt(10.0, false), Wall()), 1.0);
    EXPECT_EQ(sunShareOver(place, 2.0, sunAt(25.0, true), Wall()), 1.0);
    EXPECT_NEAR(sunShareOver(place, 0.01, sunAt(0.0, false), Flat()), 0.5, 0.2);
    EXPECT_EQ(sunShareOver(place, 2.0, sunAt(-3.0, false), Flat()), 0.0);
}

} // namespace perilune::scene
