#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "astro/vec.h"
#include "base/result.h"

namespace perilune::terrain {

/// A named feature of the Moon (IAU Gazetteer of Planetary Nomenclature).
struct Feature {
    std::string name;
    std::string kind; ///< the IAU's descriptor term: "Crater", "Mare", "Mons", "Satellite Feature"
    astro::Selenographic middle;
    double diameterM = 0.0; ///< 0 = not given
};

/// The Moon's names, the largest feature first. Immutable.
class Gazetteer {
  public:
    /// Reads the shipped table.
    static base::Result<Gazetteer> read(const std::filesystem::path& file);
    const std::vector<Feature>& features() const { return features_; }

  private:
    std::vector<Feature> features_;
};

} // namespace perilune::terrain
