#include "terrain/illumination.h"

#include "terrain/sun_height.h"
#include "base/files.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <bit>
#include <cmath>
#include <cstring>
#include <mutex>
#include <numbers>
#include <thread>

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

unsigned workers() {
    return std::clamp(std::thread::hardware_concurrency(), 1u, 16u);
}

/// Calls `work(i)` for 0..count-1 on all cores; `make` gives each thread something of its own, `done` takes
/// it back, one thread at a time.
template <class Make, class Work, class Done>
void onAllCores(int count, const std::stop_token& stop, const Make& make, const Work& work,
                const Done& done) {
    std::atomic<int> next{0};
    std::mutex mutex;
    const auto run = [&] {
        auto own = make();
        for (int i = next++; i < count && !stop.stop_requested(); i = next++)
            work(own, i);
        const std::scoped_lock lock(mutex);
        done(own);
    };
    std::vector<std::jthread> threads;
    for (unsigned i = 1; i < workers(); ++i)
        threads.emplace_back(run);
    run();
}

/// Tells progress from any thread.
class Teller {
  public:
    Teller(const std::function<void(double)>& progress, double steps) : progress_(progress), steps_(steps) {}
    void step(double by) {
        const std::scoped_lock lock(mutex_);
        done_ += by;
        if (progress_)
            progress_(std::min(done_ / steps_, 1.0));
    }

  private:
    const std::function<void(double)>& progress_;
    double steps_, done_ = 0.0;
    std::mutex mutex_;
};

/// The grid of one pole: heights of the middles of the squares as z, the distance from the equator's plane,
/// less the radius. Row by row.
struct Grid {
    int side = 0;     ///< even
    int capFirst = 0; ///< first square of the cap, in both directions
    int capSide = 0;
    double cell = 0.0; ///< in radii
    std::vector<float> z;
};

glm::dvec3 planePoint(const Grid& grid, double i, double j, bool north) {
    return {(i + 0.5 - grid.side / 2) * grid.cell, (j + 0.5 - grid.side / 2) * grid.cell, north ? 1.0 : -1.0};
}

Grid emptyGrid(const Surface& surface, bool north) {
    const double cellM = polarCellM(surface, north);
    Grid grid;
    const int capHalf = int(std::ceil(kCapReach / cellM)) + 1;
    const int half = (int(std::ceil(kGridReach / cellM)) + kCoarse) / kCoarse * kCoarse;
    grid.side = 2 * half;
    grid.capFirst = half - capHalf;
    grid.capSide = 2 * capHalf;
    grid.cell = cellM / kRadiusM;
    return grid;
}

Grid sampled(const Surface& surface, bool north, Teller& teller, const std::stop_token& stop) {
    Grid grid = emptyGrid(surface, north);
    const auto heightAt = [&](double i, double j) {
        return surface.heightM(astro::toSelenographic({planePoint(grid, i, j, north) * kRadiusM}));
    };
    const int coarseSide = grid.side / kCoarse + 1;
    std::vector<double> coarse(std::size_t(coarseSide) * std::size_t(coarseSide));
    const auto nothing = [] { return 0; };
    onAllCores(
        coarseSide, stop, nothing,
        [&](int, int j) {
            for (int i = 0; i < coarseSide; ++i)
                coarse[std::size_t(j * coarseSide + i)] = heightAt(i * kCoarse - 0.5, j * kCoarse - 0.5);
        },
        [](int) {});
    grid.z.resize(std::size_t(grid.side) * std::size_t(grid.side));
    const double fineCells = (kCapReach + kFineBandM) / (kRadiusM * grid.cell);
    onAllCores(
        grid.side, stop, nothing,
        [&](int, int j) {
            for (int i = 0; i < grid.side; ++i) {
                const double away = std::hypot(i + 0.5 - grid.side / 2, j + 0.5 - grid.side / 2);
                double h = 0.0;
                if (away < fineCells) {
                    h = heightAt(i, j);
                } else {
                    const double x = (i + 0.5) / kCoarse, y = (j + 0.5) / kCoarse;
                    const int ix = int(x), iy = int(y);
                    const double* c = &coarse[std::size_t(iy * coarseSide + ix)];
                    const double fx = x - ix, fy = y - iy;
                    h = (c[0] * (1 - fx) + c[1] * fx) * (1 - fy) +
                        (c[coarseSide] * (1 - fx) + c[coarseSide + 1] * fx) * fy;
                }
                grid.z[std::size_t(j) * std::size_t(grid.side) + std::size_t(i)] =
                    float((kRadiusM + h) / glm::length(planePoint(grid, i, j, north)) - kRadiusM);
            }
            teller.step(1.0 / grid.side);
        },
        [](int) {});
    return grid;
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
    explicit Scratch(const Grid& grid)
        : sums(std::size_t(grid.capSide) * std::size_t(grid.capSide)), x(std::size_t(grid.side)), z(x),
          ahead(x), behind(x), aheadBefore(x), behindBefore(x), skyline(grid.side) {}
};

/// Looks along all lines of one direction, y = j + slope x, both ways, and adds to each square of the cap
/// what it sees of the Sun on both horizons. A line of sight is a great circle; of the Sun's declination d
/// and the line's own coordinates x and z it is hidden where tan d is below the slope of the skyline.
void lookAlong(const Grid& grid, double slope, const SunHeights& sun, Scratch& scratch) {
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

PolarLight lightOf(Grid& grid, const SunHeights& sun, Teller& teller, const std::stop_token& stop) {
    std::vector<std::uint32_t> sums(std::size_t(grid.capSide) * std::size_t(grid.capSide));
    // Directions nearer to the x axis, then, with x and y changed over, those nearer to y.
    for (int turned = 0; turned < 2; ++turned) {
        std::vector<double> slopes;
        for (int k = 0; k < kLines; ++k) {
            const double angle = (k + 0.5) * std::numbers::pi / kLines;
            const double c = std::cos(angle), s = std::sin(angle);
            if ((std::abs(c) >= std::abs(s)) == (turned == 0))
                slopes.push_back(turned == 0 ? s / c : c / s);
        }
        onAllCores(
            int(slopes.size()), stop, [&] { return Scratch(grid); },
            [&](Scratch& scratch, int k) {
                lookAlong(grid, slopes[std::size_t(k)], sun, scratch);
                teller.step(4.0 / kLines);
            },
            [&](const Scratch& scratch) {
                for (std::size_t i = 0; i < sums.size(); ++i)
                    sums[i] += scratch.sums[i];
            });
        transpose(grid.z, grid.side);
        transpose(sums, grid.capSide);
    }
    PolarLight light;
    light.side = grid.capSide;
    light.cellM = grid.cell * kRadiusM;
    light.seen.resize(sums.size());
    const double reach = kCapReach / light.cellM + 1.0;
    for (int j = 0; j < light.side; ++j)
        for (int i = 0; i < light.side; ++i) {
            const std::size_t k = std::size_t(j) * std::size_t(light.side) + std::size_t(i);
            if (std::hypot(i + 0.5 - light.side / 2, j + 0.5 - light.side / 2) <= reach)
                light.seen[k] =
                    std::uint16_t((sums[k] + 2 * kLines - 1) / (2 * kLines)); // 0 only where all were
        }
    return light;
}

/// Four squares around a place and how much each counts; nothing outside the cap.
struct Corners {
    std::size_t first = 0;
    double x = 0.0, y = 0.0;
};
std::optional<Corners> cornersAt(const PolarLight& light, const glm::dvec3& d) {
    static const double least = std::sin(kCapLatitudeDeg * kDegree);
    if (light.side == 0 || std::abs(d.z) < least)
        return std::nullopt;
    const double scale = kRadiusM / (light.cellM * std::abs(d.z));
    const double x = d.x * scale + light.side / 2 - 0.5, y = d.y * scale + light.side / 2 - 0.5;
    const double ix = std::clamp(std::floor(x), 0.0, light.side - 2.0),
                 iy = std::clamp(std::floor(y), 0.0, light.side - 2.0);
    return Corners{std::size_t(iy) * std::size_t(light.side) + std::size_t(ix), x - ix, y - iy};
}
template <class Value> double between(const PolarLight& light, const Corners& c, const Value& value) {
    const std::size_t side = std::size_t(light.side);
    const auto at = [&](std::size_t k) { return value(light.seen[c.first + k]); };
    return (at(0) * (1 - c.x) + at(1) * c.x) * (1 - c.y) + (at(side) * (1 - c.x) + at(side + 1) * c.x) * c.y;
}

constexpr char kMagic[16] = "perilune light";
constexpr std::uint32_t kVersion = 1;
constexpr int kMostSide = 4096;
constexpr std::size_t kMostKey = 65'536;

/// FNV-1a, 64 bits: finds damage, keeps nobody out.
std::uint64_t checkSum(const std::uint8_t* bytes, std::size_t count) {
    std::uint64_t h = 0xcbf29ce484222325u;
    for (std::size_t i = 0; i < count; ++i)
        h = (h ^ bytes[i]) * 0x100000001b3u;
    return h;
}

/// Little-endian numbers one behind the other.
struct Bytes {
    std::vector<std::uint8_t> all;
    template <class T> void add(T value) {
        static_assert(std::endian::native == std::endian::little);
        const auto* at = reinterpret_cast<const std::uint8_t*>(&value);
        all.insert(all.end(), at, at + sizeof value);
    }
};
struct Taker {
    const std::vector<std::uint8_t>& all;
    std::size_t at = 0;
    bool take(void* out, std::size_t count) {
        if (all.size() - at < count)
            return false;
        std::memcpy(out, all.data() + at, count);
        at += count;
        return true;
    }
    template <class T> bool take(T& out) { return take(&out, sizeof out); }
};

} // namespace

double polarCellM(const Surface& surface, bool north) {
    const astro::Selenographic pole{base::Angle::degrees(north ? 90.0 : -90.0), {}, 0.0};
    return std::clamp(surface.resolutionM(pole), kLeastCellM, kMostCellM);
}

Illumination Illumination::compute(const Surface& surface, const std::function<void(double)>& progress,
                                   const std::stop_token& stop) {
    Illumination result;
    Teller teller(progress, 10.0);
    const SunHeights::Poles sun = SunHeights::overACycle();
    for (const bool north : {true, false}) {
        Grid grid = sampled(surface, north, teller, stop);
        result.caps_[north ? 0 : 1] = lightOf(grid, north ? sun.north : sun.south, teller, stop);
    }
    return result;
}

std::optional<double> Illumination::shareAt(const glm::dvec3& direction) const {
    const PolarLight& light = caps_[direction.z > 0.0 ? 0 : 1];
    const auto corners = cornersAt(light, direction);
    if (!corners)
        return std::nullopt;
    return between(light, *corners, [](std::uint16_t v) { return v / 65535.0; });
}

std::optional<double> Illumination::shadowAt(const glm::dvec3& direction) const {
    const PolarLight& light = caps_[direction.z > 0.0 ? 0 : 1];
    const auto corners = cornersAt(light, direction);
    if (!corners)
        return std::nullopt;
    const double dark = between(light, *corners, [](std::uint16_t v) { return v == 0 ? 1.0 : 0.0; });
    return std::clamp(2.0 * dark - 0.5, 0.0, 1.0);
}

double Illumination::shadowedKm2(bool north, base::Angle polewardOf) const {
    const PolarLight& light = caps_[north ? 0 : 1];
    const double most = 1.0 / std::tan(std::abs(polewardOf.radians())), cell = light.cellM / kRadiusM;
    double area = 0.0;
    for (int j = 0; j < light.side; ++j)
        for (int i = 0; i < light.side; ++i) {
            const double away = cell * std::hypot(i + 0.5 - light.side / 2, j + 0.5 - light.side / 2);
            if (away <= most && light.seen[std::size_t(j) * std::size_t(light.side) + std::size_t(i)] == 0)
                area += std::pow(1.0 + away * away, -1.5); // of the ball, for one of the plane
        }
    return area * light.cellM * light.cellM * 1e-6;
}

std::pair<double, astro::Selenographic> Illumination::brightest(bool north) const {
    const PolarLight& light = caps_[north ? 0 : 1];
    const auto most = std::max_element(light.seen.begin(), light.seen.end());
    if (most == light.seen.end())
        return {};
    const int k = int(most - light.seen.begin());
    const double cell = light.cellM / kRadiusM;
    const glm::dvec3 at{(k % light.side + 0.5 - light.side / 2) * cell,
                        (k / light.side + 0.5 - light.side / 2) * cell, north ? 1.0 : -1.0};
    astro::Selenographic place = astro::toSelenographic({at * kRadiusM});
    place.heightM = 0.0;
    return {*most / 65535.0, place};
}

base::Result<void> Illumination::write(const std::filesystem::path& file, const std::string& key) const {
    Bytes out;
    out.all.insert(out.all.end(), kMagic, kMagic + sizeof kMagic);
    out.add(kVersion);
    out.add(std::uint32_t(key.size()));
    out.all.insert(out.all.end(), key.begin(), key.end());
    for (const PolarLight& light : caps_) {
        out.add(std::int32_t(light.side));
        out.add(light.cellM);
        const auto* begin = reinterpret_cast<const std::uint8_t*>(light.seen.data());
        out.all.insert(out.all.end(), begin, begin + light.seen.size() * sizeof light.seen[0]);
    }
    out.add(checkSum(out.all.data(), out.all.size()));
    return base::writeAtomically(file, out.all.data(), out.all.size());
}

base::Result<Illumination> Illumination::read(const std::filesystem::path& file, const std::string& key) {
    auto bytes = base::readBytes(file, std::size_t(4) * kMostSide * kMostSide + 2 * kMostKey);
    if (!bytes)
        return tl::unexpected(bytes.error());
    const auto damaged = [&] {
        return base::inputError(
            fmt::format("{}: damaged or of another version; it will be made again", file.string()));
    };
    std::uint64_t sum = 0;
    if (bytes->size() < sizeof sum)
        return damaged();
    std::memcpy(&sum, bytes->data() + bytes->size() - sizeof sum, sizeof sum);
    bytes->resize(bytes->size() - sizeof sum);
    if (checkSum(bytes->data(), bytes->size()) != sum)
        return damaged();
    Taker in{*bytes};
    char magic[sizeof kMagic];
    std::uint32_t version = 0, keySize = 0;
    if (!in.take(magic) || std::memcmp(magic, kMagic, sizeof magic) != 0 || !in.take(version) ||
        version != kVersion || !in.take(keySize) || keySize > kMostKey)
        return damaged();
    std::string found(keySize, '\0');
    if (!in.take(found.data(), keySize))
        return damaged();
    if (found != key)
        return base::inputError(
            fmt::format("{}: made from other maps; it will be made again", file.string()));
    Illumination result;
    for (PolarLight& light : result.caps_) {
        std::int32_t side = 0;
        if (!in.take(side) || side < 2 || side > kMostSide || !in.take(light.cellM) || !(light.cellM >= 1.0))
            return damaged();
        light.side = side;
        light.seen.resize(std::size_t(side) * std::size_t(side));
        if (!in.take(light.seen.data(), light.seen.size() * sizeof light.seen[0]))
            return damaged();
    }
    if (in.at != bytes->size())
        return damaged();
    return result;
}

} // namespace perilune::terrain
