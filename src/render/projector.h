#pragma once

#include "render/offscreen_target.h"

#include <filesystem>
#include <memory>

namespace perilune::render {

/// Shows off-screen targets in the context in which it was made, which may be another one of their group:
/// framebuffers and vertex arrays belong to one context alone, so a projector has its own. It ends in that
/// context.
class Projector {
  public:
    static base::Result<std::unique_ptr<Projector>> create(const std::filesystem::path& shaders);
    ~Projector();

    /// The picture, finished by its renderer, over the whole target: pixel by pixel where the sizes are
    /// equal.
    base::Result<void> show(const OffscreenTarget& offscreen, const Target& target);
    /// The spot of a laser over what is shown, at shares of the target's width and height from its top left;
    /// `size`: as a share of the usual one.
    void point(double x, double y, const Target& target, double size = 1.0);
    /// White instead of the picture.
    void white(const Target& target);

  private:
    struct Impl;
    explicit Projector(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

} // namespace perilune::render
