#include "overlay/ink/fonts.h"

#include "overlay/ink/fonts_builder.h"
#include "overlay/ink/theme.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace perilune::overlay {

namespace {

constexpr double kLeastPixels[4] = {8.0, 9.0, 11.0, 13.0};

/// Titles are semi-bold only.
std::size_t weightOf(Fonts::Size size, Fonts::Weight weight) {
    return size == Fonts::Size::Title ? 1 : static_cast<std::size_t>(weight);
}

/// Small, Body, Large, Title.
std::array<double, 4> pixelsOf(const TypeScale& scale, const TextSize& size) {
    const double growth = size.percent / 100.0;
    const double shares[4] = {scale.small, scale.body, scale.large, scale.title};
    const double grows[4] = {scale.smallGrows, scale.bodyGrows, scale.largeGrows, scale.titleGrows};
    std::array<double, 4> pixels{};
    for (std::size_t i = 0; i < 4; ++i)
        pixels[i] =
            std::max(kLeastPixels[i], std::ceil(shares[i] * size.side * std::pow(growth, grows[i]) - 0.01));
    return pixels;
}

/// Of an upright picture's width: it is held nearer to the eye than a wide one.
constexpr double kUpright = 1.2;

} // namespace

TextSize textSizeFor(const Viewport& picture, double percent) {
    return {std::min(picture.height, int(std::lround(kUpright * picture.width))), percent};
}

Fonts::~Fonts() = default;

base::Result<std::shared_ptr<const Fonts>> Fonts::load(const FontSources& sources, const TextSize& size,
                                                       const base::Letters& letters) {
    auto set = FontSet::read(sources, letters);
    if (!set)
        return tl::unexpected(set.error());
    std::shared_ptr<Fonts> fonts(new Fonts(std::move(*set)));
    fonts->size_ = size;
    const std::array<double, 4> pixels = pixelsOf(documentaryTheme().type, size);
    for (std::size_t s = 0; s < 4; ++s)
        fonts->pixels_[s] = static_cast<float>(pixels[s]);
    if (const FontFile::Extent capital = fonts->set()[0].extentOf(U'H'); capital.top > 0.0f)
        fonts->capHeight_ = capital.top;
    Builder builder(*fonts);
    builder.draw(letters, sources);
    return std::shared_ptr<const Fonts>(std::move(fonts));
}

float Fonts::pixels(Size size) const {
    return pixels_[static_cast<std::size_t>(size)];
}

bool Fonts::has(char32_t character) const {
    const std::size_t font = set().fontFor({&character, 1});
    if (font >= set().size())
        return false;
    const std::uint32_t glyph = set()[font].glyphOf(character);
    return glyph == 0 || slotOfGlyph_[font][glyph] != 0; // without one of its own it is drawn in parts
}

Setting Fonts::setting(Size size, Weight weight, bool tabular, float tracking) const {
    return {weightOf(size, weight), pixels(size), tabular, tracking};
}

const Fonts::Face& Fonts::face(Size size, Weight weight) const {
    return faces_[static_cast<std::size_t>(size)][weightOf(size, weight)];
}

std::size_t Fonts::slotOf(const ShapedGlyph& of) const {
    const std::size_t slot = of.glyph == 0 ? 0 : slotOfGlyph_[of.font][of.glyph];
    return slot == 0 && base::isIdeographic(of.letter) ? 1 : slot;
}

const Glyph& Fonts::glyph(Size size, Weight weight, const ShapedGlyph& of) const {
    return face(size, weight).glyphs[slotOf(of)];
}

const Glyph& Fonts::halo(Size size, Weight weight, const ShapedGlyph& of) const {
    const Face& f = face(size, weight);
    static constexpr Glyph kNone{};
    return f.halos.empty() ? kNone : f.halos[slotOf(of)];
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
