#include "render/renderer.h"

#include "render/accumulation_buffer.h"
#include "render/craft/model_pass.h"
#include "render/edge_pass.h"
#include "render/ground/ground_pass.h"
#include "render/overlay_pass.h"
#include "render/sky/sky_pass.h"
#include "render/target_area.h"
#include "terrain/ground.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace perilune::render {

struct Renderer::Impl {
    Assets assets;
    DepthRange depthRange;
    GroundPass ground;
    ModelPass models;
    SkyPass sky;
    EdgePass edges;
    OverlayPass overlay;
    SamplePass mean;
    std::unique_ptr<Viewer> own; ///< last, so that it goes first

    DepthBounds depthBounds(const View& view) const;
    void drawScene(Viewer::Impl& viewer, const FrameSky& heavens, const View& view, const DepthBounds& bounds,
                   const GroundLight& light, int sample, const DrawOptions& options);
};

struct Viewer::Impl {
    explicit Impl(GroundTiles& tiles) : ground(tiles) {}
    GroundView ground;
    CraftView craft;
    AccumulationBuffer accumulation;
    OverlayAtlas atlas;
};

Viewer::Viewer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Viewer::~Viewer() = default;

namespace {

/// Points spread evenly over a pixel, -0.5..0.5: the R2 sequence (M. Roberts 2018), the same for every frame.
glm::dvec2 jitterOf(int sample) {
    constexpr double kPlastic = 1.32471795724474602596;
    const auto part = [sample](double step) {
        const double value = 0.5 + step * (sample + 1);
        return value - std::floor(value) - 0.5;
    };
    return {part(1.0 / kPlastic), part(1.0 / (kPlastic * kPlastic))};
}

/// For who measures: the part is over, on the graphics card too.
void tellEnd(const DrawOptions& options, const char* part) {
    if (!options.ended)
        return;
    glFinish();
    options.ended(part);
}

/// Light in lifted shadows, in parts of full sunlight: what a long exposure shows of the sunlit hills' light.
constexpr double kScattered = 0.03;

/// Lit part of the Earth as seen from the Moon.
double earthPhase(const glm::dvec3& sun, const glm::dvec3& earth) {
    return 0.5 * (1.0 - glm::dot(sun, earth));
}

/// Screen light of white ground that faces Sun and eye, at the exposure for a full Moon: its highlands come
/// out at two thirds of white.
constexpr double kFullMoon = 1.5;
/// The same for the Earth at most: its clouds come out just short of white.
constexpr double kMostForEarth = 1.6;

GroundLight lightOf(const Frame& frame) {
    const glm::dvec3 sun = glm::normalize(glm::dvec3(frame.sun));
    const glm::dvec3 earth = glm::normalize(glm::dvec3(frame.earth));
    // Lifted shadows look the same however long low sunlight has the picture exposed.
    const double automatic = std::max(frame.exposureStops - frame.stopsAsked, 0.0);
    return {sun,
            earth,
            earthPhase(sun, earth),
            kScattered * frame.shadowLift * std::exp2(frame.liftedStops - automatic),
            kFullMoon * std::exp2(frame.exposureStops),
            frame.sky.eclipse,
            glm::dvec3(frame.camera.eye.m) + frame.sky.earth};
}

} // namespace

Renderer::Renderer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Renderer::~Renderer() = default;

base::Result<std::unique_ptr<Renderer>> Renderer::create(const Assets& assets) {
    if (epoxy_gl_version() < (epoxy_is_desktop_gl() ? 33 : 30)) {
        return base::machineError(fmt::format(
            "this machine offers OpenGL {}.{}; Perilune needs 3.3, a newer graphics driver may have it",
            epoxy_gl_version() / 10, epoxy_gl_version() % 10));
    }
    // The mean of several samples is kept in halves.
    if (!epoxy_is_desktop_gl() && !epoxy_has_gl_extension("GL_EXT_color_buffer_float") &&
        !epoxy_has_gl_extension("GL_EXT_color_buffer_half_float")) {
        return base::machineError(
            "this machine's OpenGL ES draws into no half floats (EXT_color_buffer_float); "
            "a newer graphics driver may");
    }
    const std::filesystem::path shaders = assets.shareDir / "shaders";
    auto ground = GroundPass::create(shaders, assets.ground, assets.workers, assets.tileMemoryMb);
    if (!ground)
        return tl::unexpected(ground.error());
    auto models = ModelPass::create(assets.shareDir, assets.workers);
    if (!models)
        return tl::unexpected(models.error());
    auto sky = SkyPass::create(assets.shareDir, assets.workers);
    if (!sky)
        return tl::unexpected(sky.error());
    auto edges = EdgePass::create(shaders);
    if (!edges)
        return tl::unexpected(edges.error());
    auto overlay = OverlayPass::create(shaders);
    if (!overlay)
        return tl::unexpected(overlay.error());
    const bool reversible = epoxy_gl_version() >= 45 || epoxy_has_gl_extension("GL_ARB_clip_control");
    std::unique_ptr<Impl> impl(new Impl{assets, reversible ? DepthRange::Reversed : DepthRange::Classic,
                                        std::move(*ground), std::move(*models), std::move(*sky),
                                        std::move(*edges), std::move(*overlay), SamplePass(shaders),
                                        nullptr});
    return std::unique_ptr<Renderer>(new Renderer(std::move(impl)));
}

DepthBounds Renderer::Impl::depthBounds(const View& view) const {
    const double distance = glm::length(view.eye);
    const auto place = astro::toSelenographic({view.eye});
    const double groundM = assets.ground->drawnHeightM(place);
    const double clearance = std::max(place.heightM - groundM, 1.0);
    DepthBounds bounds;
    bounds.nearM = std::max(clearance * (depthRange == DepthRange::Reversed ? 0.05 : 0.25), 0.1);
    // The horizon of the ball, and from there to the farthest mountain that may look over it.
    const double radius = astro::kMoonRadiusM - 10'000.0;
    const double horizon = std::sqrt(std::max(distance * distance - radius * radius, 0.0));
    bounds.farM = horizon + 270'000.0;
    return bounds;
}

void Renderer::Impl::drawScene(Viewer::Impl& viewer, const FrameSky& heavens, const View& view,
                               const DepthBounds& bounds, const GroundLight& light, int sample,
                               const DrawOptions& options) {
    const int samples = std::max(options.samples, 1);
    const bool reversed = depthRange == DepthRange::Reversed;
    const glm::dvec2 jitter = samples == 1 ? glm::dvec2(0.0) : jitterOf(sample);
    const glm::vec2 turn(glm::vec2(std::cos(2.4f * float(sample)), std::sin(2.4f * float(sample))));
    viewer.accumulation.begin(reversed ? 0.0f : 1.0f, options.clearSky ? 0.0f : 1.0f);
    if (reversed)
        glClipControl(GL_LOWER_LEFT, GL_ZERO_TO_ONE);
    glEnable(GL_DEPTH_TEST);
    glDepthFunc(reversed ? GL_GREATER : GL_LESS);
    const glm::mat4 clip = clipFromEye(view, bounds, depthRange, jitter);
    ground.draw(viewer.ground, view, clip, light, ModelPass::groundShadows(viewer.craft), turn);
    tellEnd(options, "ground");
    models.draw(viewer.craft, clip, turn);
    tellEnd(options, "spacecraft");
    // The Earth is exposed with the ground, but never so long that it turns white.
    sky.draw(heavens, view, clip, reversed, std::min(light.exposure, kMostForEarth));
    glDisable(GL_DEPTH_TEST);
    glDisable(GL_CULL_FACE);
    if (reversed)
        glClipControl(GL_LOWER_LEFT, GL_NEGATIVE_ONE_TO_ONE);
    tellEnd(options, "sky");
}

std::unique_ptr<Viewer> Renderer::makeViewer() {
    return std::make_unique<Viewer>(std::make_unique<Viewer::Impl>(impl_->ground.tiles()));
}

base::Result<bool> Renderer::draw(const Frame& frame, const Target& target, const DrawOptions& options) {
    if (!impl_->own)
        impl_->own = makeViewer();
    return draw(*impl_->own, frame, target, options);
}

void Renderer::finish() {
    glFinish();
}

base::Result<bool> Renderer::draw(Viewer& looker, const Frame& frame, const Target& target,
                                  const DrawOptions& options) {
    Impl& impl = *impl_;
    Viewer::Impl& viewer = looker.impl();
    if (frame.covered) {
        bindTarget(target);
        clearTarget(target);
        impl.overlay.draw(frame.stage.draw, frame.fonts, frame.viewport, target, viewer.atlas);
        tellEnd(options, "overlay");
        return true;
    }
    const double scale = std::clamp(options.renderScale, 0.25, 1.0);
    const int width = std::max(int(std::lround(target.width * scale)), 1);
    const int height = std::max(int(std::lround(target.height * scale)), 1);
    if (auto fitted = viewer.accumulation.fit(width, height); !fitted)
        return tl::unexpected(fitted.error());
    const View view = viewOf(frame.camera, frame.viewport.aspect(), width, height);
    const int samples = std::max(options.samples, 1);
    const GroundLight light = lightOf(frame);
    // One sample is for moving pictures: no more corners than show at that sharpness.
    const MeshDensity density = samples == 1 ? MeshDensity::Half : MeshDensity::Full;
    const bool groundComplete =
        viewer.ground.prepare(view, frame.ground, light.sun, options.waitUntilComplete, density,
                              [&] { tellEnd(options, "select"); });
    tellEnd(options, "build");
    if (auto ready = impl.ground.prepareLight(light, viewer.ground); !ready)
        return tl::unexpected(ready.error());
    const auto skyComplete = impl.sky.prepare(frame.sky, view, options.waitUntilComplete);
    if (!skyComplete)
        return tl::unexpected(skyComplete.error());
    const auto modelsComplete =
        impl.models.prepare(viewer.craft, frame, view, light, viewer.ground, options.waitUntilComplete);
    if (!modelsComplete)
        return tl::unexpected(modelsComplete.error());
    if (!ModelPass::groundShadows(viewer.craft).empty())
        if (auto ready = impl.ground.prepareShadows(); !ready)
            return tl::unexpected(ready.error());
    tellEnd(options, "read sky and models");
    if (auto drawn = impl.models.drawShadowMaps(viewer.craft); !drawn)
        return tl::unexpected(drawn.error());
    tellEnd(options, "shadow maps");
    DepthBounds bounds = impl.depthBounds(view);
    bounds.nearM = std::max(std::min(bounds.nearM, 0.3 * ModelPass::nearestM(viewer.craft)), 0.05);

    if (samples == 1) {
        impl.drawScene(viewer, frame.sky, view, bounds, light, 0, options);
        if (width == target.width && height == target.height) {
            if (auto ready = viewer.accumulation.bindCopy(); !ready)
                return tl::unexpected(ready.error());
            // A spacecraft has edges anywhere.
            impl.edges.draw(viewer.accumulation, view,
                            clipFromEye(view, bounds, impl.depthRange, glm::dvec2(0.0)),
                            !viewer.craft.placed.empty());
            tellEnd(options, "edges");
            viewer.accumulation.copyCopyTo(target);
        } else {
            viewer.accumulation.copyTo(target);
        }
        tellEnd(options, "copy");
    } else {
        for (int sample = 0; sample < samples; ++sample) {
            impl.drawScene(viewer, frame.sky, view, bounds, light, sample, options);
            if (auto ok = impl.mean.accumulate(viewer.accumulation, sample == 0, samples); !ok)
                return tl::unexpected(ok.error());
            tellEnd(options, "mean");
        }
        impl.mean.resolve(viewer.accumulation, target);
        tellEnd(options, "resolve");
    }
    impl.overlay.draw(frame.stage.draw, frame.fonts, frame.viewport, target, viewer.atlas);
    tellEnd(options, "overlay");
    return groundComplete && *skyComplete && *modelsComplete;
}

Renderer::GroundCost Renderer::groundCost() const {
    const GroundCount count = impl_->ground.count();
    return {count.calls, count.triangles, count.residentBytes, count.tilesBuilt, count.lightsMade};
}

std::vector<std::string> Renderer::takeProblems() {
    return impl_->models.takeProblems();
}

std::string Renderer::description() const {
    const auto text = [](GLenum what) {
        const auto* value = reinterpret_cast<const char*>(glGetString(what));
        return std::string(value == nullptr ? "unknown" : value);
    };
    return fmt::format("{}, OpenGL{} {}.{}", text(GL_RENDERER), epoxy_is_desktop_gl() ? "" : " ES",
                       epoxy_gl_version() / 10, epoxy_gl_version() % 10);
}

} // namespace perilune::render
