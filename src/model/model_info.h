#pragma once

#include "base/result.h"

#include <glm/glm.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace perilune::model {

/// What a glTF file holds, for `perilune model info`.
struct ModelInfo {
    int meshes = 0, primitives = 0;
    long long vertices = 0, triangles = 0;
    int materials = 0, textures = 0, animations = 0, skins = 0;
    std::vector<std::string> extensionsUsed;
    glm::dvec3 sizeM{0.0}; ///< of the box around what is drawn
    /// What of the file is not drawn, or was assumed, or is odd: the one list of what `model info`, `check`
    /// and the window tell.
    std::vector<std::string> notes;
};

/// Reads and checks a .glb or .gltf (and what it refers to); an error names what is wrong in it.
base::Result<ModelInfo> readModelInfo(const std::filesystem::path& file);

} // namespace perilune::model
