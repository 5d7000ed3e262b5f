#pragma once

#include "model/read/gltf_files.h"
#include "model/read/gltf_parts.h"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace perilune::model {

/// The bytes of a checked file, packed views unpacked.
class Sources {
  public:
    /// Reads all buffers. Throws `Wrong`. What has no data is told in `notes`.
    Sources(const GltfParts& parts, GltfFiles& files, std::vector<std::string>& notes);

    const Json& root() const { return root_; }
    /// The bytes of a buffer view; none where its buffer names no data.
    std::span<const std::uint8_t> view(std::size_t index) const;
    /// The view's numbers are those that were written: it was not packed by a lossy way.
    bool isAsWritten(std::size_t index) const { return !unpacked_.contains(index); }
    const std::vector<std::vector<std::uint8_t>>& buffers() const { return buffers_; }

  private:
    void unpack(std::size_t index, const Json& packed);

    const Json& root_;
    std::vector<std::vector<std::uint8_t>> buffers_; ///< empty where a buffer names no data
    std::map<std::size_t, std::vector<std::uint8_t>> unpacked_;
};

} // namespace perilune::model
