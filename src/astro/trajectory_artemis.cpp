#include "astro/orbit_flight.h"
#include "astro/orbit_forces.h"
#include "astro/trajectory_parts.h"

#include <cassert>
#include <chrono>
#include <mutex>
#include <optional>

namespace perilune::astro {

using namespace std::chrono;

namespace {

constexpr const char* kHorizons =
    "NASA/JPL Horizons, geometric ICRF states of the spacecraft and of the Moon (DE441)";

// Far from the Moon positions count from the Earth (or the common centre of mass), where the Moon's own place
// matters little; near it from the Moon, as the difference of two states of Horizons.

// Horizons' Artemis I (2-hour table). Horizons gives no state before the one with which this begins.
std::vector<PublishedState> artemisOneStates() {
    constexpr auto kMoon = OrbitCentre::Moon, kBoth = OrbitCentre::Barycentre;
    const auto at = [](unsigned month, unsigned d, int hour) {
        return utcOfTdb(2022, month, d, hour, 3, 0.0);
    };
    return {
        {at(11, 16, 9), kBoth, {-6332.073, 7718.285, 5457.955}, {-6.763847, 0.651757, 1.103933}},
        {at(11, 17, 9), kBoth, {-191613.655, -55000.462, -11202.340}, {-1.186543, -0.623123, -0.236513}},
        {at(11, 19, 9), kBoth, {-311013.906, -133884.444, -44571.488}, {-0.351204, -0.319908, -0.150591}},
        {at(11, 20, 21), kBoth, {-334480.597, -163064.770, -59504.115}, {-0.031067, -0.115863, -0.070985}},
        {at(11, 21, 11), kMoon, {374.402, -9064.870, -4486.249}, {-0.494352, 1.051181, 0.556410}},
        {at(11, 21, 13), kMoon, {-1321.894, 1191.913, 692.406}, {1.368869, 1.643509, 0.698335}},
        {at(11, 21, 15), kMoon, {8228.777, 3512.237, 1066.114}, {1.003560, -0.034027, -0.097361}},
        {at(11, 23, 11), kBoth, {-141729.213, -278789.487, -134076.674}, {1.117039, -0.532831, -0.353186}},
        {at(11, 25, 21), kBoth, {89655.864, -329133.657, -176065.411}, {1.039790, 0.030803, -0.058922}},
        {at(11, 25, 23), kBoth, {96914.299, -329225.480, -176628.087}, {0.983290, -0.043281, -0.091392}},
        {at(11, 28, 21), kBoth, {293407.664, -275507.137, -162682.358}, {0.540257, 0.457887, 0.198613}},
        // A correction of the orbit lies between these two; its instant was not found.
        {at(11, 30, 21), kBoth, {357147.179, -168049.407, -111649.759}, {0.196319, 0.773778, 0.385835}},
        {at(11, 30, 23), kBoth, {358525.807, -162391.650, -108829.058}, {0.186032, 0.796440, 0.397152}},
        {at(12, 1, 21), kBoth, {366293.115, -94797.275, -74558.773}, {0.005626, 0.906315, 0.466479}},
        {at(12, 1, 23), kBoth, {366826.179, -88266.657, -71174.798}, {0.126174, 0.908466, 0.473357}},
        {at(12, 3, 11), kBoth, {360820.326, 37463.127, -4228.233}, {-0.227944, 1.016468, 0.551933}},
        {at(12, 5, 9), kMoon, {-6583.505, -20408.986, -7585.037}, {-0.007016, 0.528993, 0.256150}},
        {at(12, 5, 15), kMoon, {-5226.027, -5632.307, -975.039}, {0.258509, 0.981721, 0.383006}},
        {at(12, 5, 17), kMoon, {2074.034, 1662.795, 109.369}, {2.000793, -0.371385, -0.834076}},
        {at(12, 5, 21), kMoon, {18745.393, -6880.743, -9430.688}, {0.960673, -0.570521, -0.586766}},
        {at(12, 7, 3), kBoth, {288904.465, 253464.138, 84588.638}, {-0.063578, -0.078075, -0.219888}},
        {at(12, 9, 3), kBoth, {246365.849, 214765.438, 40087.255}, {-0.448007, -0.392563, -0.295051}},
        {at(12, 10, 21), kBoth, {137037.124, 119019.224, -8560.746}, {-1.128575, -0.993794, -0.333611}},
        {at(12, 11, 13), kBoth, {48158.613, 39898.680, -23981.837}, {-2.328493, -2.106127, -0.029575}},
        {at(12, 11, 17), kBoth, {2472.683, -2562.363, -13011.732}, {-4.878062, -4.895155, 4.778851}},
    };
}

// Horizons' Artemis_II_merged (5-minute table of 2026-04-20).
std::vector<PublishedState> artemisTwoStates() {
    constexpr auto kMoon = OrbitCentre::Moon, kEarth = OrbitCentre::Earth;
    const auto at = [](unsigned d, int hour, int minute) {
        return utcOfTdb(2026, 4, d, hour, minute, 57.12);
    };
    return {
        {at(2, 1, 59), kEarth, {-24597.392, -12919.486, -7031.967}, {-1.808218, -3.401674, -1.839370}},
        {at(2, 7, 24), kEarth, {-29179.124, -53897.493, -29162.661}, {0.466048, -1.221807, -0.658643}},
        {at(2, 22, 59), kEarth, {14880.425, -10581.650, -5606.230}, {-1.110381, 4.897674, 2.631547}},
        {at(2, 23, 49), kEarth, {2116.685, 5479.103, 2964.451}, {-10.158633, 2.613069, 1.334807}},
        {at(3, 0, 4), kEarth, {-6947.926, 5050.952, 2585.483}, {-8.777205, -2.721848, -1.644155}},
        {at(3, 4, 29), kEarth, {-49735.104, -43666.246, -24557.117}, {-1.334367, -2.443101, -1.344847}},
        {at(4, 22, 59), kEarth, {-112812.174, -244578.459, -134218.883}, {-0.136854, -0.834648, -0.453242}},
        {at(6, 22, 9), kMoon, {1526.682, -8168.132, -3500.513}, {-1.324813, 0.232963, 0.035818}},
        {at(6, 23, 4), kMoon, {-2844.979, -7074.100, -3239.936}, {-1.305051, 0.433896, 0.124757}},
        {at(7, 3, 59), kMoon, {-20709.156, 4278.507, 836.844}, {-0.815919, 0.673236, 0.253886}},
        {at(8, 18, 59), kEarth, {-87884.611, -264162.787, -155020.734}, {0.428734, 0.682505, 0.324527}},
        {at(10, 19, 9), kEarth, {7683.407, -57316.823, -43050.641}, {0.634298, 2.539092, 1.566775}},
        {at(10, 21, 34), kEarth, {12569.801, -32187.381, -27058.144}, {0.422774, 3.361900, 2.220202}},
    };
}

/// Flown when it is first asked: it takes longer than all else that most pictures need of the sky.
class ReconstructedMotion : public Motion {
  public:
    explicit ReconstructedMotion(Flight flight) : flight_(std::move(flight)) {}
    PathState at(double orbitTimeS) const override {
        std::call_once(asked_, [this] {
            auto steps = flightThrough(flight_);
            assert(steps); // constants, held by tests
            flown_.emplace(std::move(*steps));
        });
        return flown_->at(orbitTimeS);
    }

  private:
    Flight flight_;
    mutable std::once_flag asked_;
    mutable std::optional<FlownMotion> flown_;
};

Trajectory flightOf(Trajectory trajectory, Flight flight) {
    trajectory.kind = PathKind::Reconstructed;
    trajectory.source = kHorizons;
    trajectory.first = flight.states.front().at;
    trajectory.last = flight.end;
    trajectory.motion = std::make_shared<ReconstructedMotion>(std::move(flight));
    return trajectory;
}

} // namespace

// Burns in the middle of their firing: NASA's reports of 2022-11-21 (12:44 UTC, 150 s), 2022-11-25 (21:52, 88
// s), 2022-12-01 (21:53, 105 s) and 2022-12-05 (16:43, 207 s); entry at 17:20 UTC on 2022-12-11.
Trajectory artemisOne() {
    Trajectory out;
    out.id = "artemis-1";
    out.title = "Artemis I";
    out.programme = "artemis";
    out.craft = out.id;
    out.basis = "25 published positions; between them gravity of Moon, Earth and Sun, with four burns";
    out.phases = {{utc(2022, 11, 16, 6, 47, 44), "outbound"},
                  {utc(2022, 11, 21, 12, 44), "to the distant retrograde orbit"},
                  {utc(2022, 11, 25, 21, 52), "in the distant retrograde orbit"},
                  {utc(2022, 12, 1, 21, 53), "back to the Moon"},
                  {utc(2022, 12, 5, 16, 43), "homeward"}};
    return flightOf(std::move(out), {artemisOneStates(),
                                     {utc(2022, 11, 21, 12, 45, 15), utc(2022, 11, 25, 21, 52, 44),
                                      utc(2022, 12, 1, 21, 53, 52), utc(2022, 12, 5, 16, 44, 43)},
                                     utc(2022, 12, 11, 17, 20)});
}

// Trans-lunar injection on 2026-04-02 from 23:49 UTC for 350 s; entry on 2026-04-10 at 23:53 UTC (planned).
Trajectory artemisTwo() {
    Trajectory out;
    out.id = "artemis-2";
    out.title = "Artemis II";
    out.programme = "artemis";
    out.craft = out.id;
    out.basis =
        "13 published positions; between them gravity of Moon, Earth and Sun, with the departure burn";
    out.phases = {{utc(2026, 4, 1, 22, 35, 12), "in a high orbit of the Earth"},
                  {utc(2026, 4, 2, 23, 49), "outbound"},
                  {utc(2026, 4, 6, 23, 0), "homeward"}};
    return flightOf(std::move(out),
                    {artemisTwoStates(), {utc(2026, 4, 2, 23, 51, 55)}, utc(2026, 4, 10, 23, 53)});
}

} // namespace perilune::astro
