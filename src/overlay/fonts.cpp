#include "overlay/fonts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "base/files.h"
#include "overlay/glyph_atlas.h"

#define STB_TRUETYPE_IMPLEMENTATION
#define STBTT_STATIC
#include <stb_truetype.h>

namespace perilune::overlay {

namespace {

constexpr const char* kFileNames[2] = {"Inter-Regular.otf", "Inter-SemiBold.otf"};
/// Shares of the picture's height: Small, Body, Large, Title.
constexpr double kShares[4] = {0.0222, 0.0255, 0.0333, 0.0472};
constexpr double kLeastPixels[4] = {8.0, 9.0, 11.0, 13.0};
/// Below this size glyphs are rasterised at twice the width and may stand on fractions of a pixel.
constexpr float kOversampleBelow = 40.0f;
constexpr std::size_t kFontLimitBytes = std::size_t{64} << 20;
constexpr std::size_t kCharacterLimit = 0x2800;
constexpr char32_t kFirstTabled = 0x21, kLastTabled = 0x7E;
constexpr std::size_t kTabled = kLastTabled - kFirstTabled + 1;

/// Latin-1, Latin Extended-A (Latvian), Greek, Cyrillic, punctuation, arrows and the signs that the stage
/// uses.
constexpr std::array<std::pair<char32_t, char32_t>, 19> kRanges{{{0x20, 0x7E},
                                                                 {0xA0, 0x17F},
                                                                 {0x218, 0x21B},
                                                                 {0x391, 0x3C9},
                                                                 {0x400, 0x45F},
                                                                 {0x490, 0x491},
                                                                 {0x2010, 0x2027},
                                                                 {0x2030, 0x2033},
                                                                 {0x2039, 0x203A},
                                                                 {0x2044, 0x2044},
                                                                 {0x20AC, 0x20AC},
                                                                 {0x2116, 0x2116},
                                                                 {0x2122, 0x2122},
                                                                 {0x2190, 0x2199},
                                                                 {0x2212, 0x2212},
                                                                 {0x2248, 0x2248},
                                                                 {0x2260, 0x2265},
                                                                 {0x25CB, 0x25CF},
                                                                 {0x2713, 0x2717}}};

bool hasHalo(std::size_t size) {
    return size <= 1;
}

} // namespace

/// A font file in memory, with the kerning of its commonest pairs looked up beforehand.
struct Fonts::File {
    std::vector<std::uint8_t> bytes;
    stbtt_fontinfo info{};
    std::vector<int> glyphs;           ///< the file's glyph by slot
    std::vector<std::int16_t> kerning; ///< font units, kTabled x kTabled
};

Fonts::Fonts() = default;
Fonts::~Fonts() = default;

base::Result<std::shared_ptr<const Fonts>> Fonts::load(const std::filesystem::path& folder,
                                                       int pictureHeight) {
    std::shared_ptr<Fonts> fonts(new Fonts());
    fonts->pictureHeight_ = pictureHeight;
    for (std::size_t s = 0; s < 4; ++s)
        fonts->pixels_[s] =
            static_cast<float>(std::max(kLeastPixels[s], std::ceil(kShares[s] * pictureHeight - 0.01)));

    for (std::size_t w = 0; w < 2; ++w) {
        const std::filesystem::path path = folder / kFileNames[w];
        auto bytes = base::readBytes(path, kFontLimitBytes);
        if (!bytes)
            return tl::unexpected(bytes.error());
        auto file = std::make_unique<File>();
        file->bytes = std::move(*bytes);
        const int offset = stbtt_GetFontOffsetForIndex(file->bytes.data(), 0);
        if (file->bytes.size() < 64 || offset < 0 || !stbtt_InitFont(&file->info, file->bytes.data(), offset))
            return base::inputError(
                fmt::format("{}: this is no font that can be read; install Inter again", path.string()));
        fonts->files_[w] = std::move(file);
    }

    // Slots: what both weights have. Slot 0 is drawn for everything else.
    fonts->characters_.push_back(U'?');
    fonts->slots_.assign(kCharacterLimit, 0);
    for (const auto& [first, last] : kRanges)
        for (char32_t c = first; c <= last; ++c) {
            const auto has = [c](const std::unique_ptr<File>& f) {
                return stbtt_FindGlyphIndex(&f->info, int(c)) != 0;
            };
            if (!has(fonts->files_[0]) || !has(fonts->files_[1]))
                continue;
            fonts->slots_[c] = static_cast<std::uint16_t>(fonts->characters_.size());
            fonts->characters_.push_back(c);
        }

    for (const auto& file : fonts->files_) {
        for (const char32_t c : fonts->characters_)
            file->glyphs.push_back(stbtt_FindGlyphIndex(&file->info, int(c)));
        file->kerning.resize(kTabled * kTabled);
        for (std::size_t a = 0; a < kTabled; ++a)
            for (std::size_t b = 0; b < kTabled; ++b)
                file->kerning[a * kTabled + b] = static_cast<std::int16_t>(stbtt_GetGlyphKernAdvance(
                    &file->info, file->glyphs[fonts->slotOf(kFirstTabled + char32_t(a))],
                    file->glyphs[fonts->slotOf(kFirstTabled + char32_t(b))]));
    }
    {
        int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
        if (stbtt_GetCodepointBox(&fonts->files_[0]->info, 'H', &x0, &y0, &x1, &y1))
            fonts->capHeight_ =
                static_cast<float>(y1) * stbtt_ScaleForMappingEmToPixels(&fonts->files_[0]->info, 1.0f);
    }

    std::vector<Coverage> pictures;
    std::vector<Glyph*> owners;
    for (std::size_t s = 0; s < 4; ++s)
        for (std::size_t w = 0; w < 2; ++w) {
            if (s == 3 && w == 0)
                continue; // titles are semi-bold only
            const File& file = *fonts->files_[w];
            Face& face = fonts->faces_[s][w];
            const float em = fonts->pixels_[s];
            const float scale = stbtt_ScaleForMappingEmToPixels(&file.info, em);
            const int across = em < kOversampleBelow ? 2 : 1;
            face.glyphs.resize(fonts->characters_.size());
            if (hasHalo(s))
                face.halos.resize(fonts->characters_.size());
            for (std::size_t i = 0; i < fonts->characters_.size(); ++i) {
                Glyph& glyph = face.glyphs[i];
                int advance = 0, bearing = 0, x0 = 0, y0 = 0, x1 = 0, y1 = 0;
                stbtt_GetGlyphHMetrics(&file.info, file.glyphs[i], &advance, &bearing);
                glyph.advance = static_cast<float>(advance) * scale;
                const auto rasterise = [&](int oversample) {
                    const float scaleX = scale * static_cast<float>(oversample);
                    stbtt_GetGlyphBitmapBox(&file.info, file.glyphs[i], scaleX, scale, &x0, &y0, &x1, &y1);
                    if (x1 <= x0 || y1 <= y0)
                        return Coverage{};
                    // An empty texel on every side, so that linear filtering does not cut the edge.
                    --x0, --y0, ++x1, ++y1;
                    Coverage c{x1 - x0, y1 - y0, {}};
                    c.texels.resize(std::size_t(c.width) * std::size_t(c.height));
                    stbtt_MakeGlyphBitmap(&file.info, &c.at(1, 1), c.width - 2, c.height - 2, c.width, scaleX,
                                          scale, file.glyphs[i]);
                    return c;
                };
                Coverage picture = rasterise(across);
                if (picture.texels.empty())
                    continue;
                if (across == 2)
                    picture = smoothedAcross(picture);
                glyph.x0 = (static_cast<float>(x0) - 0.5f * static_cast<float>(across - 1)) /
                           static_cast<float>(across);
                glyph.x1 = glyph.x0 + static_cast<float>(picture.width) / static_cast<float>(across);
                glyph.y0 = static_cast<float>(y0);
                glyph.y1 = static_cast<float>(y0 + picture.height);
                pictures.push_back(std::move(picture));
                owners.push_back(&glyph);
                if (face.halos.empty())
                    continue;
                const int radius = std::max(1, static_cast<int>(std::lround(em * 0.055f)));
                const int margin = 2 * radius + 1; // two passes reach no farther
                Coverage halo = blurred(rasterise(1), radius, margin, 2.6f);
                Glyph& shade = face.halos[i];
                shade.x0 = static_cast<float>(x0 - margin);
                shade.y0 = static_cast<float>(y0 - margin);
                shade.x1 = shade.x0 + static_cast<float>(halo.width);
                shade.y1 = shade.y0 + static_cast<float>(halo.height);
                pictures.push_back(std::move(halo));
                owners.push_back(&shade);
            }
            for (char32_t c = U'0'; c <= U'9'; ++c)
                face.digitAdvance = std::max(face.digitAdvance, face.glyphs[fonts->slotOf(c)].advance);
        }

    pictures.push_back(roundDot(fonts->pixels_[0] / 16.0f));
    fonts->dot_.x1 = fonts->dot_.y1 = 0.5f * float(pictures.back().width);
    fonts->dot_.x0 = fonts->dot_.y0 = -fonts->dot_.x1;
    owners.push_back(&fonts->dot_);

    Packed packed = pack(pictures);
    fonts->atlasWidth_ = packed.width;
    fonts->atlasHeight_ = packed.height;
    fonts->coverage_ = std::move(packed.texels);
    for (std::size_t i = 0; i < owners.size(); ++i) {
        const auto [x, y] = packed.corners[i];
        owners[i]->u0 = static_cast<float>(x) / static_cast<float>(packed.width);
        owners[i]->v0 = static_cast<float>(y) / static_cast<float>(packed.height);
        owners[i]->u1 = static_cast<float>(x + pictures[i].width) / static_cast<float>(packed.width);
        owners[i]->v1 = static_cast<float>(y + pictures[i].height) / static_cast<float>(packed.height);
    }
    return std::shared_ptr<const Fonts>(std::move(fonts));
}

float Fonts::pixels(Size size) const {
    return pixels_[static_cast<std::size_t>(size)];
}

const Fonts::Face& Fonts::face(Size size, Weight weight) const {
    return faces_[static_cast<std::size_t>(size)][size == Size::Title ? 1 : static_cast<std::size_t>(weight)];
}

std::size_t Fonts::slotOf(char32_t character) const {
    return character < slots_.size() ? slots_[character] : 0;
}

const Glyph& Fonts::glyph(Size size, Weight weight, char32_t character) const {
    return face(size, weight).glyphs[slotOf(character)];
}

const Glyph& Fonts::halo(Size size, Weight weight, char32_t character) const {
    const Face& f = face(size, weight);
    static constexpr Glyph kNone{};
    return f.halos.empty() ? kNone : f.halos[slotOf(character)];
}

float Fonts::kerning(Size size, Weight weight, char32_t left, char32_t right) const {
    const File& file = *files_[size == Size::Title ? 1 : static_cast<std::size_t>(weight)];
    int units = 0;
    if (left >= kFirstTabled && left <= kLastTabled && right >= kFirstTabled && right <= kLastTabled)
        units = file.kerning[(left - kFirstTabled) * kTabled + (right - kFirstTabled)];
    else if (left > 0x20 && right > 0x20)
        units = stbtt_GetGlyphKernAdvance(&file.info, file.glyphs[slotOf(left)], file.glyphs[slotOf(right)]);
    return static_cast<float>(units) * stbtt_ScaleForMappingEmToPixels(&file.info, pixels(size));
}

float Fonts::digitAdvance(Size size, Weight weight) const {
    return face(size, weight).digitAdvance;
}

bool Fonts::snapsToPixels(Size size) const {
    return pixels(size) >= kOversampleBelow;
}

float Fonts::whiteU() const {
    return 2.0f / static_cast<float>(atlasWidth_);
}
float Fonts::whiteV() const {
    return 2.0f / static_cast<float>(atlasHeight_);
}

} // namespace perilune::overlay
