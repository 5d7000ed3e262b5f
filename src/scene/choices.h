#pragma once

#include "scene/moment.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace perilune::scene {

// The words for what can be chosen, the same in stories, on the command line, in links, panels and dumps.

template <class E> struct Word {
    E value;
    const char* word;
    const char* label; ///< in the window's panels
};

/// `all`: every value with its word, in the order of menus; `noun`: what one of them is. A new choice is one
/// specialisation.
template <class E> struct Words;

template <> struct Words<Vantage> {
    static constexpr const char* noun = "place to look from";
    static constexpr Word<Vantage> all[] = {{Vantage::Over, "over", "Over the ground"},
                                            {Vantage::Earth, "earth", "The Earth"},
                                            {Vantage::Site, "site", "The site, standing"},
                                            {Vantage::Craft, "craft", "A spacecraft"},
                                            {Vantage::TwoBodies, "two-bodies", "Beside Earth and Moon"}};
};

template <> struct Words<Aim> {
    static constexpr const char* noun = "thing to look at";
    static constexpr Word<Aim> all[] = {
        {Aim::Direction, "direction", "Ahead"}, {Aim::Moon, "moon", "The Moon"},
        {Aim::Earth, "earth", "The Earth"},     {Aim::Sun, "sun", "The Sun"},
        {Aim::Place, "place", "The place"},     {Aim::Path, "path", "The way ahead"}};
};

template <> struct Words<North> {
    static constexpr const char* noun = "north";
    static constexpr Word<North> all[] = {{North::Celestial, "celestial", "The sky's"},
                                          {North::Moon, "moon", "The Moon's"}};
};

template <> struct Words<terrain::GroundTint> {
    static constexpr const char* noun = "tint";
    static constexpr Word<terrain::GroundTint> all[] = {
        {terrain::GroundTint::None, "none", "As the eye sees it"},
        {terrain::GroundTint::Elevation, "elevation", "Height"},
        {terrain::GroundTint::Slope, "slope", "Slope"},
        {terrain::GroundTint::Illumination, "illumination", "Sunlight over the years"},
        {terrain::GroundTint::Shadow, "shadow", "Lasting shadow"}};
};

template <> struct Words<SkyShown> {
    static constexpr const char* noun = "sky";
    static constexpr Word<SkyShown> all[] = {{SkyShown::Nothing, "black", "Black"},
                                             {SkyShown::Stars, "stars", "Stars"},
                                             {SkyShown::Constellations, "constellations", "Constellations"}};
};

template <> struct Words<PathAxes> {
    static constexpr const char* noun = "kind of axes";
    static constexpr Word<PathAxes> all[] = {{PathAxes::Inertial, "inertial", "In axes that do not turn"},
                                             {PathAxes::Fixed, "fixed", "Over the ground"}};
};

template <> struct Words<Theme> {
    static constexpr const char* noun = "theme";
    static constexpr Word<Theme> all[] = {{Theme::Documentary, "documentary", "Dark"},
                                          {Theme::Bright, "bright", "Bright room"},
                                          {Theme::Print, "print", "Print"}};
};

template <class E>
concept Choice = requires {
    Words<E>::all;
};

template <Choice E> constexpr const char* nameOf(E value) {
    for (const Word<E>& known : Words<E>::all)
        if (known.value == value)
            return known.word;
    return "?";
}
template <Choice E> constexpr std::optional<E> named(std::string_view word) {
    for (const Word<E>& known : Words<E>::all)
        if (known.word == word)
            return known.value;
    return std::nullopt;
}
template <Choice E> std::vector<std::string> wordsOf() {
    std::vector<std::string> words;
    for (const Word<E>& known : Words<E>::all)
        words.emplace_back(known.word);
    return words;
}

/// The layers: what can be switched on.
struct LayerName {
    const char* name;
    bool Layers::*layer;
    const char* label; ///< in the window's panel
};
inline constexpr LayerName kLayerNames[] = {
    {"strip", &Layers::strip, "Time strip"},
    {"card", &Layers::card, "Card of the milestone"},
    {"pins", &Layers::pins, "Sites"},
    {"models", &Layers::models, "Spacecraft"},
    {"titles", &Layers::titles, "Titles and date"},
    {"sources", &Layers::sources, "Sources on the card"},
    {"names", &Layers::names, "Names"},
    {"graticule", &Layers::graticule, "Graticule"},
    {"scale", &Layers::scale, "Scale bar"},
    {"paths", &Layers::paths, "Paths of spacecraft"},
    {"partners", &Layers::partners, "Partners on the world"},
    {"facts", &Layers::facts, "Figures"},
};
std::vector<std::string> layerNames();

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

/// Sizes of text that can be asked for, and those that menus offer; percent.
inline constexpr double kLeastText = 100.0, kGreatestText = 200.0;
inline constexpr double kTextSizes[] = {100.0, 125.0, 150.0, 200.0};
/// Of each side of the picture.
inline constexpr double kGreatestSafe = 15.0;

/// Stops of exposure that can be asked for, to both sides.
inline constexpr double kMostStops = 12.0;

} // namespace perilune::scene
