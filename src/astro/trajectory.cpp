#include "astro/trajectory.h"

#include "astro/orbit_forces.h"
#include "astro/trajectory_parts.h"

#include <algorithm>

namespace perilune::astro {

const char* nameOf(PathKind kind) {
    switch (kind) {
    case PathKind::Measured:
        return "measured";
    case PathKind::Reconstructed:
        return "reconstructed";
    case PathKind::Computed:
        return "computed";
    case PathKind::Schematic:
        return "schematic";
    }
    return "?";
}

PathState Trajectory::at(base::Instant at) const {
    return motion->at(orbitTimeOf(std::clamp(at, first, last)));
}

const PathPhase* Trajectory::phaseAt(base::Instant at) const {
    if (!covers(at))
        return nullptr;
    const PathPhase* found = nullptr;
    for (const PathPhase& phase : phases)
        if (phase.begin <= at)
            found = &phase;
    return found;
}

std::pair<base::Instant, base::Instant> Trajectory::shownAt(base::Instant at) const {
    if (const PathPhase* phase = phaseAt(at); phase && phase->round.count() > 0) {
        // What is still to come lies on the last round, but for the end of all rounds.
        const bool ends = last - at < phase->round;
        return {std::max(first, at - phase->round), ends ? last : at};
    }
    for (const PathPhase& phase : phases)
        if (phase.round.count() > 0)
            return {first, std::min(last, std::max(first, phase.begin) + phase.round)};
    return {first, last};
}

const std::vector<Trajectory>& trajectories() {
    static const std::vector<Trajectory> all = {artemisOne(), artemisTwo(), capstone(),  gatewayNrho(),
                                                queqiaoTwo(), changeFive(), changeSix(), lunaTwentyFive()};
    return all;
}

const Trajectory* trajectoryNamed(std::string_view id) {
    for (const Trajectory& trajectory : trajectories())
        if (trajectory.id == id)
            return &trajectory;
    return nullptr;
}

} // namespace perilune::astro
