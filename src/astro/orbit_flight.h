#pragma once

#include "astro/orbit_arc.h"
#include "astro/trajectory.h"
#include "base/result.h"

#include <string>
#include <vector>

namespace perilune::astro {

/// From where a published position counts.
enum class OrbitCentre { Moon, Earth, Barycentre };

/// A published state vector: TDB, ICRF axes, kilometres and km/s.
struct PublishedState {
    base::Instant at{}; ///< UTC
    OrbitCentre centre = OrbitCentre::Earth;
    glm::dvec3 km{0.0}, kmS{0.0};
};

/// The UTC instant of a date in TDB after 2017-01-01 (TDB = UTC + 69.184 s, to 2 ms).
base::Instant utcOfTdb(int year, unsigned month, unsigned day, int hour, int minute, double second);

/// A flight that passes through published positions: under gravity from each to the next, with a change of
/// velocity at each of them and at the burns. A burn is a moment here; the longest took six minutes.
struct Flight {
    std::vector<PublishedState> states;
    std::vector<base::Instant> burns;
    base::Instant end{}; ///< free flight after the last state
};

/// A motion through integrated steps.
class FlownMotion : public Motion {
  public:
    explicit FlownMotion(std::vector<OrbitStep> steps) : steps_(std::move(steps)) {}
    PathState at(double orbitTimeS) const override;
    const std::vector<OrbitStep>& steps() const { return steps_; }

  private:
    std::vector<OrbitStep> steps_;
};

/// Nothing but free flight between the states; an error says between which two no flight was found.
base::Result<std::vector<OrbitStep>> flightThrough(const Flight& flight);

} // namespace perilune::astro
