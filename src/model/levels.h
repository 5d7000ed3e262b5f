#pragma once

#include "model/model.h"

#include <cstdint>
#include <vector>

namespace perilune::model {

/// A model's triangles in several levels of detail, all over its own vertices.
struct Levels {
    struct Range {
        std::uint32_t first = 0, count = 0; ///< of `indices`
    };
    std::vector<std::uint32_t> indices;
    std::vector<std::vector<Range>> parts; ///< of each part its levels, the finest first
    std::vector<float> errorsM;            ///< how far each level lies from the model; 0 for the first
};

/// Each level has about a quarter of the triangles of the one before; where a model has few or none can be
/// spared there are fewer levels. The same model gives the same levels.
Levels levelsOf(const ModelData& model);

} // namespace perilune::model
