#pragma once

#include "base/result.h"

#include <chrono>
#include <string>
#include <string_view>

namespace perilune::base {

/// A calendar day (proleptic Gregorian), with no time of day and no zone.
using Day = std::chrono::sys_days;

/// A civil instant in UTC, to the millisecond. It counts as POSIX time does: leap seconds are not
/// counted (23:59:60 reads as the following midnight); `astro` turns it into uniform time scales.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

/// Years the program speaks of; dates outside are refused rather than wrapped.
inline constexpr int kFirstYear = 1000;
inline constexpr int kLastYear = 9999;

/// Midnight UTC at which the day begins.
constexpr Instant startOf(Day day) {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(day);
}
/// The UTC day in which an instant lies.
constexpr Day dayOf(Instant instant) {
    return std::chrono::floor<std::chrono::days>(instant);
}

/// Makes a day from numbers; an error for a day that no calendar has (30 February).
Result<Day> makeDay(int year, unsigned month, unsigned day);

/// "2024-09-08". Exactly that form.
Result<Day> parseDay(std::string_view text);
/// "2024-09-08", "2024-09-08T12:30Z", "2024-09-08T12:30:15Z", "2024-09-08T12:30:15.250Z": always UTC,
/// a day alone is its midnight. A second of 60 is taken only at 23:59.
Result<Instant> parseInstant(std::string_view text);

std::string formatDay(Day day);             ///< "2024-09-08"
std::string formatInstant(Instant instant); ///< "2024-09-08T12:30:15Z", milliseconds where there are any
std::string dayInWords(Day day);            ///< "8 September 2024"
std::string dayInShortWords(Day day);       ///< "8 Sep 2024"
const char* monthName(unsigned month);      ///< 1..12 -> "January"

} // namespace perilune::base
