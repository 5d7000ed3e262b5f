#pragma once

#include <set>
#include <string>
#include <string_view>

namespace perilune::base {

/// One character of UTF-8 from the front of `text`, which moves on; U+FFFD for what is none.
char32_t nextCharacter(std::string_view& text);

/// Adds one character to a text in UTF-8; U+FFFD for what is none (half a pair, beyond Unicode).
void addCharacter(std::string& text, char32_t c);

/// The characters that texts use, without those of ASCII: what a font must have besides.
using Letters = std::set<char32_t>;
void addLetters(Letters& letters, std::string_view text);

/// Written without blanks between words, so that a line may end after any of them: Chinese characters and
/// their punctuation, kana, and what takes their full width.
bool isIdeographic(char32_t c);

/// Whether a line may end between two characters that no blank parts: beside an ideograph, but never before a
/// mark that closes or after one that opens.
bool mayBreakBetween(char32_t left, char32_t right);

} // namespace perilune::base
