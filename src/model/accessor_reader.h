#pragma once

#include "model/gltf_parts.h"
#include "model/tinygltf.h"

#include <glm/glm.hpp>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <vector>

namespace perilune::model {

/// Elements of an accessor as floats (integers as they are, or divided where the accessor is normalised),
/// sparse ones put in. Throws Wrong where bytes are missing.
class AccessorReader {
  public:
    AccessorReader(const tinygltf::Model& model, int accessor);

    std::size_t count() const { return accessor_.count; }
    int components() const { return components_; }
    double value(std::size_t element, int component) const;
    glm::vec3 vec3(std::size_t element) const {
        return {float(value(element, 0)), float(value(element, 1)), float(value(element, 2))};
    }

  private:
    template <class T> T get(std::size_t at) const {
        T out;
        std::memcpy(&out, data_.data() + at * sizeof(T), sizeof(T));
        return out;
    }
    void applySparse(const tinygltf::Model& model, std::size_t element);

    const tinygltf::Accessor& accessor_;
    int components_;
    std::vector<std::uint8_t> data_;
};

} // namespace perilune::model
