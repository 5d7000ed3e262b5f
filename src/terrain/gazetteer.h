#pragma once

#include "astro/vec.h"
#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace perilune::terrain {

/// What a name stands for, as far as a map treats it differently.
enum class FeatureClass : std::uint8_t {
    Sea,       ///< Mare, Oceanus
    Bay,       ///< Lacus, Palus, Sinus
    Crater,    ///< and what has the shape of one
    Satellite, ///< a crater named after a neighbour: "Copernicus A"
    Mountain,  ///< Mons, Promontorium
    Line,      ///< Catena, Dorsum, Rima, Rupes, Vallis
    Spot,      ///< small places where astronauts were, and albedo features
};

/// A named feature of the Moon (IAU Gazetteer of Planetary Nomenclature).
struct Feature {
    std::string name;
    /// The IAU's descriptor term: "Crater", "Mare", "Mons"; "Satellite Feature" for a crater named after a
    /// neighbour, such as "Copernicus A".
    std::string kind;
    FeatureClass shape = FeatureClass::Crater;
    astro::Selenographic middle;
    astro::Direction<astro::Mcmf> up; ///< at its middle
    double diameterM = 0.0;           ///< 0 = not given
};

/// The Moon's names, the largest feature first. Immutable.
class Gazetteer {
  public:
    /// Reads the shipped tables, craters.csv and names.csv.
    static base::Result<Gazetteer> read(const std::filesystem::path& moonDir);
    const std::vector<Feature>& features() const { return features_; }

  private:
    std::vector<Feature> features_;
};

} // namespace perilune::terrain
