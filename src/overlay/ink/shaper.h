#pragma once

#include "overlay/ink/font_set.h"
#include "overlay/ink/itemize.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace perilune::overlay {

/// A glyph of a line as it stands there; lengths in ems.
struct ShapedGlyph {
    std::uint32_t font = 0;  ///< of the set
    std::uint32_t glyph = 0; ///< of the font; 0: an empty box, of `letter`'s width
    char32_t letter = 0;     ///< the first of what it stands for
    float x = 0, y = 0;      ///< where its origin stands: from the line's left end, and up from its baseline
    float advance = 0;
    std::uint16_t gaps = 0; ///< places left of it where letters may be set apart
};

/// What holds together as a reader sees it: a letter with its marks, a syllable, letters joined into one.
struct ShapedCluster {
    std::uint32_t endByte = 0; ///< in the text
    float width = 0;           ///< ems
};

/// A line of text as glyphs. The same in every size.
struct ShapedText {
    std::vector<ShapedGlyph> glyphs;     ///< from left to right
    std::vector<ShapedCluster> clusters; ///< in the order in which they are read
    float width = 0;                     ///< ems
    std::uint16_t gaps = 0;              ///< places where letters may be set apart
    bool rightToLeft = false;            ///< as a whole
};

/// `weight`: of Inter, 0 regular and 1 semi-bold. `tabular`: digits of one width, where the font has such.
ShapedText shape(std::string_view text, const FontSet& fonts, std::size_t weight, bool tabular);

/// A box in the place of a letter that no font has, in ems: an ideograph's is wider.
float boxAdvance(char32_t letter);

} // namespace perilune::overlay
