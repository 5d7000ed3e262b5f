#pragma once

#include "overlay/ink/font_set.h"
#include "overlay/ink/remembered.h"
#include "overlay/ink/shaper.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace perilune::overlay {

/// How a line is set, as far as its width goes.
struct Setting {
    std::size_t weight = 0; ///< of Inter: 0 regular, 1 semi-bold
    float pixels = 16;      ///< an em
    bool tabular = false;   ///< digits of one width
    float tracking = 0;     ///< between letters, ems
};

/// Texts as glyphs: shaped, measured, cut and broken into lines, for the stage and for panels alike. The same
/// text gives the same, whatever was asked for before; it only remembers. Widths are pixels.
class Lettering {
  public:
    static constexpr std::size_t kMostTexts = 4096, kMostTextBytes = std::size_t{256} << 10;
    explicit Lettering(FontSet fonts);

    const FontSet& fonts() const { return fonts_; }
    std::shared_ptr<const ShapedText> shaped(std::string_view text, const Setting& how) const;

    float widthOf(std::string_view text, const Setting& how) const;
    /// The text, or its beginning with "…", so that it is at most `width` wide, cut behind a word (within its
    /// first one only where that alone is wider); empty where not even three letters fit, or,
    /// where words are to be `wholeWords`, not even one. A letter keeps its marks. A question mark at its end
    /// stays: "202…?".
    std::string fitted(std::string_view text, const Setting& how, float width, bool wholeWords = false) const;
    /// Lines of at most `width`, ended where Unicode lets them (UAX 14); the last of `maxLines` ends in "…"
    /// where there was more.
    std::vector<std::string> wrapped(std::string_view text, const Setting& how, float width,
                                     std::size_t maxLines) const;

  private:
    std::size_t reach(std::string_view text, std::size_t from, const Setting& how, float width) const;
    std::size_t wordEnd(std::string_view text, std::size_t by) const;
    std::size_t endBefore(std::string_view text, std::size_t end, const Setting& how) const;
    std::size_t lineEnd(std::string_view paragraph, std::size_t from, const Setting& how, float width) const;
    std::string directed(std::string_view line, bool rightToLeft, const Setting& how) const;

    FontSet fonts_;
    mutable Remembered<ShapedText> texts_[FontSet::kWeights][2]; ///< by weight, tabular
    mutable Remembered<std::vector<std::size_t>> breaks_;
};

} // namespace perilune::overlay
