#pragma once

#include "base/platform/open_file.h"

struct AVFormatContext;

namespace perilune::capture {

// libavformat's bytes go into a file that is open already: it gets no name, which it might take for one of
// its protocols (12:30.mp4), and opens nothing itself.

/// What the context writes goes to the file from now on, which outlives it; 0, or libav's number of what
/// failed.
int attach(AVFormatContext& format, base::OpenFile& file);
/// Writes what waits and lets go of the file, where there is one; libav's number as above.
int release(AVFormatContext& format);

} // namespace perilune::capture
