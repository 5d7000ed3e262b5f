#include "survey/import/tone.h"

#include "terrain/brick_sample.h"
#include "terrain/ground_file.h"

#include <algorithm>
#include <cmath>

namespace perilune::survey {

namespace {

constexpr std::size_t kTiles = 1024; ///< at most that many are looked at, evenly spread
constexpr int kPlaces = 4;           ///< a side in each
constexpr double kPhotoTexelM = 900.0;

} // namespace

base::Result<ToneMatch> matchTone(MapSampler& map, const std::vector<terrain::TileId>& tiles,
                                  const std::filesystem::path& shareDir) {
    const auto ground = terrain::GroundFile::open(terrain::groundPath(shareDir));
    if (!ground)
        return tl::unexpected(ground.error());
    const int channels = map.info().channels;
    const std::size_t count = std::min(kTiles, tiles.size());
    double n = 0.0, ours[3] = {}, theirs[3] = {}, ourSquare = 0.0, theirSquare = 0.0;
    for (std::size_t t = 0; t < count; ++t) {
        MapSampler::Block block;
        block.width = block.height = kPlaces;
        block.texelM = kPhotoTexelM; // both at the same sharpness
        for (int j = 0; j < kPlaces; ++j)
            for (int i = 0; i < kPlaces; ++i)
                block.directions.push_back(
                    directionOf(tiles[t * tiles.size() / count], (i + 0.5) / kPlaces, (j + 0.5) / kPlaces));
        if (auto ok = map.sample(block); !ok)
            return tl::unexpected(ok.error());
        for (std::size_t i = 0; i < block.directions.size(); ++i) {
            const float* value = &block.values[i * std::size_t(channels)];
            if (std::isnan(value[0]))
                continue;
            const terrain::PlaceInTile p =
                terrain::placeInTile(terrain::cubePoint(block.directions[i]), terrain::kBakedLevel);
            const auto brick = ground->brick(p.id);
            const double green = terrain::lumaOf(brick).at(p.fx, p.fy) / 255.0;
            const double photo[3] = {green + (terrain::redOverOf(brick).at(p.fx, p.fy) - 128.0) / 255.0,
                                     green,
                                     green + (terrain::blueOverOf(brick).at(p.fx, p.fy) - 128.0) / 255.0};
            const double mid = double(value[channels == 3 ? 1 : 0]);
            n += 1.0, ourSquare += mid * mid, theirSquare += green * green;
            for (int c = 0; c < 3; ++c) {
                ours[c] += double(value[channels == 3 ? c : 0]);
                theirs[c] += photo[c];
            }
        }
    }
    ToneMatch tone;
    if (n < 2.0)
        return tone;
    const double ourVariance = ourSquare / n - ours[1] / n * (ours[1] / n),
                 theirVariance = theirSquare / n - theirs[1] / n * (theirs[1] / n);
    const double gain = ourVariance > 1e-12 ? std::sqrt(std::max(0.0, theirVariance) / ourVariance) : 1.0;
    for (int c = 0; c < 3; ++c) {
        tone.gain[c] = gain;
        tone.lift[c] = theirs[c] / n - gain * ours[c] / n;
    }
    return tone;
}

} // namespace perilune::survey
