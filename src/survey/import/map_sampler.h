#pragma once

#include "survey/import/map_grid.h"

#include <mutex>
#include <vector>

namespace perilune::survey {

/// A map asked by direction. Any number of threads may ask at once; the answer does not depend on what else
/// is asked.
class MapSampler {
  public:
    /// `marks`: heights that stand for no data, though the map does not say so. `mayHaveHoles`: unless it is
    /// known that every pixel has data.
    explicit MapSampler(RasterSource& source, std::vector<float> marks = {}, bool mayHaveHoles = true);

    const MapGrid& grid() const { return grid_; }
    const RasterInfo& info() const { return source_.info(); }

    /// A block of places in rows, and what the map has there.
    struct Block {
        int width = 0, height = 0;
        std::vector<glm::dvec3> directions;
        double texelM = 0.0;       ///< their spacing: a finer map is averaged over it
        std::vector<float> values; ///< out: channels interleaved; not a number = no data
    };
    base::Result<void> sample(Block& block);

    /// The texels' grid of a face of the cube, or a piece of it; it may reach beyond the face.
    struct Lattice {
        int face = 0, level = 0;
        std::int64_t firstX = 0, firstY = 0; ///< texels from the face's corner
        int size = 0;
        std::vector<glm::dvec3> directions() const; ///< row by row
    };
    /// Heights for texels such that what bicubic interpolation makes of them at the centres of the map's
    /// pixels are the pixels' heights (map_sampler_fit.cpp). `texelM`: as in a Block. Not a number = no data.
    base::Result<void> fit(const Lattice& lattice, double texelM, std::vector<float>& values);

    /// Heights as they lie in the map, also beyond its seam and its poles; not a number = no data.
    base::Result<std::vector<float>> pixels(std::int64_t x, std::int64_t y, std::int64_t width,
                                            std::int64_t height);

    /// Of each place whether there is no data at all around it: beyond the map, or inside a hole of more than
    /// kHoleFilled pixels. `void_`: width · height flags. `whole`: none of them is, nor any hole among them.
    base::Result<void> findVoids(const Block& block, std::vector<std::uint8_t>& voids, bool& whole);

    /// Whether the map may have something at any of these places or between them.
    bool mayReach(const Block& block) const;

    /// Whether a height was read that is none of the Moon's. It counts up to kFarthestM, and beyond as no
    /// data.
    bool sawForeignHeights() const { return foreign_; }

    static constexpr float kFarthestM = 15'000.0f;
    static constexpr int kHoleFilled = 4; ///< pixels across: such holes are filled from around

  private:
    struct Window;
    /// Where places lie in the map, and how wide the kernel is there, in pixels.
    struct Places {
        std::vector<glm::dvec2> at, reach;
        std::int64_t marginX = 0, marginY = 0; ///< that a window needs around them
    };
    Places placesOf(const Block& block, int x0, int y0, int x1, int y1) const;
    /// Leaves `out` as it is where there is no data.
    static void valueAt(const Window& window, const glm::dvec2& at, const glm::dvec2& reach, float* out);
    base::Result<void> read(Window& window);
    base::Result<void> samplePart(Block& block, int x0, int y0, int x1, int y1);
    base::Result<void> voidsPart(const Block& block, int x0, int y0, int x1, int y1,
                                 std::vector<std::uint8_t>& voids, bool& whole);

    void sift(std::vector<float>& heights);

    RasterSource& source_;
    std::vector<float> marks_;
    bool foreign_ = false;
    bool everywhere_ = false; ///< there are data
    MapGrid grid_;
    std::mutex mutex_; ///< of the source
};

} // namespace perilune::survey
