#pragma once

#include "base/diagnostic.h"

#include <string>
#include <string_view>
#include <vector>

namespace perilune::timeline {

/// The mistakes of one load, gathered so that all are told in one pass; bounded, so that a hostile file costs
/// little.
class Findings {
  public:
    void error(const base::SourcePlace& place, std::string what, std::string todo = "");
    void warning(const base::SourcePlace& place, std::string what, std::string todo = "");
    void add(std::vector<base::Diagnostic> diagnostics);

    /// "did you mean 'x'?" for a mistyped word; else the choice itself where it is short; else `otherwise`.
    std::string suggest(std::string_view word, const std::vector<std::string>& candidates,
                        std::string otherwise = "");

    bool hasErrors() const { return hasErrors_; }
    /// In order of place; `files` gives the order of the files.
    std::vector<base::Diagnostic> take(const std::vector<std::string>& files);

  private:
    void put(base::Diagnostic diagnostic);

    std::vector<base::Diagnostic> found_;
    std::size_t unlisted_ = 0;
    std::size_t compared_ = 0;
    bool hasErrors_ = false;
};

/// Text from a file as a message may show it: short, on one line.
std::string inQuotes(std::string_view text);

} // namespace perilune::timeline
