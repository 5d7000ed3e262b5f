#pragma once

#include "base/result.h"
#include "base/size.h"

namespace perilune::render {

/// Graphics drivers end the process where memory is short, so it is asked before whether there is enough for
/// one to start and draw the least picture. An error names the limit and how it is raised.
base::Result<void> hasMemoryForGraphics();
/// The same for a picture of a size, once the graphics run.
base::Result<void> hasMemoryForPicture(base::Size size, int samples);
/// What such a picture takes of memory at most beside the graphics themselves.
double pictureBytes(base::Size size, int samples);

} // namespace perilune::render
