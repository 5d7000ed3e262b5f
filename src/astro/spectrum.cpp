#include "astro/spectrum.h"

#include <algorithm>
#include <cmath>

namespace perilune::astro {

namespace {

// A lobe of the eye's curves, with a width to either side.
double lobe(double nm, double height, double middle, double below, double above) {
    const double t = (nm - middle) / (nm < middle ? below : above);
    return height * std::exp(-t * t / 2.0);
}

glm::dvec3 eyeAt(double nm) {
    return {lobe(nm, 1.056, 599.8, 37.9, 31.0) + lobe(nm, 0.362, 442.0, 16.0, 26.7) +
                lobe(nm, -0.065, 501.1, 20.4, 26.2),
            lobe(nm, 0.821, 568.8, 46.9, 40.5) + lobe(nm, 0.286, 530.9, 16.3, 31.1),
            lobe(nm, 1.217, 437.0, 11.8, 36.0) + lobe(nm, 0.681, 459.0, 26.0, 13.8)};
}

// Planck's law, in any unit.
double sunAt(double nm) {
    constexpr double kTemperature = 5772.0, kSecondConstantNm = 1.438777e7;
    return std::pow(500.0 / nm, 5.0) / (std::exp(kSecondConstantNm / (nm * kTemperature)) - 1.0);
}

// From CIE XYZ to linear sRGB: IEC 61966-2-1.
const glm::dmat3 kScreenFromEye{
    {3.2406, -0.9689, 0.0557}, {-1.5372, 1.8758, -0.2040}, {-0.4986, 0.0415, 1.0570}};
const glm::dvec3 kBrightness{0.2126, 0.7152, 0.0722};

// What a unit of light at each wavelength adds to the colour.
std::array<glm::dvec3, kWavelengths> makeWeights() {
    std::array<glm::dvec3, kWavelengths> weights{};
    glm::dvec3 white{0.0};
    for (int i = 0; i < kWavelengths; ++i) {
        glm::dvec3& weight = weights[std::size_t(i)];
        weight = kScreenFromEye * (eyeAt(wavelengthNm(i)) * sunAt(wavelengthNm(i)));
        white += weight;
    }
    for (glm::dvec3& weight : weights)
        weight /= white;
    return weights;
}

} // namespace

glm::dvec3 colourOf(const Spectrum& left) {
    static const std::array<glm::dvec3, kWavelengths> weights = makeWeights();
    glm::dvec3 sum{0.0};
    for (std::size_t i = 0; i < left.size(); ++i)
        sum += weights[i] * left[i];
    return sum;
}

double brightnessOf(const glm::dvec3& colour) {
    return glm::dot(colour, kBrightness);
}

glm::dvec3 onScreen(const glm::dvec3& colour) {
    constexpr double kFree =
        0.2; // from here on the least part, against grey, is pressed together towards zero
    const double grey = brightnessOf(colour);
    if (!(grey > 0.0))
        return glm::dvec3{0.0};
    const double least = std::min({colour.r, colour.g, colour.b}) / grey;
    if (least >= kFree)
        return colour;
    const double pressed = kFree * std::exp((least - kFree) / kFree);
    return glm::dvec3{grey} + (colour - grey) * ((1.0 - pressed) / (1.0 - least));
}

} // namespace perilune::astro
