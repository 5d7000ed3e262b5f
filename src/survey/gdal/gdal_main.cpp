// perilune-terrain: reads what GDAL reads, for Perilune and for whoever wants to know how Perilune sees a
// map.
#include "survey/gdal/dataset.h"
#include "base/platform/process.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cinttypes>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

namespace perilune::survey::gdal {
namespace {

using nlohmann::ordered_json;

constexpr const char* kUsage =
    "perilune-terrain FILE [--as elevation|albedo]   say how Perilune sees a map, as JSON\n"
    "perilune-terrain FILE --serve elevation|albedo  answer windows: \"X Y WIDTH HEIGHT\" on standard "
    "input,\n"
    "                                                \"ok BYTES\" and 32-bit floats on standard output;\n"
    "                                                elevation-numbers, albedo-numbers: as they stand "
    "there\n";
constexpr std::int64_t kPixelsAtOnce = 1 << 24;

ordered_json toJson(const RasterInfo& info) {
    ordered_json out;
    out["kind"] = info.kind == RasterKind::Albedo ? "albedo" : "elevation";
    out["width"] = info.width;
    out["height"] = info.height;
    out["channels"] = info.channels;
    out["resolution_m"] = info.resolutionM;
    if (const auto* polar = std::get_if<PolarStereographic>(&info.projection))
        out["projection"] = {{"type", "polar_stereographic"},
                             {"north", polar->north},
                             {"radius_m", polar->radiusM},
                             {"centre_deg", polar->centreDeg},
                             {"left_m", polar->leftM},
                             {"top_m", polar->topM},
                             {"metres_per_pixel", polar->metresPerPixel}};
    else {
        const auto& at = std::get<Cylindrical>(info.projection);
        out["projection"] = {{"type", "cylindrical"},
                             {"west_deg", at.westDeg},
                             {"north_deg", at.northDeg},
                             {"degrees_per_pixel_x", at.degreesPerPixelX},
                             {"degrees_per_pixel_y", at.degreesPerPixelY}};
    }
    out["title"] = info.title;
    out["source"] = info.source;
    out["licence"] = info.licence;
    out["scale"] = info.scale;
    out["offset"] = info.offset;
    out["notes"] = info.notes;
    out["doubts"] = info.doubts;
    return out;
}

/// Standard output, kept for ourselves: a library that prints would break the answers.
class Answers {
  public:
    bool say(const void* data, std::size_t bytes) const { return out_.write(data, bytes); }
    bool say(const std::string& text) const { return say(text.data(), text.size()); }

  private:
    base::OwnStandardOutput out_;
};

/// Text of others may hold any bytes.
std::string dumped(const ordered_json& value, int indent) {
    return value.dump(indent, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

int serve(const Answers& answers, const char* file, RasterKind kind, bool asNumbers) {
    // A hostile file may ask for any amount.
    base::limitMemory(std::uint64_t(6) << 30);
    prepare();
    bool placed = true;
    auto opened = asNumbers ? openNumbers(file, kind).map([&](Numbers&& numbers) {
        placed = numbers.placed;
        return std::move(numbers.source);
    })
                            : open(file, kind);
    ordered_json header{{"protocol", 1}};
    if (opened) {
        header["info"] = toJson((*opened)->info());
        header["info"]["placed"] = placed;
    } else {
        header["error"] = opened.error().message;
        header["fault"] = opened.error().fault == base::Fault::Machine ? "machine" : "input";
    }
    if (!answers.say(dumped(header, -1)) || !opened)
        return 1;
    RasterSource& map = **opened;
    const RasterInfo& info = map.info();
    std::vector<float> pixels;
    for (char line[128]; std::fgets(line, sizeof line, stdin);) {
        std::int64_t x = 0, y = 0, width = 0, height = 0;
        if (std::sscanf(line, "%" SCNd64 " %" SCNd64 " %" SCNd64 " %" SCNd64, &x, &y, &width, &height) != 4 ||
            x < 0 || y < 0 || width < 1 || height < 1 || x > info.width - width || y > info.height - height ||
            width > kPixelsAtOnce / height) {
            if (!answers.say("error no such window\n"))
                return 1;
            continue;
        }
        pixels.resize(std::size_t(width * height * info.channels));
        const auto got = map.read(x, y, width, height, pixels.data());
        const std::size_t bytes = pixels.size() * sizeof(float);
        const bool said =
            got ? answers.say(fmt::format("ok {}\n", bytes)) && answers.say(pixels.data(), bytes)
                : answers.say(fmt::format("error {}\n", got.error().message));
        if (!said)
            return 1;
    }
    return 0;
}

int tell(const Answers& answers, const char* file, RasterKind kind) {
    prepare();
    const auto opened = open(file, kind);
    if (!opened) {
        fmt::print(stderr, "{}: {}\n", file, opened.error().message);
        return opened.error().fault == base::Fault::Machine ? 3 : 1;
    }
    return answers.say(dumped(toJson((*opened)->info()), 2)) ? 0 : 3;
}

int run(int argc, char** argv) {
    const char* file = nullptr;
    bool serving = false, asNumbers = false;
    RasterKind kind = RasterKind::Elevation;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--help" || word == "-h") {
            fmt::print("{}", kUsage);
            return 0;
        }
        if (word == "--serve" || word == "--as") {
            std::string value = i + 1 < argc ? argv[++i] : "";
            asNumbers = word == "--serve" && value.ends_with("-numbers");
            if (asNumbers)
                value.resize(value.size() - std::strlen("-numbers"));
            if (value != "elevation" && value != "albedo") {
                fmt::print(stderr, "perilune-terrain: {} takes elevation or albedo\n{}", word, kUsage);
                return 2;
            }
            kind = value == "albedo" ? RasterKind::Albedo : RasterKind::Elevation;
            serving = serving || word == "--serve";
        } else if (file || word.starts_with("--")) {
            fmt::print(stderr, "perilune-terrain: what is \"{}\"?\n{}", word, kUsage);
            return 2;
        } else
            file = argv[i];
    }
    if (!file) {
        fmt::print(stderr, "perilune-terrain: name a map\n{}", kUsage);
        return 2;
    }
    const Answers answers;
    return serving ? serve(answers, file, kind, asNumbers) : tell(answers, file, kind);
}

} // namespace
} // namespace perilune::survey::gdal

int main(int argc, char** argv) {
    perilune::base::openStandardStreams();
    return perilune::survey::gdal::run(argc, argv);
}
