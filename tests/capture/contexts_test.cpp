// The same Moments on both kinds of OpenGL and with both kinds of workers.

#include "capture/capture.h"
#include "capture/film.h"
#include "render/compose.h"
#include "render/headless_context.h"
#include "render/offscreen_target.h"
#include "scene/camera.h"
#include "scene/describe.h"
#include "terrain/ground.h"
#include "timeline/read/parse.h"
#include "base/files.h"
#include "base/size.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <string>
#include <vector>

namespace perilune::capture {
namespace {

using base::Angle;

std::shared_ptr<const timeline::Timeline> theTimeline() {
    static const auto timeline = [] {
        const auto folder = base::shareDir() / "timelines";
        auto parsed = timeline::readTimelines({folder / "artemis.yaml", folder / "ilrs.yaml"});
        return std::make_shared<const timeline::Timeline>(std::move(parsed.value));
    }();
    return timeline;
}

Studio studioWith(const base::Workers& workers) {
    return {theTimeline(), terrain::Ground::open(base::shareDir(), workers).value(), base::shareDir(),
            workers, nullptr};
}

scene::Moment at(int year, unsigned month, unsigned day, int hour, int minute) {
    scene::Moment moment;
    moment.at = std::chrono::sys_days{std::chrono::year{year} / int(month) / int(day)} +
                std::chrono::hours{hour} + std::chrono::minutes{minute};
    moment.span = {base::Day{std::chrono::days{17'500}}, base::Day{std::chrono::days{23'000}}};
    return moment;
}

/// The disc with strip and names; the pole with its shadows; an eclipse and the Earth's face, from both
/// sides.
std::map<std::string, scene::Moment> moments() {
    std::map<std::string, scene::Moment> all;
    scene::Moment& disc = all["disc"] = at(2024, 6, 2, 0, 0);
    disc.look = scene::wholeDisc(Angle::degrees(5), Angle::degrees(20));
    disc.layers.names = disc.layers.graticule = true;
    disc.selected = "first-crewed-landing";
    scene::Moment& pole = all["pole"] = at(2026, 11, 25, 0, 0);
    pole.look.latitude = Angle::degrees(-85);
    pole.look.longitude = Angle::degrees(31);
    pole.look.rangeM = 3.0e5;
    pole.look.tilt = Angle::degrees(40);
    scene::Moment& eclipse = all["eclipse"] = at(2025, 3, 14, 6, 58);
    eclipse.look = scene::lookFromEarth();
    scene::Moment& earth = all["earth"] = at(2026, 4, 6, 23, 0);
    earth.look.latitude = Angle::degrees(-20);
    earth.look.longitude = Angle::degrees(120);
    earth.look.rangeM = 4.0e6;
    earth.look.tilt = Angle::degrees(60);
    earth.sky = scene::SkyShown::Constellations;
    return all;
}

constexpr base::Size kSize{320, 180};

base::Image shot(const Studio& studio, const scene::Moment& moment, int samples, render::GlKind kind) {
    const auto context = render::HeadlessContext::create(nullptr, kind);
    EXPECT_TRUE(context) << context.error().message;
    const auto renderer = render::Renderer::create({studio.shareDir, studio.ground, studio.workers});
    EXPECT_TRUE(renderer) << renderer.error().message;
    EXPECT_EQ((*renderer)->description().find("OpenGL ES") != std::string::npos, kind == render::GlKind::Es);
    auto image = shoot(studio, **renderer, moment, kSize, samples);
    EXPECT_TRUE(image) << image.error().message;
    return std::move(*image);
}

TEST(Contexts, aPictureOnOpenGlEsIsThatOnOpenGlWithinHalfALevel) {
    const Studio studio = studioWith(base::Workers::onThreads());
    for (const auto& [name, moment] : moments())
        for (const int samples : {1, 8}) {
            const base::Image gl = shot(studio, moment, samples, render::GlKind::Desktop);
            const base::Image es = shot(studio, moment, samples, render::GlKind::Es);
            ASSERT_EQ(gl.pixels.size(), es.pixels.size());
            double sum = 0.0;
            int most = 0;
            for (std::size_t i = 0; i < gl.pixels.size(); ++i) {
                const int apart = std::abs(int(gl.pixels[i]) - int(es.pixels[i]));
                sum += apart;
                most = std::max(most, apart);
            }
            const double mean = sum / (double(gl.pixels.size()) * 0.75); // alpha is 255 in both
            std::printf("%s, %d samples: %.3f of 255 in the mean, %d at most\n", name.c_str(), samples, mean,
                        most);
            EXPECT_LE(mean, 0.5) << name << ", " << samples << " samples";
        }
}

TEST(Contexts, aPictureDrawnWithoutThreadsIsThatWithThem) {
    const Studio threads = studioWith(base::Workers::onThreads()),
                 alone = studioWith(base::Workers::inlined());
    for (const auto& [name, moment] : moments())
        EXPECT_EQ(shot(threads, moment, 4, render::GlKind::Desktop).pixels,
                  shot(alone, moment, 4, render::GlKind::Desktop).pixels)
            << name;
}

TEST(Contexts, aWindowWithoutThreadsSettlesOnThatPictureAsItIsHelped) {
    const Studio studio = studioWith(base::Workers::inlined());
    const scene::Moment moment = moments()["earth"];
    const base::Image still = shot(studio, moment, 1, render::GlKind::Desktop);
    const auto context = render::HeadlessContext::create();
    ASSERT_TRUE(context);
    const auto renderer = render::Renderer::create({studio.shareDir, studio.ground, studio.workers});
    ASSERT_TRUE(renderer);
    const auto scene = scene::describe(*studio.timeline, *studio.ground, moment);
    const auto fonts = loadFonts(studio, kSize.height, "en", lettersOf(moment));
    ASSERT_TRUE(scene && fonts);
    const auto frame = render::compose(*scene, {kSize.width, kSize.height}, *fonts, nullptr);
    const auto canvas = render::OffscreenTarget::create(kSize.width, kSize.height);
    ASSERT_TRUE(canvas);
    // Nobody helps: it draws what it has, and waits for nobody.
    for (int i = 0; i < 3; ++i)
        EXPECT_FALSE((*renderer)->draw(frame, (*canvas)->target()).value());
    bool complete = false;
    for (int i = 0; i < 1000 && !complete; ++i) {
        studio.workers.help();
        complete = (*renderer)->draw(frame, (*canvas)->target()).value();
    }
    ASSERT_TRUE(complete);
    base::Image window;
    (*canvas)->read(window);
    EXPECT_EQ(window.pixels, still.pixels);
}

} // namespace
} // namespace perilune::capture
