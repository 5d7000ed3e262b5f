#include "app/commands/values.h"

#include "scene/choices.h"
#include "scene/standing.h"
#include "astro/sky.h"
#include "astro/trajectory.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <vector>

namespace perilune::app {

namespace {

std::optional<double> number(std::string_view text) {
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

std::optional<std::int64_t> whole(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return value;
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

base::Result<capture::Size> parseSize(std::string_view text) {
    const auto parts = split(text, 'x');
    const auto width = parts.size() == 2 ? whole(parts[0]) : std::nullopt;
    const auto height = parts.size() == 2 ? whole(parts[1]) : std::nullopt;
    if (!width || !height)
        return base::inputError(
            fmt::format("\"{}\" is no size; give WIDTHxHEIGHT in pixels, for example 1920x1080", text));
    const auto fits = [](std::int64_t v) { return v >= kLeastSize && v <= kGreatestSize; };
    if (!fits(*width) || !fits(*height))
        return base::inputError(fmt::format("\"{}\" is out of bounds; width and height go from {} to {}",
                                            text, kLeastSize, kGreatestSize));
    return capture::Size{int(*width), int(*height)};
}

base::Result<int> parseSamples(std::string_view text) {
    const auto value = whole(text);
    if (!value || *value < 1 || *value > kGreatestSamples)
        return base::inputError(
            fmt::format("\"{}\" is no number of samples; give 1 to {}", text, kGreatestSamples));
    return int(*value);
}

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

base::Result<FrameRate> parseFrameRate(std::string_view text) {
    const auto parts = split(text, '/');
    const auto num = whole(parts[0]);
    const auto den = parts.size() == 2 ? whole(parts[1]) : std::optional<std::int64_t>{1};
    const bool sound =
        parts.size() <= 2 && num && den && *num > 0 && *den > 0 && *num <= 1'000'000 && *den <= 1'000'000;
    if (!sound || *num < *den || *num > 240 * *den)
        return base::inputError(fmt::format(
            "\"{}\" is no frame rate; give 1 to 240 as N or N/D, for example 30 or 30000/1001", text));
    return FrameRate{*num, *den};
}

base::Result<FrameRange> parseFrameRange(std::string_view text) {
    const auto parts = split(text, '-');
    const auto first = whole(parts[0]);
    const auto last = parts.size() == 2 ? whole(parts[1]) : first;
    if (parts.size() > 2 || !first || !last || *first < 0 || *last < *first)
        return base::inputError(fmt::format(
            "\"{}\" is no range of frames; give FIRST-LAST, both inside and counted from 0", text));
    return FrameRange{*first, *last};
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
    const auto at = base::parseInstant(text);
    if (!at)
        return tl::unexpected(at.error());
    if (auto ok = checkYear(*at, text); !ok)
        return tl::unexpected(ok.error());
    return *at;
}

base::Result<scene::AsOf> parseAsOf(std::string_view text) {
    if (text == "then")
        return scene::AsOf{scene::AsOfMode::AsItLookedThen, {}};
    if (text == "hindsight")
        return scene::AsOf{scene::AsOfMode::Hindsight, {}};
    const auto day = base::parseDay(text);
    if (!day)
        return base::inputError(day.error().message + " (or \"then\", or \"hindsight\")");
    return scene::AsOf{scene::AsOfMode::OnADay, {*day}};
}

scene::Layers LayerWish::applied(scene::Layers layers) const {
    if (exact)
        for (const scene::LayerName& known : scene::kLayerNames)
            layers.*known.layer = false;
    for (const auto& [layer, on] : switches)
        layers.*layer = on;
    return layers;
}

base::Result<LayerWish> parseLayers(std::string_view text) {
    LayerWish wish;
    wish.exact = !text.starts_with('+') && !text.starts_with('-');
    if (text == "none")
        return wish;
    std::vector<std::string> names;
    for (const scene::LayerName& known : scene::kLayerNames)
        names.emplace_back(known.name);
    for (std::string_view word : split(text, ',')) {
        const bool sign = word.starts_with('+') || word.starts_with('-'), on = !word.starts_with('-');
        if (sign == wish.exact)
            return base::inputError(fmt::format("\"{}\" mixes two ways; give the layers to show as in "
                                                "names,scale, or what to change as in +names,-card",
                                                text));
        word.remove_prefix(sign ? 1 : 0);
        const auto found = std::find(names.begin(), names.end(), word);
        if (found == names.end())
            return base::inputError(
                fmt::format("there is no layer \"{}\"; there are {}", word, fmt::join(names, ", ")));
        wish.switches.emplace_back(scene::kLayerNames[found - names.begin()].layer, on);
    }
    return wish;
}

base::Result<terrain::GroundTint> parseTint(std::string_view text) {
    if (const auto tint = scene::tintNamed(text))
        return *tint;
    std::vector<std::string> names;
    for (const scene::TintName& known : scene::kTintNames)
        names.emplace_back(known.name);
    return base::inputError(fmt::format("\"{}\" is no tint; give {}", text, fmt::join(names, ", ")));
}

base::Result<scene::SkyShown> parseSky(std::string_view text) {
    if (const auto sky = scene::skyNamed(text))
        return *sky;
    std::vector<std::string> names;
    for (const scene::SkyName& known : scene::kSkyNames)
        names.emplace_back(known.name);
    return base::inputError(fmt::format("\"{}\" is no sky; give {}", text, fmt::join(names, ", ")));
}

base::Result<std::vector<std::string>> parsePaths(std::string_view text) {
    std::vector<std::string> known, wanted;
    for (const astro::Trajectory& trajectory : astro::trajectories())
        known.push_back(trajectory.id);
    for (const std::string_view word : split(text, ',')) {
        if (std::find(known.begin(), known.end(), word) == known.end())
            return base::inputError(
                fmt::format("there is no path \"{}\"; there are {}", word, fmt::join(known, ", ")));
        wanted.emplace_back(word);
    }
    return wanted;
}

base::Result<scene::PathAxes> parsePathAxes(std::string_view text) {
    if (const auto axes = scene::pathAxesNamed(text))
        return *axes;
    return base::inputError(fmt::format("\"{}\" are no axes; give inertial or fixed", text));
}

base::Result<bool> parseRelief(std::string_view text) {
    if (text != scene::kModelledRelief && text != scene::kMeasuredRelief)
        return base::inputError(fmt::format("\"{}\" is no relief; give {} or {}", text,
                                            scene::kModelledRelief, scene::kMeasuredRelief));
    return text == scene::kModelledRelief;
}

base::Result<scene::Exposure> parseExposure(std::string_view text) {
    const auto parts = split(text, ',');
    std::string_view stopsWord = parts.size() == 2 ? parts[1] : "0";
    if (stopsWord.starts_with('+'))
        stopsWord.remove_prefix(1);
    const auto stops = number(stopsWord);
    if (parts.size() > 2 || (parts[0] != "auto" && parts[0] != "fixed") || !stops ||
        std::abs(*stops) > scene::kMostStops)
        return base::inputError(fmt::format(
            "\"{}\" is no exposure; give auto or fixed, with stops from -{} to {} where you like, "
            "for example fixed,1.5",
            text, scene::kMostStops, scene::kMostStops));
    return scene::Exposure{*stops, parts[0] == "auto"};
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
    std::vector<std::string> names;
    for (const scene::VantageName& known : scene::kVantageNames) {
        names.emplace_back(known.name);
        if (word != known.name)
            continue;
        ViewFrom from;
        from.vantage = known.vantage;
        const bool takes = known.vantage == scene::Vantage::Site || known.vantage == scene::Vantage::Craft;
        if (!takes && colon != std::string_view::npos)
            return base::inputError(
                fmt::format("\"{}\": nothing follows {}; leave the colon out", text, word));
        if (known.vantage == scene::Vantage::Site && rest.find(',') != std::string_view::npos) {
            const auto place = parsePlace(rest);
            if (!place)
                return tl::unexpected(place.error());
            from.place = *place;
        } else if (known.vantage == scene::Vantage::Site)
            from.site = std::string(rest);
        if (known.vantage == scene::Vantage::Craft) {
            const astro::Trajectory* path = scene::pathCalled(rest);
            std::vector<std::string> ids;
            for (const astro::Trajectory& trajectory : astro::trajectories())
                ids.push_back(trajectory.id);
            if (!path)
                return base::inputError(fmt::format("there is no path \"{}\"; give craft: with one of {}",
                                                    rest, fmt::join(ids, ", ")));
            from.craft = path->id;
        }
        return from;
    }
    return base::inputError(
        fmt::format("one cannot look from \"{}\"; give one of {}", word, fmt::join(names, ", ")));
}

base::Result<scene::Aim> parseAim(std::string_view text) {
    std::vector<std::string> names;
    for (const scene::AimName& known : scene::kAimNames) {
        if (text == known.name)
            return known.aim;
        names.emplace_back(known.name);
    }
    return base::inputError(
        fmt::format("\"{}\" is nothing to look at; give one of {}", text, fmt::join(names, ", ")));
}

base::Result<scene::North> parseNorth(std::string_view text) {
    for (const scene::NorthName& known : scene::kNorthNames)
        if (text == known.name)
            return known.north;
    return base::inputError(fmt::format("\"{}\" is no north; give celestial or moon", text));
}

} // namespace perilune::app
