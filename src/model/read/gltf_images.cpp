#include "model/read/gltf_images.h"

#include "model/read/facts.h"
#include "model/read/gltf_extensions.h"
#include "model/read/limits.h"

#include <fmt/format.h>
#include <webp/decode.h>

#include <algorithm>
#include <set>

namespace perilune::model {

namespace {

/// What an image is by its first bytes.
struct ImageForm {
    const char* name = nullptr; ///< null: none that is known
    std::string kind;           ///< as in "mimeType"
};
ImageForm imageFormOf(std::span<const std::uint8_t> bytes) {
    const auto holds = [&bytes](std::size_t at, std::string_view mark) {
        return bytes.size() >= at + mark.size() &&
               std::equal(mark.begin(), mark.end(), bytes.begin() + std::ptrdiff_t(at),
                          [](char a, std::uint8_t b) { return std::uint8_t(a) == b; });
    };
    return holds(0, "\x89PNG\r\n\x1A\n")          ? ImageForm{"PNG", "image/png"}
           : holds(0, "\xFF\xD8\xFF")             ? ImageForm{"JPEG", "image/jpeg"}
           : holds(0, "RIFF") && holds(8, "WEBP") ? ImageForm{"WebP", "image/webp"}
           : holds(1, "KTX 20")                   ? ImageForm{"KTX2 (KHR_texture_basisu)", "image/ktx2"}
           : holds(0, "DDS ")                     ? ImageForm{"DDS (MSFT_texture_dds)", "image/vnd-ms.dds"}
           : holds(4, "ftypavif")                 ? ImageForm{"AVIF (EXT_texture_avif)", "image/avif"}
                                                  : ImageForm{};
}

/// Pixels of a PNG by its header; others are held to the limit by their decoders.
double pixelsOf(std::span<const std::uint8_t> bytes, const ImageForm& form) {
    int width = 0, height = 0;
    if (form.kind == "image/webp" && WebPGetInfo(bytes.data(), bytes.size(), &width, &height) == 0)
        return 0.0;
    if (form.kind == "image/png" && bytes.size() >= 24)
        for (std::size_t i = 0; i < 4; ++i) {
            width = int(std::uint32_t(width) << 8 | bytes[16 + i]);
            height = int(std::uint32_t(height) << 8 | bytes[20 + i]);
        }
    // JPEG: its frame header holds them, after any number of other segments.
    for (std::size_t at = 2; form.kind == "image/jpeg" && at + 9 < bytes.size() && bytes[at] == 0xFF;
         at += 2 + (std::size_t(bytes[at + 2]) << 8 | bytes[at + 3])) {
        const int mark = bytes[at + 1];
        if (mark < 0xC0 || mark > 0xCF || mark == 0xC4 || mark == 0xC8 || mark == 0xCC)
            continue;
        height = bytes[at + 5] << 8 | bytes[at + 6];
        width = bytes[at + 7] << 8 | bytes[at + 8];
        break;
    }
    return double(width) * double(height);
}

base::Result<base::Image> decodeWebP(std::span<const std::uint8_t> bytes) {
    int width = 0, height = 0;
    std::uint8_t* pixels = WebPDecodeRGBA(bytes.data(), bytes.size(), &width, &height);
    if (pixels == nullptr)
        return base::inputError("the image is damaged");
    base::Image image{width, height, 4, {}};
    image.pixels.assign(pixels, pixels + std::size_t(width) * std::size_t(height) * 4);
    WebPFree(pixels);
    return image;
}

} // namespace

void readImages(Gltf& gltf, const Sources& sources, const GltfFiles& files, std::vector<std::string>& notes) {
    const Json& list = listIn(sources.root(), "images");
    gltf.images.resize(list.size());
    std::set<int> shown;
    for (const ModelTexture& texture : gltf.textures)
        shown.insert(texture.image);
    double texels = 0.0;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const std::string where = fmt::format("images[{}]{}", i, shownReference(list[i]));
        std::vector<std::uint8_t> own;
        std::span<const std::uint8_t> bytes;
        if (list[i].contains("uri")) {
            own = files.image(i);
            bytes = own;
        } else {
            bytes = sources.view(std::size_t(wholeOf(list[i], "bufferView", 0)));
            if (bytes.empty())
                continue; // its buffer names no data, which is told
        }
        const ImageForm form = imageFormOf(bytes);
        const std::string said = textOf(list[i], "mimeType", form.kind);
        if (form.name != nullptr && said != form.kind)
            throw Wrong{fmt::format("{} is of the kind {}, not {}", where, form.kind, model::shown(said))};
        if (form.kind == "image/webp" && !usesExtension(sources.root(), "EXT_texture_webp"))
            throw Wrong{where + " is a WebP image, and the file does not use EXT_texture_webp"};
        const bool isRead =
            form.kind == "image/png" || form.kind == "image/jpeg" || form.kind == "image/webp";
        if (!isRead && form.name == nullptr && textOf(list[i], "uri").starts_with("data:"))
            throw Wrong{where + " is no image that can be read"};
        if (!isRead && shown.contains(int(i)))
            notes.push_back(fmt::format("{} is {}{}: drawn white", where,
                                        form.name ? "an image of the form " : "no image that can be read",
                                        form.name ? fmt::format("{}, which is not read", form.name) : ""));
        if (!isRead || !shown.contains(int(i)))
            continue;
        if (texels += pixelsOf(bytes, form); texels > double(kMaxTexels))
            throw Wrong{fmt::format("its images have more than {} pixels in all", kMaxTexels)};
        auto image = form.kind == "image/webp" ? decodeWebP(bytes) : base::decodeImage(bytes, 4);
        if (!image)
            throw Wrong{where + " is no image that can be read"};
        gltf.images[i] = std::move(*image);
    }
}

} // namespace perilune::model
