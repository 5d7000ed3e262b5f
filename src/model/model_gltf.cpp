#include "model/gltf_check.h"
#include "model/model.h"
#include "model/shape.h"
#include "base/files.h"

#include <fmt/format.h>
#include <glm/gtc/quaternion.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

// The library is Debian's; this keeps the parts of its header out that would pull in stb.
#define TINYGLTF_NO_STB_IMAGE_WRITE
#include <tiny_gltf.h>

namespace perilune::model {

namespace {

/// Thrown inside this file only.
struct Wrong {
    std::string what;
};

bool loadImage(tinygltf::Image* image, const int index, std::string* error, std::string*, int, int,
               const unsigned char* bytes, int size, void*) {
    auto decoded = base::decodeImage({bytes, std::size_t(std::max(size, 0))}, 4);
    if (!decoded) {
        *error += fmt::format("images[{}]{}{} is no image that can be read", index,
                              image->uri.empty() ? "" : " ", image->uri);
        return false;
    }
    image->width = decoded->width;
    image->height = decoded->height;
    image->component = 4;
    image->bits = 8;
    image->pixel_type = TINYGLTF_COMPONENT_TYPE_UNSIGNED_BYTE;
    image->image = std::move(decoded->pixels);
    return true;
}

void setFileAccess(tinygltf::TinyGLTF& loader) {
    tinygltf::FsCallbacks files{};
    files.FileExists = [](const std::string& path, void*) {
        std::error_code ignored;
        return std::filesystem::is_regular_file(path, ignored);
    };
    files.ExpandFilePath = [](const std::string& path, void*) { return path; };
    files.ReadWholeFile = [](std::vector<unsigned char>* out, std::string* error, const std::string& path,
                             void*) {
        auto bytes = base::readBytes(path, kMaxModelBytes);
        if (!bytes) {
            *error += bytes.error().message;
            return false;
        }
        *out = std::move(*bytes);
        return true;
    };
    files.WriteWholeFile = [](std::string*, const std::string&, const std::vector<unsigned char>&, void*) {
        return false;
    };
    // tinygltf 2.9 asks for the size of a file too.
    const auto addSize = [](auto& callbacks) {
        if constexpr (requires { callbacks.GetFileSizeInBytes; })
            callbacks.GetFileSizeInBytes = [](size_t* size, std::string* error, const std::string& path,
                                              void*) {
                std::error_code code;
                *size = std::filesystem::file_size(path, code);
                if (code)
                    *error += code.message();
                return !code;
            };
    };
    addSize(files);
    loader.SetFsCallbacks(files);
}

/// The loader's words on one line.
std::string oneLine(std::string text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ' || text.back() == '.'))
        text.pop_back();
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text.empty() ? "the file cannot be read" : text;
}

tinygltf::Model load(const std::filesystem::path& file, const std::vector<std::uint8_t>& bytes) {
    tinygltf::TinyGLTF loader;
    loader.SetImageLoader(loadImage, nullptr);
    setFileAccess(loader);
    tinygltf::Model model;
    std::string error;
    std::string warning;
    const std::string folder = file.parent_path().string();
    const bool read = isBinaryGltf(bytes)
                          ? loader.LoadBinaryFromMemory(&model, &error, &warning, bytes.data(),
                                                        unsigned(bytes.size()), folder)
                          : loader.LoadASCIIFromString(&model, &error, &warning,
                                                       reinterpret_cast<const char*>(bytes.data()),
                                                       unsigned(bytes.size()), folder);
    if (!read)
        throw Wrong{oneLine(error.empty() ? warning : error)};
    for (std::size_t i = 0; i < model.images.size(); ++i) {
        if (model.images[i].image.empty()) {
            throw Wrong{
                fmt::format("images[{}] {} cannot be read: {}", i, model.images[i].uri, oneLine(warning))};
        }
    }
    return model;
}

/// Elements of an accessor as floats (integers as they are, or divided where the accessor is normalised).
class Reader {
  public:
    Reader(const tinygltf::Model& model, int accessor)
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
    std::size_t count() const { return accessor_.count; }
    int components() const { return components_; }

    double value(std::size_t element, int component) const {
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
    glm::vec3 vec3(std::size_t element) const {
        return {float(value(element, 0)), float(value(element, 1)), float(value(element, 2))};
    }

  private:
    template <class T> T get(std::size_t at) const {
        T out;
        std::memcpy(&out, data_.data() + at * sizeof(T), sizeof(T));
        return out;
    }
    static const unsigned char* bytesAt(const tinygltf::Model& model, int viewIndex, std::size_t offset) {
        const auto& view = model.bufferViews.at(std::size_t(viewIndex));
        return model.buffers.at(std::size_t(view.buffer)).data.data() + view.byteOffset + offset;
    }
    /// Copies strided elements; the source was checked against the declared lengths, here against the bytes
    /// that are there.
    static void copy(std::uint8_t* to, std::size_t toStride, std::size_t element, const unsigned char* from,
                     std::size_t fromStride, std::size_t count, const tinygltf::Model& model, int viewIndex,
                     std::size_t offset) {
        const auto& view = model.bufferViews.at(std::size_t(viewIndex));
        const std::size_t there = model.buffers.at(std::size_t(view.buffer)).data.size();
        if (count > 0 && view.byteOffset + offset + (count - 1) * fromStride + element > there)
            throw Wrong{fmt::format("buffers[{}] holds fewer bytes than it says", view.buffer)};
        for (std::size_t i = 0; i < count; ++i)
            std::memcpy(to + i * toStride, from + i * fromStride, element);
    }
    void applySparse(const tinygltf::Model& model, std::size_t element) {
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
            if (index >= accessor_.count) {
                throw Wrong{
                    fmt::format("a sparse accessor changes element {} of {}", index, accessor_.count)};
            }
            std::memcpy(data_.data() + index * element, values.data() + i * element, element);
        }
    }

    const tinygltf::Accessor& accessor_;
    int components_;
    std::vector<std::uint8_t> data_;
};

glm::dmat4 transformOf(const tinygltf::Node& node) {
    if (node.matrix.size() == 16) {
        glm::dmat4 matrix;
        for (int i = 0; i < 16; ++i)
            matrix[i / 4][i % 4] = node.matrix[std::size_t(i)];
        return matrix;
    }
    glm::dmat4 matrix(1.0);
    if (node.rotation.size() == 4) {
        matrix = glm::mat4_cast(
            glm::dquat(node.rotation[3], node.rotation[0], node.rotation[1], node.rotation[2]));
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
    const Reader reader(model, primitive.indices);
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

std::uint32_t packColour(const Reader& colours, std::size_t i) {
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
    const Reader positions(model, attribute("POSITION"));
    shape.indices = triangulate(primitive.mode < 0 ? TINYGLTF_MODE_TRIANGLES : primitive.mode,
                                readIndices(model, primitive, positions.count(), where));
    shape.vertices.resize(positions.count());
    for (std::size_t i = 0; i < shape.vertices.size(); ++i) {
        shape.vertices[i].position = positions.vec3(i);
        if (!std::isfinite(glm::dot(shape.vertices[i].position, glm::vec3(1.0f))))
            throw Wrong{fmt::format("{}: vertex {} has a position that is no number", where, i)};
    }
    const auto sameCount = [&](const Reader& reader, int least) {
        return reader.count() == shape.vertices.size() && reader.components() >= least;
    };
    if (attribute("TEXCOORD_0") >= 0) {
        const Reader reader(model, attribute("TEXCOORD_0"));
        for (std::size_t i = 0; sameCount(reader, 2) && i < shape.vertices.size(); ++i)
            shape.vertices[i].uv = {float(reader.value(i, 0)), float(reader.value(i, 1))};
    }
    if (attribute("COLOR_0") >= 0) {
        const Reader reader(model, attribute("COLOR_0"));
        for (std::size_t i = 0; sameCount(reader, 3) && i < shape.vertices.size(); ++i)
            shape.vertices[i].colour = packColour(reader, i);
    }
    if (attribute("NORMAL") >= 0) {
        const Reader reader(model, attribute("NORMAL"));
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
        }
    }

  private:
    void place(int index, const glm::dmat4& parent) { // the depth was checked
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
    std::vector<std::vector<Shape>> shapes_;
};

ModelMaterial materialOf(const tinygltf::Material& in) {
    ModelMaterial out;
    const auto& pbr = in.pbrMetallicRoughness;
    for (int i = 0; i < 4 && pbr.baseColorFactor.size() == 4; ++i)
        out.baseColour[i] = float(pbr.baseColorFactor[std::size_t(i)]);
    for (int i = 0; i < 3 && in.emissiveFactor.size() == 3; ++i)
        out.emissive[i] = float(in.emissiveFactor[std::size_t(i)]);
    out.metallic = float(pbr.metallicFactor);
    out.roughness = float(pbr.roughnessFactor);
    out.alphaMode = in.alphaMode == "MASK"    ? AlphaMode::Mask
                    : in.alphaMode == "BLEND" ? AlphaMode::Blend
                                              : AlphaMode::Opaque;
    out.alphaCutoff = float(in.alphaCutoff);
    out.doubleSided = in.doubleSided;
    out.baseTexture = pbr.baseColorTexture.index;
    out.metalRoughTexture = pbr.metallicRoughnessTexture.index;
    out.emissiveTexture = in.emissiveTexture.index;
    return out;
}

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

void refuseUnreadable(const tinygltf::Model& model) {
    for (const std::string& name : model.extensionsRequired)
        if (name.find("compression") != std::string::npos || name == "KHR_texture_basisu")
            throw Wrong{fmt::format("it is packed with {}, which is not read", name)};
}

ModelData convert(tinygltf::Model model) {
    ModelData data;
    data.info = infoOf(model);
    refuseUnreadable(model);
    for (const auto& material : model.materials)
        data.materials.push_back(materialOf(material));
    data.materials.emplace_back();
    for (const auto& texture : model.textures) {
        ModelTexture out{texture.source};
        if (texture.sampler >= 0) {
            out.wrapS = model.samplers.at(std::size_t(texture.sampler)).wrapS;
            out.wrapT = model.samplers.at(std::size_t(texture.sampler)).wrapT;
        }
        data.textures.push_back(out);
    }
    Assembler(model, data).assemble();
    if (!std::isfinite(glm::distance(data.low, data.high)))
        throw Wrong{"its nodes put vertices infinitely far away"};
    for (auto& image : model.images)
        data.images.push_back({image.width, image.height, 4, std::move(image.image)});
    return data;
}

} // namespace

base::Result<ModelData> readModel(const std::filesystem::path& file) {
    const auto bytes = base::readBytes(file, kMaxModelBytes);
    if (!bytes)
        return tl::unexpected(bytes.error());
    if (auto checked = checkGltf(*bytes, file.string()); !checked)
        return tl::unexpected(checked.error());
    try {
        return convert(load(file, *bytes));
    } catch (const Wrong& wrong) {
        return base::inputError(
            fmt::format("{}: {}; repair the file or export it again", file.string(), wrong.what));
    } catch (const std::exception& error) {
        return base::inputError(
            fmt::format("{}: it cannot be read as glTF ({})", file.string(), error.what()));
    }
}

base::Result<ModelInfo> readModelInfo(const std::filesystem::path& file) {
    return readModel(file).map([](const ModelData& data) { return data.info; });
}

} // namespace perilune::model
