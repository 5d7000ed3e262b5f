#include "overlay/ink/fonts_builder.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace perilune::overlay {

namespace {

constexpr std::size_t kMostSlots = 30'000;
/// Fallbacks have one weight, a little lighter than Inter's regular one: so much of an em is added to their
/// strokes.
constexpr float kHeavier[2] = {0.006f, 0.031f};
constexpr double kCoarsest = 0.5;

/// Latin-1, Latin Extended-A (Latvian), Greek, Cyrillic, punctuation, arrows and the signs that the stage
/// uses.
constexpr std::array<std::pair<char32_t, char32_t>, 20> kRanges{
    {{0x20, 0x7E},     {0xA0, 0x17F},    {0x218, 0x21B},   {0x391, 0x3C9},   {0x400, 0x45F},
     {0x490, 0x491},   {0x2010, 0x2027}, {0x2030, 0x2033}, {0x2039, 0x203A}, {0x2044, 0x2044},
     {0x20AC, 0x20AC}, {0x2116, 0x2116}, {0x2122, 0x2122}, {0x2190, 0x2199}, {0x2212, 0x2212},
     {0x2248, 0x2248}, {0x2260, 0x2265}, {0x25CB, 0x25CF}, {0x2713, 0x2717}, {0xFFFD, 0xFFFD}}};

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

std::string utf8(char32_t c) {
    std::string out;
    base::addCharacter(out, c);
    return out;
}

/// What is drawn as boxes, and what is to be done.
std::string remarkOf(const std::vector<char32_t>& lacking, const FontSet& set, const FontSources& sources) {
    constexpr std::size_t kNamed = 5;
    std::string some;
    for (std::size_t i = 0; i < std::min(kNamed, lacking.size()); ++i)
        some += ' ' + utf8(lacking[i]);
    std::string cure = sources.further
                           ? "no font of this machine has them: install one"
                           : "no font of ours has them: 'perilune check' tells where they stand, and with "
                             "--system-fonts a font of this machine may have them";
    if (!set.faults().empty())
        cure = fmt::format("{}", fmt::join(set.faults(), "; "));
    return fmt::format("{} letter{} such as{} {} drawn as {}; {}", lacking.size(),
                       lacking.size() == 1 ? "" : "s", some, lacking.size() == 1 ? "is" : "are",
                       lacking.size() == 1 ? "a box" : "boxes", cure);
}

} // namespace

void Fonts::Builder::addSlot(std::size_t font, std::uint32_t glyph) {
    auto& slot = fonts.slotOfGlyph_[font][glyph];
    if (slot != 0)
        return;
    slot = static_cast<std::uint16_t>(fonts.slots_.size());
    fonts.slots_.push_back({std::uint32_t(font), glyph});
}

void Fonts::Builder::addUsual() {
    base::Letters letters;
    for (const auto& [first, last] : kRanges)
        for (char32_t c = first; c <= last; ++c)
            letters.insert(c);
    for (std::size_t font = 0; font < FontSet::kWeights; ++font)
        for (const std::uint32_t glyph : fonts.set()[font].glyphsFor(letters))
            addSlot(font, glyph);
    usual = fonts.slots_.size();
}

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

/// Slots for what is asked for beyond the usual ranges, as far as there is room.
void Fonts::Builder::addAsked(const base::Letters& letters, const FontSources& sources) {
    base::Letters beyond;
    for (const char32_t c : letters)
        if (c >= 0x20)
            beyond.insert(c);
    std::vector<Slot> wanted;
    if (!beyond.empty()) {
        const auto glyphs = fonts.set().glyphsFor(beyond);
        for (std::size_t font = 0; font < glyphs.size(); ++font)
            for (const std::uint32_t glyph : glyphs[font])
                if (fonts.slotOfGlyph_[font][glyph] == 0)
                    wanted.push_back({std::uint32_t(font), glyph});
    }
    while (fineness > kCoarsest && double(wanted.size()) * texelsALetter(fineness) > kLetterTexels)
        fineness = std::max(kCoarsest, fineness - 0.05);
    const auto fitting = std::min(std::size_t(kLetterTexels / texelsALetter(fineness)),
                                  kMostSlots - std::min(kMostSlots, fonts.slots_.size()));
    for (std::size_t i = 0; i < std::min(fitting, wanted.size()); ++i)
        addSlot(wanted[i].font, wanted[i].glyph);

    std::vector<char32_t> lacking;
    for (const char32_t c : beyond)
        if (!fonts.set().has(c))
            lacking.push_back(c);
    if (wanted.size() > fitting)
        fonts.remark_ =
            fmt::format("{} of {} glyphs beyond Latin have no room in the fonts of a picture {} pixels "
                        "high; they are drawn as boxes; show fewer texts at once, or a lower picture",
                        wanted.size() - fitting, wanted.size(), fonts.size_.side);
    else if (!lacking.empty())
        fonts.remark_ = remarkOf(lacking, fonts.set(), sources);
}

void Fonts::Builder::keep(Coverage picture, Glyph& owner) {
    pictures.push_back(std::move(picture));
    owners.push_back(&owner);
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
    glyph.x0 = std::round(0.5f * (boxAdvance(wide ? U'\u4E2D' : U'?') * em - float(width))) - 1.0f;
    glyph.x1 = glyph.x0 + float(c.width);
    glyph.y1 = std::round(below) + 1.0f;
    glyph.y0 = glyph.y1 - float(c.height);
    keep(std::move(c), glyph);
}

void Fonts::Builder::drawGlyph(Face& face, std::size_t slot, std::size_t size, std::size_t weight) {
    const Slot of = fonts.slots_[slot];
    const bool inter = of.font < FontSet::kWeights;
    if (inter && of.font != weight)
        return;
    const FontFile& file = fonts.set()[of.font];
    const float em = fonts.pixels_[size], fine = slot >= usual ? float(fineness) : 1.0f;
    const float drawn = em * fine, heavier = inter ? 0.0f : kHeavier[weight];
    const float down = std::round(fonts.set().loweredBy(of.font) * em);
    const int across = drawn < kOversampleBelow ? 2 : 1;
    Glyph& glyph = face.glyphs[slot];

    const auto place = [&](Glyph& g, float x0, float y0, float width, float height) {
        g.x0 = x0 / fine;
        g.x1 = g.x0 + width / fine;
        g.y0 = y0 / fine + down;
        g.y1 = g.y0 + height / fine;
    };
    RasterGlyph raster = file.rasterise(of.glyph, drawn * static_cast<float>(across), drawn, heavier);
    if (raster.broken)
        ++broken;
    if (raster.coverage.texels.empty())
        return;
    Coverage picture = across == 2 ? smoothedAcross(raster.coverage) : std::move(raster.coverage);
    const auto wide = static_cast<float>(across);
    place(glyph, (static_cast<float>(raster.x0) - 0.5f * (wide - 1.0f)) / wide, static_cast<float>(raster.y0),
          static_cast<float>(picture.width) / wide, static_cast<float>(picture.height));
    keep(std::move(picture), glyph);
    if (face.halos.empty())
        return;
    const int radius = haloRadius(drawn), margin = haloMargin(radius);
    const RasterGlyph plain = file.rasterise(of.glyph, drawn, drawn, heavier);
    Coverage halo = blurred(plain.coverage, radius, margin, 2.6f);
    place(face.halos[slot], static_cast<float>(plain.x0 - margin), static_cast<float>(plain.y0 - margin),
          static_cast<float>(halo.width), static_cast<float>(halo.height));
    keep(std::move(halo), face.halos[slot]);
}

void Fonts::Builder::drawFace(std::size_t size, std::size_t weight) {
    Face& face = fonts.faces_[size][weight];
    const std::size_t count = fonts.slots_.size();
    face.glyphs.resize(count);
    if (hasHalo(size))
        face.halos.resize(count);
    for (std::size_t i = 0; i < count; ++i)
        if (i < kBoxes)
            drawBox(face, i, fonts.pixels_[size]);
        else
            drawGlyph(face, i, size, weight);
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

void Fonts::Builder::draw(const base::Letters& letters, const FontSources& sources) {
    const FontSet& set = fonts.set();
    for (std::size_t font = 0; font < set.size(); ++font)
        fonts.slotOfGlyph_.emplace_back(set[font].glyphCount(), std::uint16_t{0});
    fonts.slots_.resize(kBoxes);
    addUsual();
    addAsked(letters, sources);
    for (std::size_t s = 0; s < 4; ++s)
        for (std::size_t w = 0; w < 2; ++w)
            if (hasWeight(s, w))
                drawFace(s, w);
    if (broken > 0 && fonts.remark_.empty())
        fonts.remark_ =
            fmt::format("{} glyphs are broken in their fonts and are left blank; install the fonts in {} "
                        "again",
                        broken, sources.folder.string());
    keep(roundDot(fonts.pixels_[0] / 16.0f), fonts.dot_);
    fonts.dot_.x1 = fonts.dot_.y1 = 0.5f * float(pictures.back().width);
    fonts.dot_.x0 = fonts.dot_.y0 = -fonts.dot_.x1;
    packAll();
}

} // namespace perilune::overlay
