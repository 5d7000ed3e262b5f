#pragma once

#include "base/image.h"
#include "base/result.h"

#include <filesystem>
#include <memory>

namespace perilune::capture {

/// The pictures of a coded file, in order, as RGBA.
class FrameReader {
  public:
    static base::Result<std::unique_ptr<FrameReader>> open(const std::filesystem::path& file);
    ~FrameReader();
    /// False after the last one.
    base::Result<bool> next(base::Image& into);

  private:
    struct Impl;
    explicit FrameReader(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

} // namespace perilune::capture
