#pragma once

#include "overlay/ink/canvas.h"

#include <cstdint>
#include <span>
#include <vector>

namespace perilune::overlay {

/// A simple polygon as triangles, three indices each; turned either way. Where the edge crosses itself, what
/// can be cut off is.
std::vector<std::uint32_t> triangulated(std::span<const Point> ring);

} // namespace perilune::overlay
