#pragma once

#include "model/gltf_parts.h"

#include <glm/glm.hpp>

#include <string>
#include <vector>

namespace perilune::model {

/// What of a checked file is not drawn, what was assumed, what is odd, in whole sentences without a full
/// stop.
std::vector<std::string> notesOn(const Json& root, const glm::dvec3& sizeM);

} // namespace perilune::model
