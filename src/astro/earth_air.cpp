#include "astro/earth_air.h"

#include "astro/disc_sizes.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numbers>

namespace perilune::astro {

namespace {

constexpr double kTopM = (kDanjon - 1.0) * kEarthEquatorM;
constexpr int kLayers = 192;

// Density of the air, kg/m³, by height in km: US Standard Atmosphere 1976, table I.
struct Density {
    double km, kgM3;
};
constexpr Density kDensities[] = {{0, 1.2250},     {2, 1.0066},     {4, 0.81935},    {6, 0.66011},
                                  {8, 0.52579},    {10, 0.41351},   {12, 0.31194},   {14, 0.22786},
                                  {16, 0.16647},   {18, 0.12165},   {20, 0.08891},   {25, 0.040084},
                                  {30, 0.018410},  {35, 8.4634e-3}, {40, 3.9957e-3}, {45, 1.9663e-3},
                                  {50, 1.0269e-3}, {60, 3.0968e-4}, {70, 8.2829e-5}};

// Air at a height: its density in parts of that at the ground, and the height over which it falls to 1/e.
struct Air {
    double density, scaleM;
};
Air airAt(double heightM) {
    const double km = heightM / 1000.0;
    const auto* above = std::find_if(std::begin(kDensities) + 1, std::end(kDensities) - 1,
                                     [km](const Density& d) { return km <= d.km; });
    const Density &low = above[-1], &high = above[0];
    const double fall = std::log(low.kgM3 / high.kgM3) / (high.km - low.km); // a km
    return {low.kgM3 / kDensities[0].kgM3 * std::exp(-fall * (km - low.km)), 1000.0 / fall};
}

constexpr double kWholeAirM = 8'444.0; // of the density at the ground: the same table, summed up

double bell(double x) {
    return std::exp(-x * x / 2.0);
}

// What a ray crosses whose lowest point is at a height, in metres of the medium as it is straight up = 1.
struct Crossed {
    double bentRad, air, ozone, haze, veil;
};
Crossed cross(double lowestM) {
    // n - 1 at sea level, 15 °C: C. W. Allen, "Astrophysical Quantities".
    constexpr double kRefractivity = 2.77e-4;
    constexpr double kStep = 4.0, kEnd = 300.0;
    constexpr double kOzoneM = 22'000.0, kOzoneWidthM = 5'000.0; // the same standard, figure 9, rounded
    constexpr double kHazeScaleM = 6'000.0;
    constexpr double kVeilM = 18'000.0, kVeilWidthM = 4'000.0;
    const double perWidth = 1.0 / std::sqrt(2.0 * std::numbers::pi);
    // At y² over its lowest point the ray has gone y sqrt(2R), and farther where the air bends it along the
    // ground.
    const Air lowest = airAt(lowestM);
    const double along = std::min(kEarthEquatorM * kRefractivity * lowest.density / lowest.scaleM, 0.5);
    const double element = 2.0 * std::sqrt(2.0 * kEarthEquatorM / (1.0 - along)) * kStep;
    Crossed sum{};
    for (double y = kStep / 2.0; y < kEnd; y += kStep) {
        const double z = lowestM + y * y;
        const Air here = airAt(z);
        sum.bentRad += kRefractivity * here.density / here.scaleM * element;
        sum.air += here.density / kWholeAirM * element;
        sum.ozone += bell((z - kOzoneM) / kOzoneWidthM) * perWidth / kOzoneWidthM * element;
        sum.haze += std::exp(-z / kHazeScaleM) / kHazeScaleM * element;
        sum.veil += bell((z - kVeilM) / kVeilWidthM) * perWidth / kVeilWidthM * element;
    }
    return sum;
}

// Absorption by ozone, a centimetre of it, by natural logarithm: 390 to 720 nm by tens. B. Leckner, Solar
// Energy 20 (1978), 143.
constexpr double kOzone[kWavelengths] = {0.0,   0.0,   0.0,   0.0,   0.0,   0.002, 0.003, 0.006, 0.009,
                                         0.014, 0.021, 0.030, 0.040, 0.048, 0.063, 0.075, 0.085, 0.103,
                                         0.120, 0.120, 0.115, 0.125, 0.120, 0.105, 0.090, 0.079, 0.067,
                                         0.057, 0.048, 0.036, 0.028, 0.023, 0.018, 0.014};
constexpr double kOzoneCm = 0.3; // 300 Dobson units

// Rayleigh's scattering by the whole air straight up: J. E. Hansen & L. D. Travis, Space Sci. Rev. 16
// (1974), 2.30.
double rayleigh(double nm) {
    const double um = nm / 1000.0, inverse = 1.0 / (um * um);
    return 0.008569 * inverse * inverse * (1.0 + 0.0113 * inverse + 0.00013 * inverse * inverse);
}

// Haze of fine grains, which stands for clouds and mountains too: as much as leaves the light in V and R that
// Mallama has (see earth_shadow.h). Over it the stratosphere's veil between great eruptions: L. W. Thomason
// et al., Earth Syst. Sci. Data 10 (2018), 469. Straight up, with Ångström's exponents.
double haze(double nm) {
    return 0.07 * std::pow(nm / 550.0, -2.3);
}
double veil(double nm) {
    return 0.004 * std::pow(nm / 550.0, -1.8);
}

AirLayer layerAt(double heightM, double thicknessM) {
    const Crossed crossed = cross(heightM);
    AirLayer layer{heightM, thicknessM, crossed.bentRad, {}, {}};
    for (int i = 0; i < kWavelengths; ++i) {
        const double nm = wavelengthNm(i);
        const double depth = rayleigh(nm) * crossed.air + kOzone[i] * kOzoneCm * crossed.ozone +
                             haze(nm) * crossed.haze + veil(nm) * crossed.veil;
        layer.left[std::size_t(i)] = std::exp(-depth);
    }
    layer.colour = colourOf(layer.left);
    return layer;
}

std::vector<AirLayer> makeAir() {
    std::vector<AirLayer> air;
    for (int i = 0; i < kLayers; ++i) { // thin layers below, where the air changes fast
        const double x = (i + 0.5) / kLayers;
        air.push_back(layerAt(kTopM * x * x, 2.0 * kTopM * x / kLayers));
    }
    return air;
}

} // namespace

const std::vector<AirLayer>& earthAir() {
    static const std::vector<AirLayer> air = makeAir();
    return air;
}

} // namespace perilune::astro
