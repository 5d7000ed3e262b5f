#include "render/craft/model_store.h"

#include "base/halved_image.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace perilune::render {

namespace {

constexpr int kMaxTextureSide = 4096;

/// Halves an image until no side is longer than a texture may be.
base::Image fitted(base::Image image) {
    int limit = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &limit);
    limit = std::min(limit, kMaxTextureSide);
    while (image.width > limit || image.height > limit)
        image = base::halved(image);
    return image;
}

gl::Texture makeTexture(const base::Image& image, const model::ModelTexture& wish, bool coded) {
    gl::Texture texture = gl::Texture::make();
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, texture.name());
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glTexImage2D(GL_TEXTURE_2D, 0, coded ? GL_SRGB8_ALPHA8 : GL_RGBA8, image.width, image.height, 0, GL_RGBA,
                 GL_UNSIGNED_BYTE, image.pixels.data());
    glGenerateMipmap(GL_TEXTURE_2D);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR_MIPMAP_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, wish.nearest ? GL_NEAREST : GL_LINEAR);
    const auto wrap = [](int value) {
        return value == GL_CLAMP_TO_EDGE || value == GL_MIRRORED_REPEAT ? value : GL_REPEAT;
    };
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, wrap(wish.wrapS));
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, wrap(wish.wrapT));
    return texture;
}

/// Textures that are used, colours apart from plain numbers, and the materials told where they went.
void uploadTextures(const model::ModelData& data, StoredModel& model) {
    const base::Image white{1, 1, 4, {255, 255, 255, 255}};
    model.textures.push_back(makeTexture(white, {}, false));
    std::map<std::pair<int, bool>, int> known;
    const auto place = [&](int texture, bool coded) {
        if (texture < 0 || data.textures[std::size_t(texture)].image < 0)
            return 0;
        const auto [at, added] = known.try_emplace({texture, coded}, int(model.textures.size()));
        if (added) {
            const model::ModelTexture& wish = data.textures[std::size_t(texture)];
            model.textures.push_back(makeTexture(fitted(data.images[std::size_t(wish.image)]), wish, coded));
        }
        return at->second;
    };
    for (model::ModelMaterial material : data.materials) {
        material.baseTexture = place(material.baseTexture, true);
        material.metalRoughTexture = place(material.metalRoughTexture, false);
        material.emissiveTexture = place(material.emissiveTexture, true);
        model.materials.push_back(material);
    }
}

std::unique_ptr<StoredModel> upload(const model::ModelData& data) {
    auto model = std::make_unique<StoredModel>();
    model->parts = data.parts;
    // Parts of one material together; see-through ones last.
    std::stable_sort(model->parts.begin(), model->parts.end(),
                     [&data](const model::ModelPart& a, const model::ModelPart& b) {
                         const auto rank = [&data](const model::ModelPart& part) {
                             return std::pair(data.materials[std::size_t(part.material)].alphaMode ==
                                                  model::AlphaMode::Blend,
                                              part.material);
                         };
                         return rank(a) < rank(b);
                     });
    model->middle = (data.low + data.high) * 0.5f;
    model->low = data.low, model->high = data.high;
    for (const model::ModelVertex& vertex : data.vertices)
        model->radiusM = std::max(model->radiusM, glm::distance(vertex.position, model->middle));
    uploadTextures(data, *model);
    model->array = gl::VertexArray::make();
    model->vertices = gl::Buffer::make();
    model->indices = gl::Buffer::make();
    glBindVertexArray(model->array.name());
    glBindBuffer(GL_ARRAY_BUFFER, model->vertices.name());
    glBufferData(GL_ARRAY_BUFFER, GLsizeiptr(data.vertices.size() * sizeof(model::ModelVertex)),
                 data.vertices.data(), GL_STATIC_DRAW);
    glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, model->indices.name());
    glBufferData(GL_ELEMENT_ARRAY_BUFFER, GLsizeiptr(data.indices.size() * sizeof(std::uint32_t)),
                 data.indices.data(), GL_STATIC_DRAW);
    for (unsigned i = 0; i < 5; ++i)
        glEnableVertexAttribArray(i);
    constexpr int stride = sizeof(model::ModelVertex);
    glVertexAttribPointer(0, 3, GL_FLOAT, GL_FALSE, stride,
                          gl::offset(offsetof(model::ModelVertex, position)));
    glVertexAttribPointer(1, 3, GL_FLOAT, GL_FALSE, stride, gl::offset(offsetof(model::ModelVertex, normal)));
    glVertexAttribPointer(2, 2, GL_FLOAT, GL_FALSE, stride, gl::offset(offsetof(model::ModelVertex, uv)));
    glVertexAttribPointer(3, 4, GL_UNSIGNED_BYTE, GL_TRUE, stride,
                          gl::offset(offsetof(model::ModelVertex, colour)));
    glVertexAttribPointer(4, 2, GL_FLOAT, GL_FALSE, stride, gl::offset(offsetof(model::ModelVertex, uv1)));
    glBindVertexArray(0);
    return model;
}

} // namespace

void StoredModel::drawPart(const model::ModelPart& part) {
    glDrawElements(GL_TRIANGLES, GLsizei(part.indexCount), GL_UNSIGNED_INT,
                   gl::offset(std::size_t(part.firstIndex) * sizeof(std::uint32_t)));
}

const StoredModel* ModelStore::find(const std::string& file, bool wait) {
    const auto [at, added] = entries_.try_emplace(file);
    Entry& entry = at->second;
    if (added)
        entry.reading = workers_.start([path = folder_ / file] { return model::readModel(path); });
    if (entry.reading.isBegun() && (wait || entry.reading.isReady())) {
        const auto data = entry.reading.take();
        if (data) {
            entry.model = upload(*data);
            for (const std::string& note : data->info.notes)
                entry.notes.push_back(fmt::format("model {}: {}", file, note));
        } else {
            entry.problem = data.error().message;
        }
    }
    return entry.model.get();
}

const std::string& ModelStore::problem(const std::string& file) {
    return entries_[file].problem;
}

std::vector<std::string> ModelStore::takeNotes(const std::string& file) {
    return std::exchange(entries_[file].notes, {});
}

bool ModelStore::loading(const std::string& file) {
    return entries_[file].reading.isBegun();
}

} // namespace perilune::render
