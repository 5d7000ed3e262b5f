#pragma once

#include "base/angle.h"

#include <glm/glm.hpp>

namespace perilune::astro {

/// Frames as types. Mcmf: Moon-centred, Moon-fixed, mean-Earth axes (x to the mean sub-Earth point, z north).
/// Icrf: Moon-centred, axes of the ICRF. Enu: east-north-up at a place on the ground.
struct Mcmf {};
struct Icrf {};
struct Enu {};

/// A place in a frame, metres from the Moon's centre.
template <class Frame> struct Position { glm::dvec3 m{0.0}; };

/// A unit vector in a frame.
template <class Frame> struct Direction { glm::dvec3 v{1.0, 0.0, 0.0}; };

/// Turns vectors of `From` into `To`.
template <class To, class From> struct Rotation {
    glm::dmat3 m{1.0};
    Position<To> operator()(const Position<From>& p) const { return {m * p.m}; }
    Direction<To> operator()(const Direction<From>& d) const { return {m * d.v}; }
    Rotation<From, To> inverse() const { return {glm::transpose(m)}; }
};

/// Radius of the sphere to which heights and maps refer (IAU/WGCCRE 2015, the LOLA products' datum).
inline constexpr double kMoonRadiusM = 1'737'400.0;

/// Planetocentric latitude, east longitude (-180..180), height above the 1737.4 km sphere.
struct Selenographic {
    base::Angle latitude;
    base::Angle longitude;
    double heightM = 0.0;
};

Position<Mcmf> toMcmf(const Selenographic& place);
Selenographic toSelenographic(const Position<Mcmf>& position);
Direction<Mcmf> up(const Selenographic& place);
/// Columns east, north, up. At the poles east is that of the given longitude.
Rotation<Mcmf, Enu> localFrame(const Selenographic& place);

} // namespace perilune::astro
