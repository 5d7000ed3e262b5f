#pragma once

#include "model/gltf.h"
#include "model/read/gltf_parts.h"

namespace perilune::model {

/// What a checked file holds, and what of it is drawn otherwise than it says, not drawn, assumed or odd, in
/// whole sentences without a full stop.
ModelInfo infoOf(const Json& root, const Gltf& gltf);

} // namespace perilune::model
