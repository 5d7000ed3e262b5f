#include "astro/orbit_arc.h"

#include <boost/numeric/odeint.hpp> // its parts alone leave out how arrays are measured, and no step is ever good

#include <algorithm>
#include <array>
#include <cmath>

namespace perilune::astro {

namespace {

using Flat = std::array<double, 6>;

Flat flat(const OrbitState& s) {
    return {s.position.x, s.position.y, s.position.z, s.velocity.x, s.velocity.y, s.velocity.z};
}

OrbitState stateOf(const Flat& x, double t) {
    return {t, {x[0], x[1], x[2]}, {x[3], x[4], x[5]}};
}

template <class Observe>
void integrate(const OrbitState& from, double untilT, const Force& force, StepErrors errors,
               Observe&& observe) {
    namespace odeint = boost::numeric::odeint;
    const auto slopes = [&](const Flat& x, Flat& dxdt, double t) {
        const glm::dvec3 a = force(stateOf(x, t));
        dxdt = {x[3], x[4], x[5], a.x, a.y, a.z};
    };
    Flat x = flat(from);
    odeint::integrate_adaptive(
        odeint::make_controlled<odeint::runge_kutta_dopri5<Flat>>(errors.absolute, errors.relative), slopes,
        x, from.t, untilT, (untilT - from.t) / 500.0, std::forward<Observe>(observe));
}

} // namespace

std::vector<OrbitStep> flown(const OrbitState& from, double untilT, const Force& force, StepErrors errors) {
    std::vector<OrbitStep> steps;
    integrate(from, untilT, force, errors, [&](const Flat& x, double t) {
        const OrbitState state = stateOf(x, t);
        steps.push_back({state, force(state)});
    });
    steps.back().state.t = untilT;
    return steps;
}

OrbitState endOf(const OrbitState& from, double untilT, const Force& force, StepErrors errors) {
    OrbitState end = from;
    integrate(from, untilT, force, errors, [&](const Flat& x, double t) { end = stateOf(x, t); });
    end.t = untilT;
    return end;
}

OrbitState between(const OrbitStep& a, const OrbitStep& b, double t) {
    const double h = b.state.t - a.state.t;
    if (h == 0.0)
        return {t, a.state.position, a.state.velocity};
    const double u = (t - a.state.t) / h;
    // p(u) = p0 + v0 u + a0 u²/2 + u³ (c3 + c4 u + c5 u²), with velocities and accelerations per step.
    const glm::dvec3 &p0 = a.state.position, v0 = a.state.velocity * h, a0 = a.acceleration * (h * h);
    const glm::dvec3 dp = b.state.position - p0 - v0 - 0.5 * a0;
    const glm::dvec3 dv = b.state.velocity * h - v0 - a0;
    const glm::dvec3 da = b.acceleration * (h * h) - a0;
    const glm::dvec3 c3 = 10.0 * dp - 4.0 * dv + 0.5 * da;
    const glm::dvec3 c4 = -15.0 * dp + 7.0 * dv - da;
    const glm::dvec3 c5 = 6.0 * dp - 3.0 * dv + 0.5 * da;
    OrbitState out;
    out.t = t;
    out.position = p0 + u * (v0 + u * (0.5 * a0 + u * (c3 + u * (c4 + u * c5))));
    out.velocity = (v0 + u * (a0 + u * (3.0 * c3 + u * (4.0 * c4 + 5.0 * u * c5)))) / h;
    return out;
}

OrbitState stateAt(const std::vector<OrbitStep>& steps, double t) {
    const auto after = std::upper_bound(steps.begin() + 1, steps.end() - 1, t,
                                        [](double value, const OrbitStep& s) { return value < s.state.t; });
    return between(*(after - 1), *after, std::clamp(t, steps.front().state.t, steps.back().state.t));
}

std::optional<glm::dvec3> aimed(const OrbitState& from, const glm::dvec3& target, double atT,
                                const Force& force, double tolerance) {
    constexpr int kMostTries = 25;
    const auto missBy = [&](const glm::dvec3& velocity) {
        return endOf({from.t, from.position, velocity}, atT, force).position - target;
    };
    glm::dvec3 velocity = from.velocity, miss = missBy(velocity);
    for (int i = 0; i < kMostTries; ++i) {
        if (glm::length(miss) <= tolerance)
            return velocity;
        // How the miss answers to each component, by differences; columns per m/s.
        const double probe = 1e-3;
        glm::dmat3 answer;
        for (int k = 0; k < 3; ++k) {
            glm::dvec3 changed = velocity;
            changed[k] += probe;
            answer[k] = (missBy(changed) - miss) / probe;
        }
        if (!(std::abs(glm::determinant(answer)) > 0.0))
            return std::nullopt;
        const glm::dvec3 correction = -(glm::inverse(answer) * miss);
        // The whole correction, or as much of it as makes the miss smaller.
        double share = 1.0;
        for (;; share *= 0.5) {
            const glm::dvec3 tried = velocity + share * correction, left = missBy(tried);
            if (glm::length(left) < glm::length(miss)) {
                velocity = tried;
                miss = left;
                break;
            }
            if (share < 1e-4)
                return std::nullopt;
        }
    }
    return std::nullopt;
}

} // namespace perilune::astro
