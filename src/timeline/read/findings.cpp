#include "timeline/read/findings.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace perilune::timeline {

namespace {

constexpr std::size_t kMostFindings = 1000;       ///< listed; further ones are only counted
constexpr std::size_t kMostComparisons = 200'000; ///< of mistyped words with candidates, in one load
constexpr std::size_t kShortChoice = 12;          ///< so many words are listed in full

std::string listed(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : ", ") + word;
    return text;
}

} // namespace

std::string inQuotes(std::string_view text) {
    constexpr std::size_t kLongest = 48;
    std::string shown(text.substr(0, kLongest));
    if (text.size() > kLongest) {
        while (!shown.empty() && (static_cast<unsigned char>(shown.back()) & 0xC0u) == 0x80u)
            shown.pop_back();
        if (!shown.empty() && static_cast<unsigned char>(shown.back()) >= 0xC0u)
            shown.pop_back();
        shown += "…";
    }
    std::replace_if(
        shown.begin(), shown.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    return "'" + shown + "'";
}

void Findings::error(const base::SourcePlace& place, std::string what, std::string todo) {
    put({base::Severity::Error, place, std::move(what), std::move(todo)});
}

void Findings::warning(const base::SourcePlace& place, std::string what, std::string todo) {
    put({base::Severity::Warning, place, std::move(what), std::move(todo)});
}

void Findings::add(std::vector<base::Diagnostic> diagnostics) {
    for (base::Diagnostic& diagnostic : diagnostics)
        put(std::move(diagnostic));
}

void Findings::put(base::Diagnostic diagnostic) {
    hasErrors_ = hasErrors_ || diagnostic.severity == base::Severity::Error;
    if (found_.size() < kMostFindings)
        found_.push_back(std::move(diagnostic));
    else
        ++unlisted_;
}

std::string Findings::suggest(std::string_view word, const std::vector<std::string>& candidates,
                              std::string otherwise) {
    if (compared_ + candidates.size() <= kMostComparisons) {
        compared_ += candidates.size();
        const std::string closest = base::closestWord(word, candidates);
        if (!closest.empty())
            return fmt::format("did you mean '{}'?", closest);
    }
    if (!candidates.empty() && candidates.size() <= kShortChoice)
        return "known here: " + listed(candidates);
    return otherwise;
}

std::vector<base::Diagnostic> Findings::take(const std::vector<std::string>& files) {
    std::map<std::string, std::size_t> order;
    for (const std::string& file : files)
        order.emplace(file, order.size());
    const auto key = [&](const base::Diagnostic& d) {
        const auto file = order.find(d.place.file);
        return std::tuple(file == order.end() ? order.size() : file->second, d.place.line, d.place.column);
    };
    std::stable_sort(found_.begin(), found_.end(),
                     [&](const base::Diagnostic& a, const base::Diagnostic& b) { return key(a) < key(b); });
    if (unlisted_ > 0) {
        base::SourcePlace place;
        place.file = found_.back().place.file;
        found_.push_back({base::Severity::Error, place,
                          fmt::format("{} more mistakes are not listed", unlisted_),
                          "mend the ones above first"});
    }
    return std::move(found_);
}

} // namespace perilune::timeline
