#pragma once

#include "base/checked_yaml.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace perilune::story {

/// How stories and jobs put a short choice into words.
inline constexpr base::ChoiceWords kChoiceWords{.lead = "use one of ", .most = 14};

/// The times of one story. However many lie after its end (a duration that was mistyped), that is told once.
class StoryTimes {
  public:
    /// `isGiven`: the duration stands in the file and is right; else what lies after it is a consequence of
    /// that.
    StoryTimes(double durationS, bool isGiven, const base::CheckedYaml& fields)
        : durationS_(durationS), isGiven_(isGiven), fields_(fields) {}

    /// Nothing where it is wrong or after the end.
    std::optional<double> read(const base::YamlNode& node, std::string_view what);
    /// After the last one: tells what lies after the end.
    void tell() const;

  private:
    double durationS_;
    bool isGiven_;
    const base::CheckedYaml& fields_;
    const base::YamlNode* first_ = nullptr; ///< that lies after the end
    std::string what_;
    std::size_t later_ = 0;
    double latestS_ = 0.0;
};

/// Seconds, or minutes:seconds, as in 65.5 or 1:05.5.
std::optional<double> readTime(const base::YamlNode& node, std::string_view what, double greatest,
                               const base::CheckedYaml& fields);

} // namespace perilune::story
