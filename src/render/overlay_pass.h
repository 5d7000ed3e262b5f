#pragma once

#include "render/program.h"
#include "render/target.h"
#include "overlay/stage.h"

#include <filesystem>
#include <memory>

namespace perilune::render {

/// The letters that a viewer's stage is written with, on the card.
struct OverlayAtlas {
    gl::Texture texture;
    std::shared_ptr<const overlay::Fonts> fonts; ///< that it is of
};

/// Draws the triangles of a stage over the picture.
class OverlayPass {
  public:
    static base::Result<OverlayPass> create(const std::filesystem::path& shaders);
    /// Into the target, which is bound; the list's pixels are those of `viewport`.
    void draw(const overlay::DrawList& list, const std::shared_ptr<const overlay::Fonts>& fonts,
              const overlay::Viewport& viewport, const Target& target, OverlayAtlas& atlas);

  private:
    /// With letters; or for large shapes alone, which need not be asked for a letter at every pixel.
    struct Shader {
        Program program;
        int pixelsToClip = -1;
    };
    static base::Result<Shader> buildShader(const std::filesystem::path& shaders, bool plain);

    Shader lettered_, plain_;
    gl::VertexArray array_;
    gl::Buffer vertices_, indices_;
};

} // namespace perilune::render
