#include "base/numbers.h"

#include <algorithm>
#include <cmath>
#include <locale>
#include <sstream>
#include <string>

namespace perilune::base {

namespace {

/// -?(digits[.digits]|.digits)([eE][+-]?digits)?
bool isDecimal(std::string_view text) {
    const auto digits = [&text] {
        const std::size_t count = std::min(text.find_first_not_of("0123456789"), text.size());
        text.remove_prefix(count);
        return count;
    };
    const auto skip = [&text](std::string_view any) {
        const bool there = !text.empty() && any.find(text.front()) != any.npos;
        text.remove_prefix(there ? 1 : 0);
        return there;
    };
    skip("-");
    std::size_t count = digits();
    if (skip("."))
        count += digits();
    if (count == 0)
        return false;
    if (skip("eE")) {
        skip("+-");
        if (digits() == 0)
            return false;
    }
    return text.empty();
}

} // namespace

std::optional<double> decimalNumberByStream(std::string_view text) {
    if (!isDecimal(text))
        return std::nullopt;
    std::istringstream in{std::string(text)};
    in.imbue(std::locale::classic());
    double value = 0.0;
    return in >> value && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

std::optional<double> decimalNumber(std::string_view text) {
#if defined(__cpp_lib_to_chars)
    double value = 0.0;
    const char* const last = text.data() + text.size();
    const auto [end, fault] = std::from_chars(text.data(), last, value);
    return fault == std::errc{} && end == last && std::isfinite(value) ? std::optional(value) : std::nullopt;
#else
    return decimalNumberByStream(text);
#endif
}

} // namespace perilune::base
