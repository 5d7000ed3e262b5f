#pragma once

#include "base/result.h"

#include <memory>

namespace perilune::render {

/// A GL context with no window (EGL surfaceless); current on the thread that made it while it lives.
class HeadlessContext {
  public:
    static base::Result<std::unique_ptr<HeadlessContext>> create();
    ~HeadlessContext();

  private:
    struct Impl;
    explicit HeadlessContext(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

} // namespace perilune::render
