#include "model/accessor_reader.h"
#include "model/gltf_check.h"
#include "model/gltf_extensions.h"
#include "model/gltf_files.h"
#include "model/gltf_materials.h"
#include "model/gltf_notes.h"
#include "model/gltf_parts.h"
#include "model/model.h"
#include "model/shape.h"
#include "base/files.h"

#include <fmt/format.h>
#include <glm/gtc/quaternion.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace perilune::model {

namespace {

/// The loader's words on one line.
std::string oneLine(std::string text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ' || text.back() == '.'))
        text.pop_back();
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text.empty() ? "the file cannot be read" : text;
}

using Buffers = std::vector<std::vector<std::uint8_t>>;

/// The document as the library may see it: its buffers by number, its images not at all, for where they lie
/// and what they are is decided here. So no reference leads anywhere else, and no message repeats what a file
/// has in its text.
tinygltf::Model load(const GltfParts& parts, const Buffers& buffers) {
    Json root = parts.root;
    root.erase("images");
    for (std::size_t i = 0; i < buffers.size(); ++i)
        root["buffers"][i]["uri"] = fmt::format("buffer{}", i);
    tinygltf::FsCallbacks files{};
    files.user_data =
        const_cast<Buffers*>(&buffers); // NOLINT(cppcoreguidelines-pro-type-const-cast): only read
    files.FileExists = [](const std::string& path, void*) { return path.rfind("buffer", 0) == 0; };
    files.ExpandFilePath = [](const std::string& path, void*) { return path; };
    files.ReadWholeFile = [](std::vector<unsigned char>* out, std::string*, const std::string& path,
                             void* user) {
        *out = static_cast<const Buffers*>(user)->at(std::stoul(path.substr(6)));
        return true;
    };
    files.WriteWholeFile = [](std::string*, const std::string&, const std::vector<unsigned char>&, void*) {
        return false;
    };
    // tinygltf 2.9 asks for the size of a file too.
    const auto addSize = [](auto& callbacks) {
        if constexpr (requires { callbacks.GetFileSizeInBytes; })
            callbacks.GetFileSizeInBytes = [](size_t* size, std::string*, const std::string& path,
                                              void* user) {
                *size = static_cast<const Buffers*>(user)->at(std::stoul(path.substr(6))).size();
                return true;
            };
    };
    addSize(files);
    tinygltf::TinyGLTF loader;
    loader.SetFsCallbacks(files);
    tinygltf::Model model;
    std::string error;
    std::string warning;
    const std::string text = root.dump();
    if (!loader.LoadASCIIFromString(&model, &error, &warning, text.data(), unsigned(text.size()), ""))
        throw Wrong{oneLine(error.empty() ? warning : error)};
    return model;
}

glm::dmat4 transformOf(const tinygltf::Node& node) {
    if (node.matrix.size() == 16) {
        glm::dmat4 matrix;
        for (int i = 0; i < 16; ++i)
            matrix[i / 4][i % 4] = node.matrix[std::size_t(i)];
        return matrix;
    }
    glm::dmat4 matrix(1.0);
    if (node.rotation.size() == 4) {
        const glm::dquat turn(node.rotation[3], node.rotation[0], node.rotation[1], node.rotation[2]);
        if (glm::length(turn) > 0.0)
            matrix = glm::mat4_cast(glm::normalize(turn));
    }
    if (node.scale.size() == 3)
        for (int i = 0; i < 3; ++i)
            matrix[i] *= node.scale[std::size_t(i)];
    if (node.translation.size() == 3)
        matrix[3] = glm::dvec4(node.translation[0], node.translation[1], node.translation[2], 1.0);
    return matrix;
}

std::vector<std::uint32_t> readIndices(const tinygltf::Model& model, const tinygltf::Primitive& primitive,
                                       std::size_t vertexCount, const std::string& where) {
    std::vector<std::uint32_t> indices;
    if (primitive.indices < 0) {
        indices.resize(vertexCount);
        for (std::size_t i = 0; i < vertexCount; ++i)
            indices[i] = std::uint32_t(i);
        return indices;
    }
    const AccessorReader reader(model, primitive.indices);
    indices.resize(reader.count());
    for (std::size_t i = 0; i < indices.size(); ++i) {
        indices[i] = std::uint32_t(reader.value(i, 0));
        if (indices[i] >= vertexCount) {
            throw Wrong{fmt::format("{}: index {} is {}, but there are {} vertices", where, i, indices[i],
                                    vertexCount)};
        }
    }
    return indices;
}

std::uint32_t packColour(const AccessorReader& colours, std::size_t i) {
    std::uint32_t packed = 0xFF000000;
    for (int c = 0; c < std::min(colours.components(), 4); ++c) {
        const double v = std::clamp(colours.value(i, c), 0.0, 1.0);
        const int shift = 8 * c;
        packed = (packed & ~(0xFFu << shift)) | (std::uint32_t(std::lround(v * 255.0)) << shift);
    }
    return packed;
}

Shape readShape(const tinygltf::Model& model, const tinygltf::Primitive& primitive,
                const std::string& where) {
    Shape shape;
    shape.material = primitive.material;
    const auto attribute = [&primitive](const char* name) {
        const auto found = primitive.attributes.find(name);
        return found == primitive.attributes.end() ? -1 : found->second;
    };
    if (attribute("POSITION") < 0)
        return shape; // nothing to draw, as glTF allows
    const AccessorReader positions(model, attribute("POSITION"));
    shape.indices = triangulate(primitive.mode < 0 ? TINYGLTF_MODE_TRIANGLES : primitive.mode,
                                readIndices(model, primitive, positions.count(), where));
    shape.vertices.resize(positions.count());
    for (std::size_t i = 0; i < shape.vertices.size(); ++i) {
        shape.vertices[i].position = positions.vec3(i);
        if (!std::isfinite(glm::dot(shape.vertices[i].position, glm::vec3(1.0f))))
            throw Wrong{fmt::format("{}: vertex {} has a position that is no number", where, i)};
    }
    const auto checkFinite = [&](const AccessorReader& reader, int components, const char* name) {
        for (std::size_t i = 0; i < reader.count(); ++i)
            for (int c = 0; c < components; ++c)
                if (!std::isfinite(reader.value(i, c)))
                    throw Wrong{fmt::format("{}: vertex {} has a {} that is no number", where, i, name)};
    };
    const auto sameCount = [&](const AccessorReader& reader, int least) {
        return reader.count() == shape.vertices.size() && reader.components() >= least;
    };
    const auto readUv = [&](const char* name, glm::vec2 ModelVertex::*uv) {
        if (attribute(name) < 0)
            return;
        const AccessorReader reader(model, attribute(name));
        checkFinite(reader, 2, name);
        for (std::size_t i = 0; sameCount(reader, 2) && i < shape.vertices.size(); ++i)
            for (int c = 0; c < 2; ++c)
                (shape.vertices[i].*uv)[c] = float(reader.value(i, c));
    };
    readUv("TEXCOORD_0", &ModelVertex::uv);
    readUv("TEXCOORD_1", &ModelVertex::uv1);
    if (attribute("COLOR_0") >= 0) {
        const AccessorReader reader(model, attribute("COLOR_0"));
        checkFinite(reader, reader.components(), "COLOR_0");
        for (std::size_t i = 0; sameCount(reader, 3) && i < shape.vertices.size(); ++i)
            shape.vertices[i].colour = packColour(reader, i);
    }
    if (attribute("NORMAL") >= 0) {
        const AccessorReader reader(model, attribute("NORMAL"));
        checkFinite(reader, 3, "NORMAL");
        for (std::size_t i = 0; sameCount(reader, 3) && i < shape.vertices.size(); ++i)
            shape.vertices[i].normal = reader.vec3(i);
    } else if (shape.indices.size() > kMaxModelVertices) {
        throw Wrong{fmt::format("{} has no normals and more than {} corners to make them for", where,
                                kMaxModelVertices)};
    } else {
        addFlatNormals(shape);
    }
    return shape;
}

/// Puts the default scene's nodes together.
class Assembler {
  public:
    Assembler(const tinygltf::Model& model, ModelData& data) : model_(model), data_(data) {
        std::size_t vertices = 0;
        for (std::size_t m = 0; m < model.meshes.size(); ++m) {
            auto& shapes = shapes_.emplace_back();
            for (std::size_t p = 0; p < model.meshes[m].primitives.size(); ++p) {
                shapes.push_back(readShape(model, model.meshes[m].primitives[p],
                                           fmt::format("meshes[{}].primitives[{}]", m, p)));
                vertices += shapes.back().vertices.size();
                if (vertices > kMaxModelVertices)
                    throw Wrong{fmt::format("its meshes come to more than {} vertices", kMaxModelVertices)};
            }
        }
    }
    void assemble() {
        if (!model_.scenes.empty()) {
            const std::size_t scene = std::size_t(std::max(model_.defaultScene, 0));
            for (const int node : model_.scenes.at(scene).nodes)
                place(node, glm::dmat4(1.0));
            return;
        }
        std::vector<bool> isChild(model_.nodes.size());
        for (const tinygltf::Node& node : model_.nodes)
            for (const int child : node.children)
                isChild.at(std::size_t(child)) = true;
        for (std::size_t i = 0; i < isChild.size(); ++i)
            if (!isChild[i])
                place(int(i), glm::dmat4(1.0));
    }

  private:
    void place(int index, const glm::dmat4& parent) { // the depth was checked
        if (placed_.at(std::size_t(index)))
            return; // a scene that names a node twice
        placed_[std::size_t(index)] = true;
        const tinygltf::Node& node = model_.nodes.at(std::size_t(index));
        const glm::dmat4 transform = parent * transformOf(node);
        if (node.mesh >= 0)
            for (const Shape& shape : shapes_.at(std::size_t(node.mesh)))
                add(shape, transform);
        for (const int child : node.children)
            place(child, transform);
    }
    void add(const Shape& shape, const glm::dmat4& transform) {
        if (!appendShape(data_, shape, transform))
            throw Wrong{fmt::format("its scene comes to more than {} vertices", kMaxModelVertices)};
    }

    const tinygltf::Model& model_;
    ModelData& data_;
    std::vector<bool> placed_ = std::vector<bool>(model_.nodes.size());
    std::vector<std::vector<Shape>> shapes_;
};

long long triangleCount(int mode, long long elements) {
    switch (mode) {
    case -1:
    case TINYGLTF_MODE_TRIANGLES:
        return elements / 3;
    case TINYGLTF_MODE_TRIANGLE_STRIP:
    case TINYGLTF_MODE_TRIANGLE_FAN:
        return std::max(elements - 2, 0LL);
    default:
        return 0;
    }
}

ModelInfo infoOf(const tinygltf::Model& model) {
    ModelInfo info;
    info.meshes = int(model.meshes.size());
    info.materials = int(model.materials.size());
    info.textures = int(model.textures.size());
    info.animations = int(model.animations.size());
    info.skins = int(model.skins.size());
    info.extensionsUsed = model.extensionsUsed;
    for (const auto& mesh : model.meshes) {
        for (const auto& primitive : mesh.primitives) {
            ++info.primitives;
            const auto position = primitive.attributes.find("POSITION");
            const long long vertices =
                position == primitive.attributes.end()
                    ? 0
                    : (long long)(model.accessors.at(std::size_t(position->second)).count);
            const long long elements =
                primitive.indices < 0 ? vertices
                                      : (long long)(model.accessors.at(std::size_t(primitive.indices)).count);
            info.vertices += vertices;
            info.triangles += triangleCount(primitive.mode, elements);
        }
    }
    return info;
}

/// What an image is by its first bytes, where that is a form that is not read.
const char* unreadForm(const std::vector<std::uint8_t>& bytes) {
    const auto holds = [&bytes](std::size_t at, std::string_view mark) {
        return bytes.size() >= at + mark.size() &&
               std::equal(mark.begin(), mark.end(), bytes.begin() + std::ptrdiff_t(at),
                          [](char a, std::uint8_t b) { return std::uint8_t(a) == b; });
    };
    return holds(0, "RIFF") && holds(8, "WEBP") ? "a WebP image (EXT_texture_webp)"
           : holds(1, "KTX 20")                 ? "a KTX2 image (KHR_texture_basisu)"
           : holds(0, "DDS ")                   ? "a DDS image (MSFT_texture_dds)"
           : holds(4, "ftypavif")               ? "an AVIF image (EXT_texture_avif)"
                                                : nullptr;
}

/// The images that a material shows; the others stay empty, unread.
std::vector<base::Image> readImages(const ModelData& data, const GltfFiles& files, const GltfParts& parts,
                                    const Buffers& buffers) {
    const Json& list = listIn(parts.root, "images");
    std::vector<base::Image> images(list.size());
    for (const ModelMaterial& material : data.materials) {
        for (const int texture :
             {material.baseTexture, material.metalRoughTexture, material.emissiveTexture}) {
            const int index = texture < 0 ? -1 : data.textures.at(std::size_t(texture)).image;
            if (index < 0 || !images.at(std::size_t(index)).pixels.empty())
                continue;
            const std::string where =
                fmt::format("images[{}]{}", index, shownReference(list[std::size_t(index)]));
            const auto bytes = files.image(std::size_t(index), buffers);
            if (const char* form = unreadForm(bytes))
                throw Wrong{fmt::format("{} is {}, which is not read", where, form),
                            "export it again with PNG or JPEG for its images"};
            auto image = base::decodeImage(bytes, 4);
            if (!image)
                throw Wrong{where + " is no image that can be read"};
            images[std::size_t(index)] = std::move(*image);
        }
    }
    return images;
}

ModelData convert(const std::filesystem::path& folder, const GltfParts& parts) {
    GltfFiles files(folder, parts);
    Buffers buffers;
    for (std::size_t i = 0; i < listIn(parts.root, "buffers").size(); ++i)
        buffers.push_back(files.buffer(i));
    const tinygltf::Model model = load(parts, buffers);
    ModelData data;
    data.info = infoOf(model);
    for (const auto& material : model.materials)
        data.materials.push_back(materialOf(material));
    data.materials.emplace_back();
    for (const auto& texture : model.textures)
        data.textures.push_back(textureOf(model, texture));
    Assembler(model, data).assemble();
    if (!std::isfinite(glm::distance(data.low, data.high)))
        throw Wrong{"its nodes put vertices infinitely far away"};
    data.images = readImages(data, files, parts, buffers);
    data.info.sizeM = glm::dvec3(data.high) - glm::dvec3(data.low);
    data.info.notes = notesOn(parts.root, data.info.sizeM);
    return data;
}

} // namespace

base::Result<ModelData> readModel(const std::filesystem::path& file) {
    const auto bytes = base::readBytes(file, kMaxModelBytes);
    if (!bytes)
        return tl::unexpected(bytes.error());
    try {
        const GltfParts parts = takeApart(*bytes);
        refuseExtensions(parts);
        checkDocument(parts.root);
        return convert(file.parent_path(), parts);
    } catch (const Wrong& wrong) {
        return base::inputError(fmt::format("{}: {}; {}", file.string(), wrong.what, wrong.cure));
    } catch (const std::exception& error) {
        return base::inputError(
            fmt::format("{}: it cannot be read as glTF ({})", file.string(), error.what()));
    }
}

base::Result<ModelInfo> readModelInfo(const std::filesystem::path& file) {
    return readModel(file).map([](const ModelData& data) { return data.info; });
}

} // namespace perilune::model
