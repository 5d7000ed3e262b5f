#pragma once

#include <optional>
#include <string_view>

#include "scene/moment.h"

namespace perilune::scene {

// The words for what can be chosen, the same in stories, on the command line and in dumps.

struct LayerName {
    const char* name;
    bool Layers::*layer;
};
inline constexpr LayerName kLayerNames[] = {
    {"strip", &Layers::strip},   {"card", &Layers::card},           {"pins", &Layers::pins},
    {"models", &Layers::models}, {"titles", &Layers::titles},       {"sources", &Layers::sources},
    {"names", &Layers::names},   {"graticule", &Layers::graticule}, {"scale", &Layers::scale},
    {"paths", &Layers::paths},
};

struct TintName {
    const char* name;
    terrain::GroundTint tint;
};
inline constexpr TintName kTintNames[] = {
    {"none", terrain::GroundTint::None},     {"elevation", terrain::GroundTint::Elevation},
    {"slope", terrain::GroundTint::Slope},   {"illumination", terrain::GroundTint::Illumination},
    {"shadow", terrain::GroundTint::Shadow},
};

inline const char* nameOf(terrain::GroundTint tint) {
    for (const TintName& known : kTintNames)
        if (known.tint == tint)
            return known.name;
    return "?";
}
inline std::optional<terrain::GroundTint> tintNamed(std::string_view name) {
    for (const TintName& known : kTintNames)
        if (known.name == name)
            return known.tint;
    return std::nullopt;
}

struct SkyName {
    const char* name;
    SkyShown sky;
};
inline constexpr SkyName kSkyNames[] = {
    {"black", SkyShown::Nothing}, {"stars", SkyShown::Stars}, {"constellations", SkyShown::Constellations}};

inline const char* nameOf(SkyShown sky) {
    for (const SkyName& known : kSkyNames)
        if (known.sky == sky)
            return known.name;
    return "?";
}
inline std::optional<SkyShown> skyNamed(std::string_view name) {
    for (const SkyName& known : kSkyNames)
        if (known.name == name)
            return known.sky;
    return std::nullopt;
}

struct PathAxesName {
    const char* name;
    PathAxes axes;
};
inline constexpr PathAxesName kPathAxesNames[] = {{"inertial", PathAxes::Inertial}, {"fixed", PathAxes::Fixed}};

inline const char* nameOf(PathAxes axes) {
    for (const PathAxesName& known : kPathAxesNames)
        if (known.axes == axes)
            return known.name;
    return "?";
}
inline std::optional<PathAxes> pathAxesNamed(std::string_view name) {
    for (const PathAxesName& known : kPathAxesNames)
        if (known.name == name)
            return known.axes;
    return std::nullopt;
}

/// The ground with and without the modelled relief.
inline constexpr const char *kModelledRelief = "modelled", *kMeasuredRelief = "measured";

/// Stops of exposure that can be asked for, to both sides.
inline constexpr double kMostStops = 12.0;

} // namespace perilune::scene
