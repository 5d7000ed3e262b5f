#pragma once

#include "base/findings.h"

#include <string>
#include <string_view>

namespace perilune::timeline {

/// A file's text in UTF-8.
struct Decoded {
    std::string text;
    std::string encoding;     ///< "UTF-8", "UTF-16", "Windows-1252"
    bool guessed = false;     ///< nothing in the file says so
    int line = 1, column = 1; ///< where the first letter stands that another encoding would read otherwise
    std::string sample;       ///< the word in which it stands
};

/// UTF-8 and UTF-16 as their marks and zero bytes tell them; what is no UTF-8 is read as Windows-1252.
/// Control characters and half characters are mistakes, told with their place.
Decoded decoded(std::string_view bytes, const std::string& file, base::Findings& findings);

} // namespace perilune::timeline
