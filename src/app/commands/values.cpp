#include "app/commands/values.h"

#include "scene/choices.h"
#include "scene/moment_fields.h"
#include "scene/standing.h"
#include "astro/sky.h"
#include "astro/trajectory.h"
#include "base/numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace perilune::app {

namespace {

std::optional<double> number(std::string_view text) {
    return base::decimalNumber(text);
}

std::vector<std::string_view> split(std::string_view text, char by) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto at = text.find(by);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos)
            return parts;
        text.remove_prefix(at + 1);
    }
}

base::Result<void> checkYear(base::Instant at, std::string_view text) {
    const int year = int(std::chrono::year_month_day{base::dayOf(at)}.year());
    if (year < astro::kFirstSkyYear || year > astro::kLastSkyYear)
        return base::inputError(fmt::format("\"{}\" is outside the years {} to {} that the sky is known for",
                                            text, astro::kFirstSkyYear, astro::kLastSkyYear));
    return {};
}

base::Result<double> parseRange(std::string_view text) {
    const auto km = number(text);
    const double leastKm = scene::kLeastRangeM / 1000.0, greatestKm = scene::kGreatestRangeM / 1000.0;
    if (!km || *km < leastKm || *km > greatestKm)
        return base::inputError(
            fmt::format("\"{}\" is no range; give kilometres from {} to {:.0f}", text, leastKm, greatestKm));
    return *km;
}

} // namespace

base::Result<double> parseSeconds(std::string_view text) {
    const auto value = number(text);
    if (!value || *value < 0.1 || *value > 600.0)
        return base::inputError(fmt::format("\"{}\" is no duration; give 0.1 to 600 seconds", text));
    return *value;
}

base::Result<double> parseDegrees(std::string_view text) {
    const auto value = number(text);
    if (!value || std::abs(*value) > 360.0)
        return base::inputError(fmt::format("\"{}\" is no angle; give degrees", text));
    return *value;
}

base::Result<base::Day> parseDate(std::string_view text) {
    const auto day = base::parseDay(text);
    if (!day)
        return tl::unexpected(day.error());
    if (auto ok = checkYear(base::startOf(*day), text); !ok)
        return tl::unexpected(ok.error());
    return *day;
}

base::Result<base::Instant> parseAt(std::string_view text) {
    scene::Moment moment;
    if (const auto ok = scene::read(*scene::fieldNamed("at"), text, moment); !ok)
        return tl::unexpected(ok.error());
    return moment.at;
}

base::Result<scene::AsOf> parseAsOf(std::string_view text) {
    scene::Moment moment;
    if (const auto ok = scene::read(*scene::fieldNamed("known"), text, moment); !ok)
        return tl::unexpected(ok.error());
    return moment.known;
}

base::Result<LatLon> parsePlace(std::string_view text) {
    const auto parts = split(text, ',');
    const auto latitude = parts.size() == 2 ? number(parts[0]) : std::nullopt;
    const auto longitude = parts.size() == 2 ? number(parts[1]) : std::nullopt;
    if (!latitude || !longitude)
        return base::inputError(
            fmt::format("\"{}\" is no place; give LAT,LON in degrees, for example -89.5,137", text));
    if (std::abs(*latitude) > 90.0 || *longitude < -180.0 || *longitude > 360.0)
        return base::inputError(fmt::format(
            "\"{}\" is outside the Moon; latitude goes from -90 to 90, longitude from -180 to 360", text));
    return LatLon{base::Angle::degrees(*latitude), base::wrapped180(base::Angle::degrees(*longitude))};
}

base::Result<LookWish> parseLook(std::string_view text) {
    const auto parts = split(text, ',');
    LookWish wish;
    std::optional<std::string_view> range;
    if (number(parts[0])) {
        if (parts.size() < 2 || parts.size() > 3)
            return base::inputError(
                fmt::format("\"{}\" is no view; give SITE or LAT,LON, with ,RANGE_KM where you like", text));
        const auto place = parsePlace(text.substr(0, parts[0].size() + 1 + parts[1].size()));
        if (!place)
            return tl::unexpected(place.error());
        wish.place = *place;
        if (parts.size() == 3)
            range = parts[2];
    } else {
        if (parts[0].empty() || parts.size() > 2)
            return base::inputError(
                fmt::format("\"{}\" is no view; give SITE or LAT,LON, with ,RANGE_KM where you like", text));
        wish.site = std::string(parts[0]);
        if (parts.size() == 2)
            range = parts[1];
    }
    if (range) {
        const auto km = parseRange(*range);
        if (!km)
            return tl::unexpected(km.error());
        wish.rangeKm = *km;
    }
    return wish;
}

base::Result<ViewFrom> parseView(std::string_view text) {
    const auto colon = text.find(':');
    const std::string_view word = text.substr(0, colon);
    const std::string_view rest = colon == std::string_view::npos ? "" : text.substr(colon + 1);
    const auto vantage = scene::named<scene::Vantage>(word);
    if (!vantage)
        return base::inputError(fmt::format("one cannot look from \"{}\"; give one of {}", word,
                                            fmt::join(scene::wordsOf<scene::Vantage>(), ", ")));
    ViewFrom from;
    from.vantage = *vantage;
    const bool site = *vantage == scene::Vantage::Site, craft = *vantage == scene::Vantage::Craft;
    if (!site && !craft && colon != std::string_view::npos)
        return base::inputError(fmt::format("\"{}\": nothing follows {}; leave the colon out", text, word));
    if (site && rest.find(',') != std::string_view::npos) {
        const auto place = parsePlace(rest);
        if (!place)
            return tl::unexpected(place.error());
        from.place = *place;
    } else if (site) {
        from.site = std::string(rest);
    }
    if (craft) {
        const astro::Trajectory* path = scene::pathCalled(rest);
        if (!path)
            return base::inputError(
                fmt::format("there is no path \"{}\"; give craft: with one of {}", rest,
                            fmt::join(scene::idsOf(scene::IdOf::Path, timeline::Timeline()), ", ")));
        from.craft = path->id;
    }
    return from;
}

} // namespace perilune::app
