// Whatever the bytes of a label or a sidecar are: they describe a map that makes sense, or one line says what
// is wrong, in bounded time.

#include "survey/import/map_grid.h"
#include "survey/import/open.h"
#include "survey/import/pds3.h"
#include "survey/import/png_raster.h"
#include "require.h"

#include <cmath>
#include <cstdint>
#include <string>

using namespace perilune;
using fuzz::require;

namespace {

void requireLine(const base::Error& error) {
    require(error.message.starts_with("fuzz:"), "every mistake has its place");
    require(error.message.find(": error: ") != std::string::npos, "every mistake says what it is");
}

void ask(const survey::RasterInfo& info) {
    const survey::MapGrid grid(info);
    for (const glm::dvec3& direction : {glm::dvec3(1, 0, 0), glm::dvec3(-1, 0, 0), glm::dvec3(0, 0, 1),
                                        glm::dvec3(0, 0, -1), glm::dvec3(0.6, 0, 0.8)}) {
        const glm::dvec2 pixel = grid.pixelOf(direction), size = grid.pixelSizeM(direction);
        require(std::isfinite(pixel.x) && std::isfinite(pixel.y), "every place has a pixel");
        require(size.x >= 0.0 && size.y >= 0.0, "every pixel has a size");
    }
    const auto extent = grid.extent();
    require(extent.southDeg <= extent.northDeg, "a map has an extent");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    for (const auto kind :
         {std::optional<terrain::RasterKind>(), std::optional(terrain::RasterKind::Elevation),
          std::optional(terrain::RasterKind::Albedo)}) {
        const auto label = survey::parseOdl(text, "fuzz");
        if (!label) {
            requireLine(label.error());
            break;
        }
        const auto image = survey::describePds3(*label, "fuzz", kind);
        if (!image) {
            requireLine(image.error());
            continue;
        }
        require(survey::faultOf(image->info).empty(), "a map makes sense");
        require(!image->file.has_parent_path(), "no label leads out of its folder");
        require(image->endBytes() > image->offsetBytes, "an image has bytes");
        require(image->endBytes() < (std::uint64_t{1} << 62), "an image's size is no nonsense");
        const std::byte number[8] = {};
        const float value = survey::sampleValue(image->format, number);
        require(std::isnan(value) || std::abs(value) <= 1e9f, "a value is a number or nothing");
        ask(image->info);
    }
    if (const auto sidecar = survey::parseSidecar(text, "fuzz"); !sidecar) {
        requireLine(sidecar.error());
    } else {
        survey::RasterInfo info = sidecar->info;
        info.width = 720, info.height = 360;
        if (survey::faultOf(info).empty())
            ask(info);
    }
    return 0;
}
