#pragma once

namespace perilune::terrain {

/// What a map of the ground gives: heights, or how bright the ground is.
enum class RasterKind { Elevation, Albedo };

} // namespace perilune::terrain
