#pragma once

#include "render/frame.h"

#include <memory>

namespace perilune::render {

/// Pure: scene and picture size to a frame.
Frame compose(const scene::Scene& scene, const overlay::Viewport& viewport,
              std::shared_ptr<const overlay::Fonts> fonts, const overlay::WorldMap* worldMap = nullptr);

} // namespace perilune::render
