#pragma once

#include "render/program.h"
#include "overlay/stage.h"

#include <filesystem>
#include <memory>

namespace perilune::render {

/// Draws the triangles of a stage over the picture.
class OverlayPass {
  public:
    static base::Result<OverlayPass> create(const std::filesystem::path& shaders);
    /// Into the bound framebuffer of this size; the list's pixels are those of `viewport`.
    void draw(const overlay::DrawList& list, const std::shared_ptr<const overlay::Fonts>& fonts,
              const overlay::Viewport& viewport, int width, int height);

  private:
    void upload(const std::shared_ptr<const overlay::Fonts>& fonts);

    Program program_;
    int pixelsToClip_ = -1;
    gl::VertexArray array_;
    gl::Buffer vertices_, indices_;
    gl::Texture atlas_;
    std::shared_ptr<const overlay::Fonts> fonts_; ///< that the atlas is of
};

} // namespace perilune::render
