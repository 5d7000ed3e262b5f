#include "story/film_extras.h"

#include "base/did_you_mean.h"
#include "base/numbers.h"
#include "base/paths.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <vector>

namespace perilune::story {

namespace {

constexpr std::pair<std::string_view, bool LeftOut::*> kParts[] = {
    {"strip", &LeftOut::strip}, {"date", &LeftOut::date}, {"titles", &LeftOut::titles},
    {"card", &LeftOut::card},   {"pins", &LeftOut::pins},
};
constexpr std::pair<std::string_view, SoundChoice::What> kChoices[] = {{"story", SoundChoice::What::Story},
                                                                       {"none", SoundChoice::What::None},
                                                                       {"draft", SoundChoice::What::Draft}};
constexpr std::string_view kNothing = "nothing";
constexpr double kLongestPosterS = 7200.0;
constexpr std::size_t kLongestLicence = 120;

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(' ');
    if (first == text.npos)
        return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

} // namespace

base::Result<LeftOut> parseLeftOut(std::string_view text) {
    LeftOut without;
    if (trimmed(text) == kNothing)
        return without;
    for (std::string_view rest = text;;) {
        const std::size_t comma = rest.find(',');
        const std::string_view word = trimmed(rest.substr(0, comma));
        bool known = false;
        for (const auto& [name, member] : kParts)
            if (word == name)
                without.*member = known = true;
        if (!known) {
            std::vector<std::string_view> names;
            for (const auto& part : kParts)
                names.push_back(part.first);
            return base::inputError(
                fmt::format("\"{}\" is no part that a film can leave out; give nothing, or "
                            "some of {}, with commas between",
                            word, fmt::join(names, ", ")));
        }
        if (comma == rest.npos)
            return without;
        rest.remove_prefix(comma + 1);
    }
}

std::string inWords(const LeftOut& without) {
    std::string words;
    for (const auto& [name, member] : kParts)
        if (without.*member)
            words += (words.empty() ? "" : ", ") + std::string(name);
    return words.empty() ? std::string(kNothing) : words;
}

base::Result<double> parseCardSeconds(std::string_view text) {
    const auto seconds = base::decimalNumber(text);
    if (!seconds || *seconds < 0.0 || *seconds > kLongestCardS)
        return base::inputError(
            fmt::format("\"{}\" is no time for a card; give 0 (none) to {} seconds", text, kLongestCardS));
    return *seconds;
}

base::Result<double> parsePosterTime(std::string_view text) {
    if (text == "auto")
        return -1.0;
    const std::size_t colon = text.find(':');
    const auto minutes =
        colon == text.npos ? std::optional<int>(0) : base::wholeNumber<int>(text.substr(0, colon));
    const auto seconds = base::decimalNumber(colon == text.npos ? text : text.substr(colon + 1));
    const bool sound = minutes && seconds && *minutes >= 0 && *seconds >= 0.0 &&
                       (colon == text.npos || *seconds < 60.0) &&
                       60.0 * *minutes + *seconds <= kLongestPosterS;
    if (!sound)
        return base::inputError(
            fmt::format("\"{}\" is no time of a film; give auto, or seconds as 12.5 or 1:05", text));
    return 60.0 * *minutes + *seconds;
}

std::string posterTimeInWords(double seconds) {
    return seconds < 0.0 ? "auto" : fmt::format("{}", seconds);
}

base::Result<bool> parseSafeAreas(std::string_view text) {
    if (text == "shown" || text == "hidden")
        return text == "shown";
    return base::inputError(
        fmt::format("\"{}\" is none of what safe areas may be; give shown or hidden", text));
}

base::Result<bool> parseAlpha(std::string_view text) {
    if (text == "sky" || text == "none")
        return text == "sky";
    return base::inputError(
        fmt::format("\"{}\" is no way to be transparent; give sky (its black is) or none", text));
}

base::Result<std::string> parseLicence(std::string_view text) {
    if (text == "unsaid")
        return std::string();
    if (text.empty() || text.size() > kLongestLicence || text.find_first_of("\n\r\t") != text.npos)
        return base::inputError(
            fmt::format("a licence is one line of at most {} letters; give its name, such "
                        "as CC BY 4.0, or unsaid",
                        kLongestLicence));
    return std::string(text);
}

base::Result<SoundChoice> parseNarration(std::string_view text) {
    using What = SoundChoice::What;
    for (const auto& [word, what] : kChoices)
        if (text == word)
            return SoundChoice{what, {}};
    if (text.empty())
        return base::inputError("\"\" names no sound; give story, none, or a file");
    return SoundChoice{What::File, std::filesystem::path(text)};
}

base::Result<SoundChoice> parseMusic(std::string_view text) {
    if (text == "draft")
        return base::inputError("\"draft\" is spoken, not played; give story, none, or a file (./draft)");
    return parseNarration(text);
}

std::string inWords(const SoundChoice& choice, const std::filesystem::path& folder) {
    for (const auto& [word, what] : kChoices)
        if (choice.what == what)
            return std::string(word);
    const std::string seen = base::seenFrom(folder, choice.file);
    for (const auto& [word, what] : kChoices)
        if (seen == word)
            return "./" + seen;
    return seen;
}

} // namespace perilune::story
