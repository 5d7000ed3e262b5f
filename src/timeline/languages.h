#pragma once

#include "timeline/timeline.h"
#include "base/letters.h"

#include <string>
#include <string_view>
#include <vector>

namespace perilune::timeline {

/// Written as the code of a language: "en", "zh", "pt-BR".
bool isLanguage(std::string_view code);

/// The languages in which titles are given, English first, then by code.
std::vector<std::string> languagesOf(const Timeline& timeline);

/// A language in its own tongue, "Русский"; the code where we do not know it.
std::string ownNameOf(std::string_view language);

/// What is written in the titles of one language and in all that is English alone.
base::Letters lettersOf(const Timeline& timeline, std::string_view language);

} // namespace perilune::timeline
