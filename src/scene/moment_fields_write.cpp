// How each kind of value is written, in the fewest digits that come back as the same value.
#include "scene/choices.h"
#include "scene/moment_fields.h"
#include "timeline/edtf.h"

#include <fmt/format.h>

#include <cmath>
#include <utility>

namespace perilune::scene {

namespace {

constexpr const char* kNoneWord = "none";

// The fewest digits that are read as the same number.
std::string shortest(double value) {
    return fmt::format("{}", value);
}

// Of the numbers around `near`, the one in the fewest digits that `of` turns into `value`; nothing where none
// does.
template <class Of> std::optional<double> numberFor(double value, double near, const Of& of) {
    std::optional<double> found;
    double candidate = near;
    constexpr int kSteps = 3;
    for (int i = 0; i < kSteps; ++i)
        candidate = std::nextafter(candidate, -HUGE_VAL);
    for (int i = -kSteps; i <= kSteps; ++i, candidate = std::nextafter(candidate, HUGE_VAL)) {
        const double tried = candidate + 0.0; // never -0
        if (of(tried) == value && (!found || shortest(tried).size() < shortest(*found).size()))
            found = tried;
    }
    return found;
}

double radiansOf(double degrees) {
    return base::Angle::degrees(degrees).radians();
}
std::optional<double> exactDegrees(base::Angle angle) {
    return numberFor(angle.radians(), angle.degrees(), radiansOf);
}
std::optional<double> exactUnits(const kind::Number& number, double value) {
    return numberFor(
        value, value / number.unit, [&](double units) { return units * number.unit; });
}

std::string angleWords(base::Angle angle) {
    if (const auto degrees = exactDegrees(angle))
        return shortest(*degrees);
    return shortest(angle.radians()) + "rad";
}

// Days as short as EDTF says them exactly: whole years, whole months, else days.
std::string spanWords(const StripSpan& span) {
    const std::string first = base::formatDay(span.first), last = base::formatDay(span.last);
    for (const std::size_t length : {4u, 7u}) {
        std::string words = first.substr(0, length) + "/" + last.substr(0, length);
        const auto window = timeline::parseEdtf(words);
        if (window && window->firstDay() == span.first && window->lastDay() == span.last)
            return words;
    }
    return first + "/" + last;
}

std::string timeWords(base::Instant at) {
    std::string words = base::formatInstant(at);
    for (const std::string_view nought : {"T00:00:00Z", ":00Z"})
        if (words.ends_with(nought)) {
            words.resize(words.size() - nought.size());
            return nought.front() == ':' ? words + "Z" : words;
        }
    return words;
}

/// Words of a value.
struct Writer {
    const Moment& moment;

    std::string operator()(const kind::Time& k) const { return timeWords(k.in(moment)); }
    std::string operator()(const kind::AsOf& k) const {
        const AsOf& known = k.in(moment);
        switch (known.mode) {
        case AsOfMode::AsItLookedThen:
            return "then";
        case AsOfMode::Hindsight:
            return "hindsight";
        case AsOfMode::OnADay:
            break;
        }
        return base::formatDay(known.day.day);
    }
    std::string operator()(const kind::DayOrNone& k) const {
        const auto& day = k.in(moment);
        return day ? base::formatDay(day->day) : kNoneWord;
    }
    std::string operator()(const kind::Span& k) const { return spanWords(k.in(moment)); }
    std::string operator()(const kind::Angle& k) const { return angleWords(k.in(moment)); }
    std::string operator()(const kind::Number& k) const {
        const double value = k.in(moment);
        if (const auto units = exactUnits(k, value))
            return shortest(*units);
        return shortest(value) + k.suffix;
    }
    std::string operator()(const kind::Count& k) const { return std::to_string(k.in(moment)); }
    std::string operator()(const kind::Text& k) const { return k.in(moment); }
    std::string operator()(const kind::Id& k) const {
        const std::string& id = k.in(moment);
        return id.empty() ? kNoneWord : id;
    }
    std::string operator()(const kind::Ids& k) const {
        const auto& ids = k.in(moment);
        return ids.empty() ? kNoneWord : fmt::format("{}", fmt::join(ids, ","));
    }
    std::string operator()(const kind::Switch& k) const { return k.in(moment) ? k.on : k.off; }
    std::string operator()(const kind::Choice& k) const { return k.get(moment); }
    std::string operator()(const kind::Sun& k) const {
        const Light& light = k.in(moment);
        if (!light.isPinned())
            return light.mode == LightMode::Sunlit ? "sunlit" : "true";
        return angleWords(light.subsolarLatitude) + "," + angleWords(light.subsolarLongitude);
    }
    std::string operator()(const kind::Stops& k) const {
        const Exposure& exposure = k.in(moment);
        const std::string word = exposure.automatic ? "auto" : "fixed";
        return exposure.stops == 0.0 ? word : word + "," + shortest(exposure.stops);
    }
    std::string operator()(const kind::Heights& k) const {
        const terrain::HeightSpan& heights = k.in(moment);
        return heights == terrain::HeightSpan{} ? "auto" : fmt::format("{},{}", heights.lowM, heights.highM);
    }
    std::string operator()(const kind::Shown& k) const {
        std::string words;
        for (const LayerName& layer : kLayerNames)
            if (k.in(moment).*layer.layer)
                words += (words.empty() ? "" : ",") + std::string(layer.name);
        return words.empty() ? kNoneWord : words;
    }
};

base::Angle nearest(base::Angle angle) {
    return base::Angle::degrees(exactDegrees(angle).value_or(angle.degrees()));
}

/// The nearest value that is said in degrees and units, without what is not read.
struct Canonical {
    Moment& moment;
    void operator()(const kind::AsOf& k) const {
        if (k.in(moment).mode != AsOfMode::OnADay)
            k.in(moment).day = {};
    }
    void operator()(const kind::Angle& k) const { k.in(moment) = nearest(k.in(moment)); }
    void operator()(const kind::Number& k) const {
        double& value = k.in(moment);
        value = exactUnits(k, value).value_or(value / k.unit) * k.unit;
    }
    void operator()(const kind::Sun& k) const {
        Light& light = k.in(moment);
        if (light.isPinned())
            light = {light.mode, nearest(light.subsolarLatitude), nearest(light.subsolarLongitude)};
        else
            light = {light.mode, {}, {}};
    }
    template <class Other> void operator()(const Other&) const {}
};

} // namespace

std::string write(const Field& field, const Moment& moment) {
    return std::visit(Writer{moment}, field.kind);
}

bool same(const Field& field, const Moment& a, const Moment& b) {
    return write(field, a) == write(field, b);
}

std::string degreesOf(base::Angle angle) {
    return shortest(exactDegrees(angle).value_or(angle.degrees()));
}

Moment canonical(Moment moment) {
    for (const Field& field : momentFields())
        std::visit(Canonical{moment}, field.kind);
    return moment;
}

} // namespace perilune::scene
