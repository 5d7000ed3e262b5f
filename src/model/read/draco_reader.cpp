#include "model/read/draco_reader.h"

#include "model/read/facts.h"
#include "model/read/limits.h"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#pragma GCC diagnostic ignored "-Wpedantic"
#include <draco/compression/decode.h>
#include <draco/mesh/mesh.h>
#pragma GCC diagnostic pop
#include <fmt/format.h>

#include <memory>

namespace perilune::model {

namespace {

/// The packed attribute that a name stands for; null where there is none.
const draco::PointAttribute* attributeOf(const draco::Mesh& mesh, const Json& ids, const std::string& name,
                                         const std::string& where) {
    const auto found = ids.find(name);
    if (found == ids.end())
        return nullptr;
    if (!found->is_number_unsigned() || found->get<std::uint64_t>() > 0xFFFFFFFF)
        throw Wrong{fmt::format("{}: {} is packed under no number", where, shown(name))};
    const auto* attribute = mesh.GetAttributeByUniqueId(found->get<std::uint32_t>());
    if (attribute == nullptr)
        throw Wrong{fmt::format("{}: its packed data hold no {}", where, shown(name))};
    return attribute;
}

/// Elements as floats, shares of the greatest where they are normalised.
template <int N>
void take(const draco::Mesh& mesh, const draco::PointAttribute* attribute, bool isShare,
          std::vector<glm::vec<N, float>>& out, float fill = 0.0f) {
    if (attribute == nullptr)
        return;
    const int components = std::min<int>(N, attribute->num_components());
    const float whole = !isShare                                     ? 1.0f
                        : attribute->data_type() == draco::DT_UINT8  ? 255.0f
                        : attribute->data_type() == draco::DT_UINT16 ? 65535.0f
                        : attribute->data_type() == draco::DT_INT8   ? 127.0f
                        : attribute->data_type() == draco::DT_INT16  ? 32767.0f
                                                                     : 1.0f;
    out.assign(mesh.num_points(), glm::vec<N, float>(fill));
    for (draco::PointIndex p(0); p < mesh.num_points(); ++p) {
        float values[4] = {fill, fill, fill, fill};
        const auto index = attribute->mapped_index(p);
        if (attribute->data_type() == draco::DT_FLOAT32 || whole == 1.0f) {
            attribute->ConvertValue<float>(index, std::int8_t(components), values);
        } else {
            std::int32_t raw[4] = {};
            attribute->ConvertValue<std::int32_t>(index, std::int8_t(components), raw);
            for (int c = 0; c < components; ++c)
                values[c] = float(raw[c]) / whole;
        }
        for (int c = 0; c < components; ++c)
            out[p.value()][c] = values[c];
    }
}

} // namespace

bool readDraco(const Sources& sources, const Json& primitive, Primitive& out, const std::string& where) {
    const Json* packed = extensionOf(primitive, "KHR_draco_mesh_compression");
    if (packed == nullptr)
        return false;
    const std::string place = where + ", packed with KHR_draco_mesh_compression";
    const auto bytes = sources.view(std::size_t(wholeOf(*packed, "bufferView", 0)));
    const Json &ids = (*packed)["attributes"], &attributes = primitive["attributes"];
    draco::DecoderBuffer buffer;
    buffer.Init(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    draco::Decoder decoder;
    auto decoded = decoder.DecodeMeshFromBuffer(&buffer);
    if (!decoded.ok())
        throw Wrong{place + ": its data are damaged"};
    const std::unique_ptr<draco::Mesh> mesh = std::move(decoded).value();
    if (mesh->num_points() > kMaxModelVertices || mesh->num_faces() > kMaxModelIndices / 3)
        throw Wrong{fmt::format("{}: more than {} vertices", place, kMaxModelVertices)};
    const auto isShare = [&](const char* name) {
        const Json* accessor =
            attributes.contains(name) ? named(sources.root(), attributes, name, "accessors") : nullptr;
        return accessor != nullptr && formOf(*accessor).normalized;
    };
    const auto get = [&](const char* name) { return attributeOf(*mesh, ids, name, place); };
    take<3>(*mesh, get("POSITION"), isShare("POSITION"), out.positions);
    take<3>(*mesh, get("NORMAL"), isShare("NORMAL"), out.normals);
    take<4>(*mesh, get("TANGENT"), isShare("TANGENT"), out.tangents);
    take<4>(*mesh, get("COLOR_0"), isShare("COLOR_0"), out.colours, 1.0f);
    take<2>(*mesh, get("TEXCOORD_0"), isShare("TEXCOORD_0"), out.uv[0]);
    take<2>(*mesh, get("TEXCOORD_1"), isShare("TEXCOORD_1"), out.uv[1]);
    for (int set = 0;; ++set) {
        const auto* joints = attributeOf(*mesh, ids, fmt::format("JOINTS_{}", set), place);
        const auto* weights = attributeOf(*mesh, ids, fmt::format("WEIGHTS_{}", set), place);
        if (joints == nullptr || weights == nullptr)
            break;
        std::vector<glm::vec4> joint, weight;
        take<4>(*mesh, joints, false, joint);
        take<4>(*mesh, weights, isShare(fmt::format("WEIGHTS_{}", set).c_str()), weight);
        auto& list = out.influences.emplace_back(joint.size());
        for (std::size_t i = 0; i < joint.size(); ++i) {
            for (int c = 0; c < 4; ++c)
                list[i].joint[std::size_t(c)] = std::uint16_t(joint[i][c]);
            list[i].weight = weight[i];
        }
    }
    out.indices.reserve(std::size_t(mesh->num_faces()) * 3);
    for (draco::FaceIndex f(0); f < mesh->num_faces(); ++f)
        for (const auto& corner : mesh->face(f)) {
            if (corner.value() >= mesh->num_points())
                throw Wrong{place + ": its data are damaged"};
            out.indices.push_back(corner.value());
        }
    out.mode = 4;
    return true;
}

} // namespace perilune::model
