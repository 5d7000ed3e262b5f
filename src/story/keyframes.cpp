#include "story/keyframes.h"

#include "story/look_fields.h"
#include "scene/choices.h"
#include "scene/scene.h"
#include "astro/sky.h"
#include "astro/trajectory.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace perilune::story {

using base::YamlNode;
using scene::Moment;

namespace {

constexpr std::size_t kMostTitle = 80;

template <class Items> std::vector<std::string> idsOf(const Items& items) {
    std::vector<std::string> ids;
    for (const auto& item : items)
        ids.push_back(item.id);
    return ids;
}

// One keyframe's keys, laid over the Moment that it inherits.
class KeyframeReader {
  public:
    KeyframeReader(Moment& moment, const timeline::Timeline& timeline, Fields& fields)
        : moment_(moment), timeline_(timeline), fields_(fields) {}

    void date(const YamlNode& node) {
        const base::Result<base::Instant> instant = base::parseInstant(node.scalar);
        if (!instant)
            return refuse(node, "date", instant.error().message);
        const int year = int(std::chrono::year_month_day{base::dayOf(*instant)}.year());
        if (year < astro::kFirstSkyYear || year > astro::kLastSkyYear)
            return fields_.error(
                node, fmt::format("date: the sky of {} is not known", year),
                fmt::format("choose a year from {} to {}", astro::kFirstSkyYear, astro::kLastSkyYear));
        moment_.at = *instant;
    }

    void known(const YamlNode& node) {
        moment_.known.day = {};
        if (node.scalar == "then") {
            moment_.known.mode = scene::AsOfMode::AsItLookedThen;
        } else if (node.scalar == "hindsight") {
            moment_.known.mode = scene::AsOfMode::Hindsight;
        } else if (const base::Result<base::Day> day = base::parseDay(node.scalar)) {
            moment_.known = {scene::AsOfMode::OnADay, {*day}};
        } else {
            fields_.error(node, fmt::format("known: '{}' is no choice", node.scalar.substr(0, 40)),
                          "write then, hindsight, or a day such as 2021-03-09");
        }
    }

    void look(const YamlNode& node) { readLook(node, moment_.look, timeline_, fields_); }

    void light(const YamlNode& node) {
        if (node.kind == YamlNode::Kind::Scalar && node.scalar == "true") {
            moment_.light = {};
            return;
        }
        if (!fields_.isMapping(node, "light",
                               "light: true, or {lat: 10, lon: -40} to pin the Sun over a place"))
            return;
        fields_.allowOnly(node, {"lat", "lon"}, "light");
        moment_.light.pinned = true;
        readPlace(node, "light", moment_.light.subsolarLatitude, moment_.light.subsolarLongitude, fields_);
    }

    void select(const YamlNode& node) {
        if (node.scalar == "none")
            return moment_.selected.clear();
        if (timeline_.milestone(node.scalar)) {
            moment_.selected = node.scalar;
            return;
        }
        fields_.error(node, fmt::format("there is no milestone '{}'", node.scalar.substr(0, 60)),
                      Fields::suggest(node.scalar, idsOf(timeline_.milestones)));
    }

    void site(const YamlNode& node) {
        if (node.scalar == "none")
            return moment_.selectedSite.clear();
        if (readSite(node, timeline_, fields_))
            moment_.selectedSite = node.scalar;
    }

    void span(const YamlNode& node) {
        const base::Result<timeline::Window> window = timeline::parseEdtf(node.scalar);
        if (!window)
            return refuse(node, "span", window.error().message);
        if (window->openBegin || window->openEnd)
            return fields_.error(node, "span: the strip needs both ends",
                                 "write an interval such as 2018/2031");
        moment_.span = {window->firstDay(), window->lastDay()};
    }

    void show(const YamlNode& node) {
        if (!fields_.isSequence(node, "show", "show: [strip, card, pins, models, titles]"))
            return;
        std::vector<std::string> names;
        for (const auto& [name, layer] : scene::kLayerNames) {
            names.emplace_back(name);
            moment_.layers.*layer = false;
        }
        for (const YamlNode& item : node.items) {
            const auto found = std::find(names.begin(), names.end(), item.scalar);
            if (found == names.end())
                fields_.error(item, fmt::format("there is no layer '{}'", item.scalar.substr(0, 40)),
                              Fields::suggest(item.scalar, names));
            else
                moment_.layers.*scene::kLayerNames[found - names.begin()].layer = true;
        }
    }

    void relief(const YamlNode& node) {
        const std::vector<std::string> choices{scene::kModelledRelief, scene::kMeasuredRelief};
        if (std::find(choices.begin(), choices.end(), node.scalar) == choices.end())
            return fields_.error(node, fmt::format("relief: '{}' is no choice", node.scalar.substr(0, 40)),
                                 Fields::suggest(node.scalar, choices));
        moment_.ground.modelled = node.scalar == scene::kModelledRelief;
    }

    void tint(const YamlNode& node) {
        if (const auto tint = scene::tintNamed(node.scalar)) {
            moment_.ground.tint = *tint;
            return;
        }
        std::vector<std::string> choices;
        for (const scene::TintName& known : scene::kTintNames)
            choices.emplace_back(known.name);
        fields_.error(node, fmt::format("tint: '{}' is no choice", node.scalar.substr(0, 40)),
                      Fields::suggest(node.scalar, choices));
    }

    void sky(const YamlNode& node) {
        if (const auto sky = scene::skyNamed(node.scalar)) {
            moment_.sky = *sky;
            return;
        }
        std::vector<std::string> choices;
        for (const scene::SkyName& known : scene::kSkyNames)
            choices.emplace_back(known.name);
        fields_.error(node, fmt::format("sky: '{}' is no choice", node.scalar.substr(0, 40)),
                      Fields::suggest(node.scalar, choices));
    }

    void paths(const YamlNode& node) {
        if (!fields_.isSequence(node, "paths", "paths: [artemis-2, gateway-nrho]"))
            return;
        std::vector<std::string> ids;
        for (const astro::Trajectory& trajectory : astro::trajectories())
            ids.push_back(trajectory.id);
        moment_.paths.clear();
        for (const YamlNode& item : node.items)
            if (std::find(ids.begin(), ids.end(), item.scalar) == ids.end())
                fields_.error(item, fmt::format("there is no path '{}'", item.scalar.substr(0, 40)),
                              Fields::suggest(item.scalar, ids));
            else
                moment_.paths.push_back(item.scalar);
    }

    void pathAxes(const YamlNode& node) {
        if (const auto axes = scene::pathAxesNamed(node.scalar)) {
            moment_.pathAxes = *axes;
            return;
        }
        std::vector<std::string> choices;
        for (const scene::PathAxesName& known : scene::kPathAxesNames)
            choices.emplace_back(known.name);
        fields_.error(node, fmt::format("path-axes: '{}' is no choice", node.scalar.substr(0, 40)),
                      Fields::suggest(node.scalar, choices));
    }

    void country(const YamlNode& node) {
        if (node.scalar == "none")
            return moment_.country.clear();
        std::vector<std::string> countries;
        for (const timeline::Partner& partner : timeline_.partners)
            countries.push_back(partner.country);
        if (std::find(countries.begin(), countries.end(), node.scalar) == countries.end())
            return fields_.error(node, fmt::format("no partner's country is '{}'", node.scalar.substr(0, 40)),
                                 Fields::suggest(node.scalar, countries));
        moment_.country = node.scalar;
    }

    void changedSince(const YamlNode& node) {
        if (node.scalar == "none")
            return moment_.changedSince.reset();
        const base::Result<timeline::Window> day = timeline::parseEdtf(node.scalar);
        if (!day)
            return refuse(node, "changed-since", day.error().message);
        if (day->precision != timeline::Precision::Day || day->openBegin || day->openEnd ||
            day->firstDay() != day->lastDay())
            return fields_.error(node, "changed-since: this is no single day",
                                 "write a day such as 2024-01-01, or none");
        moment_.changedSince = timeline::KnownDay{day->firstDay()};
    }

    void changesFrom(const YamlNode& node) {
        constexpr double kMostRows = 100'000.0;
        if (const auto row = fields_.number(node, "changes-from", 0.0, kMostRows))
            moment_.changesFrom = static_cast<std::size_t>(*row);
    }

    void exposure(const YamlNode& node) {
        if (node.kind == YamlNode::Kind::Scalar && (node.scalar == "auto" || node.scalar == "fixed")) {
            moment_.exposure = {0.0, node.scalar == "auto"};
            return;
        }
        if (!fields_.isMapping(node, "exposure", "exposure: auto, fixed, or {auto: true, stops: 1.5}"))
            return;
        fields_.allowOnly(node, {"auto", "stops"}, "exposure");
        if (const YamlNode* automatic = node.find("auto")) {
            if (automatic->scalar == "true" || automatic->scalar == "false")
                moment_.exposure.automatic = automatic->scalar == "true";
            else
                fields_.error(*automatic,
                              fmt::format("auto: '{}' is neither", automatic->scalar.substr(0, 40)),
                              "write true or false");
        }
        if (const YamlNode* stops = node.find("stops"))
            if (const auto value = fields_.number(*stops, "stops", -scene::kMostStops, scene::kMostStops))
                moment_.exposure.stops = *value;
    }

    void words(const YamlNode& node, const char* key, std::string Moment::*member) {
        if (auto text = fields_.text(node, key, kMostTitle))
            moment_.*member = std::move(*text);
    }

    void curtain(const YamlNode& node) {
        if (const auto value = fields_.number(node, "curtain", 0.0, 1.0))
            moment_.curtain = *value;
    }

  private:
    // The readers of dates say in one line what is wrong and, after a semicolon, what to do.
    void refuse(const YamlNode& node, const char* key, const std::string& message) {
        const std::size_t end = message.find("; ");
        const std::string todo =
            end == std::string::npos ? "write a date of the calendar" : message.substr(end + 2);
        fields_.error(node, fmt::format("{}: {}", key, message.substr(0, end)), todo);
    }

    Moment& moment_;
    const timeline::Timeline& timeline_;
    Fields& fields_;
};

void readEase(const YamlNode& node, Ease& ease, Fields& fields) {
    static constexpr std::pair<const char*, Ease> kEases[] = {
        {"hold", Ease::Hold}, {"linear", Ease::Linear}, {"smooth", Ease::Smooth}};
    for (const auto& [name, value] : kEases)
        if (node.scalar == name) {
            ease = value;
            return;
        }
    fields.error(node, fmt::format("there is no ease '{}'", node.scalar.substr(0, 40)),
                 Fields::suggest(node.scalar, {"hold", "linear", "smooth"}));
}

} // namespace

Moment beginning(const std::string& title) {
    Moment moment;
    moment.look = scene::wholeDisc({}, {});
    moment.title = title;
    return moment;
}

std::optional<Keyframe> readKeyframe(const YamlNode& node, const Moment& before, double durationS,
                                     const timeline::Timeline& timeline, Fields& fields) {
    if (!fields.isMapping(node, "a keyframe", "- at: 0, and below it what changes then"))
        return std::nullopt;
    fields.allowOnly(node, {"at",    "date",     "known",     "look",    "light",         "select",
                            "site",  "span",     "show",      "relief",  "tint",          "exposure",
                            "sky",   "paths",    "path-axes", "country", "changed-since", "changes-from",
                            "title", "subtitle", "curtain",   "ease"},
                     "a keyframe");
    Keyframe keyframe;
    keyframe.moment = before;
    KeyframeReader read(keyframe.moment, timeline, fields);
    const auto on = [&](const char* key, auto&& action) {
        if (const YamlNode* value = node.find(key))
            action(*value);
    };
    on(
        "date", [&](const YamlNode& n) { read.date(n); });
    on(
        "known", [&](const YamlNode& n) { read.known(n); });
    on(
        "look", [&](const YamlNode& n) { read.look(n); });
    on(
        "light", [&](const YamlNode& n) { read.light(n); });
    on(
        "select", [&](const YamlNode& n) { read.select(n); });
    on(
        "site", [&](const YamlNode& n) { read.site(n); });
    on(
        "span", [&](const YamlNode& n) { read.span(n); });
    on(
        "show", [&](const YamlNode& n) { read.show(n); });
    on(
        "relief", [&](const YamlNode& n) { read.relief(n); });
    on(
        "tint", [&](const YamlNode& n) { read.tint(n); });
    on(
        "exposure", [&](const YamlNode& n) { read.exposure(n); });
    on(
        "sky", [&](const YamlNode& n) { read.sky(n); });
    on(
        "paths", [&](const YamlNode& n) { read.paths(n); });
    on(
        "path-axes", [&](const YamlNode& n) { read.pathAxes(n); });
    on(
        "country", [&](const YamlNode& n) { read.country(n); });
    on(
        "changed-since", [&](const YamlNode& n) { read.changedSince(n); });
    on(
        "changes-from", [&](const YamlNode& n) { read.changesFrom(n); });
    on(
        "title", [&](const YamlNode& n) { read.words(n, "title", &Moment::title); });
    on(
        "subtitle", [&](const YamlNode& n) { read.words(n, "subtitle", &Moment::subtitle); });
    on(
        "curtain", [&](const YamlNode& n) { read.curtain(n); });
    on("ease", [&](const YamlNode& n) { readEase(n, keyframe.ease, fields); });

    const YamlNode* at = node.find("at");
    if (!at) {
        fields.error(node, "the keyframe has no time", "add at: and the second of the film");
        return std::nullopt;
    }
    const std::optional<double> atS = fields.time(*at, "at", durationS);
    if (!atS)
        return std::nullopt;
    keyframe.atS = *atS;
    return keyframe;
}

} // namespace perilune::story
