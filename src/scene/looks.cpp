#include "scene/looks.h"

#include "scene/camera.h"
#include "scene/standing.h"

#include <algorithm>
#include <cmath>

namespace perilune::scene {

namespace {

using base::Angle;

/// 0° from 1000 km and farther, 36° from 120 km, 70° from 300 m and nearer.
Angle slant(double rangeM) {
    const double share = std::log(1.0e6 / rangeM) / std::log(1.0e6 / 300.0);
    return Angle::degrees(70.0 * std::sqrt(std::clamp(share, 0.0, 1.0)));
}

} // namespace

Look lookFrom(const astro::Selenographic& place, double rangeM) {
    Look look;
    look.latitude = place.latitude;
    look.longitude = place.longitude;
    look.rangeM = rangeM;
    look.tilt = slant(rangeM);
    if (rangeM < 1.0e6 && std::abs(place.latitude.degrees()) > 60.0)
        look.heading = earthward(place);
    return look;
}

Look lookAt(const Where& where) {
    return lookFrom({where.middle.latitude, where.middle.longitude, 0.0},
                    std::clamp(where.radiusM * 6.0, 1.2e5, 3.0e6));
}

Look lookBeside(const Where& where) {
    Look look = lookFrom({where.middle.latitude, where.middle.longitude, 0.0}, 70.0);
    look.tilt = Angle::degrees(76.0);
    return look;
}

Look litDisc(const astro::Direction<astro::Mcmf>& sun) {
    const double sunLongitude = astro::toSelenographic({sun.v * astro::kMoonRadiusM}).longitude.degrees();
    const double one = base::wrapped180(Angle::degrees(sunLongitude - 50.0)).degrees();
    const double other = base::wrapped180(Angle::degrees(sunLongitude + 50.0)).degrees();
    const double longitude = std::abs(one) < std::abs(other) ? one : other;
    return wholeDisc(Angle::degrees(-18.0), Angle::degrees(longitude));
}

Look litSouth(const astro::Direction<astro::Mcmf>& sun) {
    Look look;
    look.latitude = Angle::degrees(-68.0);
    look.longitude = litDisc(sun).longitude;
    look.rangeM = 3.4e6;
    return look;
}

} // namespace perilune::scene
