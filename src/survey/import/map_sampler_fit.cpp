#include "survey/import/map_window.h"
#include "terrain/brick_sample.h"

#include <limits>

namespace perilune::survey {

// Texels that are read off a map lie between its pixels, and a height that is read off the texels lies
// between these: twice rounded, peaks stand too low and floors too high, by hundreds of metres where a crater
// is a few pixels wide. So the texels are moved until the heights that come of them at the pixels' centres
// are the pixels': what is missing there is read off like the map itself and added, some times over.

namespace {

/// What is missing is added so many times: of a part that comes back with a share s of itself, (1 - w s) is
/// left each time, and shares lie about 0.7 to 1.
constexpr float kPasses[] = {1.3f, 1.3f};
/// Texels around the piece that is wanted, so that neighbours come to the same on what they share.
constexpr int kMargin = 8;

/// Four by four neighbours with their weights.
struct Taps {
    static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
    std::uint32_t first = kNone; ///< of the first row and column
    float x[4], y[4];

    void weigh(double pastX, double pastY) {
        const auto wx = terrain::catmullRom(pastX), wy = terrain::catmullRom(pastY);
        std::copy(wx.begin(), wx.end(), x);
        std::copy(wy.begin(), wy.end(), y);
    }
    float sum(const float* values, std::size_t stride) const {
        const float* row = values + first;
        float total = 0.0f;
        for (int j = 0; j < 4; ++j, row += stride)
            total += y[j] * (x[0] * row[0] + x[1] * row[1] + x[2] * row[2] + x[3] * row[3]);
        return total;
    }
};

} // namespace

PixelDirections::PixelDirections(const MapGrid& grid, std::int64_t x, std::int64_t y, std::int64_t width)
    : grid_(grid), x_(x), y_(y) {
    if (!grid.isCylindrical())
        return;
    for (std::int64_t c = 0; c < width; ++c) {
        const double longitude = glm::radians(grid.degreesOf({double(x + c) + 0.5, 0.0}).y);
        around_.emplace_back(std::cos(longitude), std::sin(longitude));
    }
}

void PixelDirections::beginRow(std::int64_t row) {
    row_ = row;
    if (around_.empty())
        return;
    const double latitude = glm::radians(grid_.degreesOf({0.0, double(y_ + row) + 0.5}).x);
    cosine_ = std::cos(latitude), sine_ = std::sin(latitude);
}

std::vector<glm::dvec3> MapSampler::Lattice::directions() const {
    const double step = std::ldexp(2.0, -level) / terrain::kTileTexels;
    std::vector<double> u, v;
    for (int i = 0; i < size; ++i) {
        u.push_back(terrain::warp((double(firstX + i) + 0.5) * step - 1.0));
        v.push_back(terrain::warp((double(firstY + i) + 0.5) * step - 1.0));
    }
    std::vector<glm::dvec3> all;
    all.reserve(u.size() * v.size());
    for (const double t : v)
        for (const double s : u)
            all.push_back(terrain::directionFromTangents(face, s, t));
    return all;
}

base::Result<void> MapSampler::fit(const Lattice& lattice, double texelM, std::vector<float>& values) {
    const int n = lattice.size + 2 * kMargin;
    const Lattice wide{lattice.face, lattice.level, lattice.firstX - kMargin, lattice.firstY - kMargin, n};
    Block block;
    block.width = block.height = n;
    block.texelM = texelM;
    block.directions = wide.directions();
    const Places places = placesOf(block, 0, 0, n, n);
    Window window;
    window.period = grid_.period();
    window.include(places.at, places.marginX, places.marginY);
    std::vector<float> texels;
    const auto give = [&] {
        values.resize(std::size_t(lattice.size * lattice.size));
        for (int j = 0; j < lattice.size; ++j)
            std::copy_n(&texels[std::size_t((j + kMargin) * n + kMargin)], lattice.size,
                        &values[std::size_t(j * lattice.size)]);
    };
    if (window.width * window.height > kWindowPixels) { // beside the poles of the largest maps: as they are
        if (auto ok = sample(block); !ok)
            return ok;
        texels = std::move(block.values);
        give();
        return {};
    }
    if (auto ok = read(window); !ok)
        return ok;

    // The texels among the pixels. Where a pixel is narrower than a texel, its neighbours are taken along.
    texels.assign(places.at.size(), std::numeric_limits<float>::quiet_NaN());
    std::vector<Taps> taps(texels.size());
    for (std::size_t k = 0; k < texels.size(); ++k) {
        const double px = places.at[k].x - 0.5, py = places.at[k].y - 0.5;
        const auto ix = std::int64_t(std::floor(px)), iy = std::int64_t(std::floor(py));
        const std::int64_t column = window.column(ix - 1);
        if (places.reach[k] == glm::dvec2(1.0) && column + 3 < window.width &&
            window.column(ix + 2) == column + 3) {
            taps[k].first = std::uint32_t((iy - 1 - window.y) * window.width + column);
            taps[k].weigh(px - double(ix), py - double(iy));
            texels[k] = taps[k].sum(window.pixels.data(), std::size_t(window.width));
        }
        if (std::isnan(texels[k]))
            valueAt(window, places.at[k], places.reach[k], &texels[k]);
    }

    // The pixels among the texels.
    struct Pixel {
        std::uint32_t index; ///< in the window
        float height;
        Taps taps;
    };
    std::vector<Pixel> pixels;
    pixels.reserve(std::size_t(n) * std::size_t(n));
    const double texelsAcross = std::ldexp(0.5, lattice.level) * terrain::kTileTexels;
    const terrain::FaceAxes& axes = terrain::kFaceAxes[lattice.face];
    const glm::dvec3 normal(axes.normal), s(axes.s), t(axes.t);
    const auto tangent = [&](std::int64_t first, double texel) {
        return terrain::warp((double(first) + texel + 0.5) / texelsAcross - 1.0);
    };
    const double lowU = tangent(wide.firstX, 1.0), highU = tangent(wide.firstX, n - 2.0),
                 lowV = tangent(wide.firstY, 1.0), highV = tangent(wide.firstY, n - 2.0);
    PixelDirections directions(grid_, window.x, window.y, window.width);
    for (std::int64_t r = 0; r < window.height; ++r) {
        directions.beginRow(r);
        for (std::int64_t c = 0; c < window.width; ++c) {
            const auto index = std::uint32_t(r * window.width + c);
            const glm::dvec3 d = directions.at(c);
            const double towards = glm::dot(d, normal), su = glm::dot(d, s), tv = glm::dot(d, t);
            if (std::isnan(window.pixels[index]) || towards < 0.3 || su < lowU * towards ||
                su > highU * towards || tv < lowV * towards || tv > highV * towards)
                continue;
            const terrain::CubePoint p = terrain::cubePointOn(lattice.face, d);
            const double u = (p.s + 1.0) * texelsAcross - 0.5 - double(wide.firstX),
                         v = (p.t + 1.0) * texelsAcross - 0.5 - double(wide.firstY);
            if (!(u >= 1.0 && v >= 1.0 && u < double(n - 2) && v < double(n - 2)))
                continue;
            const int iu = int(u), iv = int(v);
            Pixel& pixel = pixels.emplace_back(Pixel{index, window.pixels[index], {}});
            pixel.taps.first = std::uint32_t((iv - 1) * n + iu - 1);
            pixel.taps.weigh(u - iu, v - iv);
        }
    }

    for (const float pass : kPasses) {
        std::fill(window.pixels.begin(), window.pixels.end(), 0.0f);
        for (const Pixel& pixel : pixels) {
            const float missing = pixel.height - pixel.taps.sum(texels.data(), std::size_t(n));
            window.pixels[pixel.index] = std::isnan(missing) ? 0.0f : missing;
        }
        for (std::size_t k = 0; k < texels.size(); ++k) {
            float add = std::numeric_limits<float>::quiet_NaN();
            if (taps[k].first != Taps::kNone)
                add = taps[k].sum(window.pixels.data(), std::size_t(window.width));
            else
                valueAt(window, places.at[k], places.reach[k], &add);
            texels[k] += pass * add;
        }
    }
    give();
    return {};
}

} // namespace perilune::survey
