#include "survey/import/piped_raster.h"

#include "base/platform/child_program.h"
#include "base/platform/open_file.h"
#include "base/platform/process.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace perilune::survey {

namespace fs = std::filesystem;
using base::Result;
using nlohmann::json;

namespace {

constexpr const char* kProgram = "perilune-terrain";
constexpr int kProtocol = 1;
constexpr std::size_t kInfoLimit = 1 << 20, kLineLimit = 4096;
constexpr std::int64_t kPixelsAtOnce = 1 << 22;

bool isProgram(const fs::path& path) {
    std::error_code none;
    return fs::is_regular_file(path, none) && base::mayStart(path);
}

Result<RasterInfo> infoOf(const json& said, RasterKind kind) {
    RasterInfo info;
    info.kind = kind;
    info.width = said.at("width").get<std::int64_t>();
    info.height = said.at("height").get<std::int64_t>();
    info.channels = said.at("channels").get<int>();
    info.resolutionM = said.at("resolution_m").get<double>();
    info.title = said.at("title").get<std::string>();
    info.source = said.at("source").get<std::string>();
    info.licence = said.at("licence").get<std::string>();
    info.scale = said.value("scale", 1.0);
    info.offset = said.value("offset", 0.0);
    info.notes = said.at("notes").get<std::vector<std::string>>();
    info.doubts = said.value("doubts", std::vector<std::string>());
    const json& at = said.at("projection");
    if (at.at("type") == "cylindrical")
        info.projection = Cylindrical{at.at("west_deg").get<double>(), at.at("north_deg").get<double>(),
                                      at.at("degrees_per_pixel_x").get<double>(),
                                      at.at("degrees_per_pixel_y").get<double>()};
    else
        info.projection =
            PolarStereographic{at.at("north").get<bool>(),        at.at("radius_m").get<double>(),
                               at.at("centre_deg").get<double>(), at.at("left_m").get<double>(),
                               at.at("top_m").get<double>(),      at.at("metres_per_pixel").get<double>()};
    if (info.width < 1 || info.height < 1 || (info.channels != 1 && info.channels != 3))
        return base::machineError(fmt::format("{}: a raster of {} x {} pixels with {} channels", kProgram,
                                              info.width, info.height, info.channels));
    return info;
}

base::Error ofFile(base::Error error, const std::string& file) {
    error.message = fmt::format("{}: {}", file, error.message);
    return error;
}

class PipedRaster : public RasterSource {
  public:
    PipedRaster(base::ChildProgram child, RasterInfo info, std::string file)
        : child_(std::move(child)), info_(std::move(info)), file_(std::move(file)) {}

    const RasterInfo& info() const override { return info_; }

    Result<void> read(std::int64_t x, std::int64_t y, std::int64_t width, std::int64_t height,
                      float* out) override {
        if (x < 0 || y < 0 || width < 1 || height < 1 || x > info_.width - width || y > info_.height - height)
            return base::inputError(
                fmt::format("{}: a window of {} x {} pixels at {}, {} is not inside {} x {}", file_, width,
                            height, x, y, info_.width, info_.height));
        if (width > kPixelsAtOnce) // one row of a very wide map
            return base::inputError(fmt::format("{}: {} pixels in a row are too many; cut it", file_, width));
        const std::int64_t rows = std::max<std::int64_t>(1, kPixelsAtOnce / width);
        for (std::int64_t done = 0; done < height; done += rows)
            if (auto got = readStrip(x, y + done, width, std::min(rows, height - done),
                                     out + done * width * info_.channels);
                !got)
                return got;
        return {};
    }

  private:
    /// Asks "x y width height"; the answer is "ok BYTES" with the floats after it, or "error WHAT".
    Result<void> readStrip(std::int64_t x, std::int64_t y, std::int64_t width, std::int64_t height,
                           float* out) {
        if (auto asked = child_.write(fmt::format("{} {} {} {}\n", x, y, width, height)); !asked)
            return tl::unexpected(ofFile(asked.error(), file_));
        const auto answer = child_.readLine(kLineLimit);
        if (!answer)
            return tl::unexpected(ofFile(answer.error(), file_));
        if (answer->starts_with("error "))
            return base::inputError(fmt::format("{}: {}", file_, answer->substr(6)));
        const std::size_t bytes = std::size_t(width * height * info_.channels) * sizeof(float);
        if (*answer != fmt::format("ok {}", bytes))
            return base::machineError(
                fmt::format("{}: {} answered out of turn; is it of this version?", file_, kProgram));
        if (auto got = child_.read(out, bytes); !got)
            return tl::unexpected(ofFile(got.error(), file_));
        return {};
    }

    base::ChildProgram child_;
    RasterInfo info_;
    std::string file_;
};

} // namespace

fs::path importProgram() {
    if (const std::string set = base::environment("PERILUNE_TERRAIN"); !set.empty())
        return set;
    // Beside the program where it was built, in a folder of its own where it is installed.
    const fs::path self = base::executablePath(), bin = self.parent_path();
    for (const fs::path& place : {bin, bin.parent_path() / "libexec" / "perilune"})
        if (!self.empty() && isProgram(place / kProgram))
            return place / kProgram;
    const std::string path = base::environment("PATH");
    for (std::string_view rest = path; !rest.empty();) {
        const std::string_view folder = rest.substr(0, rest.find(':'));
        rest.remove_prefix(std::min(rest.size(), folder.size() + 1));
        // An empty or relative folder there would be the folder where one happens to stand.
        if (fs::path there = fs::path(folder) / kProgram; there.is_absolute() && isProgram(there))
            return there;
    }
    return {};
}

namespace {

/// `how`: elevation, albedo, or the numbers of either as they stand there.
Result<PipedNumbers> openAs(const fs::path& file, RasterKind kind, const std::string& how,
                            const PipeOptions& options) {
    const std::string name = file.string();
    std::error_code none;
    if (!fs::exists(file, none))
        return base::inputError(fmt::format("{}: there is no such file; name a map", name));
    if (!fs::is_regular_file(file, none))
        return base::inputError(fmt::format("{}: is no plain file; name a map", name));
    const fs::path program = options.program.empty() ? importProgram() : options.program;
    if (program.empty())
        return base::machineError(
            fmt::format("{}: this format is read by the separate program {}, which is not "
                        "here; install the package perilune-terrain, or Debian's libgdal-dev and build again",
                        name, kProgram));
    const fs::path whole = fs::absolute(file, none);
    auto child =
        base::ChildProgram::start(program, {none ? name : whole.string(), "--serve", how}, options.patienceS);
    if (!child)
        return tl::unexpected(ofFile(child.error(), name));
    const auto line = child->readLine(kInfoLimit);
    if (!line)
        return tl::unexpected(ofFile(line.error(), name));
    try {
        const json said = json::parse(*line);
        if (said.at("protocol") != kProtocol)
            return base::machineError(
                fmt::format("{}: {} is of another version; build it again", name, program.string()));
        if (said.contains("error"))
            return tl::unexpected(ofFile(
                {said["error"].get<std::string>(),
                 said.value("fault", "input") == "machine" ? base::Fault::Machine : base::Fault::Input},
                name));
        auto info = infoOf(said.at("info"), kind);
        if (!info)
            return tl::unexpected(info.error());
        const bool placed = said.at("info").value("placed", true);
        return PipedNumbers{std::make_unique<PipedRaster>(std::move(*child), std::move(*info), name), placed};
    } catch (const json::exception&) {
        return base::machineError(
            fmt::format("{}: {} talked nonsense; is it of this version?", name, program.string()));
    }
}

} // namespace

Result<std::unique_ptr<RasterSource>> openPiped(const fs::path& file, RasterKind kind,
                                                const PipeOptions& options) {
    auto opened = openAs(file, kind, kind == RasterKind::Albedo ? "albedo" : "elevation", options);
    if (!opened)
        return tl::unexpected(opened.error());
    return std::move(opened->source);
}

Result<PipedNumbers> openPipedNumbers(const fs::path& file, RasterKind kind, const PipeOptions& options) {
    return openAs(file, kind, kind == RasterKind::Albedo ? "albedo-numbers" : "elevation-numbers", options);
}

} // namespace perilune::survey
