#include "terrain/ground.h"

#include "terrain/detail.h"
#include "terrain/ground_impl.h"

namespace perilune::terrain {

namespace {

CubePoint cubePointOf(const astro::Selenographic& place) {
    return cubePoint(astro::up(place).v);
}

} // namespace

Ground::Ground(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Ground::~Ground() = default;

base::Result<std::shared_ptr<const Ground>> Ground::open(const std::filesystem::path& shareDir) {
    auto file = GroundFile::open(groundPath(shareDir));
    if (!file)
        return tl::unexpected(file.error());
    return std::shared_ptr<const Ground>(new Ground(std::make_unique<Impl>(Impl{std::move(*file)})));
}

double Ground::heightM(const astro::Selenographic& place) const {
    const PlaceInTile p = placeInTile(cubePointOf(place), kBakedLevel);
    return measuredOf(impl_->file.brick(p.id)).at(p.fx, p.fy) * kHeightStepM;
}

double Ground::drawnHeightM(const astro::Selenographic& place) const {
    return impl_->heightAt(cubePointOf(place), kMaxLevel);
}

double Ground::resolutionM(const astro::Selenographic&) const {
    constexpr double kMapRows = 512.0; // lunar_bumpmap.jpg
    return astro::kMoonRadiusM * std::numbers::pi / kMapRows;
}

std::pair<double, double> Ground::heightBounds(const TileId& id) const {
    const HeightRange& range = impl_->file.bounds(id);
    return {range.low * kHeightStepM + kDetailLowM, range.high * kHeightStepM + kDetailHighM};
}

double Ground::Impl::bakedHeightAt(const CubePoint& place, int level) const {
    const int baked = std::min(level, kBakedLevel);
    return acrossEdges(place, std::ldexp(2.0, -baked) / kReliefTexels, [&](const CubePoint& point) {
        const PlaceInTile p = placeInTile(point, baked);
        return reliefOf(file.brick(p.id)).at(p.fx, p.fy) * kHeightStepM;
    });
}

double Ground::Impl::heightAt(const CubePoint& place, int level) const {
    const double baked = bakedHeightAt(place, level);
    if (level <= kBakedLevel)
        return baked;
    const glm::dvec3 direction = cubeDirection(place);
    return baked + detailM(cratersNear(file, direction, 0.0, level), direction, ruggedAt(file, place), level);
}

} // namespace perilune::terrain
