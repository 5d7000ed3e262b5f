#pragma once

#include "model/read/gltf_parts.h"

#include <string>
#include <string_view>
#include <vector>

namespace perilune::model {

inline constexpr const char* kTextureTransform = "KHR_texture_transform";
inline constexpr const char* kEmissiveStrength = "KHR_materials_emissive_strength";

/// The file names it among the extensions that it uses or needs.
bool usesExtension(const Json& root, std::string_view name);

/// Refuses, by its name, an extension that the file needs and that is not read.
void refuseExtensions(const Json& root);

/// The other extensions that the file's parts carry and that are not read, with the first place of each.
std::vector<std::string> extensionNotes(const Json& root);

} // namespace perilune::model
