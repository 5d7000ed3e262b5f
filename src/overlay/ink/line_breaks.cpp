#include "overlay/ink/line_breaks.h"

#include "base/letters.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <cstdint>
#include <memory>
#include <string>

namespace perilune::overlay {

namespace {

/// Between ideographs a quotation mark opens or closes as their own brackets do (UAX 14 from Unicode 16 on,
/// rule LB19a; ICU's rules are older): they take its place, byte for byte.
std::string withBracketsForQuotes(std::string_view text) {
    std::string out(text);
    char32_t before = 0;
    for (std::string_view rest = text; !rest.empty();) {
        const std::size_t at = text.size() - rest.size();
        const char32_t c = base::nextCharacter(rest);
        std::string_view ahead = rest;
        const bool opens = c == U'\u2018' || c == U'\u201C', closes = c == U'\u2019' || c == U'\u201D';
        if ((opens || closes) && base::isIdeographic(before) && !ahead.empty() &&
            base::isIdeographic(base::nextCharacter(ahead)))
            out.replace(at, 3, opens ? "\u300C" : "\u300D");
        before = c;
    }
    return out;
}

} // namespace

std::vector<std::size_t> lineBreaksOf(std::string_view text) {
    std::vector<std::size_t> ends;
    if (text.empty())
        return ends;
    const std::string asRead = withBracketsForQuotes(text);
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UText, decltype(&utext_close)> utf8(
        utext_openUTF8(nullptr, asRead.data(), std::int64_t(asRead.size()), &status), &utext_close);
    // "" is the root of all locales: the same lines on every machine.
    const std::unique_ptr<UBreakIterator, decltype(&ubrk_close)> breaks(
        ubrk_open(UBRK_LINE, "", nullptr, 0, &status), &ubrk_close);
    if (U_SUCCESS(status))
        ubrk_setUText(breaks.get(), utf8.get(), &status);
    if (U_SUCCESS(status)) {
        ubrk_first(breaks.get());
        for (auto end = ubrk_next(breaks.get()); end != UBRK_DONE; end = ubrk_next(breaks.get()))
            ends.push_back(std::size_t(end));
    }
    if (ends.empty() || ends.back() != text.size())
        ends.push_back(text.size()); // without ICU's data lines are cut where they must be
    return ends;
}

} // namespace perilune::overlay
