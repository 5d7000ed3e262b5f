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

/// The ground with and without the modelled relief.
inline constexpr const char *kModelledRelief = "modelled", *kMeasuredRelief = "measured";

/// Stops of exposure that can be asked for, to both sides.
inline constexpr double kMostStops = 12.0;

} // namespace perilune::scene
