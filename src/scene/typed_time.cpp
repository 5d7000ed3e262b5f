// Words about a time become an instant: dates and hours here, what the sky does and what the record names in
// files of their own.
#include "scene/typed_time.h"

#include "scene/typed_time_parts.h"
#include "astro/sky.h"
#include "timeline/edtf.h"
#include "timeline/search/search_folded.h"
#include "base/numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace perilune::scene {

namespace {

using base::Day;
using base::Instant;
using base::Result;
using namespace std::chrono;

constexpr const char* kUnderstood = "understood are 2028-03-01, 1 March 2028, March 2021, an hour such as "
                                    "06:58 with or without a day, today, "
                                    "+3 days, next eclipse, next full moon, and names such as Artemis II";

bool areDigits(std::string_view word) {
    return !word.empty() && std::all_of(
                                word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<int> numberOf(std::string_view word, std::size_t most) {
    if (!areDigits(word) || word.size() > most)
        return std::nullopt;
    return base::wholeNumber<int>(word);
}

/// "march", "mar", "sept": at least three letters of its name.
std::optional<unsigned> monthOf(std::string_view word) {
    if (word.size() == 4 && word == "sept")
        return 9;
    if (word.size() < 3)
        return std::nullopt;
    for (unsigned month = 1; month <= 12; ++month)
        if (timeline::folded(base::monthName(month)).starts_with(word))
            return month;
    return std::nullopt;
}

/// "1", "1st", "22nd".
std::optional<int> dayNumber(std::string_view word) {
    for (const std::string_view ending : {"st", "nd", "rd", "th"})
        if (word.size() > 2 && word.ends_with(ending))
            word.remove_suffix(2);
    return numberOf(word, 2);
}

/// "06:58", "6:58:30", "06:58z", "18h".
std::optional<milliseconds> hourOf(std::string_view word) {
    if (word.ends_with('z'))
        word.remove_suffix(1);
    std::vector<std::string_view> parts;
    for (std::size_t at = 0; at <= word.size();) {
        const std::size_t end = std::min(word.find(':', at), word.size());
        parts.push_back(word.substr(at, end - at));
        at = end + 1;
    }
    if (parts.size() == 1 && word.ends_with('h'))
        parts = {word.substr(0, word.size() - 1), "00"};
    if (parts.size() < 2 || parts.size() > 3)
        return std::nullopt;
    const auto h = numberOf(parts[0], 2), m = numberOf(parts[1], 2);
    const auto s = parts.size() > 2 ? numberOf(parts[2], 2) : std::optional(0);
    if (!h || !m || !s || *h > 24 || *m > 59 || *s > 59 || (*h == 24 && *m + *s > 0) || parts[1].size() != 2)
        return std::nullopt;
    return hours{*h} + minutes{*m} + seconds{*s};
}

struct Said {
    std::optional<Day> day;
    std::optional<milliseconds> hour;
    std::string why; ///< what is wrong with it, where it is all but a date
};

void setDay(Said& said, int y, unsigned m, int d) {
    const auto made = base::makeDay(y, m, unsigned(d));
    if (made)
        said.day = *made;
    else
        said.why = made.error().message;
}

/// "2028-03-01", "2028/3/1", "1.3.2028", "3/1/2028", "2028-03".
bool readFigures(std::string_view word, Said& said) {
    std::vector<int> figures;
    std::vector<std::size_t> lengths;
    char sign = 0;
    for (std::size_t at = 0; at <= word.size();) {
        const std::size_t end = std::min(word.find_first_of("-./", at), word.size());
        const auto figure = numberOf(word.substr(at, end - at), 4);
        if (!figure || (sign && end < word.size() && word[end] != sign))
            return false;
        if (end < word.size())
            sign = word[end];
        figures.push_back(*figure);
        lengths.push_back(end - at);
        at = end + 1;
    }
    if (figures.size() == 2 && lengths[0] == 4 && figures[1] >= 1 && figures[1] <= 12) {
        setDay(said, figures[0], unsigned(figures[1]), 1);
        return true;
    }
    if (figures.size() != 3)
        return false;
    if (lengths[0] == 4)
        setDay(said, figures[0], unsigned(figures[1]), figures[2]);
    else if (lengths[2] != 4)
        said.why = fmt::format("\"{}\" names no year of four figures", word);
    else if (sign == '.' || figures[0] > 12) // a dot, or no month: the day comes first
        setDay(said, figures[2], unsigned(figures[1]), figures[0]);
    else if (figures[1] > 12)
        setDay(said, figures[2], unsigned(figures[0]), figures[1]);
    else if (figures[0] == figures[1])
        setDay(said, figures[2], unsigned(figures[0]), figures[1]);
    else
        said.why = fmt::format("\"{}\" could be {} or {}; name the month, or write {}-{:02}-{:02}", word,
                               fmt::format("{} {}", figures[0], base::monthName(unsigned(figures[1]))),
                               fmt::format("{} {}", figures[1], base::monthName(unsigned(figures[0]))),
                               figures[2], figures[1], figures[0]);
    return true;
}

/// "1 march 2028", "march 1 2028", "march 2021", "1 march", "march".
bool readMonth(const std::vector<std::string>& words, Day shown, Said& said) {
    std::optional<unsigned> month;
    std::optional<int> day, year;
    for (const std::string& word : words)
        if (const auto m = monthOf(word); m && !month)
            month = m;
        else if (const auto y = numberOf(word, 4); y && word.size() == 4 && !year)
            year = y;
        else if (const auto d = dayNumber(word); d && !day)
            day = d;
        else if (word != "of")
            return false;
    if (!month)
        return false;
    setDay(said, year.value_or(int(year_month_day{shown}.year())), *month, day.value_or(1));
    return true;
}

std::string textOf(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : " ") + word;
    return text;
}

bool readToday(const std::string& text, const TypedFrom& from, Said& said) {
    const int off = text == "today" ? 0 : text == "tomorrow" ? 1 : text == "yesterday" ? -1 : 2;
    if (off == 2)
        return false;
    if (from.now)
        said.day = base::dayOf(*from.now) + days{off};
    else
        said.why = fmt::format("nobody here knows which day is {}; write the date", text);
    return true;
}

Result<TypedTime> checked(TypedTime time) {
    const int year = int(year_month_day{base::dayOf(time.at)}.year());
    if (year < astro::kFirstSkyYear || year > astro::kLastSkyYear)
        return base::inputError(fmt::format("{} is outside the years {} to {} that the sky is known for",
                                            base::dayInWords(base::dayOf(time.at)), astro::kFirstSkyYear,
                                            astro::kLastSkyYear));
    return time;
}

/// Words in small letters, parted by blanks, commas and the T of ISO 8601.
std::vector<std::string> wordsOf(std::string_view text) {
    std::string plain = timeline::folded(text);
    for (std::size_t i = 0; i < plain.size(); ++i) {
        const bool between = i > 0 && i + 1 < plain.size() && areDigits(plain.substr(i - 1, 1)) &&
                             areDigits(plain.substr(i + 1, 1));
        if (plain[i] == ',' || (plain[i] == 't' && between))
            plain[i] = ' ';
    }
    std::vector<std::string> words;
    std::string word;
    for (const char c : plain + " ")
        if (c != ' ')
            word += c;
        else if (!word.empty())
            words.push_back(std::exchange(word, {}));
    return words;
}

} // namespace

Result<TypedTime> typedTime(std::string_view text, const TypedFrom& from) {
    constexpr std::size_t kMost = 200;
    const std::string shown(text.substr(0, 60));
    std::vector<std::string> words = wordsOf(text.substr(0, kMost));
    if (words.empty())
        return base::inputError(fmt::format("no time was said; {}", kUnderstood));
    const std::string whole = textOf(words);
    if (whole == "now" && from.now)
        return checked({*from.now, true, "", ""});
    if (const auto sky = skyTime(words, from.shown))
        return *sky ? checked(**sky) : Result<TypedTime>(tl::unexpected(sky->error()));
    if (const auto later = laterTime(words, from.shown))
        return checked(*later);
    Said said;
    std::vector<std::string> rest;
    for (const std::string& word : words) {
        const auto hour = hourOf(word);
        if (hour && !said.hour)
            said.hour = hour;
        else if (word != "utc" && word != "at")
            rest.push_back(word);
    }
    const std::string date = textOf(rest);
    const bool named = rest.empty() || readToday(date, from, said) ||
                       (rest.size() == 1 && readFigures(rest[0], said)) ||
                       readMonth(rest, base::dayOf(from.shown), said);
    if (rest.empty())
        said.day = base::dayOf(from.shown);
    if (!named)
        if (const auto window = timeline::parseEdtf(date))
            said.day = window->firstDay();
    if (!said.why.empty())
        return base::inputError(said.why);
    if (said.day)
        return checked(
            {base::startOf(*said.day) + said.hour.value_or(hours{12}), said.hour.has_value(), "", ""});
    if (from.timeline && !said.hour)
        if (const auto milestone = namedTime(text.substr(0, kMost), from))
            return *milestone ? checked(**milestone) : Result<TypedTime>(tl::unexpected(milestone->error()));
    return base::inputError(fmt::format("\"{}\" is no time; {}", shown, kUnderstood));
}

} // namespace perilune::scene
