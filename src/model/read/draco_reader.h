#pragma once

#include "model/gltf.h"
#include "model/read/gltf_sources.h"

#include <string>

namespace perilune::model {

/// Fills a primitive from its KHR_draco_mesh_compression; false where it has none. Throws `Wrong`.
bool readDraco(const Sources& sources, const Json& primitive, Primitive& out, const std::string& where);

} // namespace perilune::model
