#pragma once

#include "model/read/gltf_parts.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace perilune::model {

/// The bytes that a glTF refers to: its own, those of files in its folder and below, those in its text.
/// Nothing outside of that folder is opened or looked at.
class GltfFiles {
  public:
    GltfFiles(std::filesystem::path folder, const GltfParts& parts)
        : folder_(std::move(folder)), parts_(parts) {}

    /// As many bytes as the buffer says that it has; none where it names no data.
    std::vector<std::uint8_t> buffer(std::size_t index);
    /// The bytes of an image that has a reference, as they are coded.
    std::vector<std::uint8_t> image(std::size_t index) const;

  private:
    /// `kinds`: what data in the text may say to be; none: anything.
    std::vector<std::uint8_t> bytesOf(const std::string& uri, const std::string& where,
                                      std::span<const std::string_view> kinds) const;

    std::filesystem::path folder_;
    const GltfParts& parts_;
    std::size_t taken_ = 0;
};

/// A reference in words: never the data that stands in its place.
std::string shownReference(const Json& object);

} // namespace perilune::model
