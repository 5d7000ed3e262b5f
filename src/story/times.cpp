#include "story/times.h"

#include "story/storyboard.h"
#include "base/numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace perilune::story {

std::optional<double> readTime(const base::YamlNode& node, std::string_view what, double greatest,
                               const base::CheckedYaml& fields) {
    const std::string_view text = node.scalar;
    const std::size_t colon = text.find(':');
    if (node.kind != base::YamlNode::Kind::Scalar || colon == std::string_view::npos)
        return fields.number(node, what, 0.0, greatest);
    const std::optional<double> minutes = base::decimalNumber(text.substr(0, colon)),
                                seconds = base::decimalNumber(text.substr(colon + 1));
    const bool good = minutes && seconds && *minutes >= 0.0 && *minutes == std::floor(*minutes) &&
                      *seconds >= 0.0 && *seconds < 60.0;
    if (!good) {
        fields.error(node, fmt::format("{}: {} is no time", what, base::inQuotes(text)),
                     "write seconds, or minutes:seconds as in 1:05.5");
        return std::nullopt;
    }
    const double value = *minutes * 60.0 + *seconds;
    if (value <= greatest)
        return value;
    fields.error(node, fmt::format("{}: {} is outside 0 to {}", what, text.substr(0, 40), greatest),
                 fmt::format("write a time within {} seconds", greatest));
    return std::nullopt;
}

std::optional<double> StoryTimes::read(const base::YamlNode& node, std::string_view what) {
    constexpr double kNoBound = std::numeric_limits<double>::max();
    const std::optional<double> seconds = readTime(node, what, kNoBound, fields_);
    if (!seconds || *seconds <= durationS_)
        return seconds;
    if (later_++ == 0) {
        first_ = &node;
        what_ = what;
    }
    latestS_ = std::max(latestS_, *seconds);
    return std::nullopt;
}

void StoryTimes::tell() const {
    if (!isGiven_ || later_ == 0)
        return;
    if (later_ == 1)
        return fields_.error(
            *first_,
            fmt::format("{}: {} is outside 0 to {}", what_, first_->scalar.substr(0, 40), durationS_),
            fmt::format("write a number from 0 to {}", durationS_));
    fields_.error(
        *first_,
        fmt::format("{} times lie after the end of the story at {} s, here the first, the last at {} s",
                    later_, durationS_, latestS_),
        latestS_ <= kLongestStoryS
            ? fmt::format("let it last longer (duration: {}), or move them", latestS_)
            : fmt::format("a story lasts {} s at most: make two of it, or move them", kLongestStoryS));
}

} // namespace perilune::story
