#include "timeline/read/reader.h"
#include "timeline/read/record.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace perilune::timeline {

namespace {

using base::YamlNode;

constexpr double kLeastScale = 1e-6, kGreatestScale = 1e6, kLongestS = 86400.0;

/// A file of models/spacecraft, or one of the user's own: in the timeline's folder or below, never elsewhere.
bool isModelBeside(const std::string& name) {
    const std::filesystem::path path(name);
    const bool ends = name.ends_with(".glb") || name.ends_with(".gltf");
    return ends && path.is_relative() && name.find_first_of("\\#") == std::string::npos &&
           std::none_of(path.begin(), path.end(), [](const auto& part) { return part == ".."; });
}

/// A name as it stands in a model's words (model/wish.h): its marks as in a web address.
std::string escapedName(const std::string& text) {
    std::string out;
    for (const char c : text)
        out += c == '%' || c == '#' || c == '&' ? fmt::format("%{:02X}", int(static_cast<unsigned char>(c)))
                                                : std::string(1, c);
    return out;
}

} // namespace

std::string Reader::modelOf(const Record& vehicle) {
    const YamlNode* const node = vehicle.optional("model");
    std::string words;
    const auto add = [&words](const char* key, const std::string& value) {
        words += fmt::format("{}{}={}", words.empty() ? "#" : "&", key, value);
    };
    for (const char* key : {"scale", "heading", "pose", "milestone"})
        if (const YamlNode* alone = vehicle.optional(key); alone && !node)
            vehicle.error(*alone, fmt::format("'{}' without 'model'", key),
                          "name the model's file, or leave it out");
    if (!node)
        return "";
    const auto number = [&](const Record& from, const char* key, double least, double most) {
        const YamlNode* said = from.optional(key);
        const auto value = said ? from.number(*said, key, least, most) : std::nullopt;
        if (value)
            add(key, fmt::format("{}", *value));
    };
    number(vehicle, "scale", kLeastScale, kGreatestScale);
    number(vehicle, "heading", 0.0, 360.0);
    if (const YamlNode* pose = vehicle.optional("pose")) {
        const Record record(findings_, *pose, placeOf(*pose), "a pose", {"animation", "time", "variant"});
        if (record.isMapping()) {
            for (const char* key : {"animation", "variant"})
                if (const std::string name = record.text(key); !name.empty())
                    add(key, escapedName(name));
            number(record, "time", 0.0, kLongestS);
        }
    }
    const std::string name = vehicle.text("model");
    if (!isModelBeside(name)) {
        vehicle.error(
            *node, fmt::format("{} is no model", base::inQuotes(name)),
            "name a .glb or .gltf file of models/spacecraft without its folder, or one of your own by its "
            "way from this file (./lander.glb), in its folder or below");
        return "";
    }
    if (name.find('/') == std::string::npos)
        return name + words;
    const std::filesystem::path folder = std::filesystem::absolute(file_).parent_path();
    return (folder / name).lexically_normal().string() + words;
}

void Reader::standVehicles() {
    for (const auto& [siteId, vehicle] : standing_) {
        const auto site = std::find_if(timeline_.sites.begin(), timeline_.sites.end(),
                                       [id = siteId](const Site& one) { return one.id == id; });
        const auto model = vehicleModels_.find(vehicle.id);
        if (site == timeline_.sites.end() || !vehiclePlaces_.contains(vehicle.id))
            continue; // told already
        if (model == vehicleModels_.end()) {
            findings_.error(vehicle.place,
                            fmt::format("the vehicle {} has no model", base::inQuotes(vehicle.id)),
                            "give it 'model: FILE.glb' under 'vehicles', or leave it out here");
            continue;
        }
        site->model = model->second.model;
        if (site->modelMilestone.empty())
            site->modelMilestone = model->second.milestone;
        if (site->modelMilestone.empty())
            findings_.error(vehicle.place, "nothing says when the vehicle is there",
                            "give the vehicle a 'milestone', or the site a 'model_milestone'");
    }
}

} // namespace perilune::timeline
