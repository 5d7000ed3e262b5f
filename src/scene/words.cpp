#include "scene/words.h"

#include "timeline/read/parse.h"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

namespace perilune::scene {

using timeline::Precision;
using timeline::Standing;
using timeline::Window;
using namespace std::chrono;

namespace {

std::string monthAndYear(base::Day day) {
    const year_month_day d{day};
    return fmt::format("{:.3} {}", base::monthName(unsigned(d.month())), int(d.year()));
}

int yearOf(base::Day day) {
    return int(year_month_day{day}.year());
}
unsigned monthOf(base::Day day) {
    return unsigned(year_month_day{day}.month());
}

std::string boundedWords(const Window& window);

/// Of two quarters, halves, seasons or decades: their months would be more than was said. Empty of others.
std::string rangeWords(const Window& window) {
    const std::size_t slash = window.edtf.find('/');
    if (slash == std::string::npos)
        return {};
    const auto from = timeline::parseEdtf(std::string_view(window.edtf).substr(0, slash)),
               to = timeline::parseEdtf(std::string_view(window.edtf).substr(slash + 1));
    const auto isCoarse = [](const Window& w) {
        return w.precision == Precision::Quarter || w.precision == Precision::Half ||
               w.precision == Precision::Season || w.precision == Precision::Decade;
    };
    if (!from || !to || (!isCoarse(*from) && !isCoarse(*to)))
        return {};
    std::string first = boundedWords(*from);
    const std::string last = boundedWords(*to), year = fmt::format(" {}", yearOf(from->firstDay()));
    if (first.ends_with(year) && last.ends_with(year))
        first.resize(first.size() - year.size());
    return fmt::format("{}–{}", first, last);
}

std::string boundedWords(const Window& window) {
    const base::Day first = window.firstDay(), last = window.lastDay();
    switch (window.precision) {
    case Precision::Day:
        return base::dayInShortWords(first);
    case Precision::Month:
        return monthAndYear(first);
    case Precision::Quarter:
        return fmt::format("Q{} {}", (monthOf(first) - 1) / 3 + 1, yearOf(first));
    case Precision::Half:
        return fmt::format("H{} {}", monthOf(first) <= 6 ? 1 : 2, yearOf(first));
    case Precision::Year:
        return fmt::format("{}", yearOf(first));
    case Precision::Season:
        return timeline::inWords(window);
    case Precision::Decade:
        return fmt::format("{}s", yearOf(first));
    case Precision::Range:
        if (const std::string words = rangeWords(window); !words.empty())
            return words;
        break;
    }
    const bool wholeYears = monthOf(first) == 1 && monthOf(last) == 12;
    if (wholeYears)
        return yearOf(first) == yearOf(last) ? fmt::format("{}", yearOf(first))
                                             : fmt::format("{}–{}", yearOf(first), yearOf(last));
    return yearOf(first) == yearOf(last)
               ? fmt::format("{:.3}–{}", base::monthName(monthOf(first)), monthAndYear(last))
               : fmt::format("{} – {}", monthAndYear(first), monthAndYear(last));
}

} // namespace

std::string shortWords(const Window& window) {
    std::string words = timeline::softInWords(window);
    if (!words.empty())
        return (window.openEnd ? "from " : window.openBegin ? "by " : "") + words;
    if (window.openEnd) {
        Window bound = window;
        bound.openEnd = false;
        bound.end = window.lastDay() + days{1};
        words = "from " + boundedWords(bound);
    } else if (window.openBegin) {
        Window bound = window;
        bound.openBegin = false;
        bound.begin = window.firstDay();
        words = "by " + boundedWords(bound);
    } else {
        words = boundedWords(window);
    }
    if (window.approximate)
        words = "about " + words;
    if (window.uncertain)
        words += "?";
    return words;
}

const char* wordsOf(timeline::Confidence confidence) {
    switch (confidence) {
    case timeline::Confidence::High:
        return "confidence: high";
    case timeline::Confidence::Low:
        return "confidence: low";
    case timeline::Confidence::Unverified:
        break;
    }
    return "unverified";
}

std::string periodInWords(const timeline::StandingMilestone& row) {
    if (!row.isPeriod() || !row.isDated())
        return {};
    const std::string when = timeline::inWords(*row.stands);
    switch (row.standing) {
    case Standing::Upcoming:
        return "to come, " + when;
    case Standing::Due:
        return "under way, " + when;
    case Standing::Done:
        return "over, " + when;
    default:
        return {};
    }
}

std::string fateInWords(const timeline::StandingMilestone& row) {
    const bool dated = row.isDated(), happened = row.known->actualFrom;
    std::string when = dated ? timeline::inWords(*row.stands) : std::string("no date");
    if (const std::string words = periodInWords(row); !words.empty())
        return words;
    switch (row.standing) {
    case Standing::Done:
        return dated ? "achieved " + when : "achieved";
    case Standing::Partly:
        return dated ? "achieved in part, " + when : "achieved in part";
    case Standing::Failed:
        return dated ? "failed " + when : "failed";
    case Standing::Paused:
        return "paused";
    case Standing::Cancelled:
        return "cancelled";
    case Standing::Superseded:
        return "superseded";
    case Standing::Undated:
        return "no date set";
    case Standing::Overdue:
        return "overdue since " + when;
    case Standing::Due:
        return happened ? "under way since " + when : "planned " + when;
    case Standing::Upcoming:
        return happened ? when : "planned " + when;
    }
    return when;
}

std::string sourceInWords(const timeline::Source& source) {
    std::string line = source.publisher.empty() ? source.title : source.publisher + ": " + source.title;
    if (source.date)
        line += ", " + shortWords(*source.date);
    return line + (source.url.empty() ? ", no address was read" : ", " + source.url);
}

std::string numberInWords(std::size_t number) {
    static constexpr const char* kWords[] = {"none",  "one",   "two",  "three", "four",   "five",  "six",
                                             "seven", "eight", "nine", "ten",   "eleven", "twelve"};
    return number < std::size(kWords) ? kWords[number] : fmt::format("{}", number);
}

std::string kilometres(double metres) {
    std::string digits = fmt::format("{}", std::llround(metres / 1000.0));
    for (std::size_t i = digits.size(); i > 3; i -= 3)
        if (digits[i - 4] != '-')
            digits.insert(i - 3, ",");
    return digits + " km";
}

} // namespace perilune::scene
