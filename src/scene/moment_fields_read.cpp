// How each kind of value is read; an error says what is wrong and what can be written.
#include "scene/choices.h"
#include "scene/moment_fields.h"
#include "scene/standing.h"
#include "astro/sky.h"
#include "timeline/edtf.h"
#include "base/numbers.h"
#include "base/yaml_bounds.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace perilune::scene {

using base::inputError;
using base::Result;

namespace {

constexpr const char* kNone = "none";

std::string shownWords(std::string_view words) {
    constexpr std::size_t kMost = 40;
    return std::string(words.substr(0, kMost)) + (words.size() > kMost ? "..." : "");
}

// Of UTF-8: the bytes that begin one.
std::size_t charactersIn(std::string_view text) {
    return std::size_t(std::count_if(
        text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::vector<std::string_view> parts(std::string_view words) {
    std::vector<std::string_view> found;
    while (true) {
        const auto comma = words.find(',');
        found.push_back(words.substr(0, comma));
        if (comma == std::string_view::npos)
            return found;
        words.remove_prefix(comma + 1);
    }
}

Result<base::Angle> readAngle(std::string_view words, double leastDeg, double greatestDeg) {
    const bool radians = words.ends_with("rad");
    const auto value = base::decimalNumber(radians ? words.substr(0, words.size() - 3) : words);
    if (!value)
        return inputError(fmt::format("\"{}\" is no angle; give degrees", shownWords(words)));
    const base::Angle angle = radians ? base::Angle::radians(*value) : base::Angle::degrees(*value);
    if (angle < base::Angle::degrees(leastDeg) || angle > base::Angle::degrees(greatestDeg))
        return inputError(
            fmt::format("{} is outside {} to {} degrees", shownWords(words), leastDeg, greatestDeg));
    return angle;
}

/// Lays words over a value.
struct Reader {
    std::string_view words;
    Moment& moment;

    Result<void> operator()(const kind::Time& k) const {
        const auto at = base::parseInstant(words);
        if (!at)
            return tl::unexpected(at.error());
        const int year = int(std::chrono::year_month_day{base::dayOf(*at)}.year());
        if (year < astro::kFirstSkyYear || year > astro::kLastSkyYear)
            return inputError(fmt::format("\"{}\" is outside the years {} to {} that the sky is known for",
                                          words, astro::kFirstSkyYear, astro::kLastSkyYear));
        k.in(moment) = *at;
        return {};
    }
    Result<void> operator()(const kind::AsOf& k) const {
        if (words == "then")
            return set(k.in(moment), {AsOfMode::AsItLookedThen, {}});
        if (words == "hindsight")
            return set(k.in(moment), {AsOfMode::Hindsight, {}});
        const auto day = base::parseDay(words);
        if (!day)
            return inputError(day.error().message + " (or \"then\", or \"hindsight\")");
        return set(k.in(moment), {AsOfMode::OnADay, {*day}});
    }
    Result<void> operator()(const kind::DayOrNone& k) const {
        if (words == kNone)
            return set(k.in(moment), std::nullopt);
        const auto day = base::parseDay(words);
        if (!day)
            return tl::unexpected(day.error());
        return set(k.in(moment), timeline::KnownDay{*day});
    }
    Result<void> operator()(const kind::Span& k) const {
        const auto window = timeline::parseEdtf(words);
        if (!window)
            return tl::unexpected(window.error());
        if (window->openBegin || window->openEnd)
            return inputError(fmt::format("\"{}\" has an open end; write an interval such as 2018/2031",
                                          shownWords(words)));
        return set(k.in(moment), {window->firstDay(), window->lastDay()});
    }
    Result<void> operator()(const kind::Angle& k) const {
        const auto angle = readAngle(words, k.leastDeg, k.greatestDeg);
        if (!angle)
            return tl::unexpected(angle.error());
        return set(k.in(moment), *angle);
    }
    Result<void> operator()(const kind::Number& k) const {
        const std::string_view suffix = k.suffix;
        const bool own = !suffix.empty() && words.ends_with(suffix);
        const auto number = base::decimalNumber(own ? words.substr(0, words.size() - suffix.size()) : words);
        const double value = number ? own ? *number : *number * k.unit : 0.0;
        if (!number || value < k.least * k.unit || value > k.greatest * k.unit)
            return inputError(
                fmt::format("\"{}\" is no number from {} to {}", shownWords(words), k.least, k.greatest));
        return set(k.in(moment), value);
    }
    Result<void> operator()(const kind::Count& k) const {
        const auto number = base::wholeNumber<std::int64_t>(words);
        if (!number || *number < 0 || std::uint64_t(*number) > k.most)
            return inputError(
                fmt::format("\"{}\" is no whole number from 0 to {}", shownWords(words), k.most));
        return set(k.in(moment), std::size_t(*number));
    }
    Result<void> operator()(const kind::Text& k) const {
        if (base::holdsBadByte(words))
            return inputError("the text holds a control character, or is not UTF-8");
        if (const std::size_t length = charactersIn(words); length > k.most)
            return inputError(fmt::format("the text has {} characters; keep it within {}", length, k.most));
        return set(k.in(moment), std::string(words));
    }
    Result<void> operator()(const kind::Id& k) const {
        if (words == kNone)
            return set(k.in(moment), std::string());
        const auto id = idOf(k.of, words);
        if (!id)
            return tl::unexpected(id.error());
        return set(k.in(moment), *id);
    }
    Result<void> operator()(const kind::Ids& k) const {
        std::vector<std::string> ids;
        if (words != kNone)
            for (const std::string_view word : parts(words)) {
                const auto id = idOf(k.of, word);
                if (!id)
                    return tl::unexpected(id.error());
                ids.push_back(*id);
            }
        return set(k.in(moment), std::move(ids));
    }
    Result<void> operator()(const kind::Switch& k) const {
        if (words != k.on && words != k.off)
            return inputError(
                fmt::format("\"{}\" is no {}; give {} or {}", shownWords(words), k.noun, k.on, k.off));
        return set(k.in(moment), words == k.on);
    }
    Result<void> operator()(const kind::Choice& k) const {
        if (!k.set(moment, words))
            return inputError(fmt::format("\"{}\" is no {}; give {}", shownWords(words), k.noun,
                                          fmt::join(k.words(), ", ")));
        return {};
    }
    Result<void> operator()(const kind::Sun& k) const {
        if (words == "true" || words == "sunlit")
            return set(k.in(moment), {words == "sunlit" ? LightMode::Sunlit : LightMode::True, {}, {}});
        const auto place = parts(words);
        if (place.size() != 2)
            return inputError(
                fmt::format("\"{}\" is no light; give true, sunlit for the nearest hour in which "
                            "the place is lit, or LAT,LON over which the Sun is held",
                            shownWords(words)));
        const auto latitude = readAngle(place[0], -90.0, 90.0);
        const auto longitude = readAngle(place[1], -180.0, 180.0);
        if (!latitude || !longitude)
            return tl::unexpected(!latitude ? latitude.error() : longitude.error());
        return set(k.in(moment), {LightMode::Pinned, *latitude, *longitude});
    }
    Result<void> operator()(const kind::Stops& k) const {
        const auto said = parts(words);
        std::string_view stopsWord = said.size() == 2 ? said[1] : "0";
        if (stopsWord.starts_with('+'))
            stopsWord.remove_prefix(1);
        const auto stops = base::decimalNumber(stopsWord);
        if (said.size() > 2 || (said[0] != "auto" && said[0] != "fixed") || !stops ||
            std::abs(*stops) > kMostStops)
            return inputError(fmt::format(
                "\"{}\" is no exposure; give auto or fixed, with stops from -{} to {} where you like, "
                "for example fixed,1.5",
                shownWords(words), kMostStops, kMostStops));
        return set(k.in(moment), {*stops, said[0] == "auto"});
    }
    Result<void> operator()(const kind::Heights& k) const {
        if (words == "auto")
            return set(k.in(moment), {});
        const terrain::HeightSpan whole;
        const auto said = parts(words);
        const auto low = said.size() == 2 ? base::wholeNumber<std::int64_t>(said[0]) : std::nullopt;
        const auto high = said.size() == 2 ? base::wholeNumber<std::int64_t>(said[1]) : std::nullopt;
        if (!low || !high || *low < whole.lowM || *high > whole.highM || *high - *low < kLeastHeightSpanM)
            return inputError(
                fmt::format("\"{}\" are no heights; give auto, or LOW,HIGH in metres from {} to {}, at least "
                            "{} apart",
                            shownWords(words), whole.lowM, whole.highM, kLeastHeightSpanM));
        return set(k.in(moment), terrain::HeightSpan{std::int16_t(*low), std::int16_t(*high)});
    }
    Result<void> operator()(const kind::Shown& k) const {
        const bool exact = !words.starts_with('+') && !words.starts_with('-');
        Layers layers = k.in(moment);
        if (exact)
            for (const LayerName& layer : kLayerNames)
                layers.*layer.layer = false;
        if (words == kNone)
            return set(k.in(moment), layers);
        for (std::string_view word : parts(words)) {
            const bool sign = word.starts_with('+') || word.starts_with('-'), on = !word.starts_with('-');
            if (sign == exact)
                return inputError(fmt::format("\"{}\" mixes two ways; give the layers to show as in "
                                              "names,scale, or what to change as in +names,-card",
                                              shownWords(words)));
            word.remove_prefix(sign ? 1 : 0);
            const auto* found = std::find_if(std::begin(kLayerNames), std::end(kLayerNames),
                                             [&](const LayerName& layer) { return layer.name == word; });
            if (found == std::end(kLayerNames))
                return inputError(fmt::format("there is no layer \"{}\"; there are {}", shownWords(word),
                                              fmt::join(layerNames(), ", ")));
            layers.*found->layer = on;
        }
        return set(k.in(moment), layers);
    }

  private:
    template <class T> static Result<void> set(T& into, std::type_identity_t<T> value) {
        into = std::move(value);
        return {};
    }
    static Result<std::string> idOf(IdOf what, std::string_view word) {
        if (word.empty())
            return inputError(fmt::format("the {} has no name", nounOf(what)));
        if (what != IdOf::Path)
            return std::string(word);
        if (const astro::Trajectory* path = pathCalled(word))
            return path->id;
        return inputError(fmt::format("there is no path \"{}\"; there are {}", shownWords(word),
                                      fmt::join(idsOf(what, timeline::Timeline()), ", ")));
    }
};

} // namespace

Result<void> read(const Field& field, std::string_view words, Moment& moment) {
    return std::visit(Reader{words, moment}, field.kind);
}

} // namespace perilune::scene
