#include "overlay/ink/fonts.h"

#include "overlay/ink/font_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace perilune::overlay {

namespace {

/// Shares of the picture's height: Small, Body, Large, Title.
constexpr double kShares[4] = {0.0222, 0.0255, 0.0333, 0.0472};
constexpr double kLeastPixels[4] = {8.0, 9.0, 11.0, 13.0};
/// Below this size glyphs are rasterised at twice the width and may stand on fractions of a pixel.
constexpr float kOversampleBelow = 40.0f;
constexpr char32_t kLastCharacter = 0x2FFFF; ///< of the planes that are written with
constexpr std::size_t kMostSlots = 30'000;
constexpr char32_t kFirstTabled = 0x21, kLastTabled = 0x7E;
constexpr std::size_t kTabled = kLastTabled - kFirstTabled + 1;
/// The fallback has one weight, a little lighter than Inter's regular one: so much of an em is added to its
/// strokes.
constexpr float kHeavier[2] = {0.006f, 0.031f};
constexpr double kCoarsest = 0.5;

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
int haloRadius(float em) {
    return std::max(1, static_cast<int>(std::lround(em * 0.055f)));
}
int haloMargin(int radius) {
    return 2 * radius + 1; // two passes reach no farther
}

/// The weights in which a size is drawn: titles are semi-bold only.
bool hasWeight(std::size_t size, std::size_t weight) {
    return size != 3 || weight == 1;
}

/// UTF-8 of one character, for a message.
std::string utf8(char32_t c) {
    std::string out;
    const auto tail = [&](int shift) { out += static_cast<char>(0x80 | (c >> shift & 0x3F)); };
    if (c < 0x800)
        out += static_cast<char>(0xC0 | c >> 6);
    else if (c < 0x10000)
        out += static_cast<char>(0xE0 | c >> 12), tail(6);
    else
        out += static_cast<char>(0xF0 | c >> 18), tail(12), tail(6);
    tail(0);
    return out;
}

} // namespace

/// What is gathered while fonts are loaded.
struct Fonts::Builder {
    Fonts& fonts;
    std::optional<FontFile> fallback;
    std::vector<int> fallbackGlyphs; ///< by slot
    float lowered = 0;     ///< the fallback's glyphs, so that their middle is that of Inter's capitals; ems
    double fineness = 1.0; ///< of the fallback's glyphs
    std::vector<Coverage> pictures;
    std::vector<Glyph*> owners;

    void addSlot(char32_t c, int regular, int semiBold, int other) {
        fonts.slots_[c] = static_cast<std::uint16_t>(fonts.glyphs_[0].size());
        fonts.glyphs_[0].push_back(regular);
        fonts.glyphs_[1].push_back(semiBold);
        fallbackGlyphs.push_back(other);
    }
    bool addInter(char32_t c) {
        const int regular = fonts.files_[0].glyphOf(c), semiBold = fonts.files_[1].glyphOf(c);
        if (regular == 0 || semiBold == 0)
            return false;
        addSlot(c, regular, semiBold, 0);
        return true;
    }
    void addLetters(const base::Letters& letters, const std::filesystem::path& folder);
    double texelsALetter(double scale) const;

    void keep(Coverage picture, Glyph& owner) {
        pictures.push_back(std::move(picture));
        owners.push_back(&owner);
    }
    void drawFace(std::size_t size, std::size_t weight);
    void drawBox(Face& face, std::size_t slot, float em);
    void drawGlyph(Face& face, std::size_t slot, std::size_t size, std::size_t weight);
    void packAll();
};

/// Upper bound of the room that one more ideograph takes in the atlas, over all sizes.
double Fonts::Builder::texelsALetter(double scale) const {
    double texels = 0;
    for (std::size_t s = 0; s < 4; ++s)
        for (std::size_t w = 0; w < 2; ++w) {
            if (!hasWeight(s, w))
                continue;
            const double em = fonts.pixels_[s], drawn = em * scale;
            const double across = drawn < double(kOversampleBelow) ? 2.0 : 1.0;
            texels += (across * drawn + 5.0) * (drawn + 4.0);
            if (hasHalo(s)) {
                const double halo = drawn + 4.0 + 2.0 * haloMargin(haloRadius(float(drawn)));
                texels += halo * halo;
            }
        }
    return texels;
}

/// Slots for what is asked for beyond the usual ranges: from Inter, else from the fallback as far as there is
/// room.
void Fonts::Builder::addLetters(const base::Letters& letters, const std::filesystem::path& folder) {
    std::vector<char32_t> wanted;
    for (const char32_t c : letters)
        if (c >= 0x20 && c <= kLastCharacter && fonts.slots_[c] == 0)
            wanted.push_back(c);
    if (wanted.empty())
        return;
    std::string& remark = fonts.remark_;
    auto read = FontFile::read(folder / kFallbackFont);
    if (read)
        fallback = std::move(*read);
    std::vector<char32_t> lacking, found;
    for (const char32_t c : wanted) {
        const bool inter = fonts.files_[0].glyphOf(c) != 0 && fonts.files_[1].glyphOf(c) != 0;
        (inter || (fallback && fallback->glyphOf(c) != 0) ? found : lacking).push_back(c);
    }
    if (fallback) {
        const FontFile::Extent tall = fallback->extentOf(U'国');
        lowered = 0.5f * (tall.bottom + tall.top - fonts.capHeight_);
    }
    while (fineness > kCoarsest && double(found.size()) * texelsALetter(fineness) > kLetterTexels)
        fineness = std::max(kCoarsest, fineness - 0.05);
    const auto fitting = std::min(std::size_t(kLetterTexels / texelsALetter(fineness)),
                                  kMostSlots - std::min(kMostSlots, fonts.glyphs_[0].size()));
    for (std::size_t i = 0; i < std::min(fitting, found.size()); ++i)
        if (!addInter(found[i]))
            addSlot(found[i], 0, 0, fallback->glyphOf(found[i]));

    if (found.size() > fitting)
        remark = fmt::format(
            "{} of {} letters beyond Latin have no room in the fonts of a picture {} pixels high; "
            "they are drawn as boxes",
            found.size() - fitting, found.size(), fonts.pictureHeight_);
    else if (!lacking.empty() && !fallback)
        remark = fmt::format(
            "{} letters such as {} are drawn as boxes, since {} is not there or unreadable; install "
            "the package fonts-droid-fallback and build again",
            lacking.size(), utf8(lacking.front()), (folder / kFallbackFont).string());
    else if (!lacking.empty())
        remark = fmt::format("{} letters such as {} are in none of the fonts; they are drawn as boxes",
                             lacking.size(), utf8(lacking.front()));
}

/// A frame as high as capitals, or as an ideograph.
void Fonts::Builder::drawBox(Face& face, std::size_t slot, float em) {
    Glyph& glyph = face.glyphs[slot];
    const bool wide = slot == 1;
    const int edge = std::max(1, static_cast<int>(std::lround(0.05f * em)));
    const int width = static_cast<int>(std::lround((wide ? 0.84f : 0.52f) * em));
    const int height = static_cast<int>(std::lround((wide ? 0.84f : fonts.capHeight_) * em));
    Coverage c{width + 2, height + 2, {}};
    c.texels.resize(std::size_t(c.width) * std::size_t(c.height));
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            if (std::min({x, y, width - 1 - x, height - 1 - y}) < edge)
                c.at(x + 1, y + 1) = 255;
    const float below = wide ? 0.5f * (0.84f - fonts.capHeight_) * em : 0.0f;
    glyph.advance = (wide ? 1.0f : 0.62f) * em;
    glyph.x0 = std::round(0.5f * (glyph.advance - float(width))) - 1.0f;
    glyph.x1 = glyph.x0 + float(c.width);
    glyph.y1 = std::round(below) + 1.0f;
    glyph.y0 = glyph.y1 - float(c.height);
    keep(std::move(c), glyph);
}

void Fonts::Builder::drawGlyph(Face& face, std::size_t slot, std::size_t size, std::size_t weight) {
    const bool other = fallbackGlyphs[slot] != 0;
    const FontFile& file = other ? *fallback : fonts.files_[weight];
    const int index = other ? fallbackGlyphs[slot] : fonts.glyphs_[weight][slot];
    const float em = fonts.pixels_[size], fine = other ? float(fineness) : 1.0f;
    const float scale = file.scaleFor(em * fine), heavier = other ? kHeavier[weight] : 0.0f;
    const float down = other ? std::round(lowered * em) : 0.0f;
    const int across = em * fine < kOversampleBelow ? 2 : 1;
    Glyph& glyph = face.glyphs[slot];
    glyph.advance = static_cast<float>(file.advance(index)) * file.scaleFor(em);

    const auto place = [&](Glyph& g, float x0, float y0, float width, float height) {
        g.x0 = x0 / fine;
        g.x1 = g.x0 + width / fine;
        g.y0 = y0 / fine + down;
        g.y1 = g.y0 + height / fine;
    };
    RasterGlyph raster = file.rasterise(index, scale * static_cast<float>(across), scale, heavier);
    if (raster.coverage.texels.empty())
        return;
    Coverage picture = across == 2 ? smoothedAcross(raster.coverage) : std::move(raster.coverage);
    const auto wide = static_cast<float>(across);
    place(glyph, (static_cast<float>(raster.x0) - 0.5f * (wide - 1.0f)) / wide, static_cast<float>(raster.y0),
          static_cast<float>(picture.width) / wide, static_cast<float>(picture.height));
    keep(std::move(picture), glyph);
    if (face.halos.empty())
        return;
    const int radius = haloRadius(em * fine), margin = haloMargin(radius);
    const RasterGlyph plain = file.rasterise(index, scale, scale, heavier);
    Coverage halo = blurred(plain.coverage, radius, margin, 2.6f);
    place(face.halos[slot], static_cast<float>(plain.x0 - margin), static_cast<float>(plain.y0 - margin),
          static_cast<float>(halo.width), static_cast<float>(halo.height));
    keep(std::move(halo), face.halos[slot]);
}

void Fonts::Builder::drawFace(std::size_t size, std::size_t weight) {
    Face& face = fonts.faces_[size][weight];
    const std::size_t count = fonts.glyphs_[0].size();
    face.glyphs.resize(count);
    if (hasHalo(size))
        face.halos.resize(count);
    for (std::size_t i = 0; i < count; ++i)
        if (i < kBoxes)
            drawBox(face, i, fonts.pixels_[size]);
        else
            drawGlyph(face, i, size, weight);
    for (char32_t c = U'0'; c <= U'9'; ++c)
        face.digitAdvance = std::max(face.digitAdvance, face.glyphs[fonts.slotOf(c)].advance);
}

void Fonts::Builder::packAll() {
    Packed packed = pack(pictures);
    fonts.atlasWidth_ = packed.width;
    fonts.atlasHeight_ = packed.height;
    fonts.coverage_ = std::move(packed.texels);
    for (std::size_t i = 0; i < owners.size(); ++i) {
        const auto [x, y] = packed.corners[i];
        owners[i]->u0 = static_cast<float>(x) / static_cast<float>(packed.width);
        owners[i]->v0 = static_cast<float>(y) / static_cast<float>(packed.height);
        owners[i]->u1 = static_cast<float>(x + pictures[i].width) / static_cast<float>(packed.width);
        owners[i]->v1 = static_cast<float>(y + pictures[i].height) / static_cast<float>(packed.height);
    }
}

Fonts::Fonts() = default;
Fonts::~Fonts() = default;

base::Result<std::shared_ptr<const Fonts>> Fonts::load(const std::filesystem::path& folder, int pictureHeight,
                                                       const base::Letters& letters) {
    std::shared_ptr<Fonts> fonts(new Fonts());
    fonts->pictureHeight_ = pictureHeight;
    for (std::size_t s = 0; s < 4; ++s)
        fonts->pixels_[s] =
            static_cast<float>(std::max(kLeastPixels[s], std::ceil(kShares[s] * pictureHeight - 0.01)));
    for (const char* name : kInterFonts) {
        auto file = FontFile::read(folder / name);
        if (!file)
            return tl::unexpected(file.error());
        fonts->files_.push_back(std::move(*file));
    }
    if (const FontFile::Extent capital = fonts->files_[0].extentOf(U'H'); capital.top > 0.0f)
        fonts->capHeight_ = capital.top;

    Builder builder{*fonts, {}, {}, 0.0f, 1.0, {}, {}};
    fonts->slots_.assign(std::size_t{kLastCharacter} + 1, 0);
    for (std::size_t box = 0; box < kBoxes; ++box) {
        fonts->glyphs_[0].push_back(0);
        fonts->glyphs_[1].push_back(0);
        builder.fallbackGlyphs.push_back(0);
    }
    for (const auto& [first, last] : kRanges)
        for (char32_t c = first; c <= last; ++c)
            builder.addInter(c);
    builder.addLetters(letters, folder);

    for (std::size_t w = 0; w < 2; ++w) {
        const auto glyphOf = [&](std::size_t i) {
            return fonts->glyphs_[w][fonts->slotOf(kFirstTabled + char32_t(i))];
        };
        fonts->pairs_[w].resize(kTabled * kTabled);
        for (std::size_t a = 0; a < kTabled; ++a)
            for (std::size_t b = 0; b < kTabled; ++b)
                fonts->pairs_[w][a * kTabled + b] =
                    static_cast<std::int16_t>(fonts->files_[w].kerning(glyphOf(a), glyphOf(b)));
    }
    for (std::size_t s = 0; s < 4; ++s)
        for (std::size_t w = 0; w < 2; ++w)
            if (hasWeight(s, w))
                builder.drawFace(s, w);
    builder.keep(roundDot(fonts->pixels_[0] / 16.0f), fonts->dot_);
    fonts->dot_.x1 = fonts->dot_.y1 = 0.5f * float(builder.pictures.back().width);
    fonts->dot_.x0 = fonts->dot_.y0 = -fonts->dot_.x1;
    builder.packAll();
    return std::shared_ptr<const Fonts>(std::move(fonts));
}

float Fonts::pixels(Size size) const {
    return pixels_[static_cast<std::size_t>(size)];
}

const Fonts::Face& Fonts::face(Size size, Weight weight) const {
    return faces_[static_cast<std::size_t>(size)][size == Size::Title ? 1 : static_cast<std::size_t>(weight)];
}

std::size_t Fonts::slotOf(char32_t character) const {
    const std::size_t slot = character < slots_.size() ? slots_[character] : 0;
    return slot == 0 && base::isIdeographic(character) ? 1 : slot;
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
    const std::size_t w = size == Size::Title ? 1 : static_cast<std::size_t>(weight);
    int units = 0;
    if (left >= kFirstTabled && left <= kLastTabled && right >= kFirstTabled && right <= kLastTabled) {
        units = pairs_[w][(left - kFirstTabled) * kTabled + (right - kFirstTabled)];
    } else if (left > 0x20 && right > 0x20) {
        const int a = glyphs_[w][slotOf(left)], b = glyphs_[w][slotOf(right)];
        units = a != 0 && b != 0 ? files_[w].kerning(a, b) : 0;
    }
    return static_cast<float>(units) * files_[w].scaleFor(pixels(size));
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
