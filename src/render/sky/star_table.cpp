#include "render/sky/star_table.h"

#include "base/files.h"
#include "base/numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <string_view>

namespace perilune::render {

namespace {

constexpr std::size_t kMostBytes = 8'000'000;
/// What the tables that ship hold: one that was cut short at the end of a line has no other flaw.
constexpr std::size_t kStars = 15'544, kConstellationRows = 150;

/// Splits the next piece off a text.
std::string_view take(std::string_view& text, char end) {
    const auto at = std::min(text.find(end), text.size());
    const std::string_view piece = text.substr(0, at);
    text.remove_prefix(std::min(at + 1, text.size()));
    return piece;
}

std::optional<double> number(std::string_view text) {
    return base::decimalNumber(text);
}

glm::vec3 directionOf(double rightAscensionDeg, double declinationDeg) {
    const double a = rightAscensionDeg * std::numbers::pi / 180.0,
                 d = declinationDeg * std::numbers::pi / 180.0;
    return {std::cos(d) * std::cos(a), std::cos(d) * std::sin(a), std::sin(d)};
}

/// The table, with its heading taken off; an error for one that holds less than it should.
base::Result<std::string> readTable(const std::filesystem::path& file, std::string_view heading,
                                    std::size_t rows) {
    auto text = base::readText(file, kMostBytes);
    if (!text)
        return text;
    const auto ends = std::size_t(std::count(text->begin(), text->end(), '\n'));
    if (!text->starts_with(heading) || !text->ends_with('\n') || ends < rows + 1)
        return base::machineError(
            fmt::format("{}: is cut short or no table of the sky: {} lines, {} are wanted; "
                        "install the program again",
                        file.string(), ends, rows + 1));
    return text->substr(text->find('\n') + 1);
}

auto damaged(const std::filesystem::path& file, int line) {
    return base::machineError(fmt::format(
        "{}:{}:1: this is no line of the sky's table; install the program again", file.string(), line));
}

} // namespace

glm::vec3 starColour(double bv) {
    const double index = std::clamp(bv, -0.4, 2.0);
    const double kelvin = 4600.0 * (1.0 / (0.92 * index + 1.7) + 1.0 / (0.92 * index + 0.62));
    // Planck's law at the wavelengths of the three primaries, as seen beside a white of 6,500 K.
    const auto planck = [](double nanometres, double t) {
        return 1.0 / std::expm1(1.4387769e7 / (nanometres * t));
    };
    glm::dvec3 light;
    constexpr double kPrimaries[] = {611.0, 549.0, 464.0};
    for (int c = 0; c < 3; ++c)
        light[c] = planck(kPrimaries[c], kelvin) / planck(kPrimaries[c], 6500.0);
    light /= std::max({light.r, light.g, light.b});
    return {glm::pow(light, glm::dvec3(1.0 / 2.2))};
}

base::Result<std::vector<Star>> readStars(const std::filesystem::path& file) {
    const auto text = readTable(file, "hip,ra,dec,mag,bv\n", kStars);
    if (!text)
        return tl::unexpected(text.error());
    std::vector<Star> stars;
    std::string_view rest = *text;
    for (int line = 2; !rest.empty(); ++line) {
        std::string_view row = take(rest, '\n');
        take(row, ',');
        const auto ra = number(take(row, ',')), dec = number(take(row, ',')),
                   magnitude = number(take(row, ','));
        const auto bv = number(row);
        if (!ra || !dec || !magnitude)
            return damaged(file, line);
        stars.push_back({directionOf(*ra, *dec), bv ? starColour(*bv) : glm::vec3(1.0f), float(*magnitude)});
    }
    return stars;
}

base::Result<std::vector<glm::vec3>> readConstellations(const std::filesystem::path& file) {
    const auto text = readTable(file, "constellation,corners\n", kConstellationRows);
    if (!text)
        return tl::unexpected(text.error());
    std::vector<glm::vec3> ends;
    std::string_view rest = *text;
    for (int line = 2; !rest.empty(); ++line) {
        std::string_view row = take(rest, '\n');
        take(row, ',');
        std::optional<glm::vec3> last;
        while (!row.empty()) {
            const auto ra = number(take(row, ',')), dec = number(take(row, ','));
            if (!ra || !dec)
                return damaged(file, line);
            const glm::vec3 here = directionOf(*ra, *dec);
            if (last)
                ends.insert(ends.end(), {*last, here});
            last = here;
        }
    }
    return ends;
}

} // namespace perilune::render
