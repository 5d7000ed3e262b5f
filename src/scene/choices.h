#pragma once

#include "scene/moment.h"

#include <optional>
#include <string_view>

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
    {"paths", &Layers::paths},   {"partners", &Layers::partners},   {"facts", &Layers::facts},
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
inline constexpr PathAxesName kPathAxesNames[] = {{"inertial", PathAxes::Inertial},
                                                  {"fixed", PathAxes::Fixed}};

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

struct VantageName {
    const char* name;
    Vantage vantage;
};
inline constexpr VantageName kVantageNames[] = {{"over", Vantage::Over},
                                                {"earth", Vantage::Earth},
                                                {"site", Vantage::Site},
                                                {"craft", Vantage::Craft},
                                                {"two-bodies", Vantage::TwoBodies}};

struct AimName {
    const char* name;
    Aim aim;
};
inline constexpr AimName kAimNames[] = {{"direction", Aim::Direction}, {"moon", Aim::Moon},
                                        {"earth", Aim::Earth},         {"sun", Aim::Sun},
                                        {"place", Aim::Place},         {"path", Aim::Path}};

struct NorthName {
    const char* name;
    North north;
};
inline constexpr NorthName kNorthNames[] = {{"celestial", North::Celestial}, {"moon", North::Moon}};

inline const char* nameOf(Vantage vantage) {
    for (const VantageName& known : kVantageNames)
        if (known.vantage == vantage)
            return known.name;
    return "?";
}
inline const char* nameOf(Aim aim) {
    for (const AimName& known : kAimNames)
        if (known.aim == aim)
            return known.name;
    return "?";
}
inline const char* nameOf(North north) {
    for (const NorthName& known : kNorthNames)
        if (known.north == north)
            return known.name;
    return "?";
}
/// Whether one can look at it from there.
inline constexpr bool canAim(Vantage from, Aim at) {
    switch (from) {
    case Vantage::Earth:
        return at == Aim::Moon || at == Aim::Sun || at == Aim::Place;
    case Vantage::Site:
        return at == Aim::Direction || at == Aim::Earth || at == Aim::Sun;
    case Vantage::Craft:
        return at == Aim::Moon || at == Aim::Earth || at == Aim::Sun || at == Aim::Place || at == Aim::Path;
    case Vantage::Over:
    case Vantage::TwoBodies:
        break;
    }
    return false;
}

/// Fields of view that can be asked for, degrees.
inline constexpr double kLeastFieldDeg = 0.05, kGreatestFieldDeg = 120.0;

/// The ground with and without the modelled relief.
inline constexpr const char *kModelledRelief = "modelled", *kMeasuredRelief = "measured";

/// Stops of exposure that can be asked for, to both sides.
inline constexpr double kMostStops = 12.0;

} // namespace perilune::scene
