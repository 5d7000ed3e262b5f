// Figures beside the picture: the Moon as the Earth's centre sees it, and the light at a place. All of them
// come from the ephemeris for the Moment's instant.
#include "scene/describe_parts.h"
#include "scene/where.h"
#include "scene/words.h"
#include "astro/earth_shadow.h"
#include "astro/eclipse.h"
#include "astro/phases.h"
#include "astro/sun_times.h"

#include <fmt/format.h>

#include <chrono>
#include <cmath>

namespace perilune::scene {

namespace {

/// "5.12° N"
std::string sided(base::Angle angle, char positive, char negative, int decimals) {
    const double value = base::wrapped180(angle).degrees();
    return fmt::format("{:.{}f}° {}", std::abs(value), decimals, value < 0.0 ? negative : positive);
}

/// The place whose light is told, and its name.
struct Subject {
    std::string name;
    astro::Selenographic place;
};

std::optional<Subject> subjectOf(const Basis& basis) {
    const Look& look = basis.moment.look;
    if (const timeline::Site* site = basis.timeline.site(basis.moment.selectedSite))
        if (const auto where = whereIs(*site, basis.known(), basis.timeline)) {
            const Subject subject{basis.titleOf(site->title),
                                  {where->middle.latitude, where->middle.longitude, 0.0}};
            // Who stands somewhere wants to know about that place.
            constexpr double kThere = 1000.0 / astro::kMoonRadiusM;
            const glm::dvec3 here = astro::up({look.latitude, look.longitude, 0.0}).v;
            if (look.vantage != Vantage::Site || glm::length(astro::up(subject.place).v - here) < kThere)
                return subject;
        }
    const bool named =
        look.vantage == Vantage::Over || look.vantage == Vantage::Site || look.aim == Aim::Place;
    if (!named)
        return std::nullopt;
    return Subject{
        fmt::format("{}, {}", sided(look.latitude, 'N', 'S', 1), sided(look.longitude, 'E', 'W', 1)),
        {look.latitude, look.longitude, 0.0}};
}

std::string overHorizon(const astro::Horizontal& h) {
    const double altitude = h.altitude.degrees();
    return fmt::format("{:.1f}° {}, azimuth {:.0f}°", std::abs(altitude), altitude < 0.0 ? "below" : "high",
                       std::fmod(std::round(h.azimuth.degrees()), 360.0));
}

double daysBetween(base::Instant from, base::Instant to) {
    return std::chrono::duration<double, std::ratio<86400>>(to - from).count();
}

/// "5.2 days", "7 hours"
std::string lasting(double days) {
    return days < 1.0 ? fmt::format("{:.0f} hours", days * 24.0) : fmt::format("{:.1f} days", days);
}

Fact lightOf(const astro::SunTimes& times, base::Instant at) {
    if (times.isUp)
        return {"Light left", times.sets ? lasting(daysBetween(at, *times.sets)) : "no sunset for a year"};
    return {"Sunrise", times.rises ? "in " + lasting(daysBetween(at, *times.rises)) : "none for a year"};
}

/// "93 %"; all and nothing only where it is that.
std::string partOf(double share) {
    const double percent = std::round(100.0 * share);
    return fmt::format("{:.0f} %", share < 1.0 ? std::clamp(percent, 1.0, 99.0) : percent);
}

void tellMoon(const astro::Sky& sky, std::vector<Fact>& facts) {
    const auto elongation = astro::elongation(sky.at);
    const auto age = astro::ageDays(sky.at);
    facts.push_back({"The Moon from the Earth", ""});
    if (const auto shadow = astro::moonInShadow(sky.at)) {
        // A full Moon that is lit no more.
        facts.push_back({"Eclipse", astro::inWords(*shadow)});
    } else {
        if (elongation)
            facts.push_back({"Phase", std::string(astro::phaseName(*elongation))});
        facts.push_back({"Lit", fmt::format("{:.1f} %", sky.phasePercent)});
    }
    if (age)
        facts.push_back({"Age", fmt::format("{:.1f} days", *age)});
    facts.push_back({"Distance", kilometres(sky.apparentDistanceM)});
    facts.push_back({"Libration", fmt::format("{}, {}", sided(sky.subearth.latitude, 'N', 'S', 1),
                                              sided(sky.subearth.longitude, 'E', 'W', 1))});
    facts.push_back({"Sun overhead at", sided(sky.subsolar.longitude, 'E', 'W', 1)});
}

void tellPlace(const Subject& subject, const astro::Sky& sky, const terrain::Surface& surface,
               std::vector<Fact>& facts) {
    astro::Selenographic place = subject.place;
    place.heightM = surface.heightM(place);
    facts.push_back({subject.name, ""});
    facts.push_back({"Sun", overHorizon(astro::horizontal(sky.sun, sky.sunDistanceM, place))});
    if (const double covered = astro::earthShadow(sky, place).covered; covered > 0.0)
        facts.push_back({"Sun behind the Earth", partOf(covered)});
    if (const auto times = astro::nextSunTime(sky.at, place))
        facts.push_back(lightOf(*times, sky.at));
    facts.push_back({"Earth", overHorizon(astro::horizontal(sky.earth, sky.earthDistanceM, place))});
    facts.push_back({"Horizon", "taken as level"});
}

} // namespace

std::vector<Fact> factsOf(const Basis& basis, const astro::Sky& sky, const terrain::Surface& surface) {
    std::vector<Fact> facts;
    tellMoon(sky, facts);
    if (const auto subject = subjectOf(basis))
        tellPlace(*subject, sky, surface, facts);
    return facts;
}

} // namespace perilune::scene
