#include "terrain/illumination_work.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <mutex>
#include <numbers>

namespace perilune::terrain {

namespace {

constexpr double kDegree = std::numbers::pi / 180.0;
constexpr double kRadiusM = astro::kMoonRadiusM;
const double kCapReach = kRadiusM * std::tan((90.0 - kCapLatitudeDeg) * kDegree);
const double kGridReach = kRadiusM * std::tan((95.0 - kCapLatitudeDeg) * kDegree);
constexpr double kFineBandM = 30'000.0; ///< around the cap, sampled as finely as the cap
constexpr double kLeastCellM = 300.0, kMostCellM = 2'000.0;
constexpr int kCoarse = 4; ///< squares between samples farther out
constexpr int kLines = 72; ///< directions of lines; each is looked along both ways

glm::dvec3 planePoint(const PolarGrid& grid, double i, double j, bool north) {
    return {(i + 0.5 - grid.side / 2) * grid.cell, (j + 0.5 - grid.side / 2) * grid.cell, north ? 1.0 : -1.0};
}

PolarGrid emptyGrid(const Surface& surface, bool north) {
    const double cellM = polarCellM(surface, north);
    PolarGrid grid;
    const int capHalf = int(std::ceil(kCapReach / cellM)) + 1;
    const int half = (int(std::ceil(kGridReach / cellM)) + kCoarse) / kCoarse * kCoarse;
    grid.side = 2 * half;
    grid.capFirst = half - capHalf;
    grid.capSide = 2 * capHalf;
    grid.cell = cellM / kRadiusM;
    return grid;
}

double heightAt(const Surface& surface, const PolarGrid& grid, double i, double j, bool north) {
    return surface.heightM(astro::toSelenographic({planePoint(grid, i, j, north) * kRadiusM}));
}

/// Slope of the highest line of sight from each point of a profile to those after it, by the upper hull of
/// what was passed: points x (falling while one walks) and z.
class Skyline {
  public:
    explicit Skyline(int most) : x_(std::size_t(most)), z_(std::size_t(most)) {}
    void clear() { count_ = 0; }
    /// The slope from a point to the skyline beyond it; then the point belongs to it.
    double pass(double x, double z) {
        std::size_t n = count_;
        while (n >= 2 && (z_[n - 1] - z) * (x_[n - 2] - x) <= (z_[n - 2] - z) * (x_[n - 1] - x))
            --n;
        const double slope = n == 0 ? -1.0 : (z_[n - 1] - z) / std::max(x_[n - 1] - x, 1.0);
        x_[n] = x, z_[n] = z;
        count_ = n + 1;
        return slope;
    }

  private:
    std::vector<double> x_, z_;
    std::size_t count_ = 0;
};

/// What one thread needs to look along lines.
struct Scratch {
    std::vector<std::uint32_t> sums; ///< of the cap's squares
    std::vector<double> x, z, ahead, behind, aheadBefore, behindBefore;
    Skyline skyline;
    explicit Scratch(const PolarGrid& grid)
        : sums(std::size_t(grid.capSide) * std::size_t(grid.capSide)), x(std::size_t(grid.side)), z(x),
          ahead(x), behind(x), aheadBefore(x), behindBefore(x), skyline(grid.side) {}
};

/// Looks along all lines of one direction, y = j + slope x, both ways, and adds to each square of the cap
/// what it sees of the Sun on both horizons. A line of sight is a great circle; of the Sun's declination d
/// and the line's own coordinates x and z it is hidden where tan d is below the slope of the skyline.
void addAlong(const PolarGrid& grid, double slope, const SunHeights& sun, Scratch& scratch) {
    const int side = grid.side;
    const double stretch = std::sqrt(1.0 + slope * slope);
    const double half = side / 2;
    const double capCells = kCapReach / (kRadiusM * grid.cell) + 1.0;
    std::vector<int> row(static_cast<std::size_t>(side));
    std::vector<double> part(static_cast<std::size_t>(side));
    for (int i = 0; i < side; ++i) {
        const double rise = slope * (i + 0.5 - half);
        row[std::size_t(i)] = int(std::floor(rise));
        part[std::size_t(i)] = rise - std::floor(rise);
    }
    const int reach = int(capCells * stretch) + 2;
    bool first = true;
    for (int j = side / 2 - reach; j <= side / 2 + reach; ++j, first = false) {
        // Columns in which the line lies inside the grid.
        const auto inside = [&](int i) {
            const int r = j + row[std::size_t(i)];
            return r >= 0 && r + 1 < side;
        };
        int begin = 0, end = side;
        while (begin < end && !inside(begin))
            ++begin;
        while (end > begin && !inside(end - 1))
            --end;
        const double offset = slope * (j + 0.5 - half) / stretch;
        for (int i = begin; i < end; ++i) {
            const float* at =
                &grid.z[std::size_t(j + row[std::size_t(i)]) * std::size_t(side) + std::size_t(i)];
            const double f = part[std::size_t(i)];
            const double z = at[0] * (1.0 - f) + at[side] * f;
            scratch.z[std::size_t(i)] = z;
            scratch.x[std::size_t(i)] = ((i + 0.5 - half) * stretch + offset) * grid.cell * (kRadiusM + z);
        }
        std::swap(scratch.ahead, scratch.aheadBefore);
        std::swap(scratch.behind, scratch.behindBefore);
        scratch.skyline.clear();
        for (int i = end; i-- > begin;)
            scratch.ahead[std::size_t(i)] =
                scratch.skyline.pass(scratch.x[std::size_t(i)], scratch.z[std::size_t(i)]);
        scratch.skyline.clear();
        for (int i = begin; i < end; ++i)
            scratch.behind[std::size_t(i)] =
                scratch.skyline.pass(-scratch.x[std::size_t(i)], scratch.z[std::size_t(i)]);
        if (first)
            continue;
        // The squares between this line and the one before.
        const int low = std::max(begin, grid.capFirst), high = std::min(end, grid.capFirst + grid.capSide);
        for (int i = low; i < high; ++i) {
            const int r = j + row[std::size_t(i)] - grid.capFirst;
            if (r < 0 || r >= grid.capSide)
                continue;
            const std::size_t k = std::size_t(i);
            const double f = part[k];
            scratch.sums[std::size_t(r) * std::size_t(grid.capSide) + std::size_t(i - grid.capFirst)] +=
                sun.above(f * scratch.aheadBefore[k] + (1.0 - f) * scratch.ahead[k]) +
                sun.above(f * scratch.behindBefore[k] + (1.0 - f) * scratch.behind[k]);
        }
    }
}

template <class T> void transpose(std::vector<T>& square, int side) {
    for (int j = 0; j < side; ++j)
        for (int i = 0; i < j; ++i)
            std::swap(square[std::size_t(j) * std::size_t(side) + std::size_t(i)],
                      square[std::size_t(i) * std::size_t(side) + std::size_t(j)]);
}

} // namespace

double polarCellM(const Surface& surface, bool north) {
    const astro::Selenographic pole{base::Angle::degrees(north ? 90.0 : -90.0), {}, 0.0};
    return std::clamp(surface.resolutionM(pole), kLeastCellM, kMostCellM);
}

IlluminationWork::IlluminationWork(const Surface& surface, base::Workers workers)
    : surface_(surface), workers_(std::move(workers)), sun_(SunHeights::overACycle()) {
    begin(Stage::Coarse);
}

void IlluminationWork::begin(Stage stage) {
    stage_ = stage;
    next_ = 0;
    switch (stage) {
    case Stage::Coarse:
        grid_ = emptyGrid(surface_, north_);
        coarseSide_ = grid_.side / kCoarse + 1;
        coarse_.assign(std::size_t(coarseSide_) * std::size_t(coarseSide_), 0.0);
        count_ = coarseSide_;
        break;
    case Stage::Fine:
        grid_.z.resize(std::size_t(grid_.side) * std::size_t(grid_.side));
        count_ = grid_.side;
        break;
    case Stage::LinesX:
    case Stage::LinesY:
        slopes_.clear();
        for (int k = 0; k < kLines; ++k) {
            const double angle = (k + 0.5) * std::numbers::pi / kLines;
            const double c = std::cos(angle), s = std::sin(angle);
            if ((std::abs(c) >= std::abs(s)) == (stage == Stage::LinesX))
                slopes_.push_back(stage == Stage::LinesX ? s / c : c / s);
        }
        count_ = int(slopes_.size());
        break;
    }
}

int IlluminationWork::pieces() const {
    const bool lines = stage_ == Stage::LinesX || stage_ == Stage::LinesY;
    const int threads = int(workers_.count());
    if (threads == 1)
        return lines ? 1 : 8;
    return threads * (lines ? 4 : 32);
}

double IlluminationWork::weight() const {
    switch (stage_) {
    case Stage::Coarse:
        return 0.0;
    case Stage::Fine:
        return 1.0;
    case Stage::LinesX:
    case Stage::LinesY:
        return 4.0 * double(slopes_.size()) / kLines;
    }
    return 0.0;
}

double IlluminationWork::progress() const {
    constexpr double kWeights = 10.0;
    const double within = count_ > 0 ? weight() * next_ / count_ : 0.0;
    return done_ ? 1.0 : std::min((weightBefore_ + within) / kWeights, 1.0);
}

bool IlluminationWork::step() {
    if (done_)
        return false;
    const int from = next_, to = std::min(next_ + pieces(), count_);
    switch (stage_) {
    case Stage::Coarse:
        sampleCoarse(from, to);
        break;
    case Stage::Fine:
        sampleFine(from, to);
        break;
    case Stage::LinesX:
    case Stage::LinesY:
        lookAlong(from, to);
        break;
    }
    next_ = to;
    if (next_ < count_)
        return true;
    weightBefore_ += weight();
    switch (stage_) {
    case Stage::Coarse:
        begin(Stage::Fine);
        break;
    case Stage::Fine:
        sums_.assign(std::size_t(grid_.capSide) * std::size_t(grid_.capSide), 0);
        begin(Stage::LinesX);
        break;
    case Stage::LinesX:
        endLines();
        begin(Stage::LinesY);
        break;
    case Stage::LinesY:
        endLines();
        endPole();
        break;
    }
    return !done_;
}

void IlluminationWork::sampleCoarse(int from, int to) {
    workers_.forEach(
        to - from,
        [&](int piece) {
            const int j = from + piece;
            for (int i = 0; i < coarseSide_; ++i)
                coarse_[std::size_t(j * coarseSide_ + i)] =
                    heightAt(surface_, grid_, i * kCoarse - 0.5, j * kCoarse - 0.5, north_);
        });
}

void IlluminationWork::sampleFine(int from, int to) {
    const double fineCells = (kCapReach + kFineBandM) / (kRadiusM * grid_.cell);
    workers_.forEach(to - from, [&](int piece) {
        const int j = from + piece;
        for (int i = 0; i < grid_.side; ++i) {
            const double away = std::hypot(i + 0.5 - grid_.side / 2, j + 0.5 - grid_.side / 2);
            double h = 0.0;
            if (away < fineCells) {
                h = heightAt(surface_, grid_, i, j, north_);
            } else {
                const double x = (i + 0.5) / kCoarse, y = (j + 0.5) / kCoarse;
                const int ix = int(x), iy = int(y);
                const double* c = &coarse_[std::size_t(iy * coarseSide_ + ix)];
                const double fx = x - ix, fy = y - iy;
                h = (c[0] * (1 - fx) + c[1] * fx) * (1 - fy) +
                    (c[coarseSide_] * (1 - fx) + c[coarseSide_ + 1] * fx) * fy;
            }
            grid_.z[std::size_t(j) * std::size_t(grid_.side) + std::size_t(i)] =
                float((kRadiusM + h) / glm::length(planePoint(grid_, i, j, north_)) - kRadiusM);
        }
    });
}

void IlluminationWork::lookAlong(int from, int to) {
    const SunHeights& sun = north_ ? sun_.north : sun_.south;
    std::atomic<int> next{from};
    std::mutex mutex;
    workers_.share(std::size_t(to - from), [&] {
        Scratch scratch(grid_);
        for (int k = next++; k < to; k = next++)
            addAlong(grid_, slopes_[std::size_t(k)], sun, scratch);
        const std::scoped_lock lock(mutex);
        for (std::size_t i = 0; i < sums_.size(); ++i)
            sums_[i] += scratch.sums[i];
    });
}

/// The next lines are those nearer to the other axis: x and y change over.
void IlluminationWork::endLines() {
    transpose(grid_.z, grid_.side);
    transpose(sums_, grid_.capSide);
}

void IlluminationWork::endPole() {
    PolarLight& light = lights_[north_ ? 0 : 1];
    light.side = grid_.capSide;
    light.cellM = grid_.cell * kRadiusM;
    light.seen.resize(sums_.size());
    const double reach = kCapReach / light.cellM + 1.0;
    for (int j = 0; j < light.side; ++j)
        for (int i = 0; i < light.side; ++i) {
            const std::size_t k = std::size_t(j) * std::size_t(light.side) + std::size_t(i);
            if (std::hypot(i + 0.5 - light.side / 2, j + 0.5 - light.side / 2) <= reach)
                light.seen[k] =
                    std::uint16_t((sums_[k] + 2 * kLines - 1) / (2 * kLines)); // 0 only where all were
        }
    done_ = !north_;
    north_ = false;
    if (!done_)
        begin(Stage::Coarse);
}

Illumination IlluminationWork::take() {
    return Illumination(std::move(lights_[0]), std::move(lights_[1]));
}

} // namespace perilune::terrain
