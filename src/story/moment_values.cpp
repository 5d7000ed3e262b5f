#include "story/moment_values.h"

#include "scene/choices.h"
#include "astro/sky.h"
#include "base/yaml_edit.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace perilune::story {

using base::YamlNode;
namespace kind = scene::kind;

namespace {

constexpr const char* kNone = "none";
constexpr std::string_view kLook = "look.";

// One key's value, by the kind of its row.
class ValueReader {
  public:
    ValueReader(const scene::Field& field, const YamlNode& node, scene::Moment& moment,
                const timeline::Timeline& record, const base::CheckedYaml& fields)
        : field_(field), key_(keyOf(field)), node_(node), moment_(moment), record_(record), fields_(fields) {}

    void operator()(const kind::Time& k) {
        const base::Result<base::Instant> instant = base::parseInstant(node_.scalar);
        if (!instant)
            return refuse(instant.error().message);
        const int year = int(std::chrono::year_month_day{base::dayOf(*instant)}.year());
        if (year < astro::kFirstSkyYear || year > astro::kLastSkyYear)
            return error(
                fmt::format("{}: the sky of {} is not known", key_, year),
                fmt::format("choose a year from {} to {}", astro::kFirstSkyYear, astro::kLastSkyYear));
        k.in(moment_) = *instant;
    }

    void operator()(const kind::AsOf&) {
        if (!scene::read(field_, node_.scalar, moment_))
            noChoice("write then, hindsight, or a day such as 2021-03-09");
    }

    void operator()(const kind::DayOrNone& k) {
        if (node_.scalar == kNone)
            return k.in(moment_).reset();
        const base::Result<timeline::Window> day = timeline::parseEdtf(node_.scalar);
        if (!day)
            return refuse(day.error().message);
        if (day->precision != timeline::Precision::Day || day->openBegin || day->openEnd ||
            day->firstDay() != day->lastDay())
            return error(fmt::format("{}: this is no single day", key_),
                         "write a day such as 2024-01-01, or none");
        k.in(moment_) = timeline::KnownDay{day->firstDay()};
    }

    void operator()(const kind::Span& k) {
        const base::Result<timeline::Window> window = timeline::parseEdtf(node_.scalar);
        if (!window)
            return refuse(window.error().message);
        if (window->openBegin || window->openEnd)
            return error(fmt::format("{}: the strip needs both ends", key_),
                         "write an interval such as 2018/2031");
        k.in(moment_) = {window->firstDay(), window->lastDay()};
    }

    void operator()(const kind::Angle& k) {
        if (const auto degrees = fields_.number(node_, key_, k.leastDeg, k.greatestDeg))
            k.in(moment_) = base::Angle::degrees(*degrees);
    }
    void operator()(const kind::Number& k) {
        if (const auto number = fields_.number(node_, key_, k.least, k.greatest))
            k.in(moment_) = *number * k.unit;
    }
    void operator()(const kind::Count& k) {
        if (const auto number = fields_.number(node_, key_, 0.0, double(k.most)))
            k.in(moment_) = static_cast<std::size_t>(*number);
    }
    void operator()(const kind::Text& k) {
        if (auto text = fields_.line(node_, key_, k.most))
            k.in(moment_) = std::move(*text);
    }

    void operator()(const kind::Id& k) {
        if (node_.scalar == kNone)
            return k.in(moment_).clear();
        if (const auto id = idOf(k.of, node_))
            k.in(moment_) = *id;
    }
    void operator()(const kind::Ids& k) {
        if (!fields_.isSequence(node_, key_, fmt::format("{}: [artemis-2, gateway-nrho]", key_)))
            return;
        k.in(moment_).clear();
        for (const YamlNode& item : node_.items)
            if (const auto id = idOf(k.of, item))
                k.in(moment_).push_back(*id);
    }

    void operator()(const kind::Switch& k) {
        if (!scene::read(field_, node_.scalar, moment_))
            noChoice(fields_.suggest(node_.scalar, {k.on, k.off}));
    }
    void operator()(const kind::Choice& k) {
        if (!k.set(moment_, node_.scalar))
            noChoice(fields_.suggest(node_.scalar, k.words()));
    }

    void operator()(const kind::Sun& k) {
        if (isWord("true") || isWord("sunlit")) {
            k.in(moment_) = {
                node_.scalar == "true" ? scene::LightMode::True : scene::LightMode::Sunlit, {}, {}};
            return;
        }
        if (!fields_.isMapping(
                node_, key_,
                fmt::format("{}: true, sunlit (the nearest hour in which the place is lit), or "
                            "{{lat: 10, lon: -40}} to pin the Sun over a place",
                            key_)))
            return;
        fields_.allowOnly(node_, {"lat", "lon"}, key_);
        scene::Light& light = k.in(moment_);
        light.mode = scene::LightMode::Pinned;
        readPlace(node_, field_.key, light.subsolarLatitude, light.subsolarLongitude, fields_);
    }

    void operator()(const kind::Stops& k) {
        scene::Exposure& exposure = k.in(moment_);
        if (isWord("auto") || isWord("fixed")) {
            exposure = {0.0, node_.scalar == "auto"};
            return;
        }
        if (!fields_.isMapping(node_, key_,
                               fmt::format("{}: auto, fixed, or {{auto: true, stops: 1.5}}", key_)))
            return;
        fields_.allowOnly(node_, {"auto", "stops"}, key_);
        if (const YamlNode* automatic = node_.find("auto")) {
            if (automatic->scalar == "true" || automatic->scalar == "false")
                exposure.automatic = automatic->scalar == "true";
            else
                fields_.error(*automatic,
                              fmt::format("auto: '{}' is neither", automatic->scalar.substr(0, 40)),
                              "write true or false");
        }
        if (const YamlNode* stops = node_.find("stops"))
            if (const auto value = fields_.number(*stops, "stops", -scene::kMostStops, scene::kMostStops))
                exposure.stops = *value;
    }

    void operator()(const kind::Heights&) {
        std::string words = node_.scalar;
        for (const YamlNode& item : node_.items)
            words += (words.empty() ? "" : ",") + item.scalar;
        if (!isWord("auto") && node_.kind != YamlNode::Kind::Sequence)
            return noChoice("write auto, or the heights in metres as in [-3000, 2000]");
        if (const auto ok = scene::read(field_, words, moment_); !ok)
            refuse(ok.error().message);
    }

    void operator()(const kind::Shown& k) {
        if (!fields_.isSequence(node_, key_, fmt::format("{}: [strip, card, pins, models, titles]", key_)))
            return;
        scene::Layers& layers = k.in(moment_);
        for (const scene::LayerName& layer : scene::kLayerNames)
            layers.*layer.layer = false;
        for (const YamlNode& item : node_.items) {
            const auto* const found =
                std::find_if(std::begin(scene::kLayerNames), std::end(scene::kLayerNames),
                             [&](const scene::LayerName& layer) { return layer.name == item.scalar; });
            if (found == std::end(scene::kLayerNames))
                fields_.error(item, fmt::format("there is no layer '{}'", item.scalar.substr(0, 40)),
                              fields_.suggest(item.scalar, scene::layerNames()));
            else
                layers.*found->layer = true;
        }
    }

  private:
    bool isWord(std::string_view word) const {
        return node_.kind == YamlNode::Kind::Scalar && node_.scalar == word;
    }

    std::optional<std::string> idOf(scene::IdOf what, const YamlNode& node) {
        const std::vector<std::string> known = scene::idsOf(what, record_);
        if (std::find(known.begin(), known.end(), node.scalar) != known.end())
            return node.scalar;
        const std::size_t most = what == scene::IdOf::Milestone || what == scene::IdOf::Site ? 60 : 40;
        const std::string shown = node.scalar.substr(0, most);
        fields_.error(node,
                      what == scene::IdOf::Country
                          ? fmt::format("no partner's country is '{}'", shown)
                          : fmt::format("there is no {} '{}'", scene::nounOf(what), shown),
                      fields_.suggest(node.scalar, known));
        return std::nullopt;
    }

    void error(std::string what, std::string todo) { fields_.error(node_, std::move(what), std::move(todo)); }
    void noChoice(std::string todo) {
        error(fmt::format("{}: '{}' is no choice", key_, node_.scalar.substr(0, 40)), std::move(todo));
    }
    // The readers of single values say in one line what is wrong and, after a semicolon, what to do.
    void refuse(const std::string& message) {
        const std::size_t end = message.find("; ");
        error(fmt::format("{}: {}", key_, message.substr(0, end)),
              end == std::string::npos ? "write a date of the calendar" : message.substr(end + 2));
    }

    const scene::Field& field_;
    std::string_view key_;
    const YamlNode& node_;
    scene::Moment& moment_;
    const timeline::Timeline& record_;
    const base::CheckedYaml& fields_;
};

void readAngle(const YamlNode& parent, const char* key, double leastDeg, double greatestDeg,
               base::Angle& angle, const base::CheckedYaml& fields) {
    if (const YamlNode* node = parent.find(key))
        if (const auto value = fields.number(*node, key, leastDeg, greatestDeg))
            angle = base::Angle::degrees(*value);
}

/// The parts of a value's words: "10,-40".
std::vector<std::string> partsOf(const std::string& words) {
    std::vector<std::string> parts{""};
    for (const char c : words)
        if (c == ',')
            parts.emplace_back();
        else
            parts.back() += c;
    return parts;
}

/// One row's value as a node.
struct ValueWriter {
    const scene::Field& field;
    const scene::Moment& moment;

    std::string words() const { return scene::write(field, moment); }

    YamlNode operator()(const kind::Text& k) const { return base::yamlWord(k.in(moment)); }
    YamlNode operator()(const kind::Ids& k) const { return base::yamlList(k.in(moment)); }
    YamlNode operator()(const kind::Shown& k) const {
        std::vector<std::string> names;
        for (const scene::LayerName& layer : scene::kLayerNames)
            if (k.in(moment).*layer.layer)
                names.emplace_back(layer.name);
        return base::yamlList(names);
    }
    YamlNode operator()(const kind::Sun& k) const {
        if (!k.in(moment).isPinned())
            return base::yamlWord(words());
        const std::vector<std::string> place = partsOf(words());
        return base::yamlMapping({{"lat", base::yamlWord(place[0])}, {"lon", base::yamlWord(place[1])}});
    }
    YamlNode operator()(const kind::Stops& k) const {
        const std::vector<std::string> said = partsOf(words());
        if (said.size() == 1)
            return base::yamlWord(said[0]);
        return base::yamlMapping({{"auto", base::yamlWord(k.in(moment).automatic ? "true" : "false")},
                                  {"stops", base::yamlWord(said[1])}});
    }
    YamlNode operator()(const kind::Heights&) const {
        const std::vector<std::string> span = partsOf(words());
        return span.size() == 1 ? base::yamlWord(span[0]) : base::yamlList(span);
    }
    template <class Other> YamlNode operator()(const Other&) const { return base::yamlWord(words()); }
};

} // namespace

void readValue(const scene::Field& field, const YamlNode& node, scene::Moment& moment,
               const timeline::Timeline& record, const base::CheckedYaml& fields) {
    std::visit(ValueReader(field, node, moment, record, fields), field.kind);
}

YamlNode valueOf(const scene::Field& field, const scene::Moment& moment) {
    return std::visit(ValueWriter{field, moment}, field.kind);
}

std::string_view keyOf(const scene::Field& field) {
    const std::string_view key = field.key;
    return isOfLook(field) ? key.substr(kLook.size()) : key;
}

bool isOfLook(const scene::Field& field) {
    return field.key && std::string_view(field.key).starts_with(kLook);
}

void readPlace(const YamlNode& node, const char* of, base::Angle& latitude, base::Angle& longitude,
               const base::CheckedYaml& fields) {
    for (const char* key : {"lat", "lon"})
        if (!node.find(key))
            fields.error(node, fmt::format("{} has no '{}'", of, key),
                         "name lat and lon together, in degrees, north and east positive");
    readAngle(node, "lat", -90.0, 90.0, latitude, fields);
    readAngle(node, "lon", -180.0, 180.0, longitude, fields);
}

} // namespace perilune::story
