#include "astro/orbit_arc.h"
#include "astro/orbit_forces.h"
#include "astro/orbit_halo.h"
#include "astro/orbit_kepler.h"
#include "astro/trajectory.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>

namespace perilune::astro {
namespace {

Force aroundTheMoon() {
    return [](const OrbitState& s) {
        const double r = glm::length(s.position);
        return -kGmMoon / (r * r * r) * s.position;
    };
}

OrbitState lowOrbit() {
    return {0.0, {2.0e6, 0.0, 0.0}, {0.0, 1700.0, 300.0}};
}

double energy(const OrbitState& s) {
    return 0.5 * glm::dot(s.velocity, s.velocity) - kGmMoon / glm::length(s.position);
}

TEST(FreeFlight, keepsEnergyAndAngularMomentumAroundOneBody) {
    const OrbitState start = lowOrbit();
    const auto steps = flown(start, 10.0 * 86400.0, aroundTheMoon());
    const glm::dvec3 momentum = glm::cross(start.position, start.velocity);
    for (const OrbitStep& step : steps) {
        EXPECT_NEAR(energy(step.state) / energy(start), 1.0, 1e-7);
        EXPECT_LE(glm::length(glm::cross(step.state.position, step.state.velocity) - momentum),
                  1e-7 * glm::length(momentum));
    }
}

TEST(FreeFlight, followsTheEllipseOfKepler) {
    Ellipse ellipse{kGmMoon, 9.8e6, 0.8, {1, 0, 0}, {0, 0.6, 0.8}, 0.0};
    const OrbitState start = ellipse.at(0.0);
    const auto steps = flown(start, 3.0 * 86400.0, aroundTheMoon());
    for (double t = 0.0; t < 3.0 * 86400.0; t += 977.0) {
        const OrbitState a = stateAt(steps, t), b = ellipse.at(t);
        EXPECT_LE(glm::length(a.position - b.position), 50.0) << t;
        EXPECT_LE(glm::length(a.velocity - b.velocity), 0.05) << t;
    }
}

TEST(FreeFlight, comesBackAlongItsWay) {
    const OrbitState start = lowOrbit();
    const OrbitState there = endOf(start, 86400.0, aroundTheMoon());
    EXPECT_LE(glm::length(endOf(there, 0.0, aroundTheMoon()).position - start.position), 20.0);
}

TEST(FreeFlight, betweenStepsIsAsExactAsAtThem) {
    const OrbitState start = lowOrbit();
    const auto steps = flown(start, 86400.0, aroundTheMoon());
    for (std::size_t i = 0; i + 1 < steps.size(); i += 7) {
        const double middle = 0.5 * (steps[i].state.t + steps[i + 1].state.t);
        const OrbitState exact = endOf(steps[i].state, middle, aroundTheMoon());
        EXPECT_LE(glm::length(stateAt(steps, middle).position - exact.position), 0.5);
    }
}

TEST(FreeFlight, canBeAimedAtAPlace) {
    const OrbitState start = lowOrbit();
    const glm::dvec3 target = endOf(start, 4000.0, aroundTheMoon()).position;
    OrbitState guess = start;
    guess.velocity += glm::dvec3{30.0, -20.0, 10.0};
    const auto velocity = aimed(guess, target, 4000.0, aroundTheMoon());
    ASSERT_TRUE(velocity);
    EXPECT_LE(glm::length(*velocity - start.velocity), 0.01);
}

TEST(Neighbours, tableFollowsTheSeries) {
    const double begin = 700.0e6;
    const NeighbourTable table(begin, begin + 20.0 * 86400.0);
    for (double t = begin; t < begin + 20.0 * 86400.0; t += 5000.0) {
        const Neighbours a = table.at(t), b = neighboursAt(t);
        EXPECT_LE(glm::length(a.earth - b.earth), 10.0);
        EXPECT_LE(glm::length(a.sun - b.sun), 1000.0);
    }
}

TEST(Neighbours, secondDegreeIsTheGradientOfItsPotential) {
    // Far from Earth and Sun their tides vanish against a low orbit's field: the difference of the
    // accelerations at two sides of the Moon keeps the field's symmetry.
    const double t = 700.0e6;
    const NeighbourTable table(t, t + 86400.0);
    const glm::dvec3 p{1.4e6, 0.9e6, 1.1e6};
    const glm::dvec3 a = accelerationAt(p, t, table), b = accelerationAt(-p, t, table);
    EXPECT_LE(glm::length(a + b), 1e-6); // odd, but for the tides
    const double point = kGmMoon / glm::dot(p, p);
    EXPECT_GT(std::abs(glm::length(a) - point), 1e-5 * point);
    EXPECT_LT(std::abs(glm::length(a) - point), 1e-3 * point);
}

class Nrho : public testing::Test {
  protected:
    static constexpr double kPeriodS = 2.0 / 9.0 * 29.530588861 * 86400.0;
    std::optional<Halo> halo = haloNear(1.021325, -0.181619, -0.101736, kPeriodS / kHaloTimeS);
};

TEST_F(Nrho, closesAfterARound) {
    ASSERT_TRUE(halo);
    const glm::dvec3 gap = halo->steps.back().state.position - halo->steps.front().state.position;
    EXPECT_LE(glm::length(gap) * kHaloLengthM, 1000.0);
}

TEST_F(Nrho, keepsJacobisConstant) {
    ASSERT_TRUE(halo);
    const double c = jacobiConstant(halo->steps.front().state);
    for (const OrbitStep& step : halo->steps)
        EXPECT_NEAR(jacobiConstant(step.state), c, 1e-8);
}

TEST_F(Nrho, hasThePeriodAndTheHeightsOfTheStudies) {
    ASSERT_TRUE(halo);
    EXPECT_NEAR(halo->period * kHaloTimeS / 86400.0, 6.562, 0.001);
    double least = 1e12, most = 0.0, zThere = 0.0;
    for (const OrbitStep& step : halo->steps) {
        const glm::dvec3 fromMoon =
            (step.state.position - glm::dvec3{1.0 - kMoonShare, 0.0, 0.0}) * kHaloLengthM;
        least = std::min(least, glm::length(fromMoon));
        if (glm::length(fromMoon) > most) {
            most = glm::length(fromMoon);
            zThere = fromMoon.z;
        }
    }
    EXPECT_NEAR(least, 3250e3, 100e3);
    EXPECT_NEAR(most, 71'000e3, 700e3);
    EXPECT_LT(zThere, -60'000e3); // southern
}

TEST(Kepler, solvesItsEquation) {
    for (double e = 0.0; e < 0.99; e += 0.11)
        for (double m = -9.0; m < 9.0; m += 0.37) {
            const double anomaly = eccentricAnomaly(m, e);
            EXPECT_NEAR(std::remainder(anomaly - e * std::sin(anomaly) - m, 2.0 * 3.14159265358979323846),
                        0.0, 1e-12);
        }
}

TEST(Trajectories, areBuiltAndAskedQuickly) {
    const auto now = [] { return std::chrono::steady_clock::now(); };
    const auto us = [](auto d) { return std::chrono::duration<double, std::micro>(d).count(); };
    auto begin = now();
    const auto& all = trajectories();
    RecordProperty("buildMs", static_cast<int>(us(now() - begin) / 1000.0));
    double sum = 0.0;
    for (const Trajectory& path : all) {
        begin = now();
        for (int i = 0; i < 2000; ++i)
            sum += path.at(path.first + (path.last - path.first) / 2000 * i).position.m.x;
        const double each = us(now() - begin) / 2000.0;
        RecordProperty(path.id, std::to_string(each));
        EXPECT_LE(each, 100.0) << path.id; // 10 on an idle machine
    }
    EXPECT_TRUE(std::isfinite(sum));
}

} // namespace
} // namespace perilune::astro
