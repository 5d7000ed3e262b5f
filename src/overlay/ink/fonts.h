#pragma once

#include "overlay/ink/lettering.h"
#include "overlay/ink/rect.h"
#include "base/letters.h"
#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace perilune::overlay {

/// Where a glyph's coverage lies in the atlas, and where it goes: pixels from the pen, which stands on the
/// baseline.
struct Glyph {
    float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    float u0 = 0, v0 = 0, u1 = 0, v1 = 0;
    bool empty() const { return x1 <= x0; }
};

/// By what sizes of text go: the shorter side of a picture (of an upright one a little more), and how much
/// larger than usual they are, in percent.
struct TextSize {
    TextSize(int wantedSide, double wantedPercent = 100.0) : side(wantedSide), percent(wantedPercent) {}
    int side;
    double percent;
    bool operator==(const TextSize&) const = default;
};
TextSize textSizeFor(const Viewport& picture, double percent);

/// The fonts of a FontSet at the sizes that a picture of one size needs, in one 8-bit coverage atlas:
/// Inter's usual letters, and what texts of the letters that are asked for can be drawn with. Built once a
/// size and set of letters; sharp because glyphs are rasterised at their pixel size. Nothing in it
/// changes after `load` but what it remembers of texts. What no font has is an empty box.
class Fonts {
  public:
    /// Sizes of text; Small is the smallest that an audience must read (2.2 % of the shorter side).
    enum class Size { Small, Body, Large, Title };
    enum class Weight { Regular, SemiBold };

    /// Pictures smaller than 360 pixels get text of at least 8 pixels. Glyphs beyond Inter's usual ones take
    /// at most kLetterTexels of the atlas: so many that they would not fit are rasterised down to half as
    /// finely, and beyond that the last are left out.
    static base::Result<std::shared_ptr<const Fonts>> load(const FontSources& sources, const TextSize& size,
                                                           const base::Letters& letters = {});
    ~Fonts();

    static constexpr double kLetterTexels = 24.0 * (1 << 20);
    /// What the user should know of letters that could not be had as asked; empty where all is well.
    const std::string& remark() const { return remark_; }
    /// Whether it is drawn, and not a box in its place.
    bool has(char32_t character) const;

    /// Pixels an em.
    float pixels(Size size) const;
    /// From the baseline up to the top of a capital, as a share of the em.
    float capHeight() const { return capHeight_; }
    const TextSize& size() const { return size_; }

    /// Shapes and measures texts; `setting`: of a size, in which titles are semi-bold.
    const Lettering& lettering() const { return lettering_; }
    Setting setting(Size size, Weight weight, bool tabular = false, float tracking = 0) const;

    /// Of a glyph of a shaped text.
    const Glyph& glyph(Size size, Weight weight, const ShapedGlyph& of) const;
    /// The same glyph blurred wide: drawn dark beneath, it lifts text off a bright ground.
    const Glyph& halo(Size size, Weight weight, const ShapedGlyph& of) const;
    /// Glyphs stand on whole pixels (large sizes), else on fractions of one.
    bool snapsToPixels(Size size) const;

    /// The atlas: one byte a texel, rows from the top; to be sampled with linear filtering.
    std::span<const std::uint8_t> coverage() const { return coverage_; }
    int atlasWidth() const { return atlasWidth_; }
    int atlasHeight() const { return atlasHeight_; }
    /// A round dot about as large as those of a dotted line, in pixels from its middle.
    const Glyph& dot() const { return dot_; }
    /// A texel of full coverage, for plain shapes.
    float whiteU() const;
    float whiteV() const;

  private:
    struct Builder;
    static constexpr std::size_t kBoxes = 2; ///< the first slots: a box, and one of an ideograph's width
    struct Face {
        std::vector<Glyph> glyphs, halos; ///< by slot
    };
    /// Where a glyph's picture is described: of a font of the set.
    struct Slot {
        std::uint32_t font = 0, glyph = 0;
    };
    explicit Fonts(FontSet set) : lettering_(std::move(set)) {}
    const FontSet& set() const { return lettering_.fonts(); }
    const Face& face(Size size, Weight weight) const;
    std::size_t slotOf(const ShapedGlyph& of) const;

    TextSize size_ = 0;
    float pixels_[4] = {};
    float capHeight_ = 0.727f;
    Lettering lettering_;
    std::vector<Slot> slots_;
    std::vector<std::vector<std::uint16_t>> slotOfGlyph_; ///< by font and glyph; 0 where it has none
    Face faces_[4][2];
    Glyph dot_;
    std::string remark_;
    std::vector<std::uint8_t> coverage_;
    int atlasWidth_ = 0, atlasHeight_ = 0;
};

} // namespace perilune::overlay
