// Themes: what is written is readable in each of them, and programme, standing and confidence stay apart for
// every eye, by colour and without it.
#include "overlay/ink/theme.h"

#include "overlay/ink/symbols.h"
#include "raster.h"
#include "scenes.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace perilune::overlay::test {
namespace {

struct Named {
    const char* name;
    const Theme& theme;
};
std::vector<Named> themes() {
    return {{"documentary", documentaryTheme()}, {"bright", brightTheme()}, {"print", printTheme()}};
}

double leastContrast(Ink ink, const Inks& inks) {
    return std::min(contrast(ink, inks.ground), contrast(ink, inks.plate));
}

TEST(Themes, contrastIsThatOfThePublishedFormula) {
    EXPECT_NEAR(contrast(ink(0x000000), ink(0xFFFFFF)), 21.0, 1e-9);
    EXPECT_NEAR(contrast(ink(0x777777), ink(0xFFFFFF)), 4.48, 0.005); // WCAG's well-known near miss
    EXPECT_NEAR(contrast(ink(0x767676), ink(0xFFFFFF)), 4.54, 0.005);
}

TEST(Themes, allThatIsWrittenIsReadableInEach) {
    for (const Named& one : themes())
        for (const Inks* inks : {&one.theme.chrome, &one.theme.picture})
            for (const Ink& ink : {inks->text, inks->soft, inks->quiet, inks->cause})
                EXPECT_GE(leastContrast(ink, *inks), kLeastContrast) << one.name << ' ' << packed(ink);
}

TEST(Themes, everyColourOfAProgrammeBecomesReadableInEach) {
    for (const Named& one : themes())
        for (int r = 0; r < 256; r += 51)
            for (int g = 0; g < 256; g += 51)
                for (int b = 0; b < 256; b += 51)
                    for (const Inks* inks : {&one.theme.chrome, &one.theme.picture}) {
                        const Ink given{std::uint8_t(r), std::uint8_t(g), std::uint8_t(b), 1.0f};
                        const Ink shown = inks->readable(given);
                        EXPECT_GE(leastContrast(shown, *inks), kLeastContrast)
                            << one.name << ' ' << r << ' ' << g << ' ' << b;
                        if (leastContrast(given, *inks) >= kLeastContrast)
                            EXPECT_EQ(packed(shown), packed(given)); // no more is changed than must be
                        // Labels are mixed with the text's own ink.
                        for (const float t : {0.25f, 0.35f, 0.45f, 0.78f})
                            EXPECT_GE(leastContrast(mixed(shown, inks->text, t), *inks), kLeastContrast);
                    }
}

using Vec = std::array<double, 3>;
using Matrix = std::array<Vec, 3>;

/// What a person without one kind of cones sees: Machado, Oliveira and Fernandes (2009), severity 1, on
/// linear RGB.
constexpr Matrix kEyes[] = {
    {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
    {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
    {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
    {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}}};
constexpr const char* kEyeNames[] = {"all cones", "protanopia", "deuteranopia", "tritanopia"};

Vec linearOf(Ink ink) {
    const auto one = [](std::uint8_t value) {
        const double share = value / 255.0;
        return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
    };
    return {one(ink.r), one(ink.g), one(ink.b)};
}

Vec times(const Matrix& m, const Vec& v) {
    Vec out{};
    for (std::size_t i = 0; i < 3; ++i)
        out[i] = std::clamp(m[i][0] * v[0] + m[i][1] * v[1] + m[i][2] * v[2], 0.0, 1.0);
    return out;
}

/// CIE L*a*b*, D65.
Vec labOf(const Vec& rgb) {
    const Vec xyz = times({{{0.4124 / 0.95047, 0.3576 / 0.95047, 0.1805 / 0.95047},
                            {0.2126, 0.7152, 0.0722},
                            {0.0193 / 1.08883, 0.1192 / 1.08883, 0.9505 / 1.08883}}},
                          rgb);
    const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116.0; };
    return {116.0 * f(xyz[1]) - 16.0, 500.0 * (f(xyz[0]) - f(xyz[1])), 200.0 * (f(xyz[1]) - f(xyz[2]))};
}

double apart(Ink a, Ink b, const Matrix& eye) {
    const Vec x = labOf(times(eye, linearOf(a))), y = labOf(times(eye, linearOf(b)));
    return std::hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]);
}

TEST(Themes, programmesAreToldApartByEveryEye) {
    constexpr double kApart = 10.0; // of L*a*b*; 2.3 is a just noticeable difference
    const auto& programmes = shippedTimelines().programmes;
    ASSERT_GE(programmes.size(), 3u);
    for (const Named& one : themes())
        for (const Inks* inks : {&one.theme.chrome, &one.theme.picture})
            for (std::size_t eye = 0; eye < std::size(kEyes); ++eye)
                for (std::size_t i = 0; i < programmes.size(); ++i)
                    for (std::size_t k = 0; k < i; ++k) {
                        const Ink a = inks->readable(ink(programmes[i].colour)),
                                  b = inks->readable(ink(programmes[k].colour));
                        EXPECT_GE(apart(a, b, kEyes[eye]), kApart)
                            << one.name << ", " << kEyeNames[eye] << ": " << programmes[i].id << ' '
                            << programmes[k].id;
                    }
}

/// A sign in white on black.
template <class Draw> base::Image drawn(const Draw& draw) {
    const auto fonts = fontsFor(720);
    Canvas canvas(*fonts, 40, 40);
    draw(canvas);
    base::Image picture = plainPicture(40, 40, 0);
    rasterise(canvas.takeDrawing(), *fonts, picture);
    return picture;
}

/// How much of the sign's ink lies where the other has none, pixels.
double differing(const base::Image& a, const base::Image& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.pixels.size(); i += 3)
        sum += std::abs(int(a.pixels[i]) - int(b.pixels[i])) / 255.0;
    return sum;
}

constexpr timeline::Mark kMarks[] = {timeline::Mark::Circle, timeline::Mark::Diamond, timeline::Mark::Square,
                                     timeline::Mark::Triangle};
constexpr float kRadius = 6.2f; // on the strip of a picture 720 high

TEST(Themes, programmesAreToldApartByTheirShapes) {
    for (const timeline::Mark a : kMarks)
        for (const timeline::Mark b : kMarks)
            if (a != b)
                EXPECT_GT(differing(drawn([&](Canvas& c) {
                                        fillMark(c, a, {20, 20}, kRadius, ink(0xFFFFFF));
                                    }),
                                    drawn([&](Canvas& c) {
                                        fillMark(c, b, {20, 20}, kRadius, ink(0xFFFFFF));
                                    })),
                          8.0)
                    << int(a) << ' ' << int(b);
}

TEST(Themes, standingsAreToldApartByTheirSigns) {
    using timeline::Standing;
    const Standing all[] = {Standing::Upcoming, Standing::Done,      Standing::Partly,  Standing::Failed,
                            Standing::Paused,   Standing::Cancelled, Standing::Overdue, Standing::Due};
    const auto sign = [](Standing standing) {
        return drawn([&](Canvas& c) {
            standingMark(c, timeline::Mark::Circle, {20, 20}, kRadius, standing, ink(0xFFFFFF));
        });
    };
    for (const Standing a : all)
        for (const Standing b : all)
            if (a != b)
                EXPECT_GT(differing(sign(a), sign(b)), 5.0) << int(a) << ' ' << int(b);
}

TEST(Themes, confidenceIsToldApartByItsSigns) {
    using timeline::Confidence;
    const Confidence all[] = {Confidence::High, Confidence::Low, Confidence::Unverified};
    const auto sign = [](Confidence confidence) {
        return drawn([&](Canvas& c) { doubtSign(c, {20, 20}, kRadius, confidence, ink(0xFFFFFF)); });
    };
    for (const Confidence a : all)
        for (const Confidence b : all)
            if (a != b)
                EXPECT_GT(differing(sign(a), sign(b)), 4.0) << int(a) << ' ' << int(b);
}

} // namespace
} // namespace perilune::overlay::test
