#pragma once

#include <memory>

#include "astro/vec.h"

namespace perilune::terrain {

/// The measured ground: height at a place from the finest installed data. Numbers on screen come from here.
/// Immutable and safe to ask from any thread.
class Surface {
  public:
    virtual ~Surface() = default;
    /// Height above the 1737.4 km sphere, metres, from measured data only.
    virtual double heightM(const astro::Selenographic& place) const = 0;
    /// Height of the ground as it is drawn (measured plus modelled relief): where models, pins and the camera
    /// stand.
    virtual double drawnHeightM(const astro::Selenographic& place) const = 0;
    /// Spacing of the measured data at a place, metres.
    virtual double resolutionM(const astro::Selenographic& place) const = 0;
};

} // namespace perilune::terrain
