#pragma once

#include <cstddef>

namespace perilune::model {

/// What a model may ask for at most, so that a hostile file cannot take all memory or time.
inline constexpr std::size_t kMaxModelBytes = std::size_t{512}
                                              << 20; ///< of a file, or of the buffers that it names
inline constexpr std::size_t kMaxModelVertices = std::size_t{1} << 22;
inline constexpr std::size_t kMaxModelIndices = std::size_t{3} << 23;
inline constexpr std::size_t kMaxDecodedBytes = std::size_t{256} << 20; ///< of vertices and keys, unpacked
inline constexpr std::size_t kMaxTexels = std::size_t{1} << 26;         ///< of all its images

} // namespace perilune::model
