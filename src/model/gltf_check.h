#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace perilune::model {

/// What a model may ask for at most, so that a hostile file cannot take all memory or time.
inline constexpr std::size_t kMaxModelBytes = std::size_t{512}
                                              << 20; ///< of a file, or of a buffer that it names
inline constexpr std::size_t kMaxModelVertices = std::size_t{1} << 23;
inline constexpr std::size_t kMaxModelIndices = 3 * kMaxModelVertices;

/// Checks the bytes of a .glb or .gltf before a loader sees them: the container, the JSON and its depth, and
/// that every index and range in it lies inside what it refers to. The error names the part that is wrong;
/// `name` leads it.
base::Result<void> checkGltf(std::span<const std::uint8_t> bytes, const std::string& name);

/// The file starts with the mark of a binary glTF.
bool isBinaryGltf(std::span<const std::uint8_t> bytes);

} // namespace perilune::model
