#pragma once

#include "model/gltf.h"
#include "model/read/gltf_files.h"
#include "model/read/gltf_sources.h"

#include <string>
#include <vector>

namespace perilune::model {

/// Reads all images, PNG, JPEG and WebP; those that no texture shows, and those of a form that is not known
/// (told in `notes`), stay empty. Throws `Wrong` where one is damaged or not what the file says.
void readImages(Gltf& gltf, const Sources& sources, const GltfFiles& files, std::vector<std::string>& notes);

} // namespace perilune::model
