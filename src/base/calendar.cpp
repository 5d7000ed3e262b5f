#include "base/calendar.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace perilune::base {

using namespace std::chrono;

namespace {

// Reads exactly `digits` decimal digits at `at`; -1 where they are not there.
int digitsAt(std::string_view text, std::size_t at, std::size_t digits) {
    if (at + digits > text.size())
        return -1;
    int value = 0;
    for (std::size_t i = at; i < at + digits; ++i) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

bool charAt(std::string_view text, std::size_t at, char c) {
    return at < text.size() && text[at] == c;
}

auto notAnInstant(std::string_view text) {
    return inputError(fmt::format("'{}' is no instant; write 2024-09-08 or 2024-09-08T12:30:15Z (always UTC)",
                                  text.substr(0, 40)));
}

} // namespace

Result<Day> makeDay(int y, unsigned m, unsigned d) {
    const year_month_day date{year{y}, month{m}, day{d}};
    if (y < kFirstYear || y > kLastYear)
        return inputError(fmt::format("the year {} is outside {} to {}", y, kFirstYear, kLastYear));
    if (m < 1 || m > 12)
        return inputError(fmt::format("there is no month {}", m));
    if (!date.ok())
        return inputError(fmt::format("{} {} has no day {}", monthName(m), y, d));
    return sys_days{date};
}

Result<Day> parseDay(std::string_view text) {
    const int y = digitsAt(text, 0, 4), m = digitsAt(text, 5, 2), d = digitsAt(text, 8, 2);
    if (text.size() != 10 || y < 0 || m < 0 || d < 0 || text[4] != '-' || text[7] != '-')
        return inputError(
            fmt::format("'{}' is no day; write year-month-day, as in 2024-09-08", text.substr(0, 40)));
    return makeDay(y, static_cast<unsigned>(m), static_cast<unsigned>(d));
}

Result<Instant> parseInstant(std::string_view text) {
    const Result<Day> date = parseDay(text.substr(0, 10));
    if (!date)
        return text.size() < 10 ? notAnInstant(text) : tl::unexpected(date.error());
    if (text.size() == 10)
        return startOf(*date);
    const int hour = digitsAt(text, 11, 2), minute = digitsAt(text, 14, 2);
    if (text[10] != 'T' || hour < 0 || minute < 0 || !charAt(text, 13, ':'))
        return notAnInstant(text);
    int second = 0, millis = 0;
    std::size_t at = 16;
    if (charAt(text, at, ':')) {
        second = digitsAt(text, at + 1, 2);
        if (second < 0)
            return notAnInstant(text);
        at += 3;
        if (charAt(text, at, '.')) {
            const std::size_t first = ++at;
            int scale = 100;
            for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, scale /= 10)
                millis += (text[at] - '0') * scale;
            if (at == first)
                return notAnInstant(text);
        }
    }
    if (!charAt(text, at, 'Z') || at + 1 != text.size())
        return notAnInstant(text);
    const bool leapSecond = second == 60 && hour == 23 && minute == 59;
    if (hour > 23 || minute > 59 || (second > 59 && !leapSecond))
        return notAnInstant(text);
    return startOf(*date) + hours{hour} + minutes{minute} + seconds{second} + milliseconds{millis};
}

std::string formatDay(Day day) {
    const year_month_day d{day};
    return fmt::format("{:04}-{:02}-{:02}", int(d.year()), unsigned(d.month()), unsigned(d.day()));
}

std::string formatInstant(Instant instant) {
    const Day day = dayOf(instant);
    const hh_mm_ss<milliseconds> time{instant - startOf(day)};
    std::string text = fmt::format("{}T{:02}:{:02}:{:02}", formatDay(day), time.hours().count(),
                                   time.minutes().count(), time.seconds().count());
    if (time.subseconds().count() != 0)
        text += fmt::format(".{:03}", time.subseconds().count());
    return text + "Z";
}

std::string dayInWords(Day day) {
    const year_month_day d{day};
    return fmt::format("{} {} {}", unsigned(d.day()), monthName(unsigned(d.month())), int(d.year()));
}

std::string dayInShortWords(Day day) {
    const year_month_day d{day};
    return fmt::format("{} {:.3} {}", unsigned(d.day()), monthName(unsigned(d.month())), int(d.year()));
}

const char* monthName(unsigned month) {
    static constexpr std::array<const char*, 13> kNames = {
        "?",    "January", "February",  "March",   "April",    "May",     "June",
        "July", "August",  "September", "October", "November", "December"};
    return kNames[month <= 12 ? month : 0];
}

} // namespace perilune::base
