#pragma once

#include "timeline/timeline.h"

#include <string>
#include <string_view>

namespace perilune::timeline {

/// All sources as a list, by publisher and day, each with how many entries rest on it.
std::string toMarkdown(const Timeline& timeline);

/// All sources as @misc entries of BibTeX, in the timeline's order; text in UTF-8 with TeX's own signs
/// escaped.
std::string toBibtex(const Timeline& timeline);

/// Text in which Markdown finds no mark-up of its own.
std::string markdownText(std::string_view text);
std::string bibtexText(std::string_view text);

} // namespace perilune::timeline
