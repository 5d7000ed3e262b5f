#pragma once

#include "render/program.h"
#include "render/renderer.h"

#include <filesystem>
#include <utility>

namespace perilune::render {

/// Where a viewer's 3D part is drawn before it goes to the target: colour (bodies are opaque, stars leave the
/// sky's alpha as it is), depth, and the mean of several samples.
class AccumulationBuffer {
  public:
    /// Storage for this size; what was drawn before is gone when the size differs.
    base::Result<void> fit(int width, int height);
    /// Binds and clears it; `depth` is the value of the farthest, `alpha` that of the empty sky.
    void begin(float depth, float alpha = 1.0f);
    /// The drawn picture goes to the target, scaled to its size.
    void copyTo(const Target& target);
    /// Copies the drawn picture and binds the copy; the depth is free for other use.
    base::Result<void> bindCopy();
    /// The copy, and what was drawn over it, goes to the target, which is of its size.
    void copyCopyTo(const Target& target);
    /// Binds the mean, with storage of the picture's size.
    base::Result<void> bindMean();
    unsigned texture() const { return colour_.name(); }
    unsigned mean() const { return mean_.name(); }

  private:
    void copyBetween(const gl::Framebuffer& from, const Target& target) const;

    gl::Framebuffer framebuffer_, copyFramebuffer_, meanFramebuffer_;
    gl::Texture colour_, mean_;
    gl::Renderbuffer depth_, copy_;
    int width_ = 0, height_ = 0;
    int copyWidth_ = 0, copyHeight_ = 0;
    int meanWidth_ = 0, meanHeight_ = 0;
};

/// Makes one picture of several samples.
class SamplePass {
  public:
    explicit SamplePass(std::filesystem::path shaders) : shaders_(std::move(shaders)) {}

    /// Adds what was drawn, as one of `count` samples, to the buffer's mean; `first` starts a new one.
    base::Result<void> accumulate(AccumulationBuffer& buffer, bool first, int count);
    /// The mean goes to the target, which is of its size.
    void resolve(const AccumulationBuffer& buffer, const Target& target);

  private:
    /// Builds the programs when a picture of several samples is first wanted; a window never wants one.
    base::Result<void> prepare();

    std::filesystem::path shaders_;
    Program accumulate_, resolve_;
    int weight_ = -1;
    gl::VertexArray none_;
};

} // namespace perilune::render
