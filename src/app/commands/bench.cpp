#include "app/bench_answers.h"
#include "app/commands/bench_scenes.h"
#include "app/commands/commands.h"
#include "app/commands/frame_parts.h"
#include "app/exit.h"
#include "render/compose.h"
#include "render/headless_context.h"
#include "render/offscreen_target.h"
#include "scene/describe.h"
#include "terrain/ground.h"
#include "base/image.h"
#include "base/platform/process.h"
#include "base/workers.h"

#include <epoxy/gl.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>

namespace perilune::app {

namespace {

using Clock = std::chrono::steady_clock;

double msSince(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

double percentile(const std::vector<double>& sorted, double p) {
    const auto rank = std::size_t(std::ceil(p * double(sorted.size())));
    return sorted[std::clamp<std::size_t>(rank, 1, sorted.size()) - 1];
}

} // namespace

int bench(const BenchOptions& options) {
    // The graphics context starts while the data are read, as in every other command that draws.
    const auto workers = base::Workers::onThreads();
    auto loading = workers.start([&]() -> base::Result<capture::Studio> {
        auto timeline = loadTimelines(options.timelines);
        if (!timeline)
            return base::inputError("the timelines have mistakes; mend them first");
        auto opened = openStudio(std::move(timeline), workers);
        if (opened)
            capture::beginFonts(*opened, options.size.height, "en", {});
        return opened;
    });
    const auto context = render::HeadlessContext::create();
    const auto studio = loading.take();
    if (!context)
        return report(context.error());
    if (!studio)
        return report(studio.error());
    auto created = render::Renderer::create({studio->shareDir, studio->ground, workers});
    if (!created)
        return report(created.error());
    const std::shared_ptr<render::Renderer> renderer = std::move(*created);
    const auto offscreen = render::OffscreenTarget::create(options.size.width, options.size.height);
    if (!offscreen)
        return report(offscreen.error());
    const auto fonts = capture::loadFonts(*studio, options.size.height, "en", {});
    if (!fonts)
        return report(fonts.error());

    const auto wanted = std::find_if(benchScenes().begin(), benchScenes().end(),
                                     [&](const BenchScene& scene) { return options.scene == scene.name; });
    scene::Describer describer(studio->timeline);
    scene::Moment moment = wanted->first(*studio->timeline);
    base::Image picture;
    // One frame, read back: the clock stops when the pixels are there. With `parts` it is waited for each.
    const auto drawOne = [&](bool complete, FrameParts* parts = nullptr) -> base::Result<void> {
        const auto ended = [parts](const char* part) {
            if (parts)
                parts->end(part);
        };
        if (parts)
            parts->beginFrame();
        const auto scene = describer.describe(*studio->ground, moment);
        if (!scene)
            return tl::unexpected(scene.error());
        ended("describe");
        const auto frame = render::compose(*scene, {options.size.width, options.size.height}, *fonts,
                                           studio->worldMap.get());
        ended("compose");
        render::DrawOptions how{.waitUntilComplete = complete};
        if (parts)
            how.ended = ended;
        const auto drawn = renderer->draw(frame, (*offscreen)->target(), how);
        if (!drawn)
            return tl::unexpected(drawn.error());
        (*offscreen)->read(picture);
        ended("read back");
        return {};
    };

    if (auto ok = drawOne(true); !ok)
        return report(ok.error());
    const double firstFrameMs = base::processAgeS() * 1000.0;
    std::vector<double> times;
    const auto start = Clock::now();
    const double processorStart = base::processorS();
    while (msSince(start) < options.seconds * 1000.0 || times.size() < 3) {
        wanted->next(moment);
        const auto begun = Clock::now();
        if (auto ok = drawOne(false); !ok)
            return report(ok.error());
        times.push_back(msSince(begun));
    }
    const double fps = double(times.size()) / (msSince(start) / 1000.0);
    const double processorMs = (base::processorS() - processorStart) * 1000.0 / double(times.size());
    const double peakMb = base::peakMemoryMb();
    const auto cost = renderer->groundCost();
    // Waiting costs some of the overlap of one part with the next, so that it is done in frames of its own.
    FrameParts parts;
    const auto profiling = Clock::now();
    for (int i = 0; i < 5 || msSince(profiling) < options.seconds * 250.0; ++i) {
        wanted->next(moment);
        if (auto ok = drawOne(false, &parts); !ok)
            return report(ok.error());
    }
    // Only of what a window shows at its start: the others are pictures that no key leads to.
    std::vector<Answers> answers;
    if (options.scene == std::string_view("stage")) {
        auto measured = measureAnswers(*studio, renderer, options.size);
        if (!measured)
            return report(measured.error());
        answers = std::move(*measured);
    }
    std::sort(times.begin(), times.end());
    const double p50 = percentile(times, 0.50), p95 = percentile(times, 0.95), p99 = percentile(times, 0.99);
    const auto rounded = [](double value) { return std::round(value * 100.0) / 100.0; };
    if (options.json) {
        nlohmann::ordered_json partsMs;
        for (const FrameParts::Part& part : parts.medians())
            partsMs[part.name] = {{"wall", rounded(part.medianMs)}, {"processor", rounded(part.processorMs)}};
        nlohmann::ordered_json answersMs = nlohmann::ordered_json::object();
        for (const Answers& some : answers)
            answersMs[some.name] = {{"p50", rounded(some.medianMs)},
                                    {"most", rounded(some.mostMs)},
                                    {"most_processor", rounded(some.mostProcessorMs)},
                                    {"slowest", some.slowest}};
        const nlohmann::ordered_json out{
            {"first_frame_ms", rounded(firstFrameMs)},
            {"fps", rounded(fps)},
            {"frame_ms",
             {{"least", rounded(times.front())},
              {"p50", rounded(p50)},
              {"p95", rounded(p95)},
              {"p99", rounded(p99)}}},
            {"processor_ms", rounded(processorMs)},
            {"parts_ms", std::move(partsMs)},
            {"answers_ms", std::move(answersMs)},
            {"peak_rss_mb", rounded(peakMb)},
            {"ground",
             {{"draw_calls", cost.drawCalls},
              {"triangles", cost.triangles},
              {"resident_mb", rounded(double(cost.residentBytes) / 1e6)}}},
            {"renderer", renderer->description()},
            {"size", fmt::format("{}x{}", options.size.width, options.size.height)},
            {"scene", options.scene},
            {"frames", times.size()}};
        fmt::print("{}\n", out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
        return kDone;
    }
    fmt::print("{:<16}{}x{}, {}\n", "picture", options.size.width, options.size.height, options.scene);
    fmt::print("{:<16}{}\n", "renderer", renderer->description());
    fmt::print("{:<16}{:.0f} ms after the process started\n", "first frame", firstFrameMs);
    fmt::print("{:<16}{:.1f} a second\n", "frames", fps);
    fmt::print("{:<16}{:.1f} ms median, {:.1f} ms p95, {:.1f} ms p99\n", "a frame", p50, p95, p99);
    fmt::print("{:<16}{:.1f} ms a frame, of all threads\n", "processor", processorMs);
    fmt::print("{:<16}{:.0f} MB at most\n", "memory", peakMb);
    fmt::print("{:<16}{} draw calls, {} triangles, {:.0f} MB on the card\n", "ground", cost.drawCalls,
               cost.triangles, double(cost.residentBytes) / 1e6);
    fmt::print("\nwhere the time goes, each part waited for: median ms by the clock, of processors\n");
    for (const FrameParts::Part& part : parts.medians())
        fmt::print("  {:<22}{:8.2f}{:8.2f}\n", part.name, part.medianMs, part.processorMs);
    if (!answers.empty())
        fmt::print("\nwhat is done is seen after: median and most ms by the clock, most of processors\n");
    for (const Answers& some : answers)
        fmt::print("  {:<22}{:8.1f}{:8.1f}{:8.1f}  {}\n", some.name, some.medianMs, some.mostMs,
                   some.mostProcessorMs, some.slowest);
    return kDone;
}

} // namespace perilune::app
