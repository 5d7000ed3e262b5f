#pragma once

#include "base/image.h"

namespace perilune::base {

/// Half as wide and high, of means of four: the next coarser level of a texture.
Image halved(const Image& image);

} // namespace perilune::base
