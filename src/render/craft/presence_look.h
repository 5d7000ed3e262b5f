#pragma once

#include "render/craft/model_store.h"
#include "scene/scene.h"

#include <glm/glm.hpp>

namespace perilune::render {

/// How a look tells what stands from what does not: by a tint and a rim, for what never flew by clay and
/// hatching too.
struct PresenceLook {
    glm::vec4 tint{1.0f, 1.0f, 1.0f, 0.0f}; ///< colour, and how much of it
    glm::vec4 rim{0.0f};                    ///< colour, and how strong
    float clay = 0.0f;                      ///< share of its own colours that is gone
    float hatching = 0.0f;
};
PresenceLook lookOf(scene::Presence presence);

/// What is lost lies on its side, sunk a little into the dust: how it lies nobody knows.
glm::mat4 lying(const StoredModel& model);

} // namespace perilune::render
