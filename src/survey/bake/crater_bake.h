#pragma once

#include "survey/bake/face_grid.h"
#include "terrain/crater.h"
#include "base/result.h"

#include <filesystem>
#include <vector>

namespace perilune::survey {

/// A crater of models/moon/craters.csv.
struct NamedCrater {
    glm::dvec3 centre{1.0, 0.0, 0.0};
    double diameterM = 0.0;
};
base::Result<std::vector<NamedCrater>> readCraters(const std::filesystem::path& path);

/// The named craters in two strengths, one list beside the other.
struct NamedRelief {
    std::vector<terrain::Crater> drawn; ///< as they are taken to be
    std::vector<terrain::Crater> held; ///< the share of them that the data, blurred as they are, already hold
};
/// How worn each named crater is comes from fitting its fresh shape, as blurred as the data, to the measured
/// heights. Those too small for that (and more so at the poles, where the map is worst) are taken as rather
/// fresh, as most of those that were named.
NamedRelief sculptNamed(const std::vector<NamedCrater>& named, const FaceGrid& measured, double dataTexelM);

/// Unnamed craters down to the finest cells that a baked field can show (`toCellLevel`); none inside the
/// youngest of the named ones, which swept the ground clean.
std::vector<terrain::Crater> unnamedCraters(const std::vector<terrain::Crater>& named, const FaceGrid& rugged,
                                            int toCellLevel);

/// Adds craters to a field of heights in metres, in the order of the list.
void addCraters(FaceGrid& field, const std::vector<terrain::Crater>& craters);

} // namespace perilune::survey
