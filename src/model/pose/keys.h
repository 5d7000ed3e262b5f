#pragma once

#include "model/gltf.h"

#include <vector>

namespace perilune::model {

/// What keys say at a time: as many numbers as one value has, the first or last value before or after all
/// times. `isTurn`: values are quaternions, which go the shorter way around and stay of length 1.
std::vector<float> valueAt(const Keys& keys, double timeS, bool isTurn);

} // namespace perilune::model
