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
    /// RGBA, rows from the top, sRGB; the image's storage is reused where it fits. Opaque, or with
    /// `keepAlpha` such (straight, not multiplied) that over black it is the opaque picture: light that
    /// nothing stands behind covers as much as it is bright.
    void read(base::Image& into, bool keepAlpha = false) const;

  private:
    OffscreenTarget() = default;
    unsigned framebuffer_ = 0, colour_ = 0;
    int width_ = 0, height_ = 0;
};

} // namespace perilune::render
