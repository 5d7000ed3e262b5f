#pragma once

#include <memory>

namespace perilune::render {

/// What one view of the ground and sky keeps from picture to picture: tiles that it shows and those that it
/// waits for, their light, storage. Whoever draws again and again (a window, a screen, a thumbnail) has one,
/// made by the renderer: viewers of one renderer share all tiles, models and maps, and none takes from
/// another what it still shows. It ends before its renderer, in the renderer's context.
class Viewer {
  public:
    struct Impl;
    explicit Viewer(std::unique_ptr<Impl> impl);
    ~Viewer();
    Impl& impl() { return *impl_; }

  private:
    std::unique_ptr<Impl> impl_;
};

} // namespace perilune::render
