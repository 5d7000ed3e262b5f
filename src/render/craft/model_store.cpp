#include "render/craft/model_store.h"

#include "base/halved_image.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace perilune::render {

namespace {

constexpr int kMaxTextureSide = 4096;
constexpr float kAnisotropy = 4.0f; ///< more costs much on software drivers

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
    // Panels are looked at along their surface.
    constexpr GLenum anisotropy = 0x84FE, most = 0x84FF; // of EXT_texture_filter_anisotropic and OpenGL 4.6
    if (!wish.nearest && (epoxy_has_gl_extension("GL_EXT_texture_filter_anisotropic") ||
                          epoxy_has_gl_extension("GL_ARB_texture_filter_anisotropic"))) {
        float offered = 1.0f;
        glGetFloatv(most, &offered);
        glTexParameterf(GL_TEXTURE_2D, anisotropy, std::min(offered, kAnisotropy));
    }
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
            const base::Image image = fitted(data.images[std::size_t(wish.image)]);
            model.bytes += image.pixels.size() * 4 / 3;
            model.textures.push_back(makeTexture(image, wish, coded));
        }
        return at->second;
    };
    for (model::ModelMaterial material : data.materials) {
        material.baseTexture = place(material.baseTexture, true);
        material.metalRoughTexture = place(material.metalRoughTexture, false);
        material.emissiveTexture = place(material.emissiveTexture, true);
        material.normalTexture = place(material.normalTexture, false);
        material.occlusionTexture = place(material.occlusionTexture, false);
        model.materials.push_back(material);
    }
}

std::unique_ptr<StoredModel> upload(const model::ModelData& data, const model::Levels& levels) {
    auto model = std::make_unique<StoredModel>();
    model->errorsM = levels.errorsM;
    for (std::size_t i = 0; i < data.parts.size(); ++i) {
        StoredPart part{data.parts[i].material, {}};
        for (const model::Levels::Range& range : levels.parts[i])
            part.levels.push_back({range.first, range.count});
        model->parts.push_back(std::move(part));
    }
    // Parts of one material together; see-through ones last.
    std::stable_sort(model->parts.begin(), model->parts.end(),
                     [&data](const StoredPart& a, const StoredPart& b) {
                         const auto rank = [&data](const StoredPart& part) {
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
    glBufferData(GL_ELEMENT_ARRAY_BUFFER, GLsizeiptr(levels.indices.size() * sizeof(std::uint32_t)),
                 levels.indices.data(), GL_STATIC_DRAW);
    model->bytes +=
        data.vertices.size() * sizeof(model::ModelVertex) + levels.indices.size() * sizeof(std::uint32_t);
    for (unsigned i = 0; i < 6; ++i)
        glEnableVertexAttribArray(i);
    constexpr int stride = sizeof(model::ModelVertex);
    glVertexAttribPointer(0, 3, GL_FLOAT, GL_FALSE, stride,
                          gl::offset(offsetof(model::ModelVertex, position)));
    glVertexAttribPointer(1, 3, GL_FLOAT, GL_FALSE, stride, gl::offset(offsetof(model::ModelVertex, normal)));
    glVertexAttribPointer(2, 2, GL_FLOAT, GL_FALSE, stride, gl::offset(offsetof(model::ModelVertex, uv)));
    glVertexAttribPointer(3, 4, GL_UNSIGNED_BYTE, GL_TRUE, stride,
                          gl::offset(offsetof(model::ModelVertex, colour)));
    glVertexAttribPointer(4, 2, GL_FLOAT, GL_FALSE, stride, gl::offset(offsetof(model::ModelVertex, uv1)));
    glVertexAttribPointer(5, 4, GL_FLOAT, GL_FALSE, stride,
                          gl::offset(offsetof(model::ModelVertex, tangent)));
    glBindVertexArray(0);
    return model;
}

} // namespace

void StoredPart::draw(int level) const {
    const Range& range = levels[std::size_t(level)];
    if (range.count > 0)
        glDrawElements(GL_TRIANGLES, GLsizei(range.count), GL_UNSIGNED_INT,
                       gl::offset(std::size_t(range.first) * sizeof(std::uint32_t)));
}

int StoredModel::levelFor(double errorM) const {
    int level = 0;
    while (std::size_t(level) + 1 < errorsM.size() && double(errorsM[std::size_t(level) + 1]) <= errorM)
        ++level;
    return level;
}

base::Result<ModelStore::Read> ModelStore::read(const std::filesystem::path& file) {
    auto data = model::readModel(file);
    if (!data)
        return tl::unexpected(data.error());
    model::Levels levels = model::levelsOf(*data);
    return Read{std::move(*data), std::move(levels)};
}

void ModelStore::beginFrame() {
    makeRoom();
    ++frame_;
}

std::shared_ptr<const StoredModel> ModelStore::find(const std::string& file, bool wait) {
    Entry& entry = entries_[file];
    entry.used = frame_;
    if (!entry.model && entry.problem.empty() && !entry.reading.isBegun())
        entry.reading = workers_.start([path = folder_ / file] { return read(path); });
    if (entry.reading.isBegun() && (wait || entry.reading.isReady())) {
        const auto found = entry.reading.take();
        if (found) {
            std::unique_ptr<StoredModel> model = upload(found->data, found->levels);
            model->id = ++nextId_;
            entry.model = std::move(model);
            if (!std::exchange(entry.told, true))
                for (const std::string& note : found->data.info.notes)
                    entry.notes.push_back(fmt::format("model {}: {}", file, note));
        } else {
            entry.problem = found.error().message;
        }
    }
    return entry.model;
}

/// What was not used by the last picture goes, the longest unused first.
void ModelStore::makeRoom() {
    while (residentBytes() > mostBytes_) {
        Entry* oldest = nullptr;
        for (auto& [file, entry] : entries_)
            if (entry.model && entry.used < frame_ && (oldest == nullptr || entry.used < oldest->used))
                oldest = &entry;
        if (oldest == nullptr)
            return;
        oldest->model.reset();
    }
}

std::size_t ModelStore::residentBytes() const {
    std::size_t bytes = 0;
    for (const auto& [file, entry] : entries_)
        bytes += entry.model ? entry.model->bytes : 0;
    return bytes;
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
