#pragma once

#include <glm/glm.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
#include <vector>

namespace perilune::astro {

/// JPL's ephemeris DE405 with the Moon's librations (E. M. Standish, JPL IOM 312.F-98-048, 1998), as Debian's
/// package casacore-data-jpl-de405 holds it for 1959 to 2060. The oracle of the tests, not part of the
/// program.
class De405 {
  public:
    static std::optional<De405>
    open(const std::filesystem::path& folder = "/usr/share/casacore/data/ephemerides/DE405") {
        De405 table;
        std::ifstream in(folder / "table.f0i", std::ios::binary);
        if (!in)
            return std::nullopt;
        in.seekg(kHead);
        std::array<char, kRowBytes> row{};
        // Each row: three words of shape, 1018 numbers, one word unused.
        while (in.read(row.data(), kRowBytes) || in.gcount() >= std::streamsize{kRowBytes - 4}) {
            std::array<double, kNumbers> numbers{};
            std::memcpy(numbers.data(), row.data() + 12, sizeof numbers);
            table.rows_.push_back(numbers);
        }
        if (table.rows_.size() != kRows)
            return std::nullopt;
        return table;
    }

    enum Body : std::size_t { Embary, Moon, Sun, Librations };
    struct State {
        glm::dvec3 value, perDay;
    };
    /// Barycentric km for Earth-Moon barycentre and Sun, geocentric km for the Moon, radians (phi, theta,
    /// psi) for the librations.
    State state(Body body, double daysJ2000) const {
        const Layout& l = kLayouts[body];
        const double days = daysJ2000 + 51544.5 - kFirstMjd;
        const auto row = static_cast<std::size_t>(days / kRowDays);
        const double span = kRowDays / static_cast<double>(l.spans);
        const double inRow = days - static_cast<double>(row) * kRowDays;
        const auto part = std::min(static_cast<std::size_t>(inRow / span), l.spans - 1);
        const double x = 2.0 * (inRow / span - static_cast<double>(part)) - 1.0;
        const double* at = rows_.at(row).data() + l.start + part * 3 * l.terms;
        State s{};
        for (int axis = 0; axis < 3; ++axis, at += l.terms) {
            double before = 1.0, now = x, slopeBefore = 0.0, slope = 1.0;
            s.value[axis] = at[0];
            for (std::size_t i = 1; i < l.terms; ++i) {
                s.value[axis] += at[i] * now;
                s.perDay[axis] += at[i] * slope * 2.0 / span;
                const double next = 2.0 * x * now - before;
                const double nextSlope = 2.0 * now + 2.0 * x * slope - slopeBefore;
                before = now, now = next, slopeBefore = slope, slope = nextSlope;
            }
        }
        return s;
    }
    /// Mass of the Earth over that of the Moon, in DE405.
    static constexpr double kEarthOverMoon = 81.30056;

  private:
    static constexpr std::size_t kNumbers = 1018, kRowBytes = 8160, kHead = 16, kRows = 1143;
    static constexpr double kRowDays = 32.0, kFirstMjd = 36912.0;
    struct Layout {
        std::size_t start, terms, spans;
    };
    static constexpr std::array<Layout, 4> kLayouts = {
        {{228, 13, 2}, {438, 13, 8}, {750, 11, 2}, {896, 10, 4}}};
    std::vector<std::array<double, kNumbers>> rows_;
};

} // namespace perilune::astro
