#include "terrain/illumination.h"

#include "terrain/illumination_work.h"
#include "base/files.h"
#include "base/platform/output_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <numbers>

namespace perilune::terrain {

namespace {

constexpr double kRadiansADegree = std::numbers::pi / 180.0;
constexpr double kMoonM = astro::kMoonRadiusM;

/// Four squares around a place and how much each counts; nothing outside the cap.
struct Corners {
    std::size_t first = 0;
    double x = 0.0, y = 0.0;
};
std::optional<Corners> cornersAt(const PolarLight& light, const glm::dvec3& d) {
    static const double least = std::sin(kCapLatitudeDeg * kRadiansADegree);
    if (light.side == 0 || std::abs(d.z) < least)
        return std::nullopt;
    const double scale = kMoonM / (light.cellM * std::abs(d.z));
    const double x = d.x * scale + light.side / 2 - 0.5, y = d.y * scale + light.side / 2 - 0.5;
    const double ix = std::clamp(std::floor(x), 0.0, light.side - 2.0),
                 iy = std::clamp(std::floor(y), 0.0, light.side - 2.0);
    return Corners{std::size_t(iy) * std::size_t(light.side) + std::size_t(ix), x - ix, y - iy};
}
template <class Value> double between(const PolarLight& light, const Corners& c, const Value& value) {
    const std::size_t side = std::size_t(light.side);
    const auto at = [&](std::size_t k) { return value(light.seen[c.first + k]); };
    return (at(0) * (1 - c.x) + at(1) * c.x) * (1 - c.y) + (at(side) * (1 - c.x) + at(side + 1) * c.x) * c.y;
}

constexpr char kMagic[16] = "perilune light";
constexpr std::uint32_t kVersion = 1;
constexpr int kMostSide = 4096;
constexpr std::size_t kMostKey = 65'536;

/// FNV-1a, 64 bits: finds damage, keeps nobody out.
std::uint64_t checkSum(const std::uint8_t* bytes, std::size_t count) {
    std::uint64_t h = 0xcbf29ce484222325u;
    for (std::size_t i = 0; i < count; ++i)
        h = (h ^ bytes[i]) * 0x100000001b3u;
    return h;
}

/// Little-endian numbers one behind the other.
struct Bytes {
    std::vector<std::uint8_t> all;
    template <class T> void add(T value) {
        static_assert(std::endian::native == std::endian::little);
        const auto* at = reinterpret_cast<const std::uint8_t*>(&value);
        all.insert(all.end(), at, at + sizeof value);
    }
};
struct Taker {
    const std::vector<std::uint8_t>& all;
    std::size_t at = 0;
    bool take(void* out, std::size_t count) {
        if (all.size() - at < count)
            return false;
        std::memcpy(out, all.data() + at, count);
        at += count;
        return true;
    }
    template <class T> bool take(T& out) { return take(&out, sizeof out); }
};

} // namespace

Illumination Illumination::compute(const Surface& surface, const base::Workers& workers) {
    IlluminationWork work(surface, workers);
    while (work.step()) {
    }
    return work.take();
}

std::optional<double> Illumination::shareAt(const glm::dvec3& direction) const {
    const PolarLight& light = caps_[direction.z > 0.0 ? 0 : 1];
    const auto corners = cornersAt(light, direction);
    if (!corners)
        return std::nullopt;
    return between(light, *corners, [](std::uint16_t v) { return v / 65535.0; });
}

std::optional<double> Illumination::shadowAt(const glm::dvec3& direction) const {
    const PolarLight& light = caps_[direction.z > 0.0 ? 0 : 1];
    const auto corners = cornersAt(light, direction);
    if (!corners)
        return std::nullopt;
    const double dark = between(light, *corners, [](std::uint16_t v) { return v == 0 ? 1.0 : 0.0; });
    return std::clamp(2.0 * dark - 0.5, 0.0, 1.0);
}

double Illumination::shadowedKm2(bool north, base::Angle polewardOf) const {
    const PolarLight& light = caps_[north ? 0 : 1];
    const double most = 1.0 / std::tan(std::abs(polewardOf.radians())), cell = light.cellM / kMoonM;
    double area = 0.0;
    for (int j = 0; j < light.side; ++j)
        for (int i = 0; i < light.side; ++i) {
            const double away = cell * std::hypot(i + 0.5 - light.side / 2, j + 0.5 - light.side / 2);
            if (away <= most && light.seen[std::size_t(j) * std::size_t(light.side) + std::size_t(i)] == 0)
                area += std::pow(1.0 + away * away, -1.5); // of the ball, for one of the plane
        }
    return area * light.cellM * light.cellM * 1e-6;
}

std::pair<double, astro::Selenographic> Illumination::brightest(bool north) const {
    const PolarLight& light = caps_[north ? 0 : 1];
    const auto most = std::max_element(light.seen.begin(), light.seen.end());
    if (most == light.seen.end())
        return {};
    const int k = int(most - light.seen.begin());
    const double cell = light.cellM / kMoonM;
    const glm::dvec3 at{(k % light.side + 0.5 - light.side / 2) * cell,
                        (k / light.side + 0.5 - light.side / 2) * cell, north ? 1.0 : -1.0};
    astro::Selenographic place = astro::toSelenographic({at * kMoonM});
    place.heightM = 0.0;
    return {*most / 65535.0, place};
}

base::Result<void> Illumination::write(const std::filesystem::path& file, const std::string& key) const {
    Bytes out;
    out.all.insert(out.all.end(), kMagic, kMagic + sizeof kMagic);
    out.add(kVersion);
    out.add(std::uint32_t(key.size()));
    out.all.insert(out.all.end(), key.begin(), key.end());
    for (const PolarLight& light : caps_) {
        out.add(std::int32_t(light.side));
        out.add(light.cellM);
        const auto* begin = reinterpret_cast<const std::uint8_t*>(light.seen.data());
        out.all.insert(out.all.end(), begin, begin + light.seen.size() * sizeof light.seen[0]);
    }
    out.add(checkSum(out.all.data(), out.all.size()));
    return base::writeAtomically(file, out.all.data(), out.all.size());
}

base::Result<Illumination> Illumination::read(const std::filesystem::path& file, const std::string& key) {
    auto bytes = base::readBytes(file, std::size_t(4) * kMostSide * kMostSide + 2 * kMostKey);
    if (!bytes)
        return tl::unexpected(bytes.error());
    const auto damaged = [&] {
        return base::inputError(
            fmt::format("{}: damaged or of another version; it will be made again", file.string()));
    };
    std::uint64_t sum = 0;
    if (bytes->size() < sizeof sum)
        return damaged();
    std::memcpy(&sum, bytes->data() + bytes->size() - sizeof sum, sizeof sum);
    bytes->resize(bytes->size() - sizeof sum);
    if (checkSum(bytes->data(), bytes->size()) != sum)
        return damaged();
    Taker in{*bytes};
    char magic[sizeof kMagic];
    std::uint32_t version = 0, keySize = 0;
    if (!in.take(magic) || std::memcmp(magic, kMagic, sizeof magic) != 0 || !in.take(version) ||
        version != kVersion || !in.take(keySize) || keySize > kMostKey)
        return damaged();
    std::string found(keySize, '\0');
    if (!in.take(found.data(), keySize))
        return damaged();
    if (found != key)
        return base::inputError(
            fmt::format("{}: made from other maps; it will be made again", file.string()));
    Illumination result;
    for (PolarLight& light : result.caps_) {
        std::int32_t side = 0;
        if (!in.take(side) || side < 2 || side > kMostSide || !in.take(light.cellM) || !(light.cellM >= 1.0))
            return damaged();
        light.side = side;
        light.seen.resize(std::size_t(side) * std::size_t(side));
        if (!in.take(light.seen.data(), light.seen.size() * sizeof light.seen[0]))
            return damaged();
    }
    if (in.at != bytes->size())
        return damaged();
    return result;
}

} // namespace perilune::terrain
