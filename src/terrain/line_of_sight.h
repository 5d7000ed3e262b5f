#pragma once

#include "terrain/surface.h"
#include "base/angle.h"

#include <optional>
#include <vector>

namespace perilune::terrain {

/// The way from one place to another over the measured ground.
struct WayOver {
    struct Point {
        double alongM = 0.0;  ///< on the sphere of 1737.4 km, from the first place
        double heightM = 0.0; ///< of the ground, above that sphere
        astro::Selenographic place;
    };
    double groundM = 0.0;       ///< the shorter way along that sphere
    double straightM = 0.0;     ///< through the ground, from eye to eye
    base::Angle azimuth;        ///< in which one sets out, from north through east
    std::vector<Point> profile; ///< from end to end, evenly spaced
    /// What stands highest over the line from eye to eye, negative where all of it lies below: who is at the
    /// one place sees the other unless it is above 0.
    struct Hindrance {
        double aboveLineM = 0.0;
        double alongM = 0.0;
    };
    std::optional<Hindrance> highest; ///< none where both are one place
    bool isSeen() const { return !highest || highest->aboveLineM <= 0.0; }
};

/// Eyes are so many metres over the measured ground. The ground is asked as often as its data have
/// something to say, at most some thousand times.
WayOver wayOver(const Surface& surface, const astro::Selenographic& from, const astro::Selenographic& to,
                double eyesM);

/// Along the sphere of 1737.4 km.
double groundDistanceM(const astro::Selenographic& from, const astro::Selenographic& to);

} // namespace perilune::terrain
