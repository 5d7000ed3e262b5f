#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace perilune::overlay {

/// Where lines of a text may end by Unicode's rules (UAX 14), as bytes from its beginning: after blanks and
/// hyphens, between ideographs but not before a mark that closes, between Thai words. The text's end is the
/// last.
std::vector<std::size_t> lineBreaksOf(std::string_view text);

} // namespace perilune::overlay
