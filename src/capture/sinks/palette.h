#pragma once

#include "capture/sinks/av.h"
#include "base/image.h"
#include "base/result.h"

#include <memory>

namespace perilune::capture {

/// Finds the 255 colours that a whole film is best shown with (libavfilter's palettegen). Every frame is
/// looked at once, none is kept.
class PaletteFinder {
  public:
    static base::Result<PaletteFinder> create(int width, int height);
    PaletteFinder(PaletteFinder&&) noexcept;
    ~PaletteFinder();
    base::Result<void> look(const base::Image& rgba);
    /// After the last one: the palette as a picture of 16 x 16.
    base::Result<std::shared_ptr<const AVFrame>> take();

  private:
    struct Impl;
    explicit PaletteFinder(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

/// Pictures in the colours of a palette, an ordered pattern between them, which stands still from frame to
/// frame (libavfilter's paletteuse).
class PalettePainter {
  public:
    static base::Result<PalettePainter> create(int width, int height, const AVFrame& palette);
    PalettePainter(PalettePainter&&) noexcept;
    ~PalettePainter();
    /// Valid until the next call.
    base::Result<AVFrame*> paint(const base::Image& rgba);

  private:
    struct Impl;
    explicit PalettePainter(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

} // namespace perilune::capture
