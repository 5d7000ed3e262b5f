#include "capture/segments.h"

#include "base/numbers.h"

#include <fmt/format.h>

#include <algorithm>

namespace perilune::capture {

namespace {

constexpr int kMostParts = 100'000;

} // namespace

std::vector<Segment> segmentsOf(story::FrameRate rate, std::int64_t first, std::int64_t last) {
    const std::int64_t length = std::max<std::int64_t>(1, 2 * rate.num / rate.den);
    std::vector<Segment> segments;
    for (std::int64_t number = first / length; number * length <= last; ++number)
        segments.push_back(
            {number, std::max(first, number * length), std::min(last, (number + 1) * length - 1)});
    return segments;
}

base::Result<Part> parsePart(std::string_view text) {
    const std::size_t slash = text.find('/');
    const auto number = base::wholeNumber<int>(text.substr(0, slash));
    const auto of =
        slash == text.npos ? std::optional<int>() : base::wholeNumber<int>(text.substr(slash + 1));
    if (!number || !of || *of < 1 || *of > kMostParts || *number < 1 || *number > *of)
        return base::inputError(
            fmt::format("\"{}\" is no part of a film; give K/N, the Kth of N shares, for example 2/4", text));
    return Part{*number, *of};
}

std::vector<Segment> shareOf(const std::vector<Segment>& segments, Part part) {
    const auto at = [&](int k) {
        return segments.begin() + std::ptrdiff_t(segments.size() * std::size_t(k) / std::size_t(part.of));
    };
    return {at(part.number - 1), at(part.number)};
}

std::string framesInWords(const std::vector<Segment>& segments) {
    std::string words;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const std::int64_t first = segments[i].first;
        while (i + 1 < segments.size() && segments[i + 1].first == segments[i].last + 1)
            ++i;
        words += fmt::format("{}{}-{}", words.empty() ? "" : ", ", first, segments[i].last);
    }
    return words;
}

} // namespace perilune::capture
