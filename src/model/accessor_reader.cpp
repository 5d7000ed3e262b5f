#include "model/accessor_reader.h"

#include <fmt/format.h>

namespace perilune::model {

namespace {

const unsigned char* bytesAt(const tinygltf::Model& model, int viewIndex, std::size_t offset) {
    const auto& view = model.bufferViews.at(std::size_t(viewIndex));
    return model.buffers.at(std::size_t(view.buffer)).data.data() + view.byteOffset + offset;
}
/// Copies strided elements; the source was checked against the declared lengths, here against the bytes
/// that are there.
void copy(std::uint8_t* to, std::size_t toStride, std::size_t element, const unsigned char* from,
          std::size_t fromStride, std::size_t count, const tinygltf::Model& model, int viewIndex,
          std::size_t offset) {
    const auto& view = model.bufferViews.at(std::size_t(viewIndex));
    const std::size_t there = model.buffers.at(std::size_t(view.buffer)).data.size();
    if (count > 0 && view.byteOffset + offset + (count - 1) * fromStride + element > there)
        throw Wrong{fmt::format("buffers[{}] holds fewer bytes than it says", view.buffer)};
    for (std::size_t i = 0; i < count; ++i)
        std::memcpy(to + i * toStride, from + i * fromStride, element);
}

} // namespace

AccessorReader::AccessorReader(const tinygltf::Model& model, int accessor)
    : accessor_(model.accessors.at(std::size_t(accessor))),
      components_(tinygltf::GetNumComponentsInType(std::uint32_t(accessor_.type))) {
    const int bytes = tinygltf::GetComponentSizeInBytes(std::uint32_t(accessor_.componentType));
    const std::size_t element = std::size_t(bytes * components_);
    data_.assign(accessor_.count * element, 0);
    if (accessor_.bufferView >= 0) {
        const auto& view = model.bufferViews.at(std::size_t(accessor_.bufferView));
        const std::size_t stride = view.byteStride == 0 ? element : view.byteStride;
        copy(data_.data(), element, element, bytesAt(model, accessor_.bufferView, accessor_.byteOffset),
             stride, accessor_.count, model, accessor_.bufferView, accessor_.byteOffset);
    }
    if (accessor_.sparse.isSparse)
        applySparse(model, element);
}

double AccessorReader::value(std::size_t element, int component) const {
    const std::size_t at = element * std::size_t(components_) + std::size_t(component);
    const bool scaled = accessor_.normalized;
    switch (accessor_.componentType) {
    case TINYGLTF_COMPONENT_TYPE_BYTE:
        return scaled ? std::max(get<std::int8_t>(at) / 127.0, -1.0) : get<std::int8_t>(at);
    case TINYGLTF_COMPONENT_TYPE_UNSIGNED_BYTE:
        return scaled ? get<std::uint8_t>(at) / 255.0 : get<std::uint8_t>(at);
    case TINYGLTF_COMPONENT_TYPE_SHORT:
        return scaled ? std::max(get<std::int16_t>(at) / 32767.0, -1.0) : get<std::int16_t>(at);
    case TINYGLTF_COMPONENT_TYPE_UNSIGNED_SHORT:
        return scaled ? get<std::uint16_t>(at) / 65535.0 : get<std::uint16_t>(at);
    case TINYGLTF_COMPONENT_TYPE_UNSIGNED_INT:
        return double(get<std::uint32_t>(at));
    default:
        return double(get<float>(at));
    }
}

void AccessorReader::applySparse(const tinygltf::Model& model, std::size_t element) {
    const auto& sparse = accessor_.sparse;
    const std::size_t count = std::size_t(sparse.count);
    const int type = sparse.indices.componentType;
    const std::size_t indexBytes = std::size_t(tinygltf::GetComponentSizeInBytes(std::uint32_t(type)));
    const std::size_t indexOffset = std::size_t(sparse.indices.byteOffset);
    const std::size_t valueOffset = std::size_t(sparse.values.byteOffset);
    std::vector<std::uint8_t> indices(count * indexBytes);
    std::vector<std::uint8_t> values(count * element);
    copy(indices.data(), indexBytes, indexBytes, bytesAt(model, sparse.indices.bufferView, indexOffset),
         indexBytes, count, model, sparse.indices.bufferView, indexOffset);
    copy(values.data(), element, element, bytesAt(model, sparse.values.bufferView, valueOffset), element,
         count, model, sparse.values.bufferView, valueOffset);
    for (std::size_t i = 0; i < count; ++i) {
        std::uint32_t index = 0;
        std::memcpy(&index, indices.data() + i * indexBytes, indexBytes); // little endian, as glTF is
        if (index >= accessor_.count)
            throw Wrong{fmt::format("a sparse accessor changes element {} of {}", index, accessor_.count)};
        std::memcpy(data_.data() + index * element, values.data() + i * element, element);
    }
}

} // namespace perilune::model
