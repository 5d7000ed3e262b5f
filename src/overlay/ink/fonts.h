#pragma once

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
    float advance = 0;
    float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    float u0 = 0, v0 = 0, u1 = 0, v1 = 0;
    bool empty() const { return x1 <= x0; }
};

class FontFile;

/// Inter at the sizes that a picture of one height needs, in one 8-bit coverage atlas, and of the letters
/// that Inter lacks those that are asked for, from Droid Sans Fallback (Chinese, kana, hangul). Built once a
/// picture height and set of letters; sharp because glyphs are rasterised at their pixel size. Frozen after
/// `load`. What no font has is an empty box.
class Fonts {
  public:
    /// Sizes of text; Small is the smallest that an audience must read (2.2 % of the picture's height).
    enum class Size { Small, Body, Large, Title };
    enum class Weight { Regular, SemiBold };

    /// Reads Inter-Regular.otf and Inter-SemiBold.otf, and DroidSansFallbackFull.ttf where `letters` want it;
    /// without that file all else is as ever. Pictures lower than 360 pixels get text of at least 8 pixels.
    /// Letters beyond Inter's usual ones take at most kLetterTexels of the atlas: so many that they would not
    /// fit are rasterised down to half as finely, and beyond that the last are left out.
    static base::Result<std::shared_ptr<const Fonts>>
    load(const std::filesystem::path& folder, int pictureHeight, const base::Letters& letters = {});
    ~Fonts();

    static constexpr double kLetterTexels = 24.0 * (1 << 20);
    /// What the user should know of letters that could not be had as asked; empty where all is well.
    const std::string& remark() const { return remark_; }
    /// Whether it is drawn, and not a box in its place.
    bool has(char32_t character) const { return slotOf(character) >= kBoxes; }

    /// Pixels an em.
    float pixels(Size size) const;
    /// From the baseline up to the top of a capital, as a share of the em.
    float capHeight() const { return capHeight_; }
    int pictureHeight() const { return pictureHeight_; }

    const Glyph& glyph(Size size, Weight weight, char32_t character) const;
    /// The same glyph blurred wide: drawn dark beneath, it lifts text off a bright ground. Its advance is 0.
    const Glyph& halo(Size size, Weight weight, char32_t character) const;
    /// Pixels by which the pair moves together (negative) or apart.
    float kerning(Size size, Weight weight, char32_t left, char32_t right) const;
    /// The widest digit, so that numbers that change do not jump.
    float digitAdvance(Size size, Weight weight) const;
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
        float digitAdvance = 0;
    };
    Fonts();
    const Face& face(Size size, Weight weight) const;
    std::size_t slotOf(char32_t character) const;

    int pictureHeight_ = 0;
    float pixels_[4] = {};
    float capHeight_ = 0.727f;
    std::vector<int> glyphs_[2];         ///< Inter's glyph by weight and slot, 0 where it has none
    std::vector<std::uint16_t> slots_;   ///< by character; 0 where no font has it
    std::vector<std::int16_t> pairs_[2]; ///< kerning of the commonest pairs, font units
    Face faces_[4][2];
    Glyph dot_;
    std::vector<FontFile> files_; ///< Inter's two weights
    std::string remark_;
    std::vector<std::uint8_t> coverage_;
    int atlasWidth_ = 0, atlasHeight_ = 0;
};

} // namespace perilune::overlay
