#pragma once

#include "terrain/illumination.h"
#include "terrain/sun_height.h"
#include "base/workers.h"

#include <cstdint>
#include <vector>

namespace perilune::terrain {

/// The grid of one pole: heights of the middles of the squares as z, the distance from the equator's plane,
/// less the radius. Row by row.
struct PolarGrid {
    int side = 0;     ///< even
    int capFirst = 0; ///< first square of the cap, in both directions
    int capSide = 0;
    double cell = 0.0; ///< in radii
    std::vector<float> z;
};

/// The working out of an Illumination, step by step: on all threads at once, each step a tenth of a second or
/// less. The same heights always give the same bytes.
class IlluminationWork {
  public:
    /// `surface` must outlive it.
    IlluminationWork(const Surface& surface, base::Workers workers);
    /// False when all is done.
    bool step();
    double progress() const; ///< 0..1
    /// What was worked out, once all is done.
    Illumination take();

  private:
    /// For each pole: samples, then lines of sight nearer to the x axis, then those nearer to y.
    enum class Stage { Coarse, Fine, LinesX, LinesY };
    void begin(Stage stage);
    /// How many of the stage's pieces a step takes.
    int pieces() const;
    double weight() const; ///< of the stage's pieces together, of kWeights in all
    void sampleCoarse(int from, int to);
    void sampleFine(int from, int to);
    void lookAlong(int from, int to);
    void endLines();
    void endPole();

    const Surface& surface_;
    base::Workers workers_;
    SunHeights::Poles sun_;
    bool north_ = true, done_ = false;
    Stage stage_ = Stage::Coarse;
    int next_ = 0, count_ = 0; ///< of the stage's pieces
    double weightBefore_ = 0.0;
    PolarGrid grid_;
    int coarseSide_ = 0;
    std::vector<double> coarse_, slopes_;
    std::vector<std::uint32_t> sums_; ///< of the cap's squares
    PolarLight lights_[2];            ///< north, south
};

} // namespace perilune::terrain
