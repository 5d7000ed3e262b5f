#include "timeline/edtf.h"

#include <fmt/format.h>

#include <optional>

namespace perilune::timeline {

using base::Day;
using base::inputError;
using base::makeDay;
using base::Result;
using std::chrono::days;

Day Window::firstDay() const {
    return begin;
}
Day Window::lastDay() const {
    return end - days{1};
}

bool Window::contains(Day day) const {
    return (openBegin || day >= begin) && (openEnd || day < end);
}

Day Window::anchor() const {
    return openEnd ? firstDay() : lastDay();
}

namespace {

constexpr std::size_t kLongestDate = 64; ///< longer texts are no dates

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool isDigits(std::string_view text) {
    for (const char c : text)
        if (!isDigit(c))
            return false;
    return !text.empty();
}

int number(std::string_view digits) {
    int value = 0;
    for (const char c : digits)
        value = value * 10 + (c - '0');
    return value;
}

/// `months` months from the first of a month of a year; months past December lie in the next year.
Result<Window> months(int year, int firstMonth, int count, Precision precision) {
    const auto firstOf = [&](int month) {
        return Day{std::chrono::year_month_day{
            std::chrono::year{year + (month - 1) / 12},
            std::chrono::month{static_cast<unsigned>((month - 1) % 12 + 1)}, std::chrono::day{1}}};
    };
    if (const auto first = makeDay(year, 1, 1); !first)
        return tl::unexpected(first.error());
    Window window;
    window.begin = firstOf(firstMonth);
    window.end = firstOf(firstMonth + count);
    window.precision = precision;
    return window;
}

Result<Window> years(int first, int count, Precision precision) {
    return months(first, 1, 12 * count, precision);
}

/// A month 01..12 or a sub-year grouping of ISO 8601-2. Seasons are the meteorological ones: three whole
/// months.
Result<Window> partOfYear(int year, int part) {
    if (part >= 1 && part <= 12)
        return months(year, part, 1, Precision::Month);
    if (part >= 21 && part <= 24)
        return months(year, 3 + 3 * (part - 21), 3, Precision::Season);
    if (part >= 25 && part <= 28)
        return months(year, 3 + 3 * (part - 25), 3, Precision::Season);
    if (part >= 29 && part <= 30)
        return months(year, 9 + 3 * (part - 29), 3, Precision::Season);
    if (part >= 31 && part <= 32)
        return months(year, 3 + 3 * (part - 31), 3, Precision::Season);
    if (part >= 33 && part <= 36)
        return months(year, 1 + 3 * (part - 33), 3, Precision::Quarter);
    if (part >= 40 && part <= 41)
        return months(year, 1 + 6 * (part - 40), 6, Precision::Half);
    if (part >= 37 && part <= 39)
        return inputError(
            fmt::format("thirds of a year (-{}) are not used; write the months, as in {}-{:02}/{}-{:02}",
                        part, year, 1 + 4 * (part - 37), year, 4 + 4 * (part - 37)));
    return inputError(fmt::format("there is no month {}; write 01 to 12, 21 to 24 for seasons, 33 to 36 for "
                                  "quarters, 40 or 41 for halves",
                                  part));
}

auto notADate(std::string_view text) {
    return inputError(
        fmt::format("'{}' is no date; write 2028, 2028-09, 2028-09-15, 2028-33 (first quarter), "
                    "2028/2030, 2028/.. (not before) or ../2030 (by the end of)",
                    text));
}

/// A date with some digits unknown: 202X, 20XX, 2024-XX, 2024-09-XX.
Result<Window> unspecified(std::string_view text) {
    if (text.size() == 4 && isDigits(text.substr(0, 3)))
        return years(number(text.substr(0, 3)) * 10, 10, Precision::Decade);
    const bool year = text.size() >= 7 && isDigits(text.substr(0, 4)) && text[4] == '-';
    if (year && (text.substr(4) == "-XX" || text.substr(4) == "-XX-XX"))
        return years(number(text.substr(0, 4)), 1, Precision::Year);
    if (year && text.size() == 10 && isDigits(text.substr(5, 2)) && text.substr(7) == "-XX") {
        const int month = number(text.substr(5, 2));
        if (month >= 1 && month <= 12)
            return partOfYear(number(text.substr(0, 4)), month);
    }
    return inputError(
        fmt::format("'{}' leaves out too much; X may stand for the last digit of a year (202X), "
                    "for a month or for a day",
                    text));
}

/// A date without slash: year, part of a year, day, instant.
Result<Window> plain(std::string_view text) {
    if (text.find('X') != std::string_view::npos || text.find('u') != std::string_view::npos)
        return unspecified(text);
    if (text.starts_with('Y') || text.starts_with('-'))
        return inputError(
            fmt::format("the year of '{}' is outside {} to {}", text, base::kFirstYear, base::kLastYear));
    const bool year = text.size() >= 4 && isDigits(text.substr(0, 4));
    if (year && text.size() == 4)
        return years(number(text), 1, Precision::Year);
    if (year && text.size() == 7 && text[4] == '-' && isDigits(text.substr(5)))
        return partOfYear(number(text.substr(0, 4)), number(text.substr(5)));
    if (year && text.size() >= 10 && text[4] == '-' && text[7] == '-') {
        const bool instant = text.size() > 10 && text[10] == 'T';
        if (text.size() > 10 && !instant)
            return notADate(text);
        const auto day = instant ? base::parseInstant(text).map(base::dayOf) : base::parseDay(text);
        if (!day)
            return tl::unexpected(day.error());
        return Window{.begin = *day, .end = *day + days{1}, .precision = Precision::Day, .edtf = {}};
    }
    return notADate(text);
}

auto severalDates(std::string_view text) {
    return inputError(fmt::format(
        "'{}' is a set or list of dates; name the one that was meant, or a span such as 2028/2030", text));
}

/// A date with the qualifiers that level 1 allows: one of ~ ? % at its end.
Result<Window> qualified(std::string_view text) {
    const char last = text.empty() ? ' ' : text.back();
    const bool marked = last == '~' || last == '?' || last == '%';
    const std::string_view date = marked ? text.substr(0, text.size() - 1) : text;
    if (date.find_first_of("~?%") != std::string_view::npos)
        return inputError(fmt::format(
            "'{}' marks a part of the date; put one mark at its end: ~ about, ? uncertain, % both", text));
    auto window = plain(date);
    if (!window)
        return window;
    window->approximate = last == '~' || last == '%';
    window->uncertain = last == '?' || last == '%';
    return window;
}

Result<Window> interval(std::string_view text, std::size_t slash) {
    const std::string_view from = text.substr(0, slash), to = text.substr(slash + 1);
    if (to.find('/') != std::string_view::npos)
        return notADate(text);
    if (from.empty() || to.empty())
        return inputError(
            fmt::format("'{}' leaves one end unknown, which says nothing; write '{}/{}' for an open end",
                        text, from.empty() ? ".." : from, to.empty() ? ".." : to));
    if (from == ".." && to == "..")
        return inputError("'../..' is open at both ends, which says nothing; leave it out");
    const bool openBegin = from == "..", openEnd = to == "..";
    auto first = openBegin ? Result<Window>(Window{}) : qualified(from);
    if (!first)
        return first;
    auto last = openEnd ? Result<Window>(Window{}) : qualified(to);
    if (!last)
        return last;
    if (openBegin || openEnd) {
        Window window = openBegin ? *last : *first;
        window.openBegin = openBegin;
        window.openEnd = openEnd;
        return window;
    }
    if (last->end <= first->begin)
        return inputError(fmt::format("'{}' ends before it begins; write '{}/{}'", text, to, from));
    if (last->begin < first->begin || last->end < first->end)
        return inputError(
            fmt::format("the ends of '{}' overlap; write both as exactly, as in 2024-06/2024-12", text));
    Window window;
    window.begin = first->begin;
    window.end = last->end;
    window.precision = Precision::Range;
    window.approximate = first->approximate || last->approximate;
    window.uncertain = first->uncertain || last->uncertain;
    return window;
}

} // namespace

std::string dayWithin(Day day, Day first, Day last) {
    const std::chrono::year_month_day begin{first}, end{last + days{1}};
    const bool months = begin.day() == std::chrono::day{1} && end.day() == std::chrono::day{1};
    const bool wholeYears =
        months && begin.month() == std::chrono::January && end.month() == std::chrono::January;
    return base::formatDay(day).substr(0, wholeYears ? 4 : months ? 7 : 10);
}

Result<Window> parseEdtf(std::string_view text) {
    if (text.empty())
        return inputError("a date is missing; write 2028, 2028-09 or 2028-09-15");
    if (text.size() > kLongestDate)
        return notADate(fmt::format("{}…", text.substr(0, 40)));
    if (text.find('/') == std::string_view::npos && (text.starts_with("..") || text.ends_with(".."))) {
        const bool before = text.starts_with("..");
        const std::string_view date = before ? text.substr(2) : text.substr(0, text.size() - 2);
        return inputError(fmt::format("'{}' has no slash; did you mean '{}'?", text,
                                      before ? fmt::format("../{}", date) : fmt::format("{}/..", date)));
    }
    if (text.starts_with('[') || text.starts_with('{'))
        return severalDates(text);
    const std::size_t slash = text.find('/');
    auto window = slash == std::string_view::npos ? qualified(text) : interval(text, slash);
    if (window)
        window->edtf = std::string(text);
    return window;
}

} // namespace perilune::timeline
