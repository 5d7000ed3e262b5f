#include "story/schema.h"

#include "story/keyframes.h"
#include "story/look_fields.h"
#include "story/moment_values.h"
#include "story/step_fields.h"
#include "scene/choices.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace perilune::story {

namespace {

using Json = nlohmann::ordered_json;
namespace kind = scene::kind;

Json ref(const char* name) {
    return {{"$ref", std::string("#/$defs/") + name}};
}
Json number(double least, double greatest) {
    Json json = ref("number");
    json["minimum"] = least;
    json["maximum"] = greatest;
    return json;
}
Json words(const std::vector<std::string>& all) {
    return {{"enum", all}};
}
Json object(Json properties, const std::vector<std::string>& required = {}) {
    Json json = {{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
    if (!required.empty())
        json["required"] = required;
    return json;
}
Json list(Json items) {
    return {{"type", "array"}, {"items", std::move(items)}};
}
Json either(std::initializer_list<Json> forms) {
    return {{"anyOf", Json::array_t(forms)}};
}

/// What can stand under a key, by the kind of its row.
struct Form {
    Json operator()(const kind::Time&) const { return ref("instant"); }
    Json operator()(const kind::AsOf&) const { return either({words({"then", "hindsight"}), ref("day")}); }
    Json operator()(const kind::DayOrNone&) const { return either({words({"none"}), ref("day")}); }
    Json operator()(const kind::Span&) const { return ref("span"); }
    Json operator()(const kind::Angle& k) const { return number(k.leastDeg, k.greatestDeg); }
    Json operator()(const kind::Number& k) const { return number(k.least, k.greatest); }
    Json operator()(const kind::Count& k) const { return number(0.0, double(k.most)); }
    Json operator()(const kind::Text& k) const {
        return {{"type", {"string", "number", "boolean", "null"}}, {"maxLength", k.most}};
    }
    Json operator()(const kind::Id& k) const {
        // The program knows all paths and those who fly them; of the record's ids it knows none.
        return k.of == scene::IdOf::Country ? Json{{"type", "string"}, {"pattern", "^([A-Z]{2}|none)$"}}
                                            : ref("id");
    }
    Json operator()(const kind::Ids& k) const {
        return list(k.of == scene::IdOf::Path ? words(scene::idsOf(k.of, {}))
                                              : Json{{"type", "string"}, {"pattern", "^[^/]+(/[^/]+)?$"}});
    }
    Json operator()(const kind::Switch& k) const { return words({k.on, k.off}); }
    Json operator()(const kind::Choice& k) const { return words(k.words()); }
    Json operator()(const kind::Sun&) const { return either({words({"true", "sunlit"}), ref("place")}); }
    Json operator()(const kind::Stops&) const {
        return either(
            {words({"auto", "fixed"}),
             object({{"auto", ref("switch")}, {"stops", number(-scene::kMostStops, scene::kMostStops)}})});
    }
    Json operator()(const kind::Heights&) const {
        const terrain::HeightSpan whole;
        Json pair = list(number(whole.lowM, whole.highM));
        pair["minItems"] = pair["maxItems"] = 2;
        return either({words({"auto"}), std::move(pair)});
    }
    Json operator()(const kind::Shown&) const { return list(words(scene::layerNames())); }
};

Json formOf(const scene::Field& field) {
    return std::visit(Form(), field.kind);
}

Json look() {
    Json properties;
    for (const scene::Field& field : scene::momentFields())
        if (isOfLook(field))
            properties[std::string(keyOf(field))] = formOf(field);
    properties["site"] = ref("id");
    properties["disc"] = ref("place");
    Json json = object(std::move(properties));
    json["dependentRequired"] = {{"lat", {"lon"}}, {"lon", {"lat"}}};
    return json;
}

Json keyframe() {
    Json properties;
    for (const std::string& key : keyframeKeys()) {
        if (key == "at")
            properties[key] = ref("time");
        else if (key == "look")
            properties[key] = ref("look");
        else if (key == "ease")
            properties[key] = words(easeWords());
        else if (key == "step")
            properties[key] = ref("step");
        for (const scene::Field& field : scene::momentFields())
            if (field.key && field.key == key)
                properties[key] = formOf(field);
    }
    return object(std::move(properties), {"at"});
}

/// A file that is heard; `last`: what one of its kind alone may do.
Json sound(const char* last) {
    return object({{"file", {{"type", "string"}, {"minLength", 1}}},
                   {"at", ref("time")},
                   {"to", ref("time")},
                   {"gain", number(-60.0, 20.0)},
                   {"fade-in", number(0.0, 60.0)},
                   {"fade-out", number(0.0, 60.0)},
                   {last, ref("switch")}},
                  {"file"});
}

Json definitions() {
    constexpr const char* kDay = "[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}";
    const auto text = [](std::string pattern) {
        return Json{{"type", "string"}, {"pattern", std::move(pattern)}};
    };
    Json definitions = {
        {"number",
         {{"type", {"string", "number"}},
          {"pattern", R"(^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?$)"}}},
        {"time",
         {{"type", {"string", "number"}},
          {"pattern", R"(^([0-9]+:[0-5]?[0-9](\.[0-9]*)?|\+?[0-9]+(\.[0-9]*)?|\.[0-9]+)$)"},
          {"minimum", 0},
          {"description", "seconds, or minutes:seconds as in 1:05.5"}}},
        {"day", text(fmt::format("^{}$", kDay))},
        {"instant",
         text(fmt::format(R"(^{}(T[0-9]{{2}}:[0-9]{{2}}(:[0-9]{{2}}(\.[0-9]{{1,3}})?)?Z)?$)", kDay))},
        {"span",
         {{"type", {"string", "integer"}},
          {"pattern", R"(^[0-9]{3}[0-9X][0-9X~?%-]*(/[0-9]{3}[0-9X][0-9X~?%-]*)?$)"},
          {"description", "both ends, as in 2018/2031"}}},
        {"id", {{"type", "string"}, {"pattern", "^[a-z0-9]+(-[a-z0-9]+)*$"}}},
        {"true", {{"enum", {true, "true"}}}},
        {"switch", {{"enum", {true, false, "true", "false"}}}},
        {"place", object({{"lat", number(-90.0, 90.0)}, {"lon", number(-180.0, 180.0)}}, {"lat", "lon"})},
        {"caption",
         object({{"from", ref("time")},
                 {"to", ref("time")},
                 {"text", {{"type", {"string", "number", "boolean", "null"}}, {"maxLength", 160}}}},
                {"from", "to", "text"})},
        {"narration", sound("hold")},
        {"music", sound("repeat")},
        {"step",
         object(
             {{"title",
               {{"type", {"string", "number", "boolean"}}, {"minLength", 1}, {"maxLength", kMostStepTitle}}},
              {"notes", {{"type", {"string", "number", "boolean", "null"}}, {"maxLength", kMostNotes}}},
              {"advance", either({words({std::string(kOnClick)}), ref("time")})}},
             {"title"})},
        {"look", look()},
        {"keyframe", keyframe()}};
    return definitions;
}

} // namespace

std::string storySchema() {
    Json title = {{"type", {"string", "number", "boolean", "null"}}, {"maxLength", 80}};
    Json keyframes = list(ref("keyframe"));
    keyframes["minItems"] = 1;
    Json schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                   {"$id", "https://perilune.invalid/story-1.json"},
                   {"title", "Perilune story"},
                   {"description",
                    "What a film shows at which second. timelines/FORMAT.md explains every key. Made "
                    "of the table of the Moment."}};
    schema.update(object({{"perilune", {{"const", "story/1"}}},
                          {"title", std::move(title)},
                          {"language", {{"type", "string"}, {"pattern", "^[A-Za-z-]{2,12}$"}}},
                          {"timelines", list({{"type", "string"}, {"minLength", 1}})},
                          {"duration", ref("time")},
                          {"keyframes", std::move(keyframes)},
                          {"captions", list(ref("caption"))},
                          {"narration", list(ref("narration"))},
                          {"music", list(ref("music"))}},
                         {"perilune", "title", "duration", "keyframes"}));
    schema["$defs"] = definitions();
    return schema.dump(1) + "\n";
}

} // namespace perilune::story
