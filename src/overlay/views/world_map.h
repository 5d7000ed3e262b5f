#pragma once

#include "overlay/ink/canvas.h"
#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace perilune::overlay {

/// A place of the Earth on a flat map: Tom Patterson's Natural Earth projection in the polynomials of Šavrič,
/// Jenny, Patterson, Petrovič and Hurni (2011), in its own unit (the sphere's radius is 1), x to the right, y
/// down; the middle is 0°, 0°. It keeps neither areas nor angles, but the looks that people know.
Point naturalEarth(double longitudeDeg, double latitudeDeg);

/// The countries of the Earth, projected and cut into triangles once. Frozen after `load`.
class WorldMap {
  public:
    struct Ring {
        std::vector<Point> corners; ///< projected, not closed
        std::vector<std::uint32_t> triangles;
    };
    struct Country {
        std::string code;        ///< ISO 3166-1 alpha-2; empty for lands that have none
        std::vector<Ring> rings; ///< the largest first
        Point middle;            ///< of the largest ring
        float reach = 0;         ///< the largest ring's diagonal
    };

    /// Reads models/earth/countries.csv.
    static base::Result<std::shared_ptr<const WorldMap>> load(const std::filesystem::path& file);

    std::span<const Country> countries() const { return countries_; }
    const Country* find(std::string_view code) const;
    /// What the drawn part spans: the inhabited latitudes.
    Point least() const;
    Point most() const;

  private:
    std::vector<Country> countries_;
};

} // namespace perilune::overlay
