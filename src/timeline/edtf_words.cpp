#include "timeline/edtf.h"

#include <fmt/format.h>

namespace perilune::timeline {

using base::Day;
using std::chrono::year_month_day;

namespace {

int yearOf(Day day) {
    return static_cast<int>(year_month_day{day}.year());
}
unsigned monthOf(Day day) {
    return static_cast<unsigned>(year_month_day{day}.month());
}

const char* ordinal(unsigned n) {
    static constexpr const char* kOrdinals[] = {"first", "second", "third", "fourth"};
    return kOrdinals[(n - 1) % 4];
}

/// The name that the announcement used: -29 to -32 are the seasons of the southern half of the Earth.
std::string season(const Window& window) {
    static constexpr const char* kNorthern[] = {"spring", "summer", "autumn", "winter"};
    const std::size_t dash = window.edtf.rfind('-');
    const bool southern =
        dash != std::string::npos &&
        (window.edtf.compare(dash, 3, "-29") == 0 || window.edtf.compare(dash, 3, "-30") == 0 ||
         window.edtf.compare(dash, 3, "-31") == 0 || window.edtf.compare(dash, 3, "-32") == 0);
    const unsigned northern = (monthOf(window.begin) + 9) % 12 / 3;
    const int year = yearOf(window.begin);
    return southern ? fmt::format("southern {} {}", kNorthern[(northern + 2) % 4], year)
                    : fmt::format("{} {}", kNorthern[northern], year);
}

/// A whole window of one unit, without its qualifiers: "first quarter of 2027".
std::string unitInWords(const Window& window) {
    const int year = yearOf(window.begin);
    const unsigned month = monthOf(window.begin);
    switch (window.precision) {
    case Precision::Day:
        return base::dayInWords(window.begin);
    case Precision::Month:
        return fmt::format("{} {}", base::monthName(month), year);
    case Precision::Quarter:
        return fmt::format("{} quarter of {}", ordinal((month + 2) / 3), year);
    case Precision::Season:
        return season(window);
    case Precision::Half:
        return fmt::format("{} half of {}", month <= 6 ? "first" : "second", year);
    case Precision::Year:
        return fmt::format("{}", year);
    case Precision::Decade:
        return fmt::format("the {}s", year);
    case Precision::Range:
        break;
    }
    return fmt::format("{} to {}", year, yearOf(window.lastDay()));
}

/// The same after a preposition: "by the end of the first quarter of 2027".
std::string unitWithArticle(const Window& window) {
    const bool needsArticle = window.precision == Precision::Quarter || window.precision == Precision::Half;
    return (needsArticle ? "the " : "") + unitInWords(window);
}

bool sameYear(const Window& a, const Window& b) {
    return yearOf(a.begin) == yearOf(b.begin);
}

/// "2021 to 2025", "March to May 2025", "3 to 7 March 2025": what both ends share is said once.
std::string rangeInWords(const Window& first, const Window& last) {
    const Precision unit = first.precision;
    if (unit == last.precision && sameYear(first, last)) {
        const int year = yearOf(first.begin);
        const unsigned a = monthOf(first.begin), b = monthOf(last.begin);
        const auto day = [](const Window& w) { return static_cast<unsigned>(year_month_day{w.begin}.day()); };
        if (first.begin == last.begin)
            return unitInWords(first);
        switch (unit) {
        case Precision::Day:
            return a == b ? fmt::format("{} to {}", day(first), unitInWords(last))
                          : fmt::format("{} {} to {}", day(first), base::monthName(a), unitInWords(last));
        case Precision::Month:
            return fmt::format("{} to {} {}", base::monthName(a), base::monthName(b), year);
        case Precision::Quarter:
            return fmt::format("{} to {} quarter of {}", ordinal((a + 2) / 3), ordinal((b + 2) / 3), year);
        case Precision::Half:
            return fmt::format("{}", year);
        default:
            break;
        }
    }
    return fmt::format("{} to {}", unitInWords(first), unitInWords(last));
}

std::string boundedInWords(const Window& window) {
    const std::size_t slash = window.edtf.find('/');
    if (window.precision != Precision::Range || slash == std::string::npos)
        return unitInWords(window);
    const auto first = parseEdtf(std::string_view(window.edtf).substr(0, slash));
    const auto last = parseEdtf(std::string_view(window.edtf).substr(slash + 1));
    return first && last ? rangeInWords(*first, *last) : unitInWords(window);
}

} // namespace

std::string softInWords(const Window& window) {
    const int year = yearOf(window.begin);
    const unsigned month = monthOf(window.begin);
    if (!window.approximate)
        return "";
    if (window.precision == Precision::Quarter && month == 1)
        return fmt::format("early {}", year);
    if (window.precision == Precision::Quarter && month == 10)
        return fmt::format("late {}", year);
    if (window.precision == Precision::Month && month == 6)
        return fmt::format("mid-{}", year);
    return "";
}

std::string inWords(const Window& window) {
    const bool article = window.openBegin || window.openEnd || window.approximate;
    std::string words =
        article && window.precision != Precision::Range ? unitWithArticle(window) : boundedInWords(window);
    if (const std::string soft = softInWords(window); !soft.empty())
        words = soft;
    else if (window.approximate)
        words = "about " + words;
    if (window.openBegin)
        words = (window.precision == Precision::Day ? "by " : "by the end of ") + words;
    if (window.openEnd)
        words = "not before " + words;
    if (window.uncertain)
        words += ", uncertain";
    return words;
}

} // namespace perilune::timeline
