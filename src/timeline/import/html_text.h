#pragma once

#include <string>
#include <string_view>

namespace perilune::timeline {

/// The words of a piece of HTML.
struct HtmlText {
    std::string words;     ///< white space made single; the address of a link stands behind its words
    bool hadTags = false;  ///< mark-up was left out: what was bold or a list is no longer
    bool hadMedia = false; ///< a picture, a film or a frame was left out
};

/// Tags left out, character references written out as browsers do (all names, numbers, and those of
/// Windows-1252 that old pages wrote as numbers); what only looks like mark-up ("a < b", "AT&T") stays.
HtmlText htmlText(std::string_view html);

} // namespace perilune::timeline
