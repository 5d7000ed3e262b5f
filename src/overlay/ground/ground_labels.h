#pragma once

#include "overlay/ink/soft_labels.h"
#include "overlay/page.h"

#include <optional>
#include <string>
#include <vector>

namespace perilune::overlay {

/// A name or a number on the ground, at its place in the picture.
struct GroundLabel {
    SoftLabel soft;
    std::vector<std::string> lines;
    Type type;
    Ink colour;
    float strength = 1;        ///< less over ground that cannot be seen
    float reach = 26;          ///< see SoftLabel, in units of the page
    std::optional<Point> peak; ///< a summit's mark
};

/// The part of the picture that chrome leaves to the ground.
Rect groundArea(const Page& page);
void addNames(const Page& page, const Canvas& canvas, std::vector<GroundLabel>& labels);
void addGraticuleLabels(const Page& page, const Canvas& canvas, std::vector<GroundLabel>& labels);

} // namespace perilune::overlay
