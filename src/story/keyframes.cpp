#include "story/keyframes.h"

#include "story/look_fields.h"
#include "story/moment_values.h"
#include "story/step_fields.h"
#include "story/times.h"
#include "scene/camera.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace perilune::story {

using base::YamlNode;
using scene::Moment;

namespace {

constexpr std::pair<const char*, Ease> kEases[] = {
    {"hold", Ease::Hold}, {"linear", Ease::Linear}, {"smooth", Ease::Smooth}};

void readEase(const YamlNode& node, Ease& ease, const base::CheckedYaml& fields) {
    for (const auto& [name, value] : kEases)
        if (node.scalar == name) {
            ease = value;
            return;
        }
    fields.error(node, fmt::format("there is no ease '{}'", node.scalar.substr(0, 40)),
                 fields.suggest(node.scalar, easeWords()));
}

} // namespace

const char* nameOf(Ease ease) {
    for (const auto& [name, value] : kEases)
        if (value == ease)
            return name;
    return "?";
}

std::vector<std::string> keyframeKeys() {
    std::vector<std::string> keys{"at"};
    for (const scene::Field& field : scene::momentFields()) {
        if (!field.key)
            continue;
        std::string key = isOfLook(field) ? "look" : field.key;
        if (std::find(keys.begin(), keys.end(), key) == keys.end())
            keys.push_back(std::move(key));
    }
    keys.emplace_back("ease");
    keys.emplace_back("step");
    return keys;
}

std::vector<std::string> easeWords() {
    std::vector<std::string> words;
    for (const auto& [name, ease] : kEases)
        words.emplace_back(name);
    return words;
}

Moment beginning(const std::string& title) {
    Moment moment;
    moment.look = scene::wholeDisc({}, {});
    moment.title = title;
    return moment;
}

std::optional<Keyframe> readKeyframe(const YamlNode& node, const Moment& before, StoryTimes& times,
                                     const timeline::Timeline& timeline, const base::CheckedYaml& fields) {
    if (!fields.isMapping(node, "a keyframe", "- at: 0, and below it what changes then"))
        return std::nullopt;
    fields.allowOnly(node, keyframeKeys(), "a keyframe");
    Keyframe keyframe;
    keyframe.moment = before;
    if (const YamlNode* look = node.find("look"))
        readLook(*look, keyframe.moment, timeline, fields);
    for (const scene::Field& field : scene::momentFields())
        if (const YamlNode* value = field.key ? node.find(field.key) : nullptr)
            readValue(field, *value, keyframe.moment, timeline, fields);
    if (const YamlNode* ease = node.find("ease"))
        readEase(*ease, keyframe.ease, fields);
    if (const YamlNode* step = node.find("step"))
        keyframe.step = readStep(*step, fields);

    const YamlNode* at = node.find("at");
    if (!at) {
        fields.error(node, "the keyframe has no time", "add at: and the second of the film");
        return std::nullopt;
    }
    const std::optional<double> atS = times.read(*at, "at");
    if (!atS)
        return std::nullopt;
    keyframe.atS = *atS;
    return keyframe;
}

} // namespace perilune::story
