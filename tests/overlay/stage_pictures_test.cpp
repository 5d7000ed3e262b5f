// Draws the stage over a plainly lit Moon. With PERILUNE_PICTURES=FOLDER the pictures are kept there to be
// looked at.
#include "overlay/stage.h"
#include "base/image.h"
#include "raster.h"
#include "scenes.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace perilune::overlay::test {
namespace {

base::Image litMoon(const scene::Scene& scene, int width, int height, float sunPower) {
    base::Image picture = plainPicture(width, height, 4);
    const scene::Projection projection(scene.camera, double(width) / double(height));
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const auto place = projection.pick((x + 0.5) / width, (y + 0.5) / height);
            if (!place)
                continue;
            const double lit = std::max(0.0, glm::dot(astro::up(*place).v, scene.sun.v));
            const auto grey =
                static_cast<std::uint8_t>(std::clamp(sunPower * std::pow(lit, 0.45), 4.0, 235.0));
            for (int c = 0; c < 3; ++c)
                picture.pixels[(std::size_t(y) * std::size_t(width) + std::size_t(x)) * 3 + std::size_t(c)] =
                    grey;
        }
    return picture;
}

struct Case {
    const char* name;
    scene::Moment moment;
    int width, height;
};

std::vector<Case> cases() {
    std::vector<Case> out;
    const auto add = [&](const char* name, const scene::Moment& m, int w, int h) {
        out.push_back({name, m, w, h});
    };
    scene::Moment landing = landingMoment();
    landing.light = {scene::LightMode::Pinned, base::Angle::degrees(-50), base::Angle::degrees(10)};
    add("landing", landing, 1280, 720);
    add("landing-2160", landing, 3840, 2160);
    add("landing-4to3", landing, 1024, 768);
    add("landing-21to9", landing, 2560, 1080);
    add("landing-320", landing, 320, 180);
    scene::Moment sources = landing;
    sources.layers.sources = true;
    sources.caption = "In March 2019 a landing was promised within five years. By the end of 2026 the date "
                      "has moved four times.";
    add("sources", sources, 1280, 720);
    scene::Moment pole = southPoleMoment();
    pole.light = {scene::LightMode::Pinned, base::Angle::degrees(-85), base::Angle::degrees(0)};
    add("pole", pole, 1280, 720);
    add("pole-2160", pole, 3840, 2160);
    pole.selected = "first-crewed-landing";
    add("pole-card", pole, 1920, 1080);
    scene::Moment far = landing;
    far.look = scene::wholeDisc({}, {});
    far.light = {scene::LightMode::Pinned, {}, {}};
    far.selected = "chang-e-7";
    far.caption = "A short caption";
    add("disc", far, 1280, 720);
    scene::Moment days = landing;
    days.span = {day("2022-10-20"), day("2022-12-02")};
    days.at = base::startOf(day("2022-11-16"));
    days.known = {scene::AsOfMode::AsItLookedThen, {}};
    days.selected = "artemis-1";
    add("days", days, 1280, 720);
    days.span = {day("1990-01-01"), day("2049-12-31")};
    add("decades", days, 1280, 720);
    return out;
}

TEST(StagePictures, textStandsOutFromABrightMoon) {
    const char* keep = std::getenv("PERILUNE_PICTURES");
    const char* only = std::getenv("PERILUNE_PICTURE");
    for (const Case& c : cases()) {
        if (!keep && c.width > 1280)
            continue;
        if (only && std::string(only) != c.name)
            continue;
        const scene::Scene scene = described(c.moment);
        const auto fonts = fontsFor(c.height);
        ASSERT_TRUE(fonts);
        const Stage stage = layoutStage(scene, {c.width, c.height}, *fonts);
        base::Image picture = litMoon(scene, c.width, c.height, 235);
        rasterise(stage.draw, *fonts, picture);
        if (keep) {
            ASSERT_TRUE(
                base::writePng(std::filesystem::path(keep) / (std::string(c.name) + ".png"), picture));
        }
        if (c.height < 360)
            continue;
        // Behind and inside each line of text there are both dark and light pixels.
        for (const TextBox& text : stage.texts) {
            int darkest = 255, brightest = 0;
            for (int y = int(text.rect.y0); y < int(text.rect.y1); ++y)
                for (int x = int(text.rect.x0); x < int(text.rect.x1); ++x) {
                    if (x < 0 || y < 0 || x >= c.width || y >= c.height)
                        continue;
                    const std::uint8_t* p =
                        &picture.pixels[(std::size_t(y) * std::size_t(c.width) + std::size_t(x)) * 3];
                    const int luma = (p[0] * 54 + p[1] * 183 + p[2] * 19) / 256;
                    darkest = std::min(darkest, luma);
                    brightest = std::max(brightest, luma);
                }
            EXPECT_GT(brightest - darkest, 80) << c.name << ": " << text.text;
        }
    }
}

} // namespace
} // namespace perilune::overlay::test
