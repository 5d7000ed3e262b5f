#include "app/commands/eclipses.h"

#include "app/commands/loading.h"
#include "app/exit.h"
#include "astro/eclipse.h"
#include "astro/sky.h"
#include "base/numbers.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <optional>
#include <string>

namespace perilune::app {

namespace {

using astro::LunarEclipse;
using nlohmann::ordered_json;

constexpr const char* kRule =
    "Earth's shadow enlarged by Danjon's rule, as in NASA's Five Millennium Catalog "
    "of Lunar Eclipses (NASA/TP-2009-214173)";

std::optional<int> yearOf(std::string_view text) {
    return text.size() == 4 ? base::wholeNumber<int>(text) : std::nullopt;
}

// To the second.
std::string isoOf(base::Instant at) {
    return base::formatInstant(std::chrono::round<std::chrono::seconds>(at));
}

std::string ttOf(const LunarEclipse& e) {
    using namespace std::chrono;
    const base::Instant j2000 = base::startOf(base::Day{2000y / January / 1}) + 12h;
    std::string text = isoOf(j2000 + seconds{std::llround(e.greatestTtDaysJ2000 * 86400.0)});
    text.pop_back(); // not in the zone that a Z would name
    return text;
}

ordered_json toJson(const LunarEclipse& e) {
    ordered_json out;
    out["type"] = astro::nameOf(e.kind);
    out["greatest"] = isoOf(e.greatest);
    out["greatest_tt"] = ttOf(e);
    out["gamma"] = e.gamma;
    out["penumbral_magnitude"] = e.penumbralMagnitude;
    out["umbral_magnitude"] = e.umbralMagnitude;
    ordered_json contacts;
    const auto add = [&contacts](const char* first, const char* last, const LunarEclipse::Span& span) {
        contacts[first] = isoOf(span.begins);
        contacts[last] = isoOf(span.ends);
    };
    add("P1", "P4", e.penumbral);
    if (e.partial)
        add("U1", "U4", *e.partial);
    if (e.total)
        add("U2", "U3", *e.total);
    out["contacts"] = contacts;
    return out;
}

// Columns of a terminal are short of room: the time of day alone, the day before or after marked.
std::string clock(base::Instant at, base::Day day) {
    const base::Instant second = std::chrono::round<std::chrono::seconds>(at);
    const auto days = (base::dayOf(second) - day).count();
    const std::string text = base::formatInstant(second);
    return text.substr(11, 8) + (days < 0 ? "-" : days > 0 ? "+" : " ");
}

void printTable(const std::vector<LunarEclipse>& eclipses, const YearRange& years) {
    fmt::print("{} eclipses of the Moon from {} to {}, times in UTC (+ and -: the day after and before)\n\n",
               eclipses.size(), years.first, years.last);
    fmt::print("{:<11} {:<9} {:>7} {:>8}  {:<9} {:<9} {:<9} {:<9} {:<9} {:<9} {:<9}\n", "DAY", "TYPE",
               "UMBRAL", "PENUMBR.", "P1", "U1", "U2", "GREATEST", "U3", "U4", "P4");
    for (const LunarEclipse& e : eclipses) {
        const base::Day day = base::dayOf(std::chrono::round<std::chrono::seconds>(e.greatest));
        const auto first = [&](const auto& span) {
            return span ? clock(span->begins, day) : std::string("-");
        };
        const auto last = [&](const auto& span) { return span ? clock(span->ends, day) : std::string("-"); };
        fmt::print("{:<11} {:<9} {:>7.4f} {:>8.4f}  {:<9} {:<9} {:<9} {:<9} {:<9} {:<9} {:<9}\n",
                   base::formatDay(day), astro::nameOf(e.kind), e.umbralMagnitude, e.penumbralMagnitude,
                   clock(e.penumbral.begins, day), first(e.partial), first(e.total), clock(e.greatest, day),
                   last(e.total), last(e.partial), clock(e.penumbral.ends, day));
    }
    fmt::print("\n{}.\n", kRule);
}

} // namespace

base::Result<YearRange> parseYears(std::string_view text) {
    const auto dots = text.find("..");
    const auto first = yearOf(text.substr(0, dots));
    const auto last = dots == std::string_view::npos ? first : yearOf(text.substr(dots + 2));
    if (!first || !last)
        return base::inputError(
            fmt::format("\"{}\" is no range of years; write 2019..2030, or one year alone", text));
    if (*last < *first)
        return base::inputError(fmt::format("\"{}\": the last year comes before the first", text));
    for (const int year : {*first, *last})
        if (year < astro::kFirstSkyYear || year > astro::kLastSkyYear)
            return base::inputError(fmt::format("{}: the positions of Sun and Earth hold from {} to {}", year,
                                                astro::kFirstSkyYear, astro::kLastSkyYear));
    return YearRange{*first, *last};
}

int printEclipses(const YearRange& years, bool json) {
    const auto first = base::makeDay(years.first, 1, 1), end = base::makeDay(years.last + 1, 1, 1);
    if (!first || !end)
        return report(first ? end.error() : first.error());
    const auto eclipses = astro::lunarEclipses(base::startOf(*first), base::startOf(*end));
    if (!eclipses)
        return report(eclipses.error());
    if (!json) {
        printTable(*eclipses, years);
        return kDone;
    }
    ordered_json list = ordered_json::array();
    for (const LunarEclipse& e : *eclipses)
        list.push_back(toJson(e));
    const ordered_json out = {{"from", years.first},
                              {"to", years.last},
                              {"time_scale", "UTC"},
                              {"shadow", kRule},
                              {"eclipses", list}};
    fmt::print("{}\n", out.dump(2));
    return kDone;
}

} // namespace perilune::app
