#include "terrain/ground.h"

#include "terrain/detail.h"
#include "terrain/ground_impl.h"
#include "terrain/polar_strips.h"

#include <fmt/format.h>

#include <algorithm>

namespace perilune::terrain {

namespace {

constexpr double kBakedResolutionM =
    astro::kMoonRadiusM * std::numbers::pi / 512.0; // lunar_bumpmap.jpg's rows
constexpr std::string_view kBakedSource = "LOLA relief, 8 bit, NASA SVS CGI Moon Kit";
/// So many tiles are built between two times at which the maps' pages are given back.
constexpr unsigned kBuiltBetween = 512;
/// Bicubic interpolation may overshoot the texels by some of their range.
constexpr double kOvershoot = 0.15;

CubePoint cubePointOf(const astro::Selenographic& place) {
    return cubePoint(astro::up(place).v);
}

/// A field's value and its change along the face's s and t, inside the face.
template <class T> Slanted slantedAt(const BrickRaster<T>& raster, const PlaceInTile& p) {
    Slanted at = raster.slantedAt(p.fx, p.fy);
    const double perCoordinate = std::ldexp(0.5, p.id.level);
    at.x *= perCoordinate;
    at.y *= perCoordinate;
    return at;
}

/// What is measured at a place.
struct Measured {
    Slanted height; ///< metres; per coordinate of the cube
    const TileSet* from = nullptr;
};

/// From the finest map to the coarsest, each by its weight in what the finer ones leave; inside a face only.
Measured measuredInside(const Ground::Impl& ground, const CubePoint& place, bool forSlope = false) {
    Measured m;
    Slanted left{1.0, 0.0, 0.0};
    const auto add = [&](const Slanted& h, const Slanted& w) {
        const double share = left.value * w.value;
        m.height.value += share * h.value;
        m.height.x += share * h.x + (left.x * w.value + left.value * w.x) * h.value;
        m.height.y += share * h.y + (left.y * w.value + left.value * w.y) * h.value;
        left = {left.value * (1.0 - w.value), left.x * (1.0 - w.value) - left.value * w.x,
                left.y * (1.0 - w.value) - left.value * w.y};
    };
    for (auto set = ground.elevations.rbegin(); set != ground.elevations.rend() && left.value > 0.0; ++set) {
        const PlaceInTile p = placeInTile(place, set->maxLevel());
        const auto brick = set->heights(p.id);
        if (!brick)
            continue;
        Slanted weight = slantedAt(weightOf(brick), p);
        if (weight.value <= 0.0)
            continue;
        if (weight.value >= 1.0)
            weight = {1.0, 0.0, 0.0};
        if (weight.value >= 0.5 && !m.from)
            m.from = &*set;
        PolarStrips strips(*set, forSlope ? PolarStrips::spacingOf(*set) : kMaxLevel);
        add(strips.over(slantedAt(heightsOf(brick), p), place), weight);
    }
    if (left.value > 0.0) {
        const PlaceInTile p = placeInTile(place, kBakedLevel);
        add(slantedAt(measuredOf(ground.file.brick(p.id)), p), {1.0, 0.0, 0.0});
    }
    return m;
}

Measured measuredAt(const Ground::Impl& ground, const CubePoint& place, bool forSlope = false) {
    Measured m;
    if (FacesAt::outOf(place) < 1.0 - widestTexel(ground.coarsestLevel(kMaxLevel)))
        return measuredInside(ground, place, forSlope);
    // Beside an edge of the cube the faces go over into each other.
    constexpr double kStep = 1e-7;
    const auto height = [&](double s, double t) {
        return ground.heightAt({place.face, place.s + s, place.t + t}, kMaxLevel, false);
    };
    m.height = {height(0.0, 0.0), (height(kStep, 0.0) - height(-kStep, 0.0)) / (2.0 * kStep),
                (height(0.0, kStep) - height(0.0, -kStep)) / (2.0 * kStep)};
    m.from = measuredInside(ground, place).from;
    return m;
}

/// Lowest and highest of a brick's texels that bear on a tile in it, and what interpolation may add.
template <class T>
std::pair<double, double> rangeOn(const TileId& id, int level, const BrickRaster<T>& raster) {
    const int up = std::max(0, id.level - level);
    const double scale = std::ldexp(1.0, -up);
    const std::uint32_t mask = (1u << up) - 1u;
    const auto from = [&](std::uint32_t i) { return raster.tap((i & mask) * scale).index; };
    const auto to = [&](std::uint32_t i) { return raster.tap(((i & mask) + 1u) * scale).index + 3; };
    T low = std::numeric_limits<T>::max(), high = std::numeric_limits<T>::lowest();
    for (int y = from(id.y); y <= to(id.y); ++y)
        for (int x = from(id.x); x <= to(id.x); ++x) {
            const T value = raster.texels[y * raster.size() + x];
            low = std::min(low, value);
            high = std::max(high, value);
        }
    const double slack = kOvershoot * (high - low) + 1.0;
    return {raster.base + raster.step * (low - slack), raster.base + raster.step * (high + slack)};
}

TileId atMost(TileId id, int level) {
    if (id.level <= level)
        return id;
    const int up = id.level - level;
    return {id.face, std::uint8_t(level), id.x >> up, id.y >> up};
}

/// Opens the maps of a folder; those that cannot be used become problems.
void openInstalled(const std::filesystem::path& folder, base::FileWay way, Ground::Impl& ground) {
    std::error_code error;
    std::vector<std::filesystem::path> files;
    for (std::filesystem::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
        if (it->path().extension() == ".tiles")
            files.push_back(it->path());
    std::sort(files.begin(), files.end());
    for (const auto& file : files) {
        auto set = TileSet::open(file, way);
        if (!set)
            ground.problems.push_back(set.error().message);
        else
            (set->kind() == RasterKind::Elevation ? ground.elevations : ground.albedos)
                .push_back(std::move(*set));
    }
    for (auto* sets : {&ground.elevations, &ground.albedos})
        std::stable_sort(sets->begin(), sets->end(), [](const TileSet& a, const TileSet& b) {
            return a.header().resolutionM > b.header().resolutionM;
        });
}

} // namespace

Ground::Ground(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Ground::~Ground() {
    impl_->light->beside = {}; // it asks the ground for heights
}

base::Result<std::shared_ptr<const Ground>> Ground::open(const std::filesystem::path& shareDir,
                                                         base::Workers workers,
                                                         const std::filesystem::path& installed,
                                                         base::FileWay way) {
    auto file = GroundFile::open(groundPath(shareDir), way);
    if (!file)
        return tl::unexpected(file.error());
    auto impl = std::make_unique<Impl>(std::move(*file), std::move(workers));
    impl->names->moonDir = shareDir / "models" / "moon";
    if (!installed.empty())
        openInstalled(installed, way, *impl);
    return std::shared_ptr<const Ground>(new Ground(std::move(impl)));
}

double Ground::heightM(const astro::Selenographic& place) const {
    return measuredAt(*impl_, cubePointOf(place)).height.value;
}

double Ground::drawnHeightM(const astro::Selenographic& place) const {
    return impl_->heightAt(cubePointOf(place), kMaxLevel, true);
}

double Ground::resolutionM(const astro::Selenographic& place) const {
    const TileSet* from = measuredInside(*impl_, cubePointOf(place)).from;
    return from ? from->header().resolutionM : kBakedResolutionM;
}

base::Angle Ground::slope(const astro::Selenographic& place) const {
    const CubePoint p = cubePointOf(place);
    const Slanted h = measuredAt(*impl_, p, true).height;
    const double u = warp(p.s), v = warp(p.t), u1 = 1.0 + u * u, v1 = 1.0 + v * v;
    const double hu = h.x / (u1 * (std::numbers::pi / 4.0)), hv = h.y / (v1 * (std::numbers::pi / 4.0));
    // With d = (1, u, v)/r the gradients on the unit sphere are r (a - u n) and r (b - v n).
    const double square = (u1 + v * v) * (hu * hu * u1 + hv * hv * v1 + 2.0 * hu * hv * u * v);
    return base::Angle::radians(
        std::atan(std::sqrt(std::max(square, 0.0)) / (astro::kMoonRadiusM + h.value)));
}

std::string_view Ground::source(const astro::Selenographic& place) const {
    const TileSet* from = measuredInside(*impl_, cubePointOf(place)).from;
    return from ? std::string_view(from->header().title) : kBakedSource;
}

const Gazetteer* Ground::gazetteer() const {
    LazyNames& lazy = *impl_->names;
    std::call_once(lazy.asked, [&lazy] {
        if (auto read = Gazetteer::read(lazy.moonDir))
            lazy.names = std::move(*read);
    });
    return lazy.names ? &*lazy.names : nullptr;
}

std::vector<std::string> Ground::problems() const {
    std::vector<std::string> all = impl_->problems;
    for (const auto* sets : {&impl_->elevations, &impl_->albedos})
        for (const TileSet& set : *sets)
            if (set.wasFoundDamaged())
                all.push_back(fmt::format("{} is damaged, and was left out where it is; import it again",
                                          set.file().string()));
    return all;
}

std::pair<double, double> Ground::heightBounds(const TileId& id) const {
    const HeightRange range = impl_->file.bounds(id);
    const double bakedLow = range.low * kHeightStepM, bakedHigh = range.high * kHeightStepM;
    auto [low, high] = rangeOn(id, kBakedLevel, measuredOf(impl_->file.brick(id)));
    low = std::min(low, bakedLow + kDetailLowM);
    high = std::max(high, bakedHigh + kDetailHighM);
    for (const TileSet& set : impl_->elevations) {
        const auto entry = set.entry(atMost(id, set.maxLevel()));
        if (!entry)
            continue;
        const double slack = kOvershoot * (entry->highM - entry->lowM) + 1.0;
        double setLow = entry->lowM - slack, setHigh = entry->highM + slack;
        if (set.maxLevel() < kBakedLevel && id.level > set.maxLevel()) {
            const auto [l, h] =
                rangeOn(id, set.maxLevel(), reliefOf(impl_->file.brick(atMost(id, set.maxLevel()))));
            setLow += std::min(0.0, bakedLow - h);
            setHigh += std::max(0.0, bakedHigh - l);
        }
        // Octaves of detail are half as high from one to the next.
        const double finer = std::ldexp(1.0, kBakedLevel - std::max(set.maxLevel(), kBakedLevel));
        low = std::min(low, setLow + kDetailLowM * finer);
        high = std::max(high, setHigh + kDetailHighM * finer);
    }
    return {low, high};
}

void Ground::Impl::countBuilt() const {
    if (++built % kBuiltBetween != 0)
        return;
    for (const auto* sets : {&elevations, &albedos})
        for (const TileSet& set : *sets)
            set.forgetPages();
}

} // namespace perilune::terrain
