#pragma once

#include "render/frame_sky.h"
#include "render/program.h"
#include "render/view.h"
#include "base/image.h"
#include "base/workers.h"

#include <glm/glm.hpp>

#include <filesystem>
#include <optional>
#include <vector>

namespace perilune::render {

/// Draws the sky behind all that is drawn already: only where the depth buffer is still empty. Its tables and
/// maps are read when they are first wanted.
class SkyPass {
  public:
    static base::Result<SkyPass> create(const std::filesystem::path& shareDir, base::Workers workers);

    /// Reads what the frame wants and has not been read. The Earth's maps are decoded aside: false while they
    /// are under way and `complete` does not ask to wait for them.
    base::Result<bool> prepare(const FrameSky& sky, const View& view, bool complete);
    /// `reversed`: depth 0 is farthest, else 1.
    void draw(const FrameSky& sky, const View& view, const glm::mat4& clipFromEye, bool reversed,
              double exposure);

  private:
    explicit SkyPass(base::Workers workers) : workers_(std::move(workers)) {}
    struct Background {
        gl::VertexArray array;
        gl::Buffer corners, indices;
        int count = 0;
    };
    struct EarthMaps {
        base::Image day, nightAndClouds;
    };

    base::Result<void> loadStars();
    base::Result<void> loadMilkyWay();
    base::Result<bool> loadEarth(bool wait);
    void drawStars(const FrameSky& sky, const View& view, const glm::mat4& clipFromInertial, float far);
    void drawEarth(const FrameSky& sky, const View& view, const glm::mat4& clipFromEye, float far,
                   bool reversed, double exposure);
    void drawSun(const FrameSky& sky, const View& view, const glm::mat4& clipFromEye, float far);

    static base::Result<EarthMaps> readEarthMaps(const std::filesystem::path& folder);

    base::Workers workers_;
    std::filesystem::path folder_;
    Program star_, milkyWay_, line_, earth_, air_, sun_;
    Background stars_, planets_, lines_, galaxy_, globe_, square_;
    gl::Texture galaxyMap_, dayMap_, nightMap_;
    gl::Sampler magnified_;           ///< for a map of which no smaller level is wanted
    double galaxyTexelRadians_ = 0.0; ///< at its equator
    base::Task<base::Result<EarthMaps>> earthMaps_;
    int usualStars_ = 0; ///< of the table, those bright enough for wide pictures
    bool earthReady_ = false;
};

} // namespace perilune::render
