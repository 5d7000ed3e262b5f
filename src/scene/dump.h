#pragma once

#include "scene/scene.h"

#include <string>

namespace perilune::scene {

/// The scene as text, one fact a line, for `perilune scene` and the tests.
std::string toText(const Scene& scene);
/// The same as JSON (RFC 8259), keys in snake_case.
std::string toJson(const Scene& scene);

} // namespace perilune::scene
