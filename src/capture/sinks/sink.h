#pragma once

#include "base/image.h"
#include "base/result.h"

namespace perilune::capture {

/// Where the pictures of a film go, in order. What draws them knows nothing else of codecs and files.
class Sink {
  public:
    virtual ~Sink() = default;
    /// RGBA, of the size that the sink was made for.
    virtual base::Result<void> add(const base::Image& rgba) = 0;
    /// After the last one: the file is whole and has its name. Without it, it never appears.
    virtual base::Result<void> finish() = 0;
};

} // namespace perilune::capture
