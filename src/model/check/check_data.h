#pragma once

#include "model/read/gltf_sources.h"

namespace perilune::model {

/// Checks the numbers that a file's accessors hold, where it has them. The text was checked.
void checkData(const Sources& sources);

} // namespace perilune::model
