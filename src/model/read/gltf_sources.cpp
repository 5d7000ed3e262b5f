#include "model/read/gltf_sources.h"

#include "model/read/facts.h"
#include "model/read/limits.h"

#include <fmt/format.h>
#include <meshoptimizer.h>

namespace perilune::model {

namespace {

constexpr const char* kMeshopt = "EXT_meshopt_compression";

/// A filter as the library wants its elements.
bool filterFits(const std::string& filter, std::size_t stride) {
    return filter == "OCTAHEDRAL"    ? stride == 4 || stride == 8
           : filter == "QUATERNION"  ? stride == 8
           : filter == "EXPONENTIAL" ? stride % 4 == 0
                                     : true;
}

} // namespace

Sources::Sources(const GltfParts& parts, GltfFiles& files, std::vector<std::string>& notes)
    : root_(parts.root) {
    const Json& list = listIn(root_, "buffers");
    for (std::size_t i = 0; i < list.size(); ++i) {
        buffers_.push_back(files.buffer(i));
        if (buffers_.back().empty() && extensionOf(list[i], kMeshopt) == nullptr)
            notes.push_back(fmt::format("buffers[{}] names no data: what lies in it is taken as 0", i));
    }
    std::size_t i = 0, unpacked = 0;
    for (const Json& view : listIn(root_, "bufferViews")) {
        if (const Json* packed = extensionOf(view, kMeshopt)) {
            unpacked += std::size_t(wholeOf(view, "byteLength", 0));
            if (unpacked > kMaxDecodedBytes)
                throw Wrong{fmt::format("its packed data come to more than {} bytes", kMaxDecodedBytes)};
            unpack(i, *packed);
        }
        ++i;
    }
}

void Sources::unpack(std::size_t index, const Json& packed) {
    const std::string where = fmt::format("bufferViews[{}]", index);
    const auto& from = buffers_[std::size_t(wholeOf(packed, "buffer", 0))];
    const double offset = realOf(packed, "byteOffset", 0), length = realOf(packed, "byteLength", 0);
    if (offset + length > double(from.size()))
        throw Wrong{fmt::format("{}: its packed bytes {:.0f} to {:.0f} lie outside of a buffer of {}", where,
                                offset, offset + length, from.size())};
    const auto count = std::size_t(realOf(packed, "count", 0)),
               stride = std::size_t(realOf(packed, "byteStride", 0));
    const Json& view = listIn(root_, "bufferViews")[index];
    if (realOf(packed, "count", 0) * double(stride) != realOf(view, "byteLength", 0))
        throw Wrong{fmt::format("{}: {} elements of {} bytes are not its {} bytes", where, count, stride,
                                wholeOf(view, "byteLength", 0))};
    const std::string mode = textOf(packed, "mode"), filter = textOf(packed, "filter", "NONE");
    const bool vertices = mode == "ATTRIBUTES", triangles = mode == "TRIANGLES";
    if (vertices ? stride % 4 != 0 : stride != 2 && stride != 4)
        throw Wrong{fmt::format("{}: {} of {} bytes cannot be packed", where, mode, stride)};
    if ((triangles && count % 3 != 0) || (filter != "NONE" && !vertices) || !filterFits(filter, stride))
        throw Wrong{fmt::format("{}: its mode, filter and sizes do not go together", where)};
    std::vector<std::uint8_t> out(count * stride);
    const unsigned char* bytes = from.data() + std::size_t(offset);
    const int failed =
        vertices    ? meshopt_decodeVertexBuffer(out.data(), count, stride, bytes, std::size_t(length))
        : triangles ? meshopt_decodeIndexBuffer(out.data(), count, stride, bytes, std::size_t(length))
                    : meshopt_decodeIndexSequence(out.data(), count, stride, bytes, std::size_t(length));
    if (failed != 0)
        throw Wrong{fmt::format("{}: its packed data are damaged", where)};
    if (filter == "OCTAHEDRAL")
        meshopt_decodeFilterOct(out.data(), count, stride);
    else if (filter == "QUATERNION")
        meshopt_decodeFilterQuat(out.data(), count, stride);
    else if (filter == "EXPONENTIAL")
        meshopt_decodeFilterExp(out.data(), count, stride);
    unpacked_[index] = std::move(out);
}

std::span<const std::uint8_t> Sources::view(std::size_t index) const {
    if (const auto found = unpacked_.find(index); found != unpacked_.end())
        return found->second;
    const Json& view = listIn(root_, "bufferViews")[index];
    const auto& from = buffers_[std::size_t(wholeOf(view, "buffer", 0))];
    if (from.empty())
        return {};
    return std::span(from).subspan(std::size_t(wholeOf(view, "byteOffset", 0)),
                                   std::size_t(wholeOf(view, "byteLength", 0)));
}

} // namespace perilune::model
