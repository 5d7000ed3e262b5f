// Whatever the date, a flight to a site ends in a picture in which the ground around its craft is seen.
#include "capture/capture.h"
#include "render/headless_context.h"
#include "render/renderer.h"
#include "scene/describe.h"
#include "scene/where.h"
#include "terrain/ground.h"
#include "timeline/read/parse.h"
#include "base/files.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>

namespace perilune::capture {
namespace {

using base::Angle;
using scene::LightMode;

// In levels of 255, of the ground around the craft.
constexpr double kDarkFloor = 30.0, kSunlitFloor = 36.0;

/// Beside what stands there, as a flight to a site ends.
scene::Moment besideAt(const scene::Where& where, const char* when, LightMode mode) {
    scene::Moment moment;
    moment.at = *base::parseInstant(when);
    moment.look.latitude = where.middle.latitude;
    moment.look.longitude = where.middle.longitude;
    moment.look.rangeM = 120.0;
    moment.look.tilt = Angle::degrees(72.0);
    moment.light.mode = mode;
    moment.layers.strip = moment.layers.card = moment.layers.pins = moment.layers.titles = false;
    return moment;
}

/// Mean of the middle of the lower half, in which the ground around the craft lies.
double levelOf(const base::Image& image) {
    double sum = 0.0;
    int count = 0;
    for (int y = image.height * 45 / 100; y < image.height * 85 / 100; ++y)
        for (int x = image.width * 30 / 100; x < image.width * 70 / 100; ++x, ++count) {
            const std::uint8_t* p = &image.pixels[std::size_t(4 * (y * image.width + x))];
            sum += 0.2126 * p[0] + 0.7152 * p[1] + 0.0722 * p[2];
        }
    return sum / count;
}

} // namespace

// With PERILUNE_EVERY_SITE=1 it goes to all of the record, for minutes.
TEST(SeenSites, areSeenByDayAndByNightAndInTheNearestSunlitHour) {
    const auto folder = base::shareDir() / "timelines";
    const Studio studio{
        std::make_shared<const timeline::Timeline>(
            timeline::readTimelines({folder / "artemis.yaml", folder / "ilrs.yaml", folder / "context.yaml"})
                .value),
        terrain::Ground::open(base::shareDir(), base::Workers::onThreads()).value(), base::shareDir(),
        base::Workers::onThreads(), nullptr};
    const auto context = render::HeadlessContext::create();
    if (!context)
        GTEST_SKIP() << "skipped: " << context.error().message;
    const auto renderer = render::Renderer::create({studio.shareDir, studio.ground, studio.workers}).value();
    const std::set<std::string_view> few{"malapert-massif", "ce7-planned-site", "ce6-lander",
                                         "apollo-11-site"};
    const bool every = std::getenv("PERILUNE_EVERY_SITE") != nullptr;
    int seenSites = 0;
    for (const timeline::Site& site : studio.timeline->sites) {
        const auto where = scene::whereIs(site, studio.timeline->latestKnown(), *studio.timeline);
        if (!where || !(every || few.contains(site.id)))
            continue;
        ++seenSites;
        for (const char* when : {"2026-11-25T00:00Z", "2026-12-09T06:00Z"})
            for (const LightMode mode : {LightMode::True, LightMode::Sunlit}) {
                const scene::Moment moment = besideAt(*where, when, mode);
                const double level = levelOf(shoot(studio, *renderer, moment, {160, 90}, 1).value());
                const scene::Scene scene = scene::describe(*studio.timeline, *studio.ground, moment).value();
                const bool lit =
                    mode == LightMode::Sunlit &&
                    std::none_of(scene.notes.begin(), scene.notes.end(), [](const std::string& note) {
                        return note.find("no sunlight") != std::string::npos;
                    });
                EXPECT_GE(level, lit ? kSunlitFloor : kDarkFloor)
                    << site.id << ' ' << when << (mode == LightMode::Sunlit ? " sunlit" : "");
                EXPECT_LE(level, 240.0) << site.id << ' ' << when;
                if (every)
                    std::printf("%-32s %.10s %s %5.1f auto %.1f lifted %.1f x %.1f %s\n", site.id.c_str(),
                                when, mode == LightMode::True ? "true  " : "sunlit", level,
                                scene.exposureStops, scene.shadowLift, scene.liftedStops, lit ? "" : "dark");
            }
    }
    EXPECT_GE(seenSites, int(few.size()));
}

} // namespace perilune::capture
