#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace perilune::model {

using Json = nlohmann::json;

/// The first thing that is wrong with a file, and what to do. Thrown and caught inside this room only.
struct Wrong {
    std::string what;
    std::string cure = "repair the file or export it again";
};

/// A .gltf or .glb taken apart.
struct GltfParts {
    Json root;
    bool isBinary = false;
    bool hasBinary = false; ///< a .glb's own data, buffer 0 where that names no file
    std::span<const std::uint8_t> binary;
};
/// Checks the container and the JSON's depth; `bytes` must outlive the parts.
GltfParts takeApart(std::span<const std::uint8_t> bytes);

/// A member that is a list; an empty one where there is none.
const Json& listIn(const Json& object, const char* key);

/// Text of a file as a message may repeat it: not long, in one line, nothing that moves a terminal.
std::string shown(std::string_view text);

/// The file starts with the mark of a binary glTF.
bool isBinaryGltf(std::span<const std::uint8_t> bytes);

} // namespace perilune::model
