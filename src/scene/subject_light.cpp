#include "scene/subject_light.h"

#include "scene/exposure.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace perilune::scene {

using astro::kMoonRadiusM;

namespace {

/// What ground in night or shadow is brought up to, in parts of what a full Moon gives back at its own
/// exposure: darker than by day, so that it stays night, and light enough for the eye.
constexpr double kSeen = 0.38;
/// What lifted shadows are drawn with at the exposure for sunlit ground, the same parts: the renderer's.
constexpr double kLifted = 0.03;
constexpr double kMostLiftedStops = 4.0;
constexpr double kBlackM = 30'000.0, kLiftedM = 3'000.0; ///< heights of the eye
/// Ground in view that gives back less than this at its exposure is no sunlit ground.
constexpr double kNight = 0.05, kDay = 0.15;

double smoothStep(double from, double to, double x) {
    const double t = std::clamp((x - from) / (to - from), 0.0, 1.0);
    return t * t * (3.0 - 2.0 * t);
}

/// Share of the Sun's disc over a straight edge, its middle `radii` of its radii above it.
double discOver(double radii) {
    const double x = std::clamp(radii, -1.0, 1.0);
    return 0.5 + (x * std::sqrt(1.0 - x * x) + std::asin(x)) / std::numbers::pi;
}

/// From far away shadows are black, as on film exposed for the Sun; within the last kilometres to the ground
/// the exposure grows longer, and what sunlit hills throw into the shadows shows.
double nearness(const Camera& camera, const terrain::Surface& surface) {
    const astro::Selenographic eye = astro::toSelenographic(camera.eye);
    if (eye.heightM > 2.0 * kBlackM)
        return 0.0;
    const double heightM =
        std::max(eye.heightM - surface.drawnHeightM({eye.latitude, eye.longitude, 0.0}), 1.0);
    return smoothStep(0.0, 1.0, std::log(heightM / kBlackM) / std::log(kLiftedM / kBlackM));
}

/// The place that a near picture is about, on the sphere, and how far around it counts, metres.
struct LitGround {
    glm::dvec3 up;
    double radiusM;
};

LitGround litGroundOf(const Look& look, const Camera& camera) {
    if (look.vantage == Vantage::Over)
        return {astro::up({look.latitude, look.longitude, 0.0}).v,
                std::clamp(0.12 * look.rangeM, 6.0, 3000.0)};
    // Who stands on the ground, or flies low, looks at what lies some steps ahead.
    constexpr double kAheadM = 40.0;
    const glm::dvec3 up = glm::normalize(camera.eye.m);
    const glm::dvec3 ahead = camera.forward.v - up * glm::dot(camera.forward.v, up);
    const double length = glm::length(ahead);
    const glm::dvec3 step = length > 1e-6 ? ahead * (kAheadM / length) : glm::dvec3(0.0);
    return {glm::normalize(up * kMoonRadiusM + step), 15.0};
}

/// How high the drawn ground stands over the horizontal of a place that way, radians: exact between `least`
/// and `most`; outside of them it is enough to know that it is. A step is `growth` times the one before.
double horizonAlong(const astro::Selenographic& place, double overM, const glm::dvec3& along, double least,
                    double most, double growth, const terrain::Surface& surface) {
    constexpr double kFirstM = 3.0, kFarthestM = 400'000.0;
    constexpr double kModelledM = 4'000.0; // modelled relief farther away is but little, and dear
    constexpr double kReliefM = 20'000.0;  // from the lowest ground to the highest
    const glm::dvec3 up = astro::up(place).v;
    const double eye = kMoonRadiusM + surface.drawnHeightM(place) + overM;
    double horizon = -std::acos(std::min(kMoonRadiusM / (eye + kReliefM), 1.0));
    for (double wayM = kFirstM; wayM < kFarthestM && horizon < most; wayM *= growth) {
        if (wayM * std::tan(std::max(least, horizon)) > kReliefM)
            break; // nothing farther away reaches so high
        const double turn = wayM / kMoonRadiusM;
        const auto there =
            astro::toSelenographic({(up * std::cos(turn) + along * std::sin(turn)) * kMoonRadiusM});
        const astro::Selenographic ground{there.latitude, there.longitude, 0.0};
        const double radius =
            kMoonRadiusM + (wayM < kModelledM ? surface.drawnHeightM(ground) : surface.heightM(ground));
        horizon = std::max(horizon, std::atan2(radius * std::cos(turn) - eye, radius * std::sin(turn)));
    }
    return horizon;
}

/// How far the Sun's middle stands over the drawn ground before it, radians; far over or under it, roughly.
double sunOverHills(const astro::Selenographic& place, double overM, const glm::dvec3& sun,
                    const terrain::Surface& surface) {
    constexpr double kSteepest = 0.6; // no ground stands higher before the Sun
    constexpr double kLowest = -0.18; // no horizon lies lower
    constexpr double kToldRad = 0.06; // what is told exactly
    const glm::dvec3 up = astro::up(place).v;
    const double altitude = std::asin(std::clamp(glm::dot(up, sun), -1.0, 1.0));
    if (altitude > kSteepest || altitude < kLowest)
        return altitude;
    const glm::dvec3 along = glm::normalize(sun - up * glm::dot(sun, up));
    return altitude -
           horizonAlong(place, overM, along, altitude - kToldRad, altitude + kToldRad, 1.2, surface);
}

/// What the ground that a picture is about gives back, and what the ground around it does, bright ground
/// counting most: the Sun's light as far as hills let it through, and the Earth's.
struct Given {
    double own = 0.0, ownEarth = 0.0, all = 0.0;
};

Given givenBack(const LitGround& subject, const Camera& camera, const glm::dvec3& sun,
                const glm::dvec3& earth, const terrain::Surface& surface) {
    constexpr double kRings[] = {1.0, 6.0, 25.0}; // in radii of the subject
    constexpr int kAround = 4;
    constexpr double kBrightCounts = 8.0; // one lit slope among much shadow must not burn out
    const glm::dmat3 frame = astro::localFrame(astro::toSelenographic({subject.up * kMoonRadiusM})).m;
    Given given;
    int own = 0, all = 0;
    for (const double ring : kRings) {
        const double radiusM = ring * subject.radiusM;
        std::array<astro::Selenographic, kAround> places;
        glm::dvec3 uphill(0.0);
        for (int i = 0; i < kAround; ++i) {
            const double turn = 2.0 * std::numbers::pi * (i + 0.13 * ring) / kAround;
            const glm::dvec3 aside = frame[0] * std::cos(turn) + frame[1] * std::sin(turn);
            astro::Selenographic& place = places[std::size_t(i)];
            place = astro::toSelenographic({subject.up * kMoonRadiusM + aside * radiusM});
            place.heightM = 0.0;
            uphill += aside * (surface.drawnHeightM(place) * 2.0 / (kAround * radiusM));
        }
        for (const astro::Selenographic& place : places) {
            const glm::dvec3 up = astro::up(place).v;
            const glm::dvec3 toEye = glm::normalize(camera.eye.m - up * kMoonRadiusM);
            const double earthlight = earthlightOn(up, sun, earth);
            const double light = sunlitFrom(glm::normalize(up - uphill), toEye, sun);
            const double over = base::Angle::radians(sunOverHills(place, 0.5, sun, surface)).degrees();
            // Slopes and summits are lit a while after the Sun has set: so that no picture flashes at sunset,
            // what it is exposed for goes with them.
            given.all += std::pow(light * smoothStep(-4.5, 0.3, over) + earthlight, kBrightCounts);
            ++all;
            if (ring > 1.0)
                continue;
            given.own += light * smoothStep(-2.5, 0.6, over);
            given.ownEarth += earthlight;
            ++own;
        }
    }
    return {given.own / own, given.ownEarth / own, std::pow(given.all / all, 1.0 / kBrightCounts)};
}

} // namespace

base::Angle drawnHorizon(const astro::Selenographic& place, double overM, base::Angle azimuth,
                         const terrain::Surface& surface) {
    const glm::dmat3 frame = astro::localFrame(place).m;
    const glm::dvec3 along = frame[1] * std::cos(azimuth.radians()) + frame[0] * std::sin(azimuth.radians());
    return base::Angle::radians(horizonAlong(place, overM, along, -1.0, 1.0, 1.08, surface));
}

double sunShareOver(const astro::Selenographic& place, double overM, const astro::Direction<astro::Mcmf>& sun,
                    const terrain::Surface& surface) {
    constexpr double kSunRadius = 0.00465; // radians
    return discOver(sunOverHills(place, overM, sun.v, surface) / kSunRadius);
}

SubjectLight subjectLightOf(const Look& look, const Camera& camera, const astro::Direction<astro::Mcmf>& sun,
                            const astro::Direction<astro::Mcmf>& earth, std::optional<double> automatic,
                            const terrain::Surface& surface) {
    SubjectLight light;
    const double near = nearness(camera, surface);
    light.shadowLift = near;
    const std::optional<double> seen = automatic ? lightInView(camera, sun, earth) : std::nullopt;
    if (!seen)
        return light;
    const double night = 1.0 - smoothStep(kNight, kDay, *seen * std::exp2(*automatic));
    light.automatic = *automatic;
    Given given{0.0, *seen, *seen};
    if (near > 0.0) {
        given = givenBack(litGroundOf(look, camera), camera, sun.v, earth.v, surface);
        light.automatic = std::lerp(*automatic, stopsFor(given.all), near);
    }
    const double exposed = std::exp2(light.automatic);
    light.shadowLift = std::max(near, night);
    const double lacks = std::max(kSeen - (given.own + given.ownEarth) * exposed, kLifted);
    light.stops = light.shadowLift * std::min(std::log2(lacks / kLifted), kMostLiftedStops);
    light.seen = (given.own + given.ownEarth) * exposed + kLifted * light.shadowLift * std::exp2(light.stops);
    if (light.stops > 0.5 || night > 0.5)
        light.note = given.ownEarth * exposed > 2.0 * kLifted ? "night, by the light of the Earth"
                     : given.all * exposed > kDay ? "shadows lifted far: by the light of sunlit hills"
                                                  : "night, lifted: by the light of the stars";
    return light;
}

} // namespace perilune::scene
