#pragma once

#include "render/gl.h"
#include "render/program.h"

#include <glm/glm.hpp>

#include <cstdint>
#include <filesystem>
#include <string>

namespace perilune::render {

struct StoredModel;

/// A box of light around one model: from the Sun through it and on behind it.
struct ShadowFrame {
    glm::dvec3 middle{0.0}; ///< of the model's ball, eye-relative
    double radiusM = 1.0;   ///< of that ball, with a margin
    glm::dvec3 sun{1.0, 0.0, 0.0};
    /// Eye-relative to the map: x, y over it and z along the light, each 0..1 through the ball.
    glm::dmat4 mapFromEye{1.0};
};

ShadowFrame shadowFrameOf(const StoredModel& model, const glm::mat4& toEye, const glm::dvec3& sun);

/// The shadow of `frame` may fall into this ball (eye-relative).
bool mayShade(const ShadowFrame& frame, const glm::dvec3& middle, double radiusM);

/// Depth of one model from the Sun. Drawn anew only when the model or the light moved.
class ShadowMap {
  public:
    static base::Result<Program> buildProgram(const std::filesystem::path& shaders);
    base::Result<void> draw(const Program& program, const StoredModel& model, const glm::mat4& toEye,
                            const ShadowFrame& frame);
    unsigned texture() const { return depth_.name(); }
    static constexpr int kSize = 1024;

  private:
    gl::Texture depth_;
    gl::Framebuffer framebuffer_;
    std::uint64_t model_ = 0; ///< id; 0: none yet
    glm::mat4 drawn_{0.0f};
};

} // namespace perilune::render
