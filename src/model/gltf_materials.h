#pragma once

#include "model/model.h"
#include "model/tinygltf.h"

namespace perilune::model {

/// A material as the file has it, its textures by the file's numbers.
ModelMaterial materialOf(const tinygltf::Material& in);

/// A texture and how its sampler shows it.
ModelTexture textureOf(const tinygltf::Model& model, const tinygltf::Texture& in);

} // namespace perilune::model
