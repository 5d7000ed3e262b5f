#include "base/findings.h"

#include "base/did_you_mean.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace perilune::base {

namespace {

constexpr std::size_t kMostFindings = 1000;       ///< listed; further ones are only counted
constexpr std::size_t kMostComparisons = 200'000; ///< of mistyped words with candidates, in one load

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

void Findings::error(const SourcePlace& place, std::string what, std::string todo) {
    put({Severity::Error, place, std::move(what), std::move(todo)});
}

void Findings::warning(const SourcePlace& place, std::string what, std::string todo) {
    put({Severity::Warning, place, std::move(what), std::move(todo)});
}

void Findings::add(std::vector<Diagnostic> diagnostics) {
    for (Diagnostic& diagnostic : diagnostics)
        put(std::move(diagnostic));
}

void Findings::put(Diagnostic diagnostic) {
    hasErrors_ = hasErrors_ || diagnostic.severity == Severity::Error;
    if (found_.size() < kMostFindings)
        found_.push_back(std::move(diagnostic));
    else
        ++unlisted_;
}

std::string Findings::suggest(std::string_view word, const std::vector<std::string>& candidates,
                              std::string otherwise) {
    if (compared_ + candidates.size() <= kMostComparisons) {
        compared_ += candidates.size();
        if (std::string meant = didYouMean(word, candidates); !meant.empty())
            return meant;
    }
    if (!candidates.empty() && candidates.size() <= words_.most)
        return fmt::format("{}{}", words_.lead, fmt::join(candidates, ", "));
    if (!otherwise.empty())
        return otherwise;
    return candidates.empty() ? "there is none to name"
                              : fmt::format("{} are known, none of them alike", candidates.size());
}

std::vector<Diagnostic> Findings::take(const std::vector<std::string>& files) {
    std::map<std::string, std::size_t> order;
    for (const std::string& file : files)
        order.emplace(file, order.size());
    const auto key = [&](const Diagnostic& d) {
        const auto file = order.find(d.place.file);
        return std::tuple(file == order.end() ? order.size() : file->second, d.place.line, d.place.column);
    };
    std::stable_sort(found_.begin(), found_.end(),
                     [&](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
    if (unlisted_ > 0) {
        SourcePlace place;
        place.file = found_.back().place.file;
        found_.push_back({Severity::Error, place, fmt::format("{} more mistakes are not listed", unlisted_),
                          "mend the ones above first"});
    }
    return std::move(found_);
}

} // namespace perilune::base
