#pragma once

#include "overlay/stage.h"

#include <string>
#include <vector>

namespace perilune::overlay {

/// Words on black in the picture's place: the title before a film, a page of sources behind it.
struct Placard {
    std::string heading;
    std::vector<std::string> lines;
    bool isTitle = false; ///< in the middle; else a list from the top
    double opacity = 1.0; ///< of the words
};

Stage layoutPlacard(const Placard& placard, const Viewport& viewport, const Fonts& fonts);

/// A list under a heading as so many pages as it takes; every line is whole, in as many as it needs.
std::vector<Placard> pagesOf(const std::string& heading, const std::vector<std::string>& lines,
                             const Viewport& viewport, const Fonts& fonts);

/// Draws onto a stage what every screen shows (EBU R 95): the rectangle of what happens, 3.5 % from the
/// edges, and that of text, 5 % from them.
void addSafeAreas(Stage& stage, const Viewport& viewport, const Fonts& fonts);

} // namespace perilune::overlay
