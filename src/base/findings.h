#pragma once

#include "base/diagnostic.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace perilune::base {

/// How a short choice is put into words where no word of it is close to the one that was written.
struct ChoiceWords {
    std::string_view lead = "known here: ";
    std::size_t most = 12; ///< so many words are listed in full
};

/// The mistakes of one load, gathered so that all are told in one pass; bounded, so that a hostile file costs
/// little.
class Findings {
  public:
    explicit Findings(ChoiceWords words = {}) : words_(words) {}

    void error(const SourcePlace& place, std::string what, std::string todo = "");
    void warning(const SourcePlace& place, std::string what, std::string todo = "");
    void add(std::vector<Diagnostic> diagnostics);

    /// "did you mean 'x'?" for a mistyped word; else the choice itself where it is short; else `otherwise`,
    /// or how many there are.
    std::string suggest(std::string_view word, const std::vector<std::string>& candidates,
                        std::string otherwise = "");

    bool hasErrors() const { return hasErrors_; }
    /// In order of place; `files` gives the order of the files.
    std::vector<Diagnostic> take(const std::vector<std::string>& files);

  private:
    void put(Diagnostic diagnostic);

    ChoiceWords words_;
    std::vector<Diagnostic> found_;
    std::size_t listed_[2] = {}, unlisted_[2] = {}; ///< by severity: warnings never crowd out a mistake
    /// What is said in the same words in many places is the consequence of one mistake: how often, by words.
    std::map<std::tuple<Severity, std::string, std::string>, std::size_t> alike_;
    std::size_t compared_ = 0;
    bool hasErrors_ = false;
};

/// Text from a file as a message may show it: short, on one line, in quotes.
std::string inQuotes(std::string_view text);

} // namespace perilune::base
