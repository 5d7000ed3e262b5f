#pragma once

#include "render/program.h"
#include "render/renderer.h"

#include <filesystem>

namespace perilune::render {

/// Where the 3D part is drawn before it goes to the target: colour (alpha 1 where there is ground or a
/// model), depth, and the mean of several samples.
class Picture {
  public:
    static base::Result<Picture> create(const std::filesystem::path& shaders);

    /// Storage for this size; what was drawn before is gone when the size differs.
    base::Result<void> fit(int width, int height);
    /// Binds and clears it; `depth` is the value of the farthest.
    void begin(float depth);
    /// Adds what was drawn, as one of `count` samples, to the mean; `first` starts a new one.
    void accumulate(bool first, int count);
    /// The drawn picture (one sample) or the mean goes to the target, scaled to its size, opaque.
    void copyTo(const Target& target);
    void resolveTo(const Target& target);
    unsigned texture() const { return colour_.name(); }

  private:
    Program accumulate_, resolve_;
    int weight_ = -1;
    gl::VertexArray none_;
    gl::Framebuffer framebuffer_, meanFramebuffer_;
    gl::Texture colour_, mean_;
    gl::Renderbuffer depth_;
    int width_ = 0, height_ = 0;
    int meanWidth_ = 0, meanHeight_ = 0;
};

} // namespace perilune::render
