#pragma once

#include "overlay/ink/font_set.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace perilune::overlay {

/// A text as characters, each with the byte at which it begins; one more for the end.
struct Characters {
    std::u32string all;
    std::vector<std::uint32_t> bytes;
};
/// What ends a line or steers a machine counts as a blank; hangul in parts is its syllables.
Characters charactersOf(std::string_view text);

/// Whether it belongs to the letter before it (a mark, a joiner) and must be drawn with the same font.
bool joinsTheOneBefore(char32_t c);

/// Characters of one direction, script and font, to be shaped together.
struct Run {
    std::uint32_t first = 0, end = 0; ///< characters
    std::uint8_t level = 0;           ///< of embedding (UAX 9); odd ones run from right to left
    std::uint32_t script = 0;         ///< of ISO 15924, as HarfBuzz writes it
    std::uint32_t font = 0;           ///< of the set; its size where none has the letters
};

/// The runs of a line in the order in which they are read, and which way the line as a whole runs: as its
/// first letter that has a direction does.
struct Runs {
    std::vector<Run> runs;
    bool rightToLeft = false;
};
Runs runsOf(const Characters& text, const FontSet& fonts);

/// The same runs from left to right as they stand in the line (UAX 9, rule L2).
void orderAsSeen(std::vector<Run>& runs);

} // namespace perilune::overlay
