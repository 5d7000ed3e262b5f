#pragma once

#include <span>
#include <vector>

namespace perilune::overlay {

/// Tops of labels stacked in the order given between `top` and `bottom`: each as near to the top that it
/// wishes as the others let it, none on another. Moves steadily when the wishes do. Too many for the room run
/// out at the bottom.
std::vector<float> stacked(std::span<const float> wishes, std::span<const float> heights, float top,
                           float bottom);

} // namespace perilune::overlay
