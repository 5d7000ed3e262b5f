#include "timeline/import/dates.h"

#include "base/numbers.h"

#include <fmt/format.h>

#include <cctype>
#include <vector>

namespace perilune::timeline {

namespace {

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
bool isLetter(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

/// Runs of digits and of letters; what stands between them does not count.
struct Piece {
    std::string text; ///< in lower case
    int number = -1;  ///< of digits
    bool isNumber(std::size_t least, std::size_t most) const {
        return number >= 0 && text.size() >= least && text.size() <= most;
    }
    bool isYear() const { return isNumber(4, 4); }
    bool isSmall() const { return isNumber(1, 2); }
};

std::vector<Piece> piecesOf(std::string_view text) {
    std::vector<Piece> pieces;
    for (std::size_t at = 0; at < text.size() && pieces.size() < 9;) {
        const bool digits = isDigit(text[at]), letters = isLetter(text[at]);
        if (!digits && !letters) {
            ++at;
            continue;
        }
        Piece piece;
        while (at < text.size() && (digits ? isDigit(text[at]) : isLetter(text[at])))
            piece.text += static_cast<char>(std::tolower(static_cast<unsigned char>(text[at++])));
        if (digits)
            piece.number = base::wholeNumber<int>(piece.text).value_or(-1);
        pieces.push_back(std::move(piece));
    }
    return pieces;
}

/// 1 to 12 of an English month's name or its first letters; 0 of any other word.
int monthOf(const Piece& piece) {
    if (piece.text.size() < 3 || piece.number >= 0)
        return 0;
    for (unsigned month = 1; month <= 12; ++month) {
        std::string name = base::monthName(month);
        name[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(name[0])));
        if (name.starts_with(piece.text) || (month == 9 && piece.text == "sept"))
            return static_cast<int>(month);
    }
    return 0;
}

std::string iso(int year, int month, int day = 0) {
    const bool isMonth = month >= 1 && month <= 12;
    if (!isMonth ||
        (day != 0 && !base::makeDay(year, static_cast<unsigned>(month), static_cast<unsigned>(day))))
        return {};
    return day == 0 ? fmt::format("{:04}-{:02}", year, month)
                    : fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

std::string write(const std::string& date) {
    return date.empty() ? std::string() : "write " + date;
}

std::string whichever(const std::string& one, const std::string& other) {
    if (one.empty() || other.empty() || one == other)
        return write(one.empty() ? other : one);
    return fmt::format("write {} or {}, whichever is meant", one, other);
}

/// How a spreadsheet counts days: 1 is 1900-01-01, and it has a 29 February 1900.
std::string ofSerial(int count) {
    const base::Day day = base::Day{std::chrono::year{1899} / 12 / 30} + std::chrono::days{count};
    return fmt::format(
        "it looks like a spreadsheet's count of days, which would be {}: give the column a date's form, "
        "YYYY-MM-DD, and save the table again",
        base::formatDay(day));
}

/// What somebody who wrote this may have meant; empty where nothing is close.
std::string howToWrite(std::string_view text) {
    const std::vector<Piece> p = piecesOf(text);
    const std::size_t n = p.size();
    if (n == 1 && p[0].isNumber(5, 5) && p[0].number > 10'000)
        return ofSerial(p[0].number);
    if (n == 2 && p[0].isNumber(5, 5) && text.find_first_of(".,") == 5)
        return ofSerial(p[0].number);
    if (n == 2 && p[0].isSmall() && p[1].isYear())
        return write(iso(p[1].number, p[0].number));
    if (n == 2 && p[0].isYear() && p[1].isSmall())
        return write(iso(p[0].number, p[1].number));
    if (n == 2 && monthOf(p[0]) > 0 && p[1].isYear())
        return write(iso(p[1].number, monthOf(p[0])));
    if (n == 3 && p[0].isSmall() && p[1].isSmall() && p[2].isYear())
        return whichever(iso(p[2].number, p[1].number, p[0].number),
                         iso(p[2].number, p[0].number, p[1].number));
    if (n == 3 && p[0].isYear() && p[1].isSmall() && p[2].isSmall())
        return write(iso(p[0].number, p[1].number, p[2].number));
    if (n >= 3 && p[0].isSmall() && p[2].isYear() && monthOf(p[1]) > 0)
        return write(iso(p[2].number, monthOf(p[1]), p[0].number));
    if (n == 3 && monthOf(p[0]) > 0 && p[1].isSmall() && p[2].isYear())
        return write(iso(p[2].number, monthOf(p[0]), p[1].number));
    if (n == 3 && (p[0].text == "q" || p[0].text == "h") && p[1].isNumber(1, 1) && p[2].isYear()) {
        const int least = p[0].text == "q" ? 33 : 40, most = p[0].text == "q" ? 36 : 41;
        const int part = least + p[1].number - 1;
        return part >= least && part <= most ? fmt::format("write {}-{}", p[2].text, part) : std::string();
    }
    if (n >= 5 && p[0].isYear() && p[1].isSmall() && p[2].isSmall() && p[3].isSmall() && p[4].isSmall()) {
        const std::string day = iso(p[0].number, p[1].number, p[2].number);
        const int second = n > 5 && p[5].isSmall() ? p[5].number : 0;
        if (day.empty())
            return {};
        if (p[3].number == 0 && p[4].number == 0 && second == 0)
            return write(day);
        return fmt::format("write {}, or {}T{:02}:{:02}{}Z for an instant in UTC", day, day, p[3].number,
                           p[4].number, n > 5 ? fmt::format(":{:02}", second) : "");
    }
    for (const char* word : {"tbd", "tba", "tbc", "unknown", "none", "open"})
        if (n == 1 && p[0].text == word)
            return "leave it empty where nobody named a date";
    return {};
}

/// "2022-11-16T01:47:44-05:00" and its like, to the same second in UTC; a 'Z' stays as it is.
std::optional<std::string> inUtc(std::string_view text) {
    const std::size_t sign = text.size() > 16 ? text.find_first_of("+-", 16) : std::string_view::npos;
    if (text.size() < 17 || text[10] != 'T' || sign == std::string_view::npos)
        return std::nullopt;
    std::string offset(text.substr(sign + 1));
    std::erase(offset, ':');
    const auto digits = base::wholeNumber<unsigned>(offset);
    if ((offset.size() != 4 && offset.size() != 2) || !digits)
        return std::nullopt;
    const unsigned hours = offset.size() == 4 ? *digits / 100 : *digits,
                   minutes = offset.size() == 4 ? *digits % 100 : 0;
    const auto local = base::parseInstant(std::string(text.substr(0, sign)) + "Z");
    if (!local || hours > 14 || minutes > 59)
        return std::nullopt;
    const auto away = std::chrono::hours{hours} + std::chrono::minutes{minutes};
    const base::Instant instant = *local - (text[sign] == '+' ? 1 : -1) * away;
    std::string utc = base::formatInstant(instant);
    if (sign == 16) // no seconds were told
        utc = utc.substr(0, 16) + "Z";
    return utc;
}

/// A year before the first, in any of the ways in which it is written.
bool isBeforeAll(std::string_view text) {
    const std::vector<Piece> p = piecesOf(text);
    for (const Piece& piece : p)
        if (piece.text == "bc" || piece.text == "bce")
            return true;
    const std::string_view first = text.substr(0, text.find('/'));
    if (first.starts_with('-') || first.starts_with("Y-"))
        return first.size() > 1 &&
               isDigit(first[first.find('-') + 1 < first.size() ? first.find('-') + 1 : 0]);
    const std::size_t year = first.find_first_not_of("0123456789");
    const std::string_view digits = first.substr(0, year);
    const bool alone =
        year == std::string_view::npos || first[year] == '-' || first[year] == '~' || first[year] == '?';
    return (digits.size() == 4 && digits[0] == '0' && alone) ||
           (digits.size() == 3 && year == std::string_view::npos && text.size() == 3);
}

} // namespace

ForeignDate foreignDate(std::string_view text) {
    ForeignDate date;
    if (const auto utc = inUtc(text))
        if (auto window = parseEdtf(*utc)) {
            date.window = std::move(*window);
            date.moved = true;
            return date;
        }
    auto window = parseEdtf(text);
    if (window) {
        date.window = std::move(*window);
        return date;
    }
    const std::string shown = text.size() > 200 ? std::string(text.substr(0, 200)) + "…" : std::string(text);
    if (isBeforeAll(text)) {
        date.tooEarly = true;
        date.problem = fmt::format("'{}' lies before the year {}", shown, base::kFirstYear);
        date.todo = "nothing before it can be shown";
        return date;
    }
    date.problem = fmt::format("'{}' is no date", shown);
    date.todo = howToWrite(text);
    // What the reader of dates says where it saw what is wrong with this one.
    const std::string& why = window.error().message;
    if (date.todo.empty())
        date.todo = why.starts_with(date.problem + "; ") ? why.substr(date.problem.size() + 2) : why;
    return date;
}

} // namespace perilune::timeline
