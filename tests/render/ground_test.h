#pragma once

#include "render/compose.h"
#include "render/headless_context.h"
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

    std::shared_ptr<const terrain::Ground> ground_;
    std::unique_ptr<HeadlessContext> context_;
};

} // namespace perilune::render::test
