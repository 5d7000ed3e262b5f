#include "base/findings.h"

#include "base/did_you_mean.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace perilune::base {

namespace {

constexpr std::size_t kMostFindings = 1000; ///< of a kind are listed; further ones are only counted
constexpr std::size_t kMostAlike = 5; ///< are listed one by one; of more only the first, with their number
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
    auto words = std::tuple(diagnostic.severity, diagnostic.what, diagnostic.todo);
    if (const auto known = alike_.find(words); known != alike_.end()) {
        if (++known->second > kMostAlike)
            return;
    } else if (alike_.size() < kMostFindings) {
        alike_.emplace(std::move(words), 1);
    }
    const auto kind = std::size_t(diagnostic.severity);
    if (listed_[kind] < kMostFindings) {
        ++listed_[kind];
        found_.push_back(std::move(diagnostic));
    } else {
        ++unlisted_[kind];
    }
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
    std::size_t none = 1;
    std::vector<Diagnostic> listed;
    for (Diagnostic& d : found_) {
        const auto known = alike_.find(std::tuple(d.severity, d.what, d.todo));
        std::size_t& times = known == alike_.end() ? none : known->second;
        if (times == 0)
            continue; // told with the first one
        if (times > kMostAlike) {
            d.what += fmt::format(" (here and in {} more places)", times - 1);
            times = 0;
        }
        listed.push_back(std::move(d));
    }
    found_ = std::move(listed);
    for (const Severity severity : {Severity::Error, Severity::Warning})
        if (const std::size_t unlisted = unlisted_[std::size_t(severity)]; unlisted > 0) {
            SourcePlace place;
            place.file = found_.back().place.file;
            found_.push_back({severity, place,
                              fmt::format("{} more {} are not listed", unlisted,
                                          severity == Severity::Error ? "mistakes" : "warnings"),
                              "mend the ones above first"});
        }
    return std::move(found_);
}

} // namespace perilune::base
