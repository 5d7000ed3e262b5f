// Times that the sky tells, and times that are told from another.
#include "scene/typed_time_parts.h"
#include "astro/eclipse.h"
#include "astro/phases.h"
#include "astro/sky.h"
#include "base/numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace perilune::scene {

namespace {

using base::Instant;
using base::Result;
using namespace std::chrono;
using SaidWords = std::vector<std::string>;

bool has(const SaidWords& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool areAllOf(const SaidWords& words, std::initializer_list<std::string_view> known) {
    return std::all_of(
        words.begin(), words.end(),
        [&](const std::string& word) { return std::find(known.begin(), known.end(), word) != known.end(); });
}

bool isBackwards(const SaidWords& words) {
    return has(words, "last") || has(words, "previous");
}

Result<TypedTime> eclipseTime(const SaidWords& words, Instant shown) {
    using Kind = astro::LunarEclipse::Kind;
    if (has(words, "solar") || has(words, "sun"))
        return base::inputError("of eclipses those of the Moon alone are worked out; write next eclipse");
    const bool back = isBackwards(words);
    const auto wanted = [&](const astro::LunarEclipse& one) {
        return (!has(words, "total") || one.kind == Kind::Total) &&
               (!has(words, "partial") || one.kind == Kind::Partial) &&
               (!has(words, "penumbral") || one.kind == Kind::Penumbral);
    };
    // There is no longer time without a total one than some six years; a year at a time is looked through.
    constexpr days kYear{365};
    const Instant first = base::startOf(*base::makeDay(astro::kFirstSkyYear, 1, 1));
    const Instant last = base::startOf(*base::makeDay(astro::kLastSkyYear, 12, 31));
    for (int year = 0; year < 12; ++year) {
        const Instant near = back ? shown - year * kYear : shown + milliseconds{1} + year * kYear;
        const Instant from = std::clamp(back ? near - kYear : near, first, last);
        const Instant to = std::clamp(back ? near : near + kYear, first, last);
        if (from >= to)
            break;
        auto found = astro::lunarEclipses(from, to);
        if (!found)
            return tl::unexpected(found.error());
        if (back)
            std::reverse(found->begin(), found->end());
        for (const astro::LunarEclipse& one : *found)
            if (wanted(one))
                return TypedTime{one.greatest, true,
                                 fmt::format("{} eclipse of the Moon, greatest at {}",
                                             astro::nameOf(one.kind),
                                             base::formatInstant(round<minutes>(one.greatest)).substr(11, 5)),
                                 ""};
    }
    return base::inputError(fmt::format("no such eclipse {} within the years of the sky",
                                        back ? "before that day" : "after that day"));
}

std::optional<astro::Quarter> quarterIn(const SaidWords& words) {
    if (has(words, "full"))
        return astro::Quarter::FullMoon;
    if (has(words, "new"))
        return astro::Quarter::NewMoon;
    if (has(words, "quarter"))
        return has(words, "first") ? astro::Quarter::FirstQuarter : astro::Quarter::LastQuarter;
    return std::nullopt;
}

enum class Unit { Minute, Hour, Day, Week, Month, Year };

std::optional<Unit> unitOf(std::string_view word) {
    constexpr std::pair<std::string_view, Unit> kUnits[] = {
        {"minute", Unit::Minute}, {"min", Unit::Minute}, {"hour", Unit::Hour},   {"h", Unit::Hour},
        {"day", Unit::Day},       {"week", Unit::Week},  {"month", Unit::Month}, {"year", Unit::Year}};
    for (const auto& [name, unit] : kUnits)
        if (word == name || (word.ends_with('s') && word.substr(0, word.size() - 1) == name))
            return unit;
    return std::nullopt;
}

} // namespace

Instant monthsLater(Instant at, int count) {
    const year_month_day day{base::dayOf(at)};
    const year_month month = year_month{day.year(), day.month()} + months{count};
    const auto last = unsigned(year_month_day_last{month.year(), month_day_last{month.month()}}.day());
    const base::Day there =
        year_month_day{month.year(), month.month(), std::chrono::day{std::min(unsigned(day.day()), last)}};
    return base::startOf(there) + (at - base::startOf(base::dayOf(at)));
}

std::optional<Result<TypedTime>> skyTime(const SaidWords& words, Instant shown) {
    if ((has(words, "eclipse") || has(words, "eclipses")) &&
        areAllOf(words, {"next", "last", "previous", "the", "of", "moon", "lunar", "solar", "sun", "total",
                         "partial", "penumbral", "eclipse", "eclipses"}))
        return eclipseTime(words, shown);
    const bool moons = has(words, "moon") || has(words, "quarter");
    if (!moons ||
        !areAllOf(words, {"next", "last", "previous", "the", "full", "new", "moon", "first", "quarter"}))
        return std::nullopt;
    const auto quarter = quarterIn(words);
    if (!quarter)
        return std::nullopt;
    // "last quarter" is a phase, "last full moon" the one before.
    const bool phase = *quarter == astro::Quarter::LastQuarter;
    const bool back = has(words, "previous") ||
                      (phase ? std::count(words.begin(), words.end(), "last") > 1 : has(words, "last"));
    const auto at = back ? astro::previous(*quarter, shown - milliseconds{1}) : astro::next(*quarter, shown);
    if (!at)
        return Result<TypedTime>(tl::unexpected(at.error()));
    return Result<TypedTime>(TypedTime{*at, true, std::string(astro::nameOf(*quarter)), ""});
}

std::optional<TypedTime> laterTime(const SaidWords& words, Instant shown) {
    SaidWords said = words;
    int sign = 0;
    if (said.size() > 1 && (said.back() == "ago" || said.back() == "before" || said.back() == "earlier"))
        sign = -1, said.pop_back();
    else if (said.size() > 1 && (said.back() == "later" || said.back() == "on"))
        sign = 1, said.pop_back();
    else if (said.size() > 1 && said.front() == "in")
        sign = 1, said.erase(said.begin());
    if (!said.empty() && (said[0][0] == '+' || said[0][0] == '-')) {
        if (sign != 0)
            return std::nullopt;
        sign = said[0][0] == '+' ? 1 : -1;
        said[0].erase(0, 1);
        if (said[0].empty())
            said.erase(said.begin());
    }
    if (sign == 0 || said.empty() || said.size() > 2)
        return std::nullopt;
    if (said.size() == 1) { // "3days"
        const std::size_t digits = said[0].find_first_not_of("0123456789");
        if (digits == 0 || digits == std::string::npos)
            return std::nullopt;
        said.push_back(said[0].substr(digits));
        said[0].resize(digits);
    }
    const bool one = said[0] == "a" || said[0] == "an" || said[0] == "one";
    const auto count = one ? std::optional(1) : base::wholeNumber<int>(said[0]);
    const auto unit = unitOf(said[1]);
    constexpr int kMost = 4'000'000;
    if (!count || *count < 0 || *count > kMost || !unit)
        return std::nullopt;
    const int n = sign * *count;
    switch (*unit) {
    case Unit::Minute:
        return TypedTime{shown + minutes{n}, true, "", ""};
    case Unit::Hour:
        return TypedTime{shown + hours{std::clamp(n, -900'000, 900'000)}, true, "", ""};
    case Unit::Day:
        return TypedTime{shown + days{std::clamp(n, -40'000, 40'000)}, false, "", ""};
    case Unit::Week:
        return TypedTime{shown + days{7 * std::clamp(n, -5'000, 5'000)}, false, "", ""};
    case Unit::Month:
        return TypedTime{monthsLater(shown, std::clamp(n, -1'200, 1'200)), false, "", ""};
    case Unit::Year:
        return TypedTime{monthsLater(shown, 12 * std::clamp(n, -100, 100)), false, "", ""};
    }
    return std::nullopt;
}

} // namespace perilune::scene
