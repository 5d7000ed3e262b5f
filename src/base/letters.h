#pragma once

#include <set>
#include <string>
#include <string_view>

namespace perilune::base {

/// One character of UTF-8 from the front of `text`, which moves on; U+FFFD for what is none.
char32_t nextCharacter(std::string_view& text);

/// Adds one character to a text in UTF-8; U+FFFD for what is none (half a pair, beyond Unicode).
void addCharacter(std::string& text, char32_t c);

/// The characters that texts use, without those of ASCII: what a font must have besides. Hangul in parts is
/// its syllables.
using Letters = std::set<char32_t>;
void addLetters(Letters& letters, std::string_view text);

/// The syllable of hangul that a part makes with what stands before it; 0 for none.
char32_t composedHangul(char32_t before, char32_t c);

/// As wide as an em: Chinese characters and their punctuation, kana, hangul, and what takes their full width.
bool isIdeographic(char32_t c);

} // namespace perilune::base
