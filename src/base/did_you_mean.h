#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace perilune::base {

/// The candidate closest to `word` by edit distance, or "" when none is close enough to suggest.
std::string closestWord(std::string_view word, const std::vector<std::string>& candidates);

/// "did you mean 'strip'?" of a mistyped word, or "" where no candidate is close. Files are quoted with ',
/// the command line's words with ".
std::string didYouMean(std::string_view word, const std::vector<std::string>& candidates, char quote = '\'');

/// What the command line says to a name that is none: `no site is called "x"; did you mean "y"?`
std::string unknownName(std::string_view what, std::string_view name, const std::vector<std::string>& names);

} // namespace perilune::base
