#include "render/ground/sunlight.h"

#include "terrain/horizon.h"

#include <algorithm>
#include <atomic>
#include <cmath>

namespace perilune::render {

glm::dvec3 shadowSun(const glm::dvec3& sun) {
    constexpr double kStepsPerRadian = 16384.0;
    return glm::normalize(glm::round(glm::normalize(sun) * kStepsPerRadian));
}

void updateSunlight(TileStore& store, const std::vector<TileKey>& tiles, const glm::dvec3& sun, int light,
                    const base::Workers& workers) {
    struct Job {
        TileKey key;
        const terrain::Relief* relief;
        std::vector<std::uint8_t> clearance;
    };
    std::vector<Job> jobs;
    for (const TileKey& key : tiles) {
        const StoredTile* tile = store.find(key);
        if (tile != nullptr && tile->lightFor(sun) < 0)
            jobs.push_back({key, tile->relief.get(), {}});
    }
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t i = next++; i < jobs.size(); i = next++)
            jobs[i].clearance = terrain::sunClearance(*jobs[i].relief, sun);
    };
    constexpr std::size_t kWorthAThread = 12;
    workers.share(jobs.size() / kWorthAThread + 1, work);
    for (Job& job : jobs)
        store.light(job.key, light, sun, std::move(job.clearance));
}

double sunShareAt(const StoredTile::Light& light, double fx, double fy) {
    if (light.clearance.empty())
        return 1.0;
    constexpr int kSize = terrain::kSunSize;
    const auto texel = [](double f) {
        return std::clamp(f * terrain::kSunTexels + terrain::kSunBorder - 0.5, 0.0, kSize - 1.001);
    };
    const double x = texel(fx), y = texel(fy);
    const auto ix = std::size_t(x), iy = std::size_t(y);
    const auto at = [&](std::size_t column, std::size_t row) {
        return double(light.clearance[row * std::size_t(kSize) + column]);
    };
    const double low = std::lerp(at(ix, iy), at(ix + 1, iy), x - double(ix));
    const double high = std::lerp(at(ix, iy + 1), at(ix + 1, iy + 1), x - double(ix));
    const double code = std::lerp(low, high, y - double(iy));
    return terrain::visibleShare((code / 127.5 - 1.0) * terrain::kSunClearance);
}

} // namespace perilune::render
