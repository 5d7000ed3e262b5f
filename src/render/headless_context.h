#pragma once

#include "base/result.h"

#include <memory>

namespace perilune::render {

/// Which of the two kinds of OpenGL: 3.3 core, or ES 3.0, which phones and browsers have.
enum class GlKind { Desktop, Es };

/// A GL context with no window (EGL surfaceless); current on the thread that made it until another one is
/// made current there.
class HeadlessContext {
  public:
    /// With `group` it shares textures, buffers and programs with that context.
    static base::Result<std::unique_ptr<HeadlessContext>> create(const HeadlessContext* group = nullptr,
                                                                 GlKind kind = GlKind::Desktop);
    ~HeadlessContext();
    /// Makes it the current one of this thread.
    base::Result<void> makeCurrent();

  private:
    struct Impl;
    explicit HeadlessContext(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

} // namespace perilune::render
