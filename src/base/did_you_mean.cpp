#include "base/did_you_mean.h"

#include <fmt/format.h>

#include <algorithm>

namespace perilune::base {

namespace {

// Damerau's variant: two neighbours swapped are one mistake, since that is how people mistype.
std::size_t editDistance(std::string_view a, std::string_view b) {
    std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i)
        d[i][0] = i;
    for (std::size_t j = 0; j <= b.size(); ++j)
        d[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i)
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t swap = a[i - 1] == b[j - 1] ? 0 : 1;
            d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + swap});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
        }
    return d[a.size()][b.size()];
}

} // namespace

std::string closestWord(std::string_view word, const std::vector<std::string>& candidates) {
    constexpr std::size_t kLongestWord = 64; // longer ones are no typing mistakes, and cost n^2
    if (word.empty() || word.size() > kLongestWord)
        return "";
    const std::size_t tolerance = std::max<std::size_t>(1, word.size() / 3);
    std::string best;
    std::size_t bestDistance = tolerance + 1;
    for (const std::string& candidate : candidates) {
        if (candidate.size() > kLongestWord)
            continue;
        const std::size_t distance = editDistance(word, candidate);
        if (distance < bestDistance) {
            bestDistance = distance;
            best = candidate;
        }
    }
    return best;
}

std::string didYouMean(std::string_view word, const std::vector<std::string>& candidates, char quote) {
    const std::string closest = closestWord(word, candidates);
    return closest.empty() ? "" : "did you mean " + (quote + closest) + quote + "?";
}

std::string unknownName(std::string_view what, std::string_view name, const std::vector<std::string>& names) {
    const std::string meant = didYouMean(name, names, '"');
    return fmt::format("no {} is called \"{}\"{}", what, name, meant.empty() ? "" : "; " + meant);
}

} // namespace perilune::base
