#pragma once

#include "render/target.h"
#include "base/image.h"
#include "base/result.h"

#include <memory>

namespace perilune::render {

/// An off-screen picture of one size, drawn in the context in which it was made. Its colours are a texture,
/// which other contexts of the group may show (Projector).
class OffscreenTarget {
  public:
    static base::Result<std::unique_ptr<OffscreenTarget>> create(int width, int height);
    ~OffscreenTarget();
    Target target() const;
    int width() const { return width_; }
    int height() const { return height_; }
    unsigned texture() const { return colour_; }
    /// RGBA, rows from the top, sRGB, alpha 255; the image's storage is reused where it fits.
    void read(base::Image& into) const;

  private:
    OffscreenTarget() = default;
    unsigned framebuffer_ = 0, colour_ = 0;
    int width_ = 0, height_ = 0;
};

} // namespace perilune::render
