#pragma once

#include "model/gltf_parts.h"

#include <cstddef>

namespace perilune::model {

/// Checks that whatever of materials and samplers is drawn is of the kind that the standard says: a loader
/// would put its default in the place of what is not. The lists hold objects.
void checkMaterials(const Json& root);

/// Materials with a factor outside of 0 to 1, which is drawn as the nearest within.
std::size_t factorsOutside(const Json& root);

} // namespace perilune::model
