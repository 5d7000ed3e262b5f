#include "render/ground/tile_data.h"

#include <glm/gtc/packing.hpp>

#include <algorithm>
#include <cmath>

namespace perilune::render {

namespace {

/// The sRGB transfer function (IEC 61966-2-1), tabulated once for each thread that builds tiles.
class SrgbTables {
  public:
    SrgbTables() {
        for (int i = 0; i < 256; ++i) {
            const double v = i / 255.0;
            linear_[std::size_t(i)] = float(v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4));
        }
        for (int i = 0; i <= kSteps; ++i) {
            // The table runs over the square root, so that dark values keep their steps.
            const double root = double(i) / kSteps;
            const double v = root * root;
            const double coded = v <= 0.0031308 ? v * 12.92 : 1.055 * std::pow(v, 1.0 / 2.4) - 0.055;
            coded_[std::size_t(i)] = std::uint8_t(std::lround(coded * 255.0));
        }
    }
    float linear(std::uint8_t v) const { return linear_[v]; }
    std::uint8_t coded(float v) const {
        return coded_[std::size_t(std::sqrt(std::clamp(v, 0.0f, 1.0f)) * float(kSteps) + 0.5f)];
    }

  private:
    static constexpr int kSteps = 2048;
    std::array<float, 256> linear_{};
    std::array<std::uint8_t, kSteps + 1> coded_{};
};

glm::dmat3 axesAt(const glm::dvec3& origin) {
    const glm::dvec3 z = glm::normalize(origin);
    const glm::dvec3 other = std::abs(z.z) < 0.9 ? glm::dvec3(0, 0, 1) : glm::dvec3(1, 0, 0);
    const glm::dvec3 x = glm::normalize(glm::cross(other, z));
    return {x, glm::cross(z, x), z};
}

std::vector<glm::vec3> withSkirt(const terrain::Tile& tile) {
    std::vector<glm::vec3> vertices = tile.corners;
    vertices.reserve(kTileVertices);
    const auto hang = [&](int column, int row) {
        const glm::vec3 corner = tile.corners[std::size_t(row * kTileSide + column)];
        const glm::vec3 down = -glm::vec3(glm::normalize(tile.origin.m + glm::dvec3(corner)));
        vertices.push_back(corner + down * tile.skirtM);
    };
    constexpr int last = kTileSide - 1;
    for (int i = 0; i < kTileSide; ++i)
        hang(i, 0);
    for (int i = 0; i < kTileSide; ++i)
        hang(last, i);
    for (int i = 0; i < kTileSide; ++i)
        hang(last - i, last);
    for (int i = 0; i < kTileSide; ++i)
        hang(0, last - i);
    return vertices;
}

/// Where a coarser mesh of these corners lies at a corner of the finest.
glm::vec3 onMesh(const std::vector<glm::vec3>& corners, int step, int column, int row) {
    const int x = std::min(column / step * step, terrain::kTileQuads - step);
    const int y = std::min(row / step * step, terrain::kTileQuads - step);
    const auto at = [&](int dx, int dy) { return corners[std::size_t((y + dy) * kTileSide + x + dx)]; };
    const float fx = float(column - x) / float(step), fy = float(row - y) / float(step);
    // Split from the first corner to the one across, as the triangles are drawn.
    const glm::vec3 a = at(0, 0), c = at(step, step);
    if (fy <= fx)
        return a + fx * (at(step, 0) - a) + fy * (c - at(step, 0));
    return a + fy * (at(0, step) - a) + fx * (c - at(0, step));
}

std::array<MeshOffset, kCoarserMeshes> offsetsOf(const terrain::Tile& tile) {
    std::array<MeshOffset, kCoarserMeshes> offsets{};
    for (int row = 0; row < kTileSide; row += kUsualMesh) {
        for (int column = 0; column < kTileSide; column += kUsualMesh) {
            const glm::vec3 corner = tile.corners[std::size_t(row * kTileSide + column)];
            const glm::vec3 up(glm::normalize(tile.origin.m + glm::dvec3(corner)));
            int step = kUsualMesh;
            for (MeshOffset& most : offsets) {
                const glm::vec3 off = onMesh(tile.corners, step *= 2, column, row) - corner;
                const float along = glm::dot(off, up);
                most.upM = std::max(most.upM, std::abs(along));
                most.acrossM = std::max(most.acrossM, glm::length(off - along * up));
            }
        }
    }
    return offsets;
}

void fillNormals(const terrain::Tile& tile, TileData& data) {
    const glm::mat3 toTile(glm::transpose(data.axes));
    std::vector<glm::vec2> level(std::size_t(mipSize(0)) * std::size_t(mipSize(0)));
    for (std::size_t i = 0; i < level.size(); ++i) {
        const glm::vec3 normal(tile.normals[4 * i], tile.normals[4 * i + 1], tile.normals[4 * i + 2]);
        level[i] = glm::vec2(toTile * glm::normalize(normal));
    }
    for (int mip = 0; mip < kTileMips; ++mip) {
        const int size = mipSize(mip);
        if (mip > 0) {
            std::vector<glm::vec2> half(std::size_t(size) * std::size_t(size));
            for (int y = 0; y < size; ++y) {
                for (int x = 0; x < size; ++x) {
                    const glm::vec2* at = &level[std::size_t(4 * y * size + 2 * x)];
                    half[std::size_t(y * size + x)] =
                        (at[0] + at[1] + at[2 * size] + at[2 * size + 1]) * 0.25f;
                }
            }
            level = std::move(half);
        }
        auto& out = data.normals[mip];
        out.resize(level.size() * 2);
        for (std::size_t i = 0; i < level.size(); ++i) {
            out[2 * i] = glm::packHalf1x16(level[i].x);
            out[2 * i + 1] = glm::packHalf1x16(level[i].y);
        }
    }
}

void fillAlbedo(const terrain::Tile& tile, TileData& data) {
    thread_local const SrgbTables tables;
    data.albedo[0] = tile.albedo;
    std::vector<glm::vec4> level(std::size_t(mipSize(0)) * std::size_t(mipSize(0)));
    for (std::size_t i = 0; i < level.size(); ++i) {
        level[i] = {tables.linear(tile.albedo[4 * i]), tables.linear(tile.albedo[4 * i + 1]),
                    tables.linear(tile.albedo[4 * i + 2]), tile.albedo[4 * i + 3]};
    }
    for (int mip = 1; mip < kTileMips; ++mip) {
        const int size = mipSize(mip);
        std::vector<glm::vec4> half(std::size_t(size) * std::size_t(size));
        auto& out = data.albedo[mip];
        out.resize(half.size() * 4);
        for (int y = 0; y < size; ++y) {
            for (int x = 0; x < size; ++x) {
                const glm::vec4* at = &level[std::size_t(4 * y * size + 2 * x)];
                const glm::vec4 mean = (at[0] + at[1] + at[2 * size] + at[2 * size + 1]) * 0.25f;
                const std::size_t i = std::size_t(y * size + x);
                half[i] = mean;
                for (int c = 0; c < 3; ++c)
                    out[4 * i + std::size_t(c)] = tables.coded(mean[c]);
                out[4 * i + 3] = std::uint8_t(mean.w + 0.5f);
            }
        }
        level = std::move(half);
    }
}

} // namespace

TileData makeTileData(const terrain::Tile& tile, const terrain::GroundLook& look) {
    TileData data;
    data.key = {tile.id, look};
    data.origin = tile.origin.m;
    data.relief = tile.relief;
    data.axes = axesAt(data.origin);
    const glm::vec3 alongX = tile.corners[kTileSide - 1] - tile.corners[0];
    const glm::vec3 alongY = tile.corners[std::size_t(kTileCorners - kTileSide)] - tile.corners[0];
    data.mirrored = glm::dot(glm::cross(alongX, alongY), glm::vec3(data.axes[2])) < 0.0f;
    data.coarser = offsetsOf(tile);
    data.vertices = withSkirt(tile);
    for (const glm::vec3& corner : tile.corners)
        data.radiusM = std::max(data.radiusM, glm::length(corner));
    fillNormals(tile, data);
    fillAlbedo(tile, data);
    return data;
}

} // namespace perilune::render
