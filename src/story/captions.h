#pragma once

#include "story/storyboard.h"

#include <string>
#include <vector>

namespace perilune::story {

/// The captions of a part of a story, in seconds from that part's beginning.
std::vector<Caption> captionsBetween(const Storyboard& story, double fromS, double toS);

/// As a file that players read beside a film: WebVTT (W3C, 2019) and SubRip.
std::string webVtt(const std::vector<Caption>& captions);
std::string subRip(const std::vector<Caption>& captions);

} // namespace perilune::story
