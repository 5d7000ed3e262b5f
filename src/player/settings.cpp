#include "player/settings.h"

#include "base/checked_yaml.h"
#include "base/files.h"
#include "base/platform/output_file.h"
#include "base/platform/process.h"
#include "base/yaml.h"

#include <fmt/format.h>

#include <system_error>

namespace perilune::player {

namespace fs = std::filesystem;
using base::YamlNode;

namespace {

constexpr const char* kFormat = "settings/1";
constexpr std::size_t kMostSettingsBytes = 1u << 20;

void readKeys(const YamlNode& node, ui::KeyCommands& commands, const base::CheckedYaml& fields) {
    if (!fields.isMapping(node, "keys", "keys: {black: [b, .], laser: [ctrl+l]}"))
        return;
    std::vector<std::string> ids;
    for (const ui::KeyCommand& command : commands)
        ids.emplace_back(command.id);
    fields.allowOnly(node, ids, "keys");
    for (ui::KeyCommand& command : commands) {
        const YamlNode* own = node.find(command.id);
        if (!own)
            continue;
        const bool list = own->kind == YamlNode::Kind::Sequence;
        command.chords.clear();
        for (const YamlNode& one : list ? own->items : std::vector<YamlNode>{*own}) {
            const auto chord = one.kind == YamlNode::Kind::Scalar ? ui::chordOf(one.scalar) : std::nullopt;
            if (chord)
                command.chords.push_back(*chord);
            else
                fields.error(
                    one, fmt::format("'{}' is no key", one.scalar.substr(0, 40)),
                    "write a letter or sign, space, comma, left, page-down, f5 and so on, with ctrl+ "
                    "or shift+ before it where it is held; a letter has no shift");
        }
    }
    if (const auto clash = ui::clashIn(commands))
        fields.error(node, *clash, "give one of them another key");
}

Settings settingsOf(const YamlNode& root, const base::CheckedYaml& fields) {
    Settings settings;
    if (root.kind == YamlNode::Kind::Null)
        return settings;
    if (root.kind != YamlNode::Kind::Mapping || !root.find("perilune") ||
        root.find("perilune")->scalar != kFormat) {
        fields.error(root, "the file does not say that it holds settings",
                     "begin it with perilune: settings/1");
        return settings;
    }
    fields.allowOnly(root,
                     {"perilune", "size", "full-screen", "audience-monitor", "language", "text-size",
                      "reduced-motion", "keys"},
                     "settings");
    if (const YamlNode* node = root.find("size")) {
        if (const auto size = base::parseSize(node->scalar))
            settings.size = *size;
        else
            fields.error(*node, size.error().message, "");
    }
    if (const YamlNode* node = root.find("full-screen"))
        settings.fullScreen = fields.truth(*node, "full-screen").value_or(false);
    if (const YamlNode* node = root.find("audience-monitor"))
        settings.audienceMonitor = fields.line(*node, "audience-monitor", 200).value_or("");
    if (const YamlNode* node = root.find("language"))
        settings.language = fields.line(*node, "language", 12).value_or("");
    if (const YamlNode* node = root.find("text-size"))
        settings.textSize = fields.number(*node, "text-size", 0.5, 3.0).value_or(1.0);
    if (const YamlNode* node = root.find("reduced-motion"))
        settings.reducedMotion = fields.truth(*node, "reduced-motion").value_or(false);
    if (const YamlNode* node = root.find("keys"))
        readKeys(*node, settings.keys, fields);
    return settings;
}

/// A name beside the file that is free.
fs::path asideOf(const fs::path& file) {
    std::error_code none;
    for (int i = 1; i < 1000; ++i) {
        const fs::path aside = file.parent_path() / fmt::format("{}.broken-{}", file.filename().string(), i);
        if (!fs::exists(aside, none))
            return aside;
    }
    return {};
}

} // namespace

fs::path settingsFile() {
    if (const fs::path set = base::environment("XDG_CONFIG_HOME"); set.is_absolute())
        return set / "perilune" / "settings.yaml";
    if (const fs::path home = base::environment("HOME"); home.is_absolute())
        return home / ".config" / "perilune" / "settings.yaml";
    return {};
}

base::Parsed<Settings> parseSettings(const std::string& text, const std::string& fileName) {
    base::Parsed<Settings> parsed;
    auto yaml = base::parseYaml(text, fileName);
    parsed.diagnostics = std::move(yaml.diagnostics);
    if (base::hasErrors(parsed.diagnostics))
        return parsed;
    base::Findings findings;
    findings.add(std::move(parsed.diagnostics));
    parsed.value = settingsOf(yaml.value, base::CheckedYaml(findings, fileName));
    parsed.diagnostics = findings.take({fileName});
    return parsed;
}

SettingsRead readSettings(const fs::path& file) {
    std::error_code none;
    if (file.empty() || !fs::exists(file, none))
        return {};
    const auto text = base::readText(file, kMostSettingsBytes);
    if (!text) // it may be mended as it stands: nothing was read that could be kept
        return {{}, text.error().message + "; the settings are the usual ones"};
    auto parsed = parseSettings(*text, file.string());
    if (parsed.ok())
        return {std::move(parsed.value), ""};
    std::string first;
    for (const base::Diagnostic& one : parsed.diagnostics)
        if (first.empty() && one.severity == base::Severity::Error)
            first = base::format(one);
    // Whole under the other name before it goes from its own.
    const fs::path aside = asideOf(file);
    const bool kept = !aside.empty() && base::writeAtomically(aside, text->data(), text->size()).has_value();
    if (!kept || !fs::remove(file, none))
        return {{}, fmt::format("{}\nThe settings are the usual ones until it is mended", first)};
    return {{},
            fmt::format("{}\nThe file is set aside as {}; the settings are the usual ones", first,
                        aside.string())};
}

} // namespace perilune::player
