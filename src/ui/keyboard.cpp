#include "ui/keyboard.h"

#include "ui/utf8.h"

#include <algorithm>

namespace perilune::ui {

namespace {

constexpr std::string_view kDigits = "0123456789";

bool isLetter(char32_t c) {
    return c >= U'a' && c <= U'z';
}

bool isDigit(char c) {
    return kDigits.find(c) != std::string_view::npos;
}

char32_t lower(char32_t c) {
    return c >= U'A' && c <= U'Z' ? c + (U'a' - U'A') : c;
}

/// Of the letters that keyboards without Latin ones bear, those that have a capital at a fixed distance.
char32_t upper(char32_t c) {
    if (isLetter(c) || (c >= U'а' && c <= U'я') || (c >= U'α' && c <= U'ω' && c != U'ς'))
        return c - 0x20;
    return c >= U'ѐ' && c <= U'џ' ? c - 0x50 : c;
}

/// A sign that means something, written as such.
char amongSigns(char32_t c, std::string_view signs) {
    const char32_t low = c == U'−' ? U'-' : lower(c);
    return low < 0x80 && low != 0 && signs.find(char(low)) != std::string_view::npos ? char(low) : 0;
}

/// The equals sign is there for keyboards on which plus wants Shift.
bool isIdle(char sign, const Layout& layout) {
    return sign == '=' && layout.bears(U'+');
}

} // namespace

Layout::Layout() {
    for (const char place : kPlaces)
        set(place, char32_t(place));
}

char32_t Layout::at(char place) const {
    return place > 0 ? at_[std::size_t(place)] : 0;
}

void Layout::set(char place, char32_t sign) {
    if (kPlaces.find(place) != std::string_view::npos)
        at_[std::size_t(place)] = lower(sign);
}

bool Layout::isLatin() const {
    return std::any_of(at_.begin(), at_.end(), isLetter);
}

bool Layout::bears(char32_t sign) const {
    return std::find(at_.begin(), at_.end(), sign) != at_.end();
}

char signOf(const KeyStroke& stroke, const Layout& layout, std::string_view signs) {
    if (stroke.key != Key::Sign)
        return 0;
    for (const char32_t c : {stroke.typed, layout.at(stroke.place)})
        if (const char sign = amongSigns(c, signs); sign && !isIdle(sign, layout))
            return sign;
    const char place = amongSigns(char32_t(stroke.place), signs);
    if (isDigit(place))
        return place;
    if (!place || layout.isLatin())
        return 0;
    // A sign that stands on another key is that one's.
    return isLetter(char32_t(place)) || !layout.bears(char32_t(place)) ? place : 0;
}

std::string nameOf(char sign, const Layout& layout, std::string_view signs) {
    // Where a digit's key writes another sign that means something, it is the shifted one.
    if (isDigit(sign) && signOf({.place = sign}, layout, signs) != sign)
        return std::string("Shift ") + sign;
    const std::string latin(1, char(upper(char32_t(sign))));
    // Such a key bears both on most keyboards, and a page or a person may speak of either.
    if (isLetter(char32_t(sign)) && !layout.isLatin() && layout.at(sign))
        return utf8Of(upper(layout.at(sign))) + " (" + latin + ")";
    return latin;
}

} // namespace perilune::ui
