#pragma once

#include "render/compose.h"
#include "render/headless_context.h"
#include "render/offscreen_target.h"
#include "render/renderer.h"
#include "scene/camera.h"
#include "scene/exposure.h"
#include "terrain/ground.h"
#include "base/files.h"

#include <gtest/gtest.h>

#include <memory>
#include <utility>

namespace perilune::render::test {

inline astro::Selenographic placeAt(double latitudeDeg, double longitudeDeg) {
    return {base::Angle::degrees(latitudeDeg), base::Angle::degrees(longitudeDeg), 0.0};
}

/// The way to something far away that stands overhead there.
inline glm::vec3 towards(double latitudeDeg, double longitudeDeg) {
    return glm::vec3(glm::normalize(astro::toMcmf(placeAt(latitudeDeg, longitudeDeg)).m));
}

/// The shipped ground, and a context to draw it in; without one the test is skipped.
class GroundTest : public testing::Test {
  protected:
    void SetUp() override {
        auto opened = terrain::Ground::open(base::shareDir(), base::Workers::onThreads());
        ASSERT_TRUE(opened.has_value()) << opened.error().message;
        ground_ = *opened;
        auto context = HeadlessContext::create();
        if (!context)
            GTEST_SKIP() << "skipped: " << context.error().message;
        context_ = std::move(*context);
    }
    /// A renderer of its own; null and a failed test where there can be none.
    std::unique_ptr<Renderer> newRenderer(double tileMemoryMb = 160.0) const {
        auto made = Renderer::create({base::shareDir(), ground_, base::Workers::onThreads(), tileMemoryMb});
        if (!made) {
            ADD_FAILURE() << made.error().message;
            return nullptr;
        }
        return std::move(*made);
    }
    Frame frameOf(const scene::Look& look, const glm::vec3& sun, int width = 320, int height = 180) const {
        Frame frame;
        frame.viewport = {width, height};
        frame.camera = scene::cameraOf(look, *ground_);
        frame.sun = sun;
        frame.exposureStops =
            scene::automaticStops(frame.camera, {glm::dvec3(sun)}, {glm::dvec3(frame.earth)});
        return frame;
    }

    /// A lander beside which one stands.
    Frame lander(scene::Presence presence, const glm::vec3& sun = towards(-3, 70)) const {
        scene::Look look;
        look.latitude = base::Angle::degrees(-84.9);
        look.longitude = base::Angle::degrees(30);
        look.rangeM = 26;
        look.heading = base::Angle::degrees(200);
        look.tilt = base::Angle::degrees(75);
        look.fieldOfView = base::Angle::degrees(40);
        Frame frame = frameOf(look, sun);
        auto place = placeAt(-84.9, 30);
        place.heightM = ground_->drawnHeightM(place);
        const glm::dmat3 axes = astro::localFrame(place).m;
        glm::dmat4 toEye(glm::dmat3(-axes[0], axes[2], axes[1]));
        toEye[3] = glm::dvec4(astro::toMcmf(place).m - frame.camera.eye.m, 1.0);
        frame.models.push_back({"blue-moon-mk1.glb", glm::mat4(toEye), presence});
        return frame;
    }

    static base::Image pictureOf(Renderer& renderer, const Frame& frame, int samples = 1) {
        auto offscreen = OffscreenTarget::create(frame.viewport.width, frame.viewport.height);
        EXPECT_TRUE(offscreen.has_value());
        const auto drawn =
            renderer.draw(frame, (*offscreen)->target(), {.waitUntilComplete = true, .samples = samples});
        EXPECT_TRUE(drawn.has_value()) << drawn.error().message;
        EXPECT_TRUE(*drawn);
        base::Image image;
        (*offscreen)->read(image);
        return image;
    }

    std::shared_ptr<const terrain::Ground> ground_;
    std::unique_ptr<HeadlessContext> context_;
};

} // namespace perilune::render::test
