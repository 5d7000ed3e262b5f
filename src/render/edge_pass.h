#pragma once

#include "render/accumulation_buffer.h"
#include "render/program.h"
#include "render/view.h"

#include <filesystem>

namespace perilune::render {

/// Smooths the stairs of pictures drawn with one sample: along the Moon's limb from far, everywhere near the
/// ground.
class EdgePass {
  public:
    static base::Result<EdgePass> create(const std::filesystem::path& shaders);
    /// Draws over the buffer's second picture, which already holds the first.
    /// Only where ground may end against the sky or against ground behind it, or all of a `whole` picture.
    void draw(const AccumulationBuffer& picture, const View& view, const glm::mat4& clipFromEye, bool whole);

  private:
    struct Shader {
        Program program;
        int texel = -1;
    };
    static base::Result<Shader> buildShader(const std::filesystem::path& shaders, bool find);

    Shader find_, smooth_;
    gl::VertexArray array_;
    gl::Buffer band_;
};

} // namespace perilune::render
