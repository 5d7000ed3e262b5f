// Pictures drawn without a window, on whatever renderer the machine has.
#include "render/offscreen_target.h"
#include "overlay/ink/canvas.h"
#include "base/image.h"
#include "ground_test.h"

#include <epoxy/gl.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <memory>

using namespace perilune;
using base::Angle;
using render::test::placeAt;
using render::test::towards;

namespace {

class Picture : public render::test::GroundTest {
  protected:
    void SetUp() override {
        GroundTest::SetUp();
        if (!context_)
            return;
        renderer_ = newRenderer();
        ASSERT_TRUE(renderer_);
    }
    void TearDown() override {
        if (context_)
            EXPECT_EQ(glGetError(), GLenum(GL_NO_ERROR));
        renderer_.reset();
    }

    render::Frame fullDisc() const {
        return frameOf(scene::wholeDisc(Angle::degrees(2), Angle::degrees(1)), towards(3, -4));
    }
    render::Frame crescent() const {
        return frameOf(scene::wholeDisc(Angle::degrees(0), Angle::degrees(0)), towards(0, 140));
    }
    render::Frame southPole() const {
        return frameOf(scene::wholeDisc(Angle::degrees(-86), Angle::degrees(10)), towards(-1.2, -35));
    }
    base::Image draw(const render::Frame& frame, int samples = 1) {
        return pictureOf(*renderer_, frame, samples);
    }

    /// Holds a picture against the one of this renderer; PERILUNE_UPDATE_GOLDEN=1 writes it anew.
    void expectGolden(const base::Image& image, const std::string& name) const {
        std::string renderer;
        for (const char c : renderer_->description()) {
            const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.';
            renderer += plain ? char(std::tolower(static_cast<unsigned char>(c))) : '-';
        }
        const auto file = std::filesystem::path(PERILUNE_TEST_DIR) / "golden" / renderer / (name + ".png");
        if (std::getenv("PERILUNE_UPDATE_GOLDEN") != nullptr) {
            std::filesystem::create_directories(file.parent_path());
            ASSERT_TRUE(base::writePng(file, image).has_value());
        }
        if (!std::filesystem::exists(file))
            GTEST_SKIP() << "skipped: no golden picture of " << renderer_->description();
        const auto golden = base::readImage(file, 4);
        ASSERT_TRUE(golden.has_value());
        ASSERT_EQ(golden->pixels.size(), image.pixels.size());
        double sum = 0.0;
        int far = 0;
        for (std::size_t i = 0; i < image.pixels.size(); ++i) {
            const int difference = std::abs(int(image.pixels[i]) - int(golden->pixels[i]));
            sum += difference;
            far += difference > 12 ? 1 : 0;
        }
        EXPECT_LT(sum / double(image.pixels.size()), 0.5) << name;
        EXPECT_LT(far, int(image.pixels.size()) / 500) << name;
    }

    std::unique_ptr<render::Renderer> renderer_;
};

int brightnessAt(const base::Image& image, int x, int y) {
    const std::uint8_t* pixel = &image.pixels[std::size_t(4 * (y * image.width + x))];
    return (pixel[0] + pixel[1] + pixel[2]) / 3;
}

} // namespace

TEST_F(Picture, fullMoonIsBrightNeutralAndItsMariaDarker) {
    const base::Image image = draw(frameOf(scene::wholeDisc(Angle{}, Angle{}), towards(0, 0), 640, 640));
    scene::Projection projection(scene::cameraOf(scene::wholeDisc(Angle{}, Angle{}), *ground_), 1.0);
    const auto at = [&](double latitude, double longitude) {
        const auto point = projection.project(astro::toMcmf(placeAt(latitude, longitude)));
        int sum = 0;
        for (int dy = -4; dy <= 4; ++dy)
            for (int dx = -4; dx <= 4; ++dx)
                sum += brightnessAt(image, int(point->x * 640) + dx, int(point->y * 640) + dy);
        return sum / 81;
    };
    const int serenity = at(27, 18); // Mare Serenitatis
    const int highland = at(-27, 8); // the southern highlands
    EXPECT_GT(highland, 150);
    EXPECT_LT(serenity, highland - 40);
    EXPECT_GT(serenity, 50);
    const std::uint8_t* middle = &image.pixels[std::size_t(4 * (420 * 640 + 330))];
    EXPECT_LT(std::abs(int(middle[0]) - int(middle[2])), 30); // grey, with a breath of warmth
}

TEST_F(Picture, theFarLimbOfAFullMoonHasNoBlackSpecks) {
    const auto frame =
        frameOf(scene::wholeDisc(Angle::degrees(2), Angle::degrees(1)), towards(3, -4), 512, 512);
    const base::Image image = draw(frame);
    const double limb = std::tan(std::asin(astro::kMoonRadiusM / glm::length(frame.camera.eye.m)));
    const double radius = 256.0 * limb / std::tan(frame.camera.fieldOfView.radians() * 0.5) - 3.0;
    int black = 0;
    for (int y = 0; y < 512; ++y) {
        for (int x = 0; x < 512; ++x) {
            const double distance = std::hypot(x - 255.5, y - 255.5);
            black += distance < radius && brightnessAt(image, x, y) < 30 ? 1 : 0;
        }
    }
    EXPECT_GT(radius, 200.0);
    EXPECT_EQ(black, 0);
}

TEST_F(Picture, theNightSideShowsButTheEarthsLightAndSpaceIsBlack) {
    const base::Image image = draw(crescent());
    EXPECT_LT(brightnessAt(image, 160, 90), 40);
    EXPECT_GT(brightnessAt(image, 160, 90), 5);
    EXPECT_EQ(brightnessAt(image, 2, 2), 0);
    int lit = 0;
    for (int x = 160; x < 320; ++x)
        lit = std::max(lit, brightnessAt(image, x, 90));
    EXPECT_GT(lit, 150);
}

TEST_F(Picture, everyPixelIsOpaque) {
    const auto frame = fullDisc();
    auto offscreen = render::OffscreenTarget::create(frame.viewport.width, frame.viewport.height);
    ASSERT_TRUE(renderer_->draw(frame, (*offscreen)->target(), {.waitUntilComplete = true}).has_value());
    std::vector<std::uint8_t> pixels(320 * 180 * 4);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, (*offscreen)->target().framebuffer);
    glReadPixels(0, 0, 320, 180, GL_RGBA, GL_UNSIGNED_BYTE, pixels.data());
    for (std::size_t i = 3; i < pixels.size(); i += 4)
        ASSERT_EQ(pixels[i], 255);
}

TEST_F(Picture, theSameFrameTwiceIsTheSamePicture) {
    EXPECT_EQ(draw(fullDisc()).pixels, draw(fullDisc()).pixels);
    EXPECT_EQ(draw(lander(scene::Presence::There), 4).pixels, draw(lander(scene::Presence::There), 4).pixels);
}

TEST_F(Picture, aFrameAloneEqualsTheFrameAfterOthers) {
    const base::Image alone = draw(lander(scene::Presence::Planned));
    const base::Image aloneDisc = draw(fullDisc());
    auto fresh = render::Renderer::create({base::shareDir(), ground_, base::Workers::onThreads()});
    ASSERT_TRUE(fresh.has_value());
    renderer_ = std::move(*fresh);
    draw(crescent());
    draw(southPole());
    draw(lander(scene::Presence::There));
    EXPECT_EQ(draw(lander(scene::Presence::Planned)).pixels, alone.pixels);
    EXPECT_EQ(draw(fullDisc()).pixels, aloneDisc.pixels);
}

TEST_F(Picture, theWindowSettlesOnThePictureOfTheStill) {
    const base::Image still = draw(southPole());
    auto fresh = render::Renderer::create({base::shareDir(), ground_, base::Workers::onThreads()});
    ASSERT_TRUE(fresh.has_value());
    renderer_ = std::move(*fresh);
    const auto frame = southPole();
    auto offscreen = render::OffscreenTarget::create(320, 180);
    bool complete = false;
    for (int i = 0; i < 2000 && !complete; ++i) {
        const auto drawn = renderer_->draw(frame, (*offscreen)->target());
        ASSERT_TRUE(drawn.has_value());
        complete = *drawn;
    }
    EXPECT_TRUE(complete);
    base::Image window;
    (*offscreen)->read(window);
    EXPECT_EQ(window.pixels, still.pixels);
}

TEST_F(Picture, aModelThatCannotBeReadStopsAStillAndIsToldOnceInTheWindow) {
    auto frame = lander(scene::Presence::There);
    frame.models[0].file = "no-such-craft.glb";
    auto offscreen = render::OffscreenTarget::create(320, 180);
    const auto still = renderer_->draw(frame, (*offscreen)->target(), {.waitUntilComplete = true});
    ASSERT_FALSE(still.has_value());
    EXPECT_NE(still.error().message.find("no-such-craft.glb"), std::string::npos);
    for (int i = 0; i < 20; ++i)
        ASSERT_TRUE(renderer_->draw(frame, (*offscreen)->target()).has_value());
    EXPECT_EQ(renderer_->takeProblems().size(), 1u);
    EXPECT_TRUE(renderer_->takeProblems().empty());
    EXPECT_EQ(glGetError(), GLenum(GL_NO_ERROR));
}

TEST_F(Picture, aSampledPictureShowsTheSameWithSmootherEdges) {
    const base::Image one = draw(fullDisc());
    const base::Image many = draw(fullDisc(), 8);
    double sum = 0.0;
    for (std::size_t i = 0; i < one.pixels.size(); ++i)
        sum += std::abs(int(one.pixels[i]) - int(many.pixels[i]));
    EXPECT_LT(sum / double(one.pixels.size()), 4.0);
}

TEST_F(Picture, whatLiesOverItStaysInItsPlaceWhereTheMoonIsDrawnCoarser) {
    render::Frame frame = fullDisc();
    const int width = frame.viewport.width, height = frame.viewport.height;
    const auto fonts = overlay::Fonts::load({base::shareDir() / "fonts"}, height);
    ASSERT_TRUE(fonts);
    overlay::Canvas canvas(**fonts, float(width), float(height));
    canvas.fill({float(width) - 30.0f, 10.0f, float(width) - 10.0f, 30.0f}, overlay::ink(0xFF0000));
    frame.stage.draw = canvas.takeDrawing();
    frame.fonts = *fonts;
    auto offscreen = render::OffscreenTarget::create(width, height);
    ASSERT_TRUE(offscreen);
    for (const int samples : {1, 2})
        for (const double scale : {1.0, 0.5, 0.3}) {
            ASSERT_TRUE(
                renderer_->draw(frame, (*offscreen)->target(),
                                {.waitUntilComplete = true, .samples = samples, .renderScale = scale}));
            base::Image image;
            (*offscreen)->read(image);
            int red = 0;
            for (int y = 0; y < height; ++y)
                for (int x = 0; x < width; ++x) {
                    const std::uint8_t* pixel = &image.pixels[std::size_t(4 * (y * width + x))];
                    const bool inside = x >= width - 29 && x < width - 11 && y > 10 && y < 29;
                    const bool isRed = pixel[0] > 240 && pixel[1] < 10 && pixel[2] < 10;
                    red += isRed ? 1 : 0;
                    if (inside)
                        ASSERT_TRUE(isRed) << x << "," << y << " at " << scale << ", samples " << samples;
                }
            EXPECT_LE(red, 21 * 21) << "at " << scale << ", samples " << samples;
        }
}

TEST_F(Picture, anAbsurdTargetIsRefused) {
    EXPECT_FALSE(render::OffscreenTarget::create(0, 100).has_value());
    const auto huge = render::OffscreenTarget::create(1 << 20, 1 << 20);
    ASSERT_FALSE(huge.has_value());
    EXPECT_EQ(huge.error().fault, base::Fault::Machine);
}

TEST_F(Picture, matchesItsGoldens) {
    expectGolden(draw(fullDisc()), "full_disc");
    expectGolden(draw(crescent()), "crescent");
    expectGolden(draw(southPole(), 4), "south_pole");
    expectGolden(draw(lander(scene::Presence::There), 4), "lander");
    expectGolden(draw(lander(scene::Presence::Planned), 4), "lander_planned");
}
