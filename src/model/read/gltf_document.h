#pragma once

#include "model/gltf.h"
#include "model/read/gltf_sources.h"

namespace perilune::model {

/// A checked file as data, but its images. Throws `Wrong`.
Gltf documentOf(const Sources& sources);

// The parts of it.
void takeMeshes(const Sources& sources, Gltf& gltf);
void takeMaterials(const Json& root, Gltf& gltf);
void takeAnimations(const Sources& sources, Gltf& gltf);

/// Counts what was unpacked, so that a file's lists cannot take all memory. Throws `Wrong`.
class Budget {
  public:
    void take(std::size_t elements, std::size_t bytesEach);

  private:
    std::size_t taken_ = 0;
};

} // namespace perilune::model
