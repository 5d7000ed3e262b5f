#include "story/times.h"

#include "base/numbers.h"

#include <fmt/format.h>

#include <cmath>

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

} // namespace perilune::story
