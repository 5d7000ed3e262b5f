#include "render/ground/tile_store.h"

#include <algorithm>
#include <bit>

namespace perilune::render {

namespace {

constexpr unsigned kSkirts = 16; ///< sets of sides

/// Index lists, one behind the other: for each mesh, handedness and set of sides the ground and these
/// sides' skirts, so that a tile is one call.
struct IndexRange {
    int first = 0;
    int count = 0;
};

constexpr int countOf(int mesh, unsigned skirts) {
    const int quads = terrain::kTileQuads / mesh;
    return quads * quads * 6 + std::popcount(skirts) * quads * 6;
}

constexpr int countOfAll(int mesh) {
    int count = 0;
    for (unsigned set = 0; set < kSkirts; ++set)
        count += countOf(mesh, set);
    return count;
}

constexpr IndexRange rangeOf(int mesh, bool mirrored, unsigned skirts) {
    int first = mirrored ? countOfAll(mesh) : 0;
    for (int finer = kFinestMesh; finer < mesh; finer *= 2)
        first += 2 * countOfAll(finer);
    for (unsigned set = 0; set < skirts; ++set)
        first += countOf(mesh, set);
    return {first, countOf(mesh, skirts)};
}

/// Texture coordinates of every vertex, in 0..1 over the map with its border.
std::vector<glm::vec2> gridCoordinates() {
    std::vector<glm::vec2> grid;
    const auto at = [](int column, int row) {
        const auto along = [](int i) {
            return (float(terrain::kTileBorder) +
                    float(i) * float(terrain::kTileTexels) / float(terrain::kTileQuads)) /
                   float(terrain::kTileMapSize);
        };
        return glm::vec2(along(column), along(row));
    };
    for (int row = 0; row < kTileSide; ++row)
        for (int column = 0; column < kTileSide; ++column)
            grid.push_back(at(column, row));
    constexpr int last = kTileSide - 1;
    for (int i = 0; i < kTileSide; ++i)
        grid.push_back(at(i, 0));
    for (int i = 0; i < kTileSide; ++i)
        grid.push_back(at(last, i));
    for (int i = 0; i < kTileSide; ++i)
        grid.push_back(at(last - i, last));
    for (int i = 0; i < kTileSide; ++i)
        grid.push_back(at(0, last - i));
    return grid;
}

/// Triangles that run counter-clockwise seen from above when the tile's x, y, up are right-handed; mirrored
/// otherwise.
void addIndices(std::vector<std::uint16_t>& indices, int stride, bool mirrored, unsigned skirts) {
    const auto triangle = [&](int a, int b, int c) {
        indices.push_back(std::uint16_t(a));
        indices.push_back(std::uint16_t(mirrored ? c : b));
        indices.push_back(std::uint16_t(mirrored ? b : c));
    };
    for (int row = 0; row < terrain::kTileQuads; row += stride) {
        for (int column = 0; column < terrain::kTileQuads; column += stride) {
            const int a = row * kTileSide + column;
            const int above = a + stride * kTileSide;
            triangle(a, a + stride, above + stride);
            triangle(a, above + stride, above);
        }
    }
    constexpr int last = kTileSide - 1;
    const auto edge = [](int side, int i) {
        switch (side) {
        case 0:
            return i;
        case 1:
            return i * kTileSide + last;
        case 2:
            return last * kTileSide + last - i;
        default:
            return (last - i) * kTileSide;
        }
    };
    for (int side = 0; side < 4; ++side) {
        if ((skirts >> side & 1u) == 0)
            continue;
        const int hanging = kTileCorners + side * kTileSide;
        for (int i = 0; i < last; i += stride) {
            triangle(edge(side, i), hanging + i, hanging + i + stride);
            triangle(edge(side, i), hanging + i + stride, edge(side, i + stride));
        }
    }
}

gl::Texture makeArray(GLenum internalFormat, GLenum format, GLenum type, int size, int mips, int layers) {
    gl::Texture texture = gl::Texture::make();
    glBindTexture(GL_TEXTURE_2D_ARRAY, texture.name());
    // What it is to be is said first: a driver that learns it later makes it again.
    glTexParameteri(GL_TEXTURE_2D_ARRAY, GL_TEXTURE_MAX_LEVEL, mips - 1);
    glTexParameteri(GL_TEXTURE_2D_ARRAY, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D_ARRAY, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D_ARRAY, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D_ARRAY, GL_TEXTURE_MIN_FILTER,
                    mips > 1 ? GL_LINEAR_MIPMAP_NEAREST : GL_LINEAR);
    for (int mip = 0; mip < mips; ++mip) {
        glTexImage3D(GL_TEXTURE_2D_ARRAY, mip, int(internalFormat), size >> mip, size >> mip, layers, 0,
                     format, type, nullptr);
    }
    return texture;
}

/// Of one tile on the card: normals and albedo with their coarser levels, corners; and a map of sunlight.
constexpr double kCardBytes = (4.0 + 4.0) * terrain::kTileMapSize * terrain::kTileMapSize * (4.0 / 3.0) +
                              kTileVertices * sizeof(glm::vec3);
constexpr double kLightBytes = terrain::kSunSize * terrain::kSunSize;

} // namespace

void TileStore::setBudget(double megabytes) {
    constexpr double kAncestorsToo = 4.0 / 3.0;
    constexpr double kReliefBytes =
        sizeof(float) * terrain::kReliefAcross * terrain::kReliefAcross * kAncestorsToo;
    constexpr double kTileBytes = kCardBytes + kReliefBytes + 2.0 * kLightBytes; // on the card, and here
    constexpr double kLeastPages = 6.0;
    budgetPages_ = std::size_t(std::max(megabytes * 1e6 / (kTileBytes * kLayers), kLeastPages));
}

void TileStore::beginFrame() {
    ++frame_;
    boundPage_ = boundLight_ = -1;
    count_.calls = 0;
    count_.triangles = 0;
}

void TileStore::hold(int viewer, const std::vector<TileKey>& keys) {
    std::vector<TileKey> fresh;
    for (const TileKey& key : keys)
        if (const auto tile = tiles_.find(key); tile != tiles_.end()) {
            ++tile->second.holders;
            fresh.push_back(key);
        }
    const auto before = held_.find(viewer);
    if (before != held_.end())
        for (const TileKey& key : before->second)
            --tiles_.at(key).holders;
    if (fresh.empty())
        held_.erase(viewer);
    else
        held_[viewer] = std::move(fresh);
}

void TileStore::makeShared() {
    const auto grid = gridCoordinates();
    grid_ = gl::Buffer::make();
    glBindBuffer(GL_ARRAY_BUFFER, grid_.name());
    glBufferData(GL_ARRAY_BUFFER, GLsizeiptr(grid.size() * sizeof(glm::vec2)), grid.data(), GL_STATIC_DRAW);
    std::vector<std::uint16_t> indices;
    for (int mesh = kFinestMesh; mesh <= kCoarsestMesh; mesh *= 2)
        for (const bool mirrored : {false, true})
            for (unsigned skirts = 0; skirts < kSkirts; ++skirts)
                addIndices(indices, mesh, mirrored, skirts);
    indices_ = gl::Buffer::make();
    glBindVertexArray(0);
    glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, indices_.name());
    glBufferData(GL_ELEMENT_ARRAY_BUFFER, GLsizeiptr(indices.size() * sizeof(std::uint16_t)), indices.data(),
                 GL_STATIC_DRAW);
}

void TileStore::addPage() {
    if (!grid_)
        makeShared();
    Page page;
    page.normals = makeArray(GL_RG16F, GL_RG, GL_HALF_FLOAT, mipSize(0), kTileMips, kLayers);
    page.albedo = makeArray(GL_RGBA8, GL_RGBA, GL_UNSIGNED_BYTE, mipSize(0), kTileMips, kLayers);
    page.vertices = gl::Buffer::make();
    glBindBuffer(GL_ARRAY_BUFFER, page.vertices.name());
    constexpr std::size_t bytes = kTileVertices * sizeof(glm::vec3);
    glBufferData(GL_ARRAY_BUFFER, GLsizeiptr(bytes * kLayers), nullptr, GL_DYNAMIC_DRAW);
    for (int layer = 0; layer < kLayers; ++layer) {
        auto& array = page.arrays.emplace_back(gl::VertexArray::make());
        glBindVertexArray(array.name());
        glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, indices_.name());
        glBindBuffer(GL_ARRAY_BUFFER, page.vertices.name());
        glEnableVertexAttribArray(0);
        glVertexAttribPointer(0, 3, GL_FLOAT, GL_FALSE, sizeof(glm::vec3),
                              gl::offset(bytes * std::size_t(layer)));
        glBindBuffer(GL_ARRAY_BUFFER, grid_.name());
        glEnableVertexAttribArray(1);
        glVertexAttribPointer(1, 2, GL_FLOAT, GL_FALSE, sizeof(glm::vec2), nullptr);
        free_.emplace_back(int(pages_.size()), kLayers - 1 - layer);
    }
    glBindVertexArray(0);
    pages_.push_back(std::move(page));
    std::sort(free_.rbegin(), free_.rend()); // lowest slot last: taken first
}

std::pair<int, int> TileStore::freeSlot() {
    if (free_.empty() && pages_.size() >= budgetPages_) {
        auto oldest = tiles_.end();
        for (auto tile = tiles_.begin(); tile != tiles_.end(); ++tile)
            if (tile->second.holders == 0 && tile->second.lastUsed < frame_ &&
                (oldest == tiles_.end() || tile->second.lastUsed < oldest->second.lastUsed))
                oldest = tile;
        if (oldest != tiles_.end()) {
            free_.emplace_back(oldest->second.page, oldest->second.layer);
            tiles_.erase(oldest);
        }
    }
    if (free_.empty())
        addPage();
    const auto slot = free_.back();
    free_.pop_back();
    return slot;
}

const StoredTile* TileStore::find(const TileKey& key) {
    const auto found = tiles_.find(key);
    if (found == tiles_.end())
        return nullptr;
    found->second.lastUsed = frame_;
    return &found->second;
}

void TileStore::add(const TileData& data) {
    if (tiles_.contains(data.key))
        return;
    const auto [page, layer] = freeSlot();
    boundPage_ = -1;
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    for (int mip = 0; mip < kTileMips; ++mip) {
        const int size = mipSize(mip);
        glBindTexture(GL_TEXTURE_2D_ARRAY, pages_[std::size_t(page)].normals.name());
        glTexSubImage3D(GL_TEXTURE_2D_ARRAY, mip, 0, 0, layer, size, size, 1, GL_RG, GL_HALF_FLOAT,
                        data.normals[mip].data());
        glBindTexture(GL_TEXTURE_2D_ARRAY, pages_[std::size_t(page)].albedo.name());
        glTexSubImage3D(GL_TEXTURE_2D_ARRAY, mip, 0, 0, layer, size, size, 1, GL_RGBA, GL_UNSIGNED_BYTE,
                        data.albedo[mip].data());
    }
    constexpr std::size_t bytes = kTileVertices * sizeof(glm::vec3);
    glBindBuffer(GL_ARRAY_BUFFER, pages_[std::size_t(page)].vertices.name());
    glBufferSubData(GL_ARRAY_BUFFER, GLintptr(bytes * std::size_t(layer)), bytes, data.vertices.data());
    StoredTile tile;
    tile.lastUsed = frame_;
    tile.origin = data.origin;
    tile.axes = data.axes;
    tile.mirrored = data.mirrored;
    tile.radiusM = data.radiusM;
    tile.coarser = data.coarser;
    tile.page = page;
    tile.layer = layer;
    tile.relief = data.relief;
    tiles_.emplace(data.key, std::move(tile));
}

void TileStore::light(const TileKey& key, int light, const glm::dvec3& sun,
                      std::vector<std::uint8_t> clearance) {
    StoredTile& tile = tiles_.at(key);
    boundPage_ = -1;
    glActiveTexture(GL_TEXTURE2);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    gl::Texture& map = pages_[std::size_t(tile.page)].sunlight[std::size_t(light)];
    if (!map)
        map = makeArray(GL_R8, GL_RED, GL_UNSIGNED_BYTE, terrain::kSunSize, 1, kLayers);
    glBindTexture(GL_TEXTURE_2D_ARRAY, map.name());
    glTexSubImage3D(GL_TEXTURE_2D_ARRAY, 0, 0, 0, tile.layer, terrain::kSunSize, terrain::kSunSize, 1, GL_RED,
                    GL_UNSIGNED_BYTE, clearance.data());
    tile.lights[std::size_t(light)] = {sun, std::move(clearance)};
    ++count_.lightsMade;
}

GroundCount TileStore::count() const {
    GroundCount count = count_;
    for (const Page& page : pages_) {
        const auto lights = std::count_if(page.sunlight.begin(), page.sunlight.end(),
                                          [](const gl::Texture& map) { return bool(map); });
        count.residentBytes += std::int64_t(kLayers * (kCardBytes + double(lights) * kLightBytes));
    }
    return count;
}

void TileStore::beginSmooth() {
    if (!smooth_) {
        smooth_ = gl::Sampler::make();
        const auto set = [this](GLenum what, int value) { glSamplerParameteri(smooth_.name(), what, value); };
        set(GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
        set(GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
        set(GL_TEXTURE_MAG_FILTER, GL_LINEAR);
        set(GL_TEXTURE_MIN_FILTER, GL_LINEAR_MIPMAP_LINEAR);
    }
    glBindSampler(0, smooth_.name());
    glBindSampler(1, smooth_.name());
}

void TileStore::endSmooth() {
    glBindSampler(0, 0);
    glBindSampler(1, 0);
}

void TileStore::draw(const StoredTile& tile, int light, int mesh, unsigned skirts) {
    const Page& page = pages_[std::size_t(tile.page)];
    if (boundPage_ != tile.page || boundLight_ != light) {
        glActiveTexture(GL_TEXTURE2);
        glBindTexture(GL_TEXTURE_2D_ARRAY, page.sunlight[std::size_t(light)].name());
        glActiveTexture(GL_TEXTURE1);
        glBindTexture(GL_TEXTURE_2D_ARRAY, page.albedo.name());
        glActiveTexture(GL_TEXTURE0);
        glBindTexture(GL_TEXTURE_2D_ARRAY, page.normals.name());
        boundPage_ = tile.page;
        boundLight_ = light;
    }
    glBindVertexArray(page.arrays[std::size_t(tile.layer)].name());
    const IndexRange range = rangeOf(mesh, tile.mirrored, skirts);
    ++count_.calls;
    count_.triangles += range.count / 3;
    glDrawElements(GL_TRIANGLES, range.count, GL_UNSIGNED_SHORT,
                   gl::offset(std::size_t(range.first) * sizeof(std::uint16_t)));
}

} // namespace perilune::render
