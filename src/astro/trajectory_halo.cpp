#include "astro/orbit_forces.h"
#include "astro/orbit_halo.h"
#include "astro/trajectory_parts.h"

#include <cassert>
#include <chrono>
#include <cmath>
#include <cstdint>

namespace perilune::astro {

using namespace std::chrono;

namespace {

// Nine rounds in two synodic months (29.530589 days each, Meeus, Astronomical Algorithms, ch. 49).
constexpr double kSynodicMonthS = 29.530588861 * 86400.0;
constexpr double kNrhoPeriodS = 2.0 / 9.0 * kSynodicMonthS;
constexpr seconds kRound{static_cast<std::int64_t>(kNrhoPeriodS)};

// The halo orbit as it turns with the true Moon: x away from the Earth, z along the Moon's angular momentum
// about it, lengths as in the circular problem.
class HaloMotion : public Motion {
  public:
    HaloMotion(const Halo& halo, double apoluneS) : halo_(halo), apoluneS_(apoluneS) {}

    PathState at(double orbitTimeS) const override {
        const double rounds = (orbitTimeS - apoluneS_) / (halo_.period * kHaloTimeS);
        const OrbitState s = stateAt(halo_.steps, (rounds - std::floor(rounds)) * halo_.period);
        const EarthState earth = earthAt(orbitTimeS);
        const glm::dvec3 momentum = glm::cross(earth.position, earth.velocity);
        const glm::dvec3 x = -glm::normalize(earth.position), z = glm::normalize(momentum);
        const glm::dmat3 axes{x, glm::cross(z, x), z};
        const glm::dvec3 fromMoon =
            axes * ((s.position - glm::dvec3{1.0 - kMoonShare, 0.0, 0.0}) * kHaloLengthM);
        const glm::dvec3 turning = momentum / glm::dot(earth.position, earth.position);
        return {{fromMoon}, axes * s.velocity * (kHaloLengthM / kHaloTimeS) + glm::cross(turning, fromMoon)};
    }

  private:
    const Halo& halo_; ///< lives as long as the program
    double apoluneS_;
};

// The apolune of the southern L2 family near the 9:2 resonance, as mission studies print it (Zimovan, Howell
// and Davis, "Near rectilinear halo orbits and their application in cis-lunar space", 2017; this state x
// = 1.021325, z = -0.181619, vy = -0.101736), corrected here until the period is 2/9 of a synodic month and
// the orbit closes.
Trajectory nrho(base::Instant apolune) {
    static const std::optional<Halo> halo =
        haloNear(1.021325, -0.181619, -0.101736, kNrhoPeriodS / kHaloTimeS);
    assert(halo); // constants, held by tests
    Trajectory out;
    out.kind = PathKind::Computed;
    out.motion = std::make_shared<HaloMotion>(*halo, orbitTimeOf(apolune));
    return out;
}

} // namespace

Trajectory gatewayNrho() {
    Trajectory out = nrho(utc(2027, 1, 1));
    out.id = "gateway-nrho";
    out.title = "Gateway's orbit (NRHO)";
    out.programme = "artemis";
    out.craft = "gateway";
    out.basis =
        "9:2 near-rectilinear halo orbit of the circular three-body problem; where on it is chosen by us";
    out.source = "NASA's white paper on the Gateway destination orbit (2019); state from mission studies";
    out.first = utc(2020, 1, 1);
    out.last = utc(2045, 1, 1);
    out.phases = {{out.first, "reference orbit", kRound}};
    return out;
}

Trajectory capstone() {
    // NASA announced the arrival for 2022-11-14 00:39 UTC and six months of work; the way there was not
    // published as positions and is not drawn.
    Trajectory out = nrho(utc(2022, 11, 14, 0, 39));
    out.id = "capstone";
    out.title = "CAPSTONE";
    out.programme = "artemis";
    out.craft = out.id;
    out.basis =
        "9:2 near-rectilinear halo orbit of the circular three-body problem; where on it is chosen by us";
    out.source = "NASA (orbit and arrival)";
    out.first = utc(2022, 11, 14, 0, 39);
    out.last = utc(2023, 5, 14);
    out.phases = {{out.first, "in the near-rectilinear halo orbit", kRound}};
    return out;
}

} // namespace perilune::astro
