#include "terrain/ground_impl.h"
#include "terrain/polar_strips.h"

#include <algorithm>

namespace perilune::terrain {

// How the ground is put together, at a place and on a lattice alike: the baked relief; over it the installed
// elevation maps, coarse to fine, each mixed in by its weight. A map coarser than the baked relief takes the
// modelled craters between its level and the baked one along. Of the modelled octaves finer than that, each
// counts only so far as no map is as fine: measured craters take the place of modelled ones.

namespace {

/// How much of the octaves up to a level is left beside the maps that are as fine.
struct Left {
    int level;
    std::vector<double> share;
    bool none; ///< nowhere any
};

/// Adds a map of this level, by its weight, to the list from coarse to fine.
void leave(std::vector<Left>& list, int level, const std::vector<double>& weight) {
    const auto finer = std::find_if(list.begin(), list.end(), [&](const Left& l) { return l.level > level; });
    Left left{level, finer == list.end() ? std::vector<double>(weight.size(), 1.0) : finer->share, false};
    const auto end = list.insert(finer, std::move(left)) + 1;
    for (auto l = list.begin(); l != end; ++l) {
        for (std::size_t i = 0; i < weight.size(); ++i)
            l->share[i] *= 1.0 - weight[i];
        l->none = std::all_of(l->share.begin(), l->share.end(), [](double s) { return s == 0.0; });
    }
}

/// What is left of an octave; null: all.
const Left* leftOf(const std::vector<Left>& list, int octave) {
    const auto first =
        std::find_if(list.begin(), list.end(), [&](const Left& l) { return l.level >= octave; });
    return first == list.end() ? nullptr : &*first;
}

void clampWeights(std::vector<double>& weights) {
    for (double& w : weights)
        w = std::clamp(w, 0.0, 1.0);
}

int stripsLevel(const TileSet& set, int level, bool modelled) {
    return modelled ? PolarStrips::drawnLevel(set, level) : level;
}

bool hasOctaves(int level) {
    return level > kBakedLevel;
}

} // namespace

bool sampleMap(const TileSet& set, const Places& places, bool modelled, std::vector<double>& out) {
    if (!sampleAll(heightField(set, places.level()), places, out))
        return false;
    PolarStrips strips(set, stripsLevel(set, places.level(), modelled));
    for (std::size_t i = 0; i < out.size(); ++i)
        if (strips.reach(places.direction(i).z))
            out[i] = strips.over(out[i], places.direction(i));
    return true;
}

int Ground::Impl::coarsestLevel(int level) const {
    int coarsest = std::min(level, kBakedLevel);
    for (const auto* sets : {&elevations, &albedos})
        for (const TileSet& set : *sets)
            coarsest = std::min(coarsest, set.maxLevel());
    return coarsest;
}

Places Ground::Impl::placesOf(const Lattice& lattice) const {
    return Places(lattice, widestTexel(coarsestLevel(lattice.tile.level)));
}

Ground::Impl::Drawn Ground::Impl::drawnOn(const Places& places, bool modelled) const {
    const int level = places.level();
    Drawn drawn;
    std::vector<double>& heights = drawn.heightM;
    if (modelled)
        sampleAll(reliefField(file, level), places, heights);
    else
        sampleAll(measuredField(file, level), places, heights);
    const std::vector<double> baked = modelled && !elevations.empty() ? heights : std::vector<double>();

    std::vector<Left> leftHeight;
    std::vector<double> weights, mapped, coarse;
    for (const TileSet& set : elevations) {
        if (!sampleAll(weightField(set, level), places, weights) || !sampleMap(set, places, modelled, mapped))
            continue;
        clampWeights(weights);
        const bool band = modelled && set.maxLevel() < std::min(level, kBakedLevel);
        if (band)
            sampleAll(reliefField(file, set.maxLevel()), places, coarse);
        for (std::size_t i = 0; i < heights.size(); ++i) {
            const double h = band ? mapped[i] + (baked[i] - coarse[i]) : mapped[i];
            heights[i] += (h - heights[i]) * weights[i];
        }
        if (modelled && hasOctaves(level) && hasOctaves(set.maxLevel()))
            leave(leftHeight, set.maxLevel(), weights);
    }
    if (!modelled || !hasOctaves(level))
        return drawn;

    drawn.brightness.assign(places.size(), 0.0);
    std::vector<Left> leftBrightness = leftHeight;
    for (const TileSet& set : albedos)
        if (hasOctaves(set.maxLevel()) && sampleAll(weightField(set, level), places, weights)) {
            clampWeights(weights);
            leave(leftBrightness, set.maxLevel(), weights);
        }
    std::vector<double> rugged;
    sampleAll(ruggedField(file, level), places, rugged);
    clampWeights(rugged);
    for (int octave = kBakedLevel + 1; octave <= std::min(level, kDetailLevel); ++octave) {
        const Left *height = leftOf(leftHeight, octave), *brightness = leftOf(leftBrightness, octave);
        if (height && height->none)
            continue;
        addOctave(file, places, rugged, octave, height ? height->share.data() : nullptr,
                  brightness ? brightness->share.data() : nullptr, heights, drawn.brightness);
    }
    return drawn;
}

std::vector<double> Ground::Impl::heightGrid(const TileId& id, int border, bool modelled) const {
    return drawnOn(placesOf(Lattice::texels(id, border)), modelled).heightM;
}

double Ground::Impl::heightAt(const CubePoint& place, int level, bool modelled) const {
    const glm::dvec3 direction = cubeDirection(place);
    const double widest = widestTexel(coarsestLevel(level));
    const FacesAt at = FacesAt::outOf(place) < 1.0 - widest ? FacesAt(place) : FacesAt(direction, widest);
    double height = modelled ? sample(reliefField(file, level), at) : sample(measuredField(file, level), at);
    const double baked = height;
    double shares[kMaxLevel + 2]; // of the octaves: [o]
    std::fill(std::begin(shares), std::end(shares), 1.0);
    for (const TileSet& set : elevations) {
        const double weight = std::clamp(sample(weightField(set, level), at), 0.0, 1.0);
        if (weight == 0.0)
            continue;
        double h = PolarStrips(set, stripsLevel(set, level, modelled))
                       .over(sample(heightField(set, level), at), direction);
        if (modelled && set.maxLevel() < std::min(level, kBakedLevel))
            h += baked - sample(reliefField(file, set.maxLevel()), at);
        height += (h - height) * weight;
        for (int octave = 0; octave <= set.maxLevel(); ++octave)
            shares[octave] *= 1.0 - weight;
    }
    if (!modelled || !hasOctaves(level))
        return height;
    const double rugged = ruggedAt(file, at);
    for (int octave = kBakedLevel + 1; octave <= std::min(level, kDetailLevel); ++octave)
        if (shares[octave] > 0.0)
            height += shares[octave] * octaveM(file, direction, rugged, octave);
    return height;
}

std::vector<double> Ground::Impl::coloursOn(const Places& places) const {
    const int level = places.level();
    const auto photo = [&](int across, auto rasterOf) {
        return Field{std::min(level, kBakedLevel), across, false,
                     [this, rasterOf](const TileId& id) { return rasterOf(file.brick(id)); }};
    };
    std::vector<double> luma, red, blue;
    sampleAll(photo(kLumaTexels, lumaOf), places, luma);
    sampleAll(photo(kCoarseTexels, redOverOf), places, red);
    sampleAll(photo(kCoarseTexels, blueOverOf), places, blue);
    std::vector<double> colours(3 * luma.size());
    for (std::size_t i = 0; i < luma.size(); ++i) {
        colours[3 * i] = luma[i] + red[i] - 128.0;
        colours[3 * i + 1] = luma[i];
        colours[3 * i + 2] = luma[i] + blue[i] - 128.0;
    }
    std::vector<double> weights, mapped;
    for (const TileSet& set : albedos) {
        if (!sampleAll(weightField(set, level), places, weights))
            continue;
        clampWeights(weights);
        for (int channel = 0; channel < 3; ++channel) {
            if (!sampleAll(colourField(set, level, channel), places, mapped))
                break;
            for (std::size_t i = 0; i < mapped.size(); ++i) {
                double& c = colours[3 * i + std::size_t(channel)];
                c += (mapped[i] - c) * weights[i];
            }
        }
    }
    return colours;
}

} // namespace perilune::terrain
