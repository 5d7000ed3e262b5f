#include "overlay/views/world_map.h"

#include "overlay/ink/triangulate.h"
#include "base/files.h"
#include "base/numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

namespace perilune::overlay {

namespace {

constexpr std::size_t kMostBytes = 8'000'000;
/// The map is cut in the Bering Strait, 180° from here.
constexpr double kMiddleDeg = 11.5;
constexpr double kSouthDeg = -55.5, kNorthDeg = 81.0;

std::optional<double> degreesOf(std::string_view text, double most) {
    const auto value = base::decimalNumber(text);
    return value && std::abs(*value) <= most ? value : std::nullopt;
}

/// "longitude,latitude,longitude,latitude,…"; nothing where it is no ring.
std::optional<std::vector<Point>> ringOf(std::string_view text) {
    std::vector<Point> corners;
    std::optional<double> longitude;
    while (!text.empty()) {
        const std::size_t comma = std::min(text.find(','), text.size());
        const auto value = degreesOf(text.substr(0, comma), longitude ? 90.0 : 192.0);
        text.remove_prefix(std::min(comma + 1, text.size()));
        if (!value)
            return std::nullopt;
        if (longitude) {
            corners.push_back(naturalEarth(*longitude - kMiddleDeg, *value));
            longitude.reset();
        } else {
            longitude = value;
        }
    }
    return longitude || corners.size() < 3 ? std::nullopt : std::optional(std::move(corners));
}

float diagonalOf(const std::vector<Point>& corners) {
    Point least = corners.front(), most = corners.front();
    for (const Point& p : corners) {
        least = {std::min(least.x, p.x), std::min(least.y, p.y)};
        most = {std::max(most.x, p.x), std::max(most.y, p.y)};
    }
    return std::hypot(most.x - least.x, most.y - least.y);
}

/// The middle of its area.
Point middleOf(const WorldMap::Ring& ring) {
    double area = 0.0, x = 0.0, y = 0.0;
    for (std::size_t i = 0; i + 2 < ring.triangles.size(); i += 3) {
        const Point &a = ring.corners[ring.triangles[i]], &b = ring.corners[ring.triangles[i + 1]],
                    &c = ring.corners[ring.triangles[i + 2]];
        const double twice =
            std::abs(double(b.x - a.x) * double(c.y - a.y) - double(b.y - a.y) * double(c.x - a.x));
        area += twice;
        x += twice * double(a.x + b.x + c.x) / 3.0;
        y += twice * double(a.y + b.y + c.y) / 3.0;
    }
    return area > 0.0 ? Point{float(x / area), float(y / area)} : ring.corners.front();
}

} // namespace

Point naturalEarth(double longitudeDeg, double latitudeDeg) {
    constexpr double kRadians = std::numbers::pi / 180.0;
    const double phi = latitudeDeg * kRadians, p2 = phi * phi, p4 = p2 * p2;
    const double x = longitudeDeg * kRadians *
                     (0.870700 - 0.131979 * p2 + p4 * (-0.013791 + p4 * (0.003971 * p2 - 0.001529 * p4)));
    const double y = phi * (1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4)));
    return {float(x), float(-y)};
}

base::Result<std::shared_ptr<const WorldMap>> WorldMap::load(const std::filesystem::path& file) {
    const auto text = base::readText(file, kMostBytes);
    if (!text)
        return tl::unexpected(text.error());
    auto worldMap = std::make_shared<WorldMap>();
    std::string_view rest = *text;
    for (int number = 1; !rest.empty(); ++number) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (number == 1 || line.empty())
            continue;
        const std::size_t comma = line.find(',');
        auto ring = comma == std::string_view::npos ? std::nullopt : ringOf(line.substr(comma + 1));
        if (!ring)
            return base::machineError(
                fmt::format("{}:{}:1: this is no line of the table of countries; install the program again",
                            file.string(), number));
        const std::string_view code = line.substr(0, comma);
        Ring added{std::move(*ring), {}};
        added.triangles = triangulated(added.corners);
        // Lands without letters are many; each ring of theirs is one.
        const auto found = code.empty()
                               ? worldMap->countries_.end()
                               : std::find_if(worldMap->countries_.begin(), worldMap->countries_.end(),
                                              [&](const Country& c) { return c.code == code; });
        if (found == worldMap->countries_.end())
            worldMap->countries_.push_back({std::string(code), {std::move(added)}, {}, 0});
        else
            found->rings.push_back(std::move(added));
    }
    for (Country& country : worldMap->countries_) {
        std::stable_sort(country.rings.begin(), country.rings.end(), [](const Ring& a, const Ring& b) {
            return diagonalOf(a.corners) > diagonalOf(b.corners);
        });
        country.middle = middleOf(country.rings.front());
        country.reach = diagonalOf(country.rings.front().corners);
    }
    return std::shared_ptr<const WorldMap>(std::move(worldMap));
}

const WorldMap::Country* WorldMap::find(std::string_view code) const {
    const auto found = std::find_if(countries_.begin(), countries_.end(),
                                    [&](const Country& c) { return !code.empty() && c.code == code; });
    return found == countries_.end() ? nullptr : &*found;
}

Point WorldMap::least() const {
    return {naturalEarth(-180.0, 0.0).x, naturalEarth(0.0, kNorthDeg).y};
}
Point WorldMap::most() const {
    return {naturalEarth(180.0, 0.0).x, naturalEarth(0.0, kSouthDeg).y};
}

} // namespace perilune::overlay
