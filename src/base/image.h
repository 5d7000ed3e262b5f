#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

namespace perilune::base {

/// Pixels in rows from the top, channels interleaved (1 grey, 3 RGB, 4 RGBA), 8 bits each, as coded in the
/// file (sRGB).
struct Image {
    int width = 0;
    int height = 0;
    int channels = 0;
    std::vector<std::uint8_t> pixels; ///< width * height * channels bytes
};

/// A grey raster of 16 bits, rows from the top.
struct Image16 {
    int width = 0;
    int height = 0;
    std::vector<std::uint16_t> pixels;
};

/// Largest picture that is decoded, so that a hostile header cannot ask for all memory.
inline constexpr std::int64_t kMaxImagePixels = std::int64_t{1} << 28;

/// Decodes PNG or JPEG; `channels` 0 keeps the file's own count. An error for anything that is no such image.
Result<Image> decodeImage(std::span<const std::uint8_t> bytes, int channels = 0);
Result<Image> readImage(const std::filesystem::path& path, int channels = 0);
/// A 16-bit grey PNG; 8-bit files are widened (v * 257).
Result<Image16> readImage16(const std::filesystem::path& path);

/// Writes a PNG, whole or not at all.
Result<void> writePng(const std::filesystem::path& path, const Image& image);

} // namespace perilune::base
