#pragma once

#include "model/check/rules.h"
#include "model/check/uses.h"

#include <cstddef>

namespace perilune::model {

inline constexpr double kRoundedTurn = 0.00769; ///< how far from 1 the length of a quaternion may be

/// Checks a file's text: its objects against their rules, and how they refer to each other. Throws `Wrong`
/// with the first fault; what is whole but not known is told in `odd`.
void checkDocument(const Json& root, Oddities& odd);

// The parts of it, each after the objects were held against their rules.
void checkAsset(const Json& root);
void checkBuffers(const Json& root);
void checkAccessors(const Json& root, Uses& uses);
void checkImages(const Json& root, Uses& uses);
void checkMaterials(const Json& root);
void checkMeshes(const Json& root, Uses& uses);
void checkNodes(const Json& root);
void checkSkins(const Json& root, Uses& uses);
void checkAnimations(const Json& root, Uses& uses);
void checkCamerasAndLights(const Json& root);

/// How many sets of texture coordinates a material's textures ask for, and which asks for the most.
struct WantedSets {
    std::int64_t count = 0;
    std::string texture;
};
WantedSets wantedSets(const Json& material);
/// Of a primitive with this material the surface must have directions, and nothing there gives them.
bool lacksTangents(const Json& root, const Json& primitive);
/// Morph targets of a mesh's primitives; they have the same number.
std::size_t targetsOf(const Json& mesh);

} // namespace perilune::model
