#pragma once

#include "base/result.h"

#include <glm/glm.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace perilune::model {

/// A movement that a file has.
struct ModelMotion {
    std::string name;
    double lengthS = 0.0;
    int channels = 0;
};

/// What a glTF file holds, for `perilune model info`.
struct ModelInfo {
    int meshes = 0, primitives = 0;
    long long vertices = 0, triangles = 0;
    int materials = 0, textures = 0, animations = 0, skins = 0;
    std::vector<std::string> extensionsUsed;
    glm::dvec3 sizeM{0.0};          ///< of the box around what is drawn
    glm::dvec3 lowM{0.0};           ///< its lowest corner
    std::vector<std::string> nodes; ///< names, indented by two blanks for each level
    std::vector<ModelMotion> motions;
    std::vector<std::string> scenes, variants;
    /// What of the file is drawn otherwise than it says; what of it is read and not drawn.
    std::vector<std::string> approximated, ignored;
    /// These, and what was assumed or is odd: the one list of what `model info`, `check` and the window tell.
    std::vector<std::string> notes;
};

/// Reads and checks a .glb or .gltf (and what it refers to); an error names what is wrong in it.
base::Result<ModelInfo> readModelInfo(const std::filesystem::path& file);

} // namespace perilune::model
