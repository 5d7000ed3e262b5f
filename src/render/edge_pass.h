#pragma once

#include "render/program.h"
#include "render/renderer.h"
#include "render/view.h"

#include <filesystem>

namespace perilune::render {

/// Smooths the stairs of pictures drawn with one sample: along the Moon's limb from far, everywhere near the
/// ground.
class EdgePass {
  public:
    static base::Result<EdgePass> create(const std::filesystem::path& shaders);
    /// Draws over `target`, which already holds the same picture.
    /// Only where ground may end against the sky or against ground behind it, or all of a `whole` picture.
    void draw(unsigned picture, const View& view, const glm::mat4& clipFromEye, bool whole,
              const Target& target);

  private:
    Program program_;
    int texel_ = -1, origin_ = -1;
    gl::VertexArray array_;
    gl::Buffer band_;
};

} // namespace perilune::render
