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

base::Result<std::shared_ptr<const Ground>> Ground::open(const std::filesystem::path& shareDir,
                                                         const std::filesystem::path&) {
    auto file = GroundFile::open(groundPath(shareDir));
    if (!file)
        return tl::unexpected(file.error());
    auto impl = std::make_unique<Impl>(Impl{std::move(*file), {}});
    impl->names->moonDir = shareDir / "models" / "moon";
    return std::shared_ptr<const Ground>(new Ground(std::move(impl)));
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

base::Angle Ground::slope(const astro::Selenographic& place) const {
    const double reach = 0.5 * resolutionM(place);
    const astro::Rotation<astro::Mcmf, astro::Enu> frame = astro::localFrame(place);
    const auto heightAt = [&](double east, double north) {
        const glm::dvec3 at = frame.m[2] * astro::kMoonRadiusM + frame.m[0] * east + frame.m[1] * north;
        return heightM(astro::toSelenographic({at}));
    };
    return base::Angle::radians(std::atan(
        std::hypot(heightAt(reach, 0) - heightAt(-reach, 0), heightAt(0, reach) - heightAt(0, -reach)) /
        (2.0 * reach)));
}

std::string_view Ground::source(const astro::Selenographic&) const {
    return "LOLA relief, 8 bit, NASA SVS CGI Moon Kit";
}

const Gazetteer* Ground::gazetteer() const {
    LazyNames& lazy = *impl_->names;
    std::call_once(lazy.asked, [&lazy] {
        if (auto read = Gazetteer::read(lazy.moonDir))
            lazy.names = std::move(*read);
    });
    return lazy.names ? &*lazy.names : nullptr;
}

const std::vector<std::string>& Ground::problems() const {
    return impl_->problems;
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
