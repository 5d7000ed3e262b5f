#pragma once

#include "scene/moment.h"
#include "base/angle.h"
#include "base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace perilune::app {

/// The words of the command line as values; an error says what is wrong and which form is wanted.

base::Result<double> parseSeconds(std::string_view text); ///< 0.1..600
base::Result<double> parseDegrees(std::string_view text); ///< -360..360

base::Result<base::Day> parseDate(std::string_view text); ///< "2024-09-08", within the sky's years
base::Result<base::Instant>
parseAt(std::string_view text); ///< a day or a UTC instant, within the sky's years
base::Result<scene::AsOf> parseAsOf(std::string_view text); ///< a day, "then" or "hindsight"

struct LatLon {
    base::Angle latitude, longitude;
};
base::Result<LatLon> parsePlace(std::string_view text); ///< "-89.5,137"

/// SITE or LAT,LON, and how far away in km.
struct LookWish {
    std::string site; ///< empty: the place
    LatLon place;
    std::optional<double> rangeKm;
};
base::Result<LookWish> parseLook(std::string_view text);

/// From where to look: a vantage, with its site, place or spacecraft.
struct ViewFrom {
    scene::Vantage vantage = scene::Vantage::Over;
    std::string site;            ///< "site:connecting-ridge"
    std::optional<LatLon> place; ///< "site:-89.5,137"
    std::string craft;           ///< "craft:gateway": the path's id
};
base::Result<ViewFrom> parseView(std::string_view text);
} // namespace perilune::app
