// How spacecraft are lit, and how what stands is told from what does not.
#include "ground_test.h"

#include <epoxy/gl.h>
#include <gtest/gtest.h>

#include <cmath>

using namespace perilune;
using render::test::towards;
using scene::Presence;

namespace {

class CraftLight : public render::test::GroundTest {
  protected:
    void SetUp() override {
        GroundTest::SetUp();
        if (context_)
            renderer_ = newRenderer();
    }
    void TearDown() override {
        if (context_)
            EXPECT_EQ(glGetError(), GLenum(GL_NO_ERROR));
        renderer_.reset();
    }
    base::Image draw(const render::Frame& frame) { return pictureOf(*renderer_, frame); }

    /// Under a Sun that has set, by whatever light there is.
    render::Frame landerAtNight(Presence presence, float lamps) const {
        render::Frame frame = lander(presence, towards(20, -150));
        frame.earth = glm::vec3(1.0f, 0.0f, 0.0f);
        frame.exposureStops = 4.0;
        frame.shadowLift = 1.0;
        frame.models.back().lamps = lamps;
        return frame;
    }

    std::unique_ptr<render::Renderer> renderer_;
};

constexpr int kWidth = 320;

struct Mean {
    double r = 0.0, g = 0.0, b = 0.0;
    double grey() const { return (r + g + b) / 3.0; }
};

/// Of a box of the picture, in levels.
Mean meanOf(const base::Image& image, int x0, int y0, int x1, int y1) {
    Mean mean;
    const double n = double(x1 - x0) * (y1 - y0);
    for (int y = y0; y < y1; ++y)
        for (int x = x0; x < x1; ++x) {
            const std::uint8_t* pixel = &image.pixels[std::size_t(4 * (y * image.width + x))];
            mean.r += pixel[0] / n, mean.g += pixel[1] / n, mean.b += pixel[2] / n;
        }
    return mean;
}

// Where the lander of these pictures has its hull, and the ground before its feet.
Mean hullOf(const base::Image& image) {
    return meanOf(image, 149, 24, 171, 56);
}
Mean groundBefore(const base::Image& image) {
    return meanOf(image, 120, 98, 200, 120);
}

} // namespace

TEST_F(CraftLight, noGroundShowsThroughWhatIsPlannedLostOrCancelled) {
    for (const Presence presence :
         {Presence::Planned, Presence::There, Presence::Lost, Presence::Cancelled}) {
        render::Frame frame = lander(presence);
        const base::Image one = draw(frame);
        frame.ground.tint = terrain::GroundTint::Slope;
        const base::Image other = draw(frame);
        int same = 0, different = 0;
        for (int y = 24; y < 56; ++y)
            for (int x = 150; x < 170; ++x) {
                const std::size_t at = std::size_t(4 * (y * kWidth + x));
                const bool equal = std::equal(&one.pixels[at], &one.pixels[at] + 3, &other.pixels[at]);
                (equal ? same : different) += 1;
            }
        if (presence == Presence::Lost)
            continue; // lies lower than that
        EXPECT_GT(same, 60 * different) << int(presence);
    }
}

TEST_F(CraftLight, eachPresenceIsToldFromTheOthersAtAGlance) {
    const Mean there = hullOf(draw(lander(Presence::There)));
    const Mean planned = hullOf(draw(lander(Presence::Planned)));
    const Mean cancelled = hullOf(draw(lander(Presence::Cancelled)));
    // A plan is a breath bluer, and as bright.
    EXPECT_GT(planned.b / planned.r, 1.08 * there.b / there.r);
    EXPECT_GT(planned.grey(), 0.7 * there.grey());
    EXPECT_GT(std::abs(cancelled.grey() - there.grey()) + std::abs(cancelled.b - there.b), 5.0);
    // What was lost lies: where a hull stood there is ground or sky.
    const base::Image lost = draw(lander(Presence::Lost)), stands = draw(lander(Presence::There));
    int changed = 0;
    for (int y = 15; y < 80; ++y)
        for (int x = 130; x < 190; ++x) {
            const std::size_t at = std::size_t(4 * (y * kWidth + x));
            changed += std::abs(int(lost.pixels[at]) - int(stands.pixels[at])) > 12 ? 1 : 0;
        }
    EXPECT_GT(changed, 600);
}

TEST_F(CraftLight, atNightItsLampsLightTheGroundAndTheCraftAndWhatIsLostHasNone) {
    const base::Image dark = draw(landerAtNight(Presence::Planned, 0.0f));
    const base::Image lamps = draw(landerAtNight(Presence::Planned, 1.0f));
    EXPECT_GT(groundBefore(lamps).grey(), groundBefore(dark).grey() + 30.0);
    EXPECT_GT(hullOf(lamps).grey(), hullOf(dark).grey() + 30.0);
    EXPECT_EQ(draw(landerAtNight(Presence::Lost, 1.0f)).pixels,
              draw(landerAtNight(Presence::Lost, 0.0f)).pixels);
}

TEST_F(CraftLight, atNightTheEarthLightsItFromItsSide) {
    render::Frame frame = landerAtNight(Presence::There, 0.0f);
    frame.shadowLift = 0.0;
    frame.exposureStops = 6.0;
    const double lit = hullOf(draw(frame)).grey();
    frame.earth = -frame.earth;
    EXPECT_GT(lit, hullOf(draw(frame)).grey() + 8.0);
}

TEST_F(CraftLight, aCraftInTheShadowOfAHillGetsNoLightFromSunlitGroundBelowIt) {
    // Over the pole a low Sun from where a wall stands: the craft is lit as its ground is.
    const base::Image day = draw(lander(Presence::There));
    const base::Image night = draw(lander(Presence::There, towards(40, 70)));
    EXPECT_GT(hullOf(day).grey(), 2.5 * hullOf(night).grey());
}
