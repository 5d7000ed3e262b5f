#include "astro/orbit_flight.h"

#include "astro/orbit_forces.h"

#include <fmt/format.h>

#include <chrono>
#include <cmath>

namespace perilune::astro {

using namespace std::chrono;

namespace {

OrbitState moonCentred(const PublishedState& published) {
    const double t = orbitTimeOf(published.at);
    OrbitState state{t, published.km * 1000.0, published.kmS * 1000.0};
    if (published.centre == OrbitCentre::Moon)
        return state;
    // The Earth from the Moon; the common centre of mass lies nearer to the Earth by the ratio of the masses.
    const double share = published.centre == OrbitCentre::Earth ? 1.0 : kGmEarth / (kGmEarth + kGmMoon);
    const EarthState earth = earthAt(t);
    state.position += share * earth.position;
    state.velocity += share * earth.velocity;
    return state;
}

} // namespace

base::Instant utcOfTdb(int year, unsigned month, unsigned day, int hour, int minute, double second) {
    const auto midnight = sys_days{std::chrono::year{year} / month / day};
    const double ms = (double(hour) * 3600.0 + double(minute) * 60.0 + second - 69.184) * 1000.0;
    return base::startOf(midnight) + milliseconds{std::llround(ms)};
}

PathState FlownMotion::at(double orbitTimeS) const {
    const OrbitState state = stateAt(steps_, orbitTimeS);
    return {{state.position}, state.velocity};
}

base::Result<std::vector<OrbitStep>> flightThrough(const Flight& flight) {
    std::vector<OrbitState> states;
    for (const PublishedState& published : flight.states)
        states.push_back(moonCentred(published));
    const double endT = orbitTimeOf(flight.end);
    const NeighbourTable neighbours(states.front().t, std::max(endT, states.back().t));
    const Force force = [&](const OrbitState& s) { return accelerationAt(s.position, s.t, neighbours); };

    std::vector<OrbitStep> steps;
    const auto fly = [&](const OrbitState& from, double untilT) {
        std::vector<OrbitStep> arc = flown(from, untilT, force);
        // Where two arcs meet both stay: the velocity jumps there.
        steps.insert(steps.end(), arc.begin(), arc.end());
        return arc.back().state;
    };
    for (std::size_t i = 0; i + 1 < states.size(); ++i) {
        OrbitState from = states[i];
        const OrbitState& to = states[i + 1];
        for (const base::Instant burn : flight.burns) {
            const double t = orbitTimeOf(burn);
            if (t <= from.t || t >= to.t)
                continue;
            from = fly(from, t);
            from.velocity = endOf(to, t, force).velocity;
        }
        const auto velocity = aimed(from, to.position, to.t, force);
        if (!velocity)
            return base::inputError(fmt::format("no free flight from {} to {}",
                                                base::formatInstant(flight.states[i].at),
                                                base::formatInstant(flight.states[i + 1].at)));
        from.velocity = *velocity;
        fly(from, to.t);
    }
    if (endT > states.back().t)
        fly(states.back(), endT);
    return steps;
}

} // namespace perilune::astro
