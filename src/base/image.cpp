#include "base/image.h"

#include "base/files.h"
#include "base/platform/output_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <string>

#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_ONLY_PNG
#define STBI_ONLY_JPEG
#define STBI_NO_STDIO
#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#define STBI_WRITE_NO_STDIO
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#pragma GCC diagnostic ignored "-Wpedantic"
#include <stb_image.h>
#include <stb_image_write.h>
#pragma GCC diagnostic pop

namespace perilune::base {

namespace {

constexpr std::size_t kMaxFileBytes = std::size_t{1} << 30;

struct FreeStb {
    void operator()(void* p) const { stbi_image_free(p); }
};

/// Why stb could not read it. It repeats bytes of the file ("IDAX PNG chunk not known"), which may be no
/// letters.
std::string reason() {
    std::string words = stbi_failure_reason();
    std::replace_if(
        words.begin(), words.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
    return words;
}

Result<void> checkHeader(std::span<const std::uint8_t> bytes, int& width, int& height, int& channels) {
    if (bytes.empty() || bytes.size() > kMaxFileBytes ||
        !stbi_info_from_memory(bytes.data(), static_cast<int>(bytes.size()), &width, &height, &channels))
        return inputError("it is no PNG or JPEG image that can be read; save it as one");
    if (std::int64_t{width} * height > kMaxImagePixels)
        return inputError(
            fmt::format("the image is too large: {} x {} pixels; at most {} million pixels are read", width,
                        height, kMaxImagePixels / 1000000));
    return {};
}

} // namespace

Result<Image> decodeImage(std::span<const std::uint8_t> bytes, int channels) {
    int width = 0, height = 0, inFile = 0;
    if (auto ok = checkHeader(bytes, width, height, inFile); !ok)
        return tl::unexpected(ok.error());
    std::unique_ptr<stbi_uc, FreeStb> data(stbi_load_from_memory(bytes.data(), static_cast<int>(bytes.size()),
                                                                 &width, &height, &inFile, channels));
    if (!data)
        return inputError(fmt::format("the image is damaged ({}); save it again", reason()));
    Image image{width, height, channels ? channels : inFile, {}};
    const std::size_t size = std::size_t(width) * std::size_t(height) * std::size_t(image.channels);
    image.pixels.assign(data.get(), data.get() + size);
    return image;
}

Result<Image> readImage(const std::filesystem::path& path, int channels) {
    return readBytes(path, kMaxFileBytes).and_then([&](const auto& bytes) {
        return decodeImage(bytes, channels).map_error([&](Error e) {
            return Error{fmt::format("{}: {}", path.string(), e.message), e.fault};
        });
    });
}

Result<Image16> readImage16(const std::filesystem::path& path) {
    const auto bytes = readBytes(path, kMaxFileBytes);
    if (!bytes)
        return tl::unexpected(bytes.error());
    int width = 0, height = 0, inFile = 0;
    if (auto ok = checkHeader(*bytes, width, height, inFile); !ok)
        return inputError(fmt::format("{}: {}", path.string(), ok.error().message));
    std::unique_ptr<stbi_us, FreeStb> data(stbi_load_16_from_memory(
        bytes->data(), static_cast<int>(bytes->size()), &width, &height, &inFile, 1));
    if (!data)
        return inputError(fmt::format("{}: the image is damaged ({})", path.string(), reason()));
    return Image16{width, height, {data.get(), data.get() + std::size_t(width) * std::size_t(height)}};
}

Result<void> writePng(const std::filesystem::path& path, const Image& image) {
    std::vector<std::uint8_t> png;
    const auto append = [](void* context, void* data, int size) {
        auto& out = *static_cast<std::vector<std::uint8_t>*>(context);
        const auto* bytes = static_cast<const std::uint8_t*>(data);
        out.insert(out.end(), bytes, bytes + size);
    };
    if (!stbi_write_png_to_func(append, &png, image.width, image.height, image.channels, image.pixels.data(),
                                image.width * image.channels))
        return machineError(fmt::format("{}: not enough memory to code the image", path.string()));
    return writeAtomically(path, png.data(), png.size());
}

} // namespace perilune::base
