#pragma once

#include "base/result.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace perilune::story {

/// What of a story's picture a film leaves out. What the picture owes its viewer (the Sun is pinned, relief
/// is modelled) stays.
struct LeftOut {
    bool strip = false, date = false, titles = false, card = false, pins = false;
    bool operator==(const LeftOut&) const = default;
};
/// "strip, date"; "nothing".
base::Result<LeftOut> parseLeftOut(std::string_view text);
std::string inWords(const LeftOut& without);

/// How long a card of a film stands, seconds; 0: there is none.
inline constexpr double kLongestCardS = 60.0;
base::Result<double> parseCardSeconds(std::string_view text);

/// A time of a film, "12.5" or "1:05"; "auto" (below 0): one that shows much.
base::Result<double> parsePosterTime(std::string_view text);
std::string posterTimeInWords(double seconds);

/// "shown", "hidden".
base::Result<bool> parseSafeAreas(std::string_view text);
/// "sky": its black is transparent; "none".
base::Result<bool> parseAlpha(std::string_view text);
/// Terms under which a film may be used, as its maker puts them: one line; "unsaid": nothing is said.
base::Result<std::string> parseLicence(std::string_view text);

/// What of narration or of music is heard: what the story names, nothing, a draft (the captions, spoken by a
/// program), or a file.
struct SoundChoice {
    enum class What { Story, None, Draft, File };
    What what = What::Story;
    std::filesystem::path file; ///< of What::File: from the beginning on; music is repeated to the end
    bool operator==(const SoundChoice&) const = default;
};
/// "story", "none", "draft", or a file's name; one that is called as these words are is written "./draft".
base::Result<SoundChoice> parseNarration(std::string_view text);
base::Result<SoundChoice> parseMusic(std::string_view text); ///< without draft
/// The word, or the file as seen from a folder.
std::string inWords(const SoundChoice& choice, const std::filesystem::path& folder);

} // namespace perilune::story
