#pragma once

#include "terrain/surface.h"
#include "timeline/read/parse.h"

#include <cmath>
#include <stdexcept>
#include <string>

namespace perilune::test {

/// A ball at one height, measured everywhere to the same spacing.
class Flat : public terrain::Surface {
  public:
    explicit Flat(double groundM = 0.0, double spacingM = 10'000.0)
        : groundM_(groundM), spacingM_(spacingM) {}
    double heightM(const astro::Selenographic&) const override { return groundM_; }
    double drawnHeightM(const astro::Selenographic&) const override { return groundM_; }
    double resolutionM(const astro::Selenographic&) const override { return spacingM_; }
    base::Angle slope(const astro::Selenographic&) const override { return {}; }
    std::string_view source(const astro::Selenographic&) const override { return "flat"; }

  private:
    double groundM_, spacingM_;
};

/// Waves of 5 km height and 300 m length.
class Waves : public terrain::Surface {
  public:
    double heightM(const astro::Selenographic&) const override { return 0.0; }
    double drawnHeightM(const astro::Selenographic& place) const override {
        return 5000.0 * std::sin(place.latitude.radians() * 36'000.0) *
               std::cos(place.longitude.radians() * 36'000.0);
    }
    double resolutionM(const astro::Selenographic&) const override { return 10'000.0; }
    base::Angle slope(const astro::Selenographic&) const override { return {}; }
    std::string_view source(const astro::Selenographic&) const override { return "waves"; }
};

/// A record of one programme with one lane, 'club' and 'one', and what follows its head.
inline std::string clubFile(const std::string& rest) {
    return "perilune: timeline/1\n"
           "programme:\n  id: club\n  title: Club\n  mark: square\n"
           "  colour: \"#f2b544\"\n  lanes: [{id: one, title: One}]\n" +
           rest;
}
inline timeline::Timeline club(const std::string& rest) {
    auto parsed = timeline::parseTimelines({{"club.yaml", clubFile(rest)}});
    for (const auto& d : parsed.diagnostics)
        throw std::runtime_error(format(d));
    return std::move(parsed.value);
}

inline timeline::Timeline twoProgrammes(const std::string& folder) {
    auto parsed = timeline::readTimelines({folder + "/data/two-programmes.yaml"});
    for (const auto& diagnostic : parsed.diagnostics)
        std::fprintf(stderr, "%s\n", base::format(diagnostic).c_str());
    return std::move(parsed.value);
}

inline base::Instant instant(const char* text) {
    return *base::parseInstant(text);
}
inline base::Day day(const char* text) {
    return *base::parseDay(text);
}

} // namespace perilune::test
