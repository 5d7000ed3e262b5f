#pragma once

#include <glm/glm.hpp>

#include <functional>
#include <optional>
#include <vector>

namespace perilune::astro {

/// A spacecraft at a time: metres and m/s (or the units of a normalised problem), in the axes of the problem.
struct OrbitState {
    double t = 0.0;
    glm::dvec3 position{0.0}, velocity{0.0};
};

/// A step of an integrated arc; between two steps quintic polynomials hold position, velocity and
/// acceleration.
struct OrbitStep {
    OrbitState state;
    glm::dvec3 acceleration{0.0};
};

/// Acceleration by the state and its time.
using Force = std::function<glm::dvec3(const OrbitState&)>;

/// How exactly an arc is integrated: the error that a step may make, absolute and as a share.
struct StepErrors {
    double absolute = 1e-3, relative = 1e-11;
};

/// Free flight from a state to `untilT`, which may lie before it (Dormand-Prince 5(4) of
/// Boost.Numeric.Odeint). The first and the last step stand exactly at both ends.
std::vector<OrbitStep> flown(const OrbitState& from, double untilT, const Force& force,
                             StepErrors errors = {});
OrbitState endOf(const OrbitState& from, double untilT, const Force& force, StepErrors errors = {});

/// On an arc: the state at a time within it.
OrbitState between(const OrbitStep& a, const OrbitStep& b, double t);
OrbitState stateAt(const std::vector<OrbitStep>& steps, double t);

/// The velocity with which free flight from `from` (whose velocity is the first guess) is at `target` at
/// `atT`. Nothing where Newton's method does not come within `tolerance` of it.
std::optional<glm::dvec3> aimed(const OrbitState& from, const glm::dvec3& target, double atT,
                                const Force& force, double tolerance = 0.5);

} // namespace perilune::astro
