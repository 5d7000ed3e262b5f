#include "scene/daylight.h"

#include "scene/camera.h"
#include "scene/describe_parts.h"
#include "scene/subject_light.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace perilune::scene {

using namespace std::chrono_literals;
using base::Angle;
using base::Instant;

namespace {

constexpr int kLunationHours = 16 * 24, kHalfYearHours = 184 * 24; ///< to either side
constexpr int kSampleHours = 24;
constexpr double kEyesM = 0.5;    ///< over the drawn ground
constexpr double kAroundM = 15.0; ///< how far around the place the ground is looked at
constexpr std::size_t kPlacesAround = 4;

constexpr double kDiscDeg = 0.267, kWellClearDeg = 0.8;

/// What counts as sunlight, and how many hours away it may be.
struct Wish {
    int farthest;
    double leastDeg;     ///< over the horizontal
    double overHillsDeg; ///< of its middle
    std::size_t around;  ///< of the places around that must be lit too
};
/// The best first; the last is a disc that is just whole.
constexpr Wish kWishes[] = {{kLunationHours, kWellLitDeg, kWellClearDeg, 3},
                            {kHalfYearHours, -90.0, kWellClearDeg, 3},
                            {kHalfYearHours, -90.0, kDiscDeg, 0}};

/// Sun and skyline of one place, hour by hour.
class SunOver {
  public:
    SunOver(Skyline& kept, const terrain::Surface& surface, Instant first)
        : kept_(kept), surface_(surface), first_(first) {
        const glm::dmat3 frame = astro::localFrame(kept.place).m;
        places_.push_back(kept.place);
        for (std::size_t i = 0; i < kPlacesAround; ++i) {
            const double turn = 2.0 * std::numbers::pi * (double(i) + 0.2) / double(kPlacesAround);
            const glm::dvec3 aside = frame[0] * std::cos(turn) + frame[1] * std::sin(turn);
            astro::Selenographic beside =
                astro::toSelenographic({frame[2] * astro::kMoonRadiusM + aside * kAroundM});
            beside.heightM = 0.0;
            places_.push_back(beside);
        }
        kept.seen.resize(places_.size());
    }

    /// `hour` hours after the first.
    bool shines(int hour, const Wish& wish) {
        const auto sun = towardsSun(hour);
        return sun && shines(*sun, wish);
    }
    bool shines(const glm::dvec3& sun, const Wish& wish) {
        const astro::Horizontal over = astro::horizontal({sun}, kSunM, kept_.place);
        const double altitude = over.altitude.degrees();
        if (altitude < wish.leastDeg || altitude < kLowestDeg)
            return false;
        const auto clears = [&](std::size_t i) {
            return altitude > skyline(i, over.azimuth) + wish.overHillsDeg;
        };
        if (!clears(0))
            return false;
        std::size_t lit = 0;
        for (std::size_t i = 1; i <= kPlacesAround && lit < wish.around; ++i)
            lit += clears(i) ? 1 : 0;
        return lit >= wish.around;
    }

  private:
    static constexpr double kSunM = 1.496e11;
    static constexpr double kLowestDeg = -8.0; ///< no horizon lies lower, even from the highest mountain

    /// Between two days the Sun's place on the Moon goes along a great circle, to a hundredth of a degree.
    std::optional<glm::dvec3> towardsSun(int hour) {
        const int day = hour >= 0 ? hour / kSampleHours : -((kSampleHours - 1 - hour) / kSampleHours);
        const auto a = sample(day), b = sample(day + 1);
        if (!a || !b)
            return std::nullopt;
        const double t = double(hour - day * kSampleHours) / kSampleHours;
        const double angle = angleBetween(*a, *b);
        return (*a * std::sin((1.0 - t) * angle) + *b * std::sin(t * angle)) / std::sin(angle);
    }
    std::optional<glm::dvec3> sample(int day) {
        const auto [at, added] = samples_.try_emplace(day);
        if (added)
            if (const auto sky = astro::skyAt(first_ + day * std::chrono::hours(kSampleHours)))
                at->second = sky->sun.v;
        return at->second;
    }
    /// Degrees; every half degree of azimuth is looked at once.
    double skyline(std::size_t place, Angle azimuth) {
        const int bin = int(std::lround(base::wrapped360(azimuth).degrees() * 2.0)) % 720;
        const auto [at, added] = kept_.seen[place].try_emplace(bin);
        if (added)
            at->second = drawnHorizon(places_[place], kEyesM, Angle::degrees(bin * 0.5), surface_).degrees();
        return at->second;
    }

    Skyline& kept_;
    const terrain::Surface& surface_;
    Instant first_;
    std::vector<astro::Selenographic> places_;
    std::map<int, std::optional<glm::dvec3>> samples_;
};

/// The nearest hour at which the Sun shines, counted from `from`, which lies `early` before the instant.
std::optional<int> nearestHour(SunOver& over, double early, const Wish& wish) {
    for (int n = 0; n <= wish.farthest; ++n) {
        const int before = -n, after = n + 1;
        const bool beforeFirst = early <= 0.5; // of an hour: the full hour before is the nearer one
        for (const int hour : {beforeFirst ? before : after, beforeFirst ? after : before})
            if (over.shines(hour, wish))
                return hour;
    }
    return std::nullopt;
}

} // namespace

std::optional<astro::Selenographic> placeOf(const Moment& moment, const astro::Sky& sky,
                                            const terrain::Surface& surface) {
    const Look& look = moment.look;
    const astro::Selenographic own{look.latitude, look.longitude, 0.0};
    switch (look.vantage) {
    case Vantage::Over:
    case Vantage::Site:
        return own;
    case Vantage::TwoBodies:
        return std::nullopt;
    case Vantage::Earth:
        return look.aim == Aim::Place ? own
                                      : astro::Selenographic{sky.subearth.latitude, sky.subearth.longitude};
    case Vantage::Craft:
        break;
    }
    if (look.aim == Aim::Place)
        return own;
    astro::Selenographic below = astro::toSelenographic(cameraOf(look, sky, sky.sun, surface).eye);
    below.heightM = 0.0;
    return below;
}

Daylight daylightOf(const Moment& moment, const astro::Sky& sky, const terrain::Surface& surface) {
    Skyline nothing;
    return daylightOf(moment, sky, surface, nothing);
}

Daylight daylightOf(const Moment& moment, const astro::Sky& sky, const terrain::Surface& surface,
                    Skyline& kept) {
    if (moment.light.isPinned())
        return {astro::up({moment.light.subsolarLatitude, moment.light.subsolarLongitude, 0.0}), {}, false};
    const auto place = moment.light.mode == LightMode::Sunlit ? placeOf(moment, sky, surface) : std::nullopt;
    if (!place)
        return {sky.sun, {}, false};
    const Instant first = std::chrono::floor<std::chrono::hours>(moment.at);
    const double early = std::chrono::duration<double, std::ratio<3600>>(moment.at - first).count();
    const bool same = kept.place.latitude == place->latitude && kept.place.longitude == place->longitude &&
                      kept.modelled == moment.ground.modelled;
    if (!same)
        kept = {*place, moment.ground.modelled, {}};
    SunOver over(kept, surface, first);
    for (const Wish& wish : kWishes) {
        if (over.shines(sky.sun.v, wish))
            return {sky.sun, {}, false};
        if (const auto hour = nearestHour(over, early, wish)) {
            const Instant then = first + std::chrono::hours(*hour);
            if (const auto lit = astro::skyAt(then))
                return {lit->sun, then, false};
        }
    }
    return {sky.sun, {}, true};
}

std::optional<std::string> daylightNote(const Daylight& light, Instant at) {
    if (light.sunless)
        return "no sunlight reaches this place within half a year; light as it was";
    if (!light.of)
        return std::nullopt;
    const base::Day day = base::dayOf(*light.of);
    std::string words = base::dayInWords(day);
    if (std::chrono::year_month_day{day}.year() == std::chrono::year_month_day{base::dayOf(at)}.year())
        words.resize(words.find_last_of(' '));
    const auto hours = std::chrono::duration_cast<std::chrono::hours>(*light.of - base::startOf(day));
    return fmt::format("light of {}, {:02} h", words, hours.count());
}

} // namespace perilune::scene
