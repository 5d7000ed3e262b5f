#pragma once

#include "astro/vec.h"

#include <string_view>

namespace perilune::terrain {

class Gazetteer;

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
    /// Steepness of the measured ground at a place, 0..90 degrees, at the spacing of the data.
    virtual base::Angle slope(const astro::Selenographic& place) const = 0;
    /// Who measured the height at a place: the title of the data set it comes from.
    virtual std::string_view source(const astro::Selenographic& place) const = 0;
    /// The Moon's named features; null where none are known.
    virtual const Gazetteer* gazetteer() const { return nullptr; }
};

/// A surface with nothing modelled on it: what is drawn is what was measured.
class MeasuredOnly final : public Surface {
  public:
    explicit MeasuredOnly(const Surface& surface) : surface_(surface) {}
    double heightM(const astro::Selenographic& place) const override { return surface_.heightM(place); }
    double drawnHeightM(const astro::Selenographic& place) const override { return surface_.heightM(place); }
    double resolutionM(const astro::Selenographic& place) const override {
        return surface_.resolutionM(place);
    }
    base::Angle slope(const astro::Selenographic& place) const override { return surface_.slope(place); }
    std::string_view source(const astro::Selenographic& place) const override {
        return surface_.source(place);
    }
    const Gazetteer* gazetteer() const override { return surface_.gazetteer(); }

  private:
    const Surface& surface_;
};

} // namespace perilune::terrain
