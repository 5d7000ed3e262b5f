#include "astro/spectrum.h"

#include <gtest/gtest.h>

namespace perilune::astro {
namespace {

TEST(Spectrum, unhinderedSunlightIsWhiteAndColoursAddUpAsLightDoes) {
    Spectrum all{}, lower{}, upper{};
    all.fill(1.0);
    for (int i = 0; i < kWavelengths; ++i)
        (wavelengthNm(i) < 550.0 ? lower : upper)[std::size_t(i)] = 1.0;
    for (int c = 0; c < 3; ++c) {
        EXPECT_NEAR(colourOf(all)[c], 1.0, 1e-12);
        EXPECT_NEAR(colourOf(lower)[c] + colourOf(upper)[c], 1.0, 1e-12);
    }
    EXPECT_NEAR(brightnessOf(colourOf(all)), 1.0, 1e-12);
}

// CIE 1931: the pure colour of 610 nm stands at x = 0.666, y = 0.334, outside of sRGB towards red.
TEST(Spectrum, pureColoursLieOutsideOfTheScreensAndAreBroughtInAsBright) {
    Spectrum orange{};
    orange[22] = 1.0;
    ASSERT_EQ(wavelengthNm(22), 610.0);
    const glm::dvec3 colour = colourOf(orange), shown = onScreen(colour);
    EXPECT_LT(colour.b, 0.0);
    EXPECT_GT(colour.r, 3.0 * colour.g);
    EXPECT_GE(shown.b, 0.0);
    EXPECT_GE(shown.g, 0.0);
    EXPECT_NEAR(brightnessOf(shown), brightnessOf(colour), 1e-12);
    EXPECT_EQ(onScreen({0.2, 0.5, 0.1}), glm::dvec3(0.2, 0.5, 0.1)); // what a screen shows stays
    EXPECT_LT(onScreen({1.0, 0.3, -0.05}).b, onScreen({1.0, 0.3, -0.02}).b);
}

} // namespace
} // namespace perilune::astro
