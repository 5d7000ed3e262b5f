#pragma once

#include <charconv>
#include <concepts>
#include <optional>
#include <string_view>

namespace perilune::base {

/// A text that is a whole number from end to end, in digits of `radix`; nothing for any other text, for
/// blanks, for a leading '+' and for what T cannot hold.
template <std::integral T> std::optional<T> wholeNumber(std::string_view text, int radix = 10) {
    T value{};
    const char* const last = text.data() + text.size();
    const auto [end, fault] = std::from_chars(text.data(), last, value, radix);
    return fault == std::errc{} && end == last ? std::optional<T>(value) : std::nullopt;
}

/// The same for a decimal number such as -84.9 or 1e-3, with a point whatever the language of the machine is;
/// finite.
std::optional<double> decimalNumber(std::string_view text);

/// What decimalNumber does where the standard library has no from_chars for it (libc++).
std::optional<double> decimalNumberByStream(std::string_view text);

} // namespace perilune::base
