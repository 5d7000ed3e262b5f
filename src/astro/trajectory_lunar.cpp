#include "astro/lunar_orientation.h"
#include "astro/orbit_forces.h"
#include "astro/orbit_kepler.h"
#include "astro/trajectory_parts.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numbers>

namespace perilune::astro {

using base::Angle;
using namespace std::chrono;

namespace {

constexpr double kParkingRadiusM = 6'571'000.0; // 200 km over the Earth's mean radius

Rotation<Mcmf, Icrf> orientationAt(double orbitTimeS) {
    return lunarOrientation({orbitTimeS / 86400.0});
}

class EllipseMotion : public Motion {
  public:
    explicit EllipseMotion(const Ellipse& ellipse) : ellipse_(ellipse) {}
    PathState at(double orbitTimeS) const override {
        const OrbitState s = ellipse_.at(orbitTimeS);
        return {{s.position}, s.velocity};
    }

  private:
    Ellipse ellipse_;
};

/// What was published of a lander's flight.
struct Landing {
    base::Instant launch{}, arrival{}, landing{};
    Selenographic site;
    double orbitHeightM = 0.0;
    Angle course; ///< on the ground below, when it comes over the site: from north through east
};

/// From the launch on half an ellipse around the Earth that reaches the Moon when the spacecraft did, then a
/// circular orbit that passes over the site at the landing, at last down to it.
class LandingMotion : public Motion {
  public:
    explicit LandingMotion(const Landing& landing)
        : launchS_(orbitTimeOf(landing.launch)), arrivalS_(orbitTimeOf(landing.arrival)),
          landingS_(orbitTimeOf(landing.landing)), orbitHeightM_(landing.orbitHeightM),
          siteHeightM_(landing.site.heightM), neighbours_(launchS_, arrivalS_) {
        const glm::dmat3 inertial = glm::transpose(orientationAt(landingS_).m);
        const glm::dmat3 axes = localFrame(landing.site).m; // east, north, up
        const double course = landing.course.radians();
        orbit_.gm = kGmMoon;
        orbit_.semiMajorM = kMoonRadiusM + orbitHeightM_;
        orbit_.toPericentre = inertial * axes[2];
        orbit_.alongThere = inertial * (std::sin(course) * axes[0] + std::cos(course) * axes[1]);
        orbit_.pericentreT = landingS_;

        // The half ellipse ends at the orbit's place at the arrival, in the plane of the Moon's way.
        const Neighbours near = neighboursAt(arrivalS_);
        const glm::dvec3 end = orbit_.at(arrivalS_).position - near.earth;
        const glm::dvec3 pole = glm::cross(near.earth, near.earthVelocity);
        apogeeM_ = glm::length(end);
        toPerigee_ = -end / apogeeM_;
        alongThere_ = glm::normalize(glm::cross(pole, toPerigee_));
    }

    PathState at(double orbitTimeS) const override {
        // Differences give the speed that is drawn.
        constexpr double kHalfStepS = 0.5;
        const glm::dvec3 before = place(orbitTimeS - kHalfStepS), after = place(orbitTimeS + kHalfStepS);
        return {{place(orbitTimeS)}, (after - before) / (2.0 * kHalfStepS)};
    }

  private:
    glm::dvec3 place(double t) const {
        if (t >= arrivalS_)
            return inOrbit(t);
        const double share = std::clamp((t - launchS_) / (arrivalS_ - launchS_), 0.0, 1.0);
        const double a = 0.5 * (kParkingRadiusM + apogeeM_), e = 1.0 - kParkingRadiusM / a;
        const double anomaly = eccentricAnomaly(std::numbers::pi * share, e);
        const glm::dvec3 fromEarth = a * ((std::cos(anomaly) - e) * toPerigee_ +
                                          std::sqrt(1.0 - e * e) * std::sin(anomaly) * alongThere_);
        const glm::dvec3 fromMoon = fromEarth + neighbours_.at(t).earth;
        // Round the Moon, not through it.
        const double least = kMoonRadiusM + orbitHeightM_, distance = glm::length(fromMoon);
        return distance < least ? fromMoon * (least / distance) : fromMoon;
    }

    glm::dvec3 inOrbit(double t) const {
        constexpr double kDescentS = 900.0;
        const glm::dvec3 direction = glm::normalize(orbit_.at(std::min(t, landingS_)).position);
        const double u = std::clamp((landingS_ - t) / kDescentS, 0.0, 1.0);
        const double height = siteHeightM_ + (orbitHeightM_ - siteHeightM_) * u * u * (3.0 - 2.0 * u);
        return direction * (kMoonRadiusM + height);
    }

    double launchS_, arrivalS_, landingS_, orbitHeightM_, siteHeightM_;
    NeighbourTable neighbours_;
    Ellipse orbit_;
    double apogeeM_ = 0.0;
    glm::dvec3 toPerigee_{1, 0, 0}, alongThere_{0, 1, 0};
};

Trajectory landerOf(const char* id, const char* title, const char* source, const Landing& landing) {
    Trajectory out;
    out.id = id;
    out.title = title;
    out.programme = "ilrs";
    out.craft = out.id;
    out.kind = PathKind::Schematic;
    out.basis = "the instants, the site and the height of the orbit were published; the way between them is "
                "drawn by us";
    out.source = source;
    out.first = landing.launch;
    out.last = landing.landing;
    const Ellipse orbit{kGmMoon, kMoonRadiusM + landing.orbitHeightM};
    out.phases = {{landing.launch, "outbound"},
                  {landing.arrival, "in lunar orbit", seconds{std::llround(orbit.periodS())}}};
    out.motion = std::make_shared<LandingMotion>(landing);
    return out;
}

Selenographic place(double latitude, double longitude, double heightM) {
    return {Angle::degrees(latitude), Angle::degrees(longitude), heightM};
}

} // namespace

// 200 x 16,000 km, 24 hours, inclined 62.4 degrees, apolune over the south: as encyclopaedias give the
// mission orbit of 2024-04-02 (other texts: 55 and 119 degrees). Neither the node nor a place on the orbit
// was published.
Trajectory queqiaoTwo() {
    Trajectory out;
    out.id = "queqiao-2";
    out.title = "Queqiao-2";
    out.programme = "ilrs";
    out.craft = out.id;
    out.kind = PathKind::Schematic;
    out.basis = "heights, inclination and apolune over the south were published; the node and the place on "
                "the orbit are "
                "chosen by us";
    out.source = "CNSA (mission orbit of 2 April 2024)";
    out.first = utc(2024, 4, 2);
    out.last = utc(2034, 4, 2);

    const double begin = orbitTimeOf(out.first);
    const double perilune = kMoonRadiusM + 200e3, apolune = kMoonRadiusM + 16'000e3;
    const double inclination = Angle::degrees(62.4).radians();
    const glm::dmat3 inertial = glm::transpose(orientationAt(begin).m);
    Ellipse ellipse;
    ellipse.gm = kGmMoon;
    ellipse.semiMajorM = 0.5 * (perilune + apolune);
    ellipse.eccentricity = 1.0 - perilune / ellipse.semiMajorM;
    // The node on the meridian that faced the Earth then; the perilune 90 degrees on, farthest north.
    ellipse.toPericentre = inertial * glm::dvec3{0.0, std::cos(inclination), std::sin(inclination)};
    ellipse.alongThere = inertial * glm::dvec3{-1.0, 0.0, 0.0};
    ellipse.pericentreT = begin;
    out.phases = {{out.first, "in the mission orbit", seconds{std::llround(ellipse.periodS())}}};
    out.motion = std::make_shared<EllipseMotion>(ellipse);
    return out;
}

Trajectory changeFive() {
    return landerOf("chang-e-5", "Chang'e 5", "CNSA",
                    {utc(2020, 11, 23, 20, 30, 12), utc(2020, 11, 28, 12, 58), utc(2020, 12, 1, 15, 11),
                     place(43.0576, -51.9161, -2570.0), 200e3, Angle::degrees(270.0)});
}

Trajectory changeSix() {
    return landerOf("chang-e-6", "Chang'e 6", "CNSA, LROC",
                    {utc(2024, 5, 3, 9, 27, 29), utc(2024, 5, 8, 2, 12), utc(2024, 6, 1, 22, 23, 16),
                     place(-41.6385, -153.9852, -5256.0), 200e3, Angle::degrees(270.0)});
}

// A circular polar orbit 100 km high (Roscosmos, 2023-08-16); contact was lost at 11:57 UTC, the crater is
// LROC's.
Trajectory lunaTwentyFive() {
    return landerOf("luna-25", "Luna-25", "Roscosmos, LROC",
                    {utc(2023, 8, 10, 23, 10, 57), utc(2023, 8, 16, 8, 57), utc(2023, 8, 19, 11, 57),
                     place(-57.865, 61.360, -360.0), 100e3, Angle::degrees(180.0)});
}

} // namespace perilune::astro
