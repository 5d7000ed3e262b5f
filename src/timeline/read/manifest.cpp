#include "timeline/read/manifest.h"

#include "base/calendar.h"
#include "base/checked_yaml.h"
#include "base/yaml_edit.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace perilune::timeline {

using base::YamlNode;
using Kind = base::YamlNode::Kind;

namespace {

constexpr std::size_t kMostManifestBytes = 256 << 10;
constexpr std::size_t kMostRecordFiles = 64;
constexpr std::size_t kLongestName = 64;

struct Version {
    std::string_view day;
    int number = 1;
};

std::optional<Version> versionOf(std::string_view text) {
    Version version{text.substr(0, 10)};
    if (!base::parseDay(version.day))
        return std::nullopt;
    if (text.size() == 10)
        return version;
    const std::string_view number = text.substr(10);
    if (number.size() < 2 || number.size() > 4 || number[0] != '.' || number[1] == '0')
        return std::nullopt;
    version.number = 0;
    for (const char c : number.substr(1)) {
        if (c < '0' || c > '9')
            return std::nullopt;
        version.number = version.number * 10 + (c - '0');
    }
    return version;
}

bool isSha256(std::string_view text) {
    return text.size() == 64 && std::all_of(
                                    text.begin(), text.end(),
                                    [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

std::vector<RecordManifest::File> filesOf(const base::CheckedYaml& fields, const YamlNode& node) {
    std::vector<RecordManifest::File> files;
    if (!fields.isMapping(node, "'files'", "artemis.yaml: and the SHA-256 of its bytes, below it"))
        return files;
    for (const YamlNode::Entry& entry : node.entries) {
        if (files.size() == kMostRecordFiles) {
            fields.error(entry, fmt::format("a record has at most {} files", kMostRecordFiles));
            break;
        }
        if (!isRecordFileName(entry.key))
            fields.error(entry, fmt::format("{} is no name of a record's file", base::inQuotes(entry.key)),
                         "name it as in artemis.yaml: lower case letters, digits and hyphens, no folder");
        if (!isSha256(entry.value.scalar))
            fields.error(entry.value, fmt::format("{} is no SHA-256", base::inQuotes(entry.value.scalar)),
                         "write 64 hexadecimal digits in lower case");
        files.push_back({entry.key, entry.value.scalar});
    }
    return files;
}

} // namespace

bool isVersion(std::string_view text) {
    return versionOf(text).has_value();
}

int compareVersions(std::string_view a, std::string_view b) {
    const auto first = versionOf(a), second = versionOf(b);
    if (!first || !second)
        return int(first.has_value()) - int(second.has_value());
    const int days = first->day.compare(second->day);
    return days != 0 ? days : first->number - second->number;
}

bool isRecordFileName(std::string_view name) {
    if (name.size() > kLongestName || !name.ends_with(".yaml") || name.size() < 6)
        return false;
    const std::string_view stem = name.substr(0, name.size() - 5);
    return stem.front() != '-' && std::all_of(stem.begin(), stem.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
           });
}

base::Parsed<RecordManifest> parseManifest(std::string_view text, const std::string& fileName) {
    base::Parsed<RecordManifest> parsed;
    auto yaml = base::parseYaml(text, fileName, {.bytes = kMostManifestBytes, .nodes = 1000});
    parsed.diagnostics = std::move(yaml.diagnostics);
    if (base::hasErrors(parsed.diagnostics))
        return parsed;
    base::Findings findings;
    const base::CheckedYaml fields(findings, fileName);
    const YamlNode& root = yaml.value;
    const YamlNode* form = root.find("perilune");
    RecordManifest& manifest = parsed.value;
    if (!form || form->scalar != "record/1") {
        findings.error({fileName, 1, 1}, "this is no manifest of a record that this program reads",
                       "begin it with 'perilune: record/1', or open it with a newer Perilune");
        parsed.diagnostics = findings.take({fileName});
        return parsed;
    }
    fields.allowOnly(root, {"perilune", "version", "evidence_until", "address", "files"}, "a manifest");
    if (const YamlNode* version = root.find("version"); version && isVersion(version->scalar))
        manifest.version = version->scalar;
    else
        fields.error(version ? *version : root, version ? "this is no version" : "'version' is missing",
                     "write its day, as in 2026-11-30, or 2026-11-30.2 of the second on that day");
    if (const YamlNode* until = root.find("evidence_until")) {
        manifest.evidenceUntil = until->scalar;
        if (const auto day = base::parseDay(until->scalar); !day)
            fields.error(*until, fmt::format("'evidence_until': {}", day.error().message));
    }
    if (const YamlNode* address = root.find("address")) {
        manifest.address = address->scalar;
        if (!address->scalar.starts_with("https://"))
            fields.error(*address, fmt::format("{} is no safe address", base::inQuotes(address->scalar)),
                         "begin it with https://");
    }
    if (const YamlNode* files = root.find("files"))
        manifest.files = filesOf(fields, *files);
    auto found = findings.take({fileName});
    parsed.diagnostics.insert(parsed.diagnostics.end(), found.begin(), found.end());
    return parsed;
}

std::string toYaml(const RecordManifest& manifest) {
    std::vector<std::pair<std::string, YamlNode>> root{{"perilune", base::yamlWord("record/1")},
                                                       {"version", base::yamlWord(manifest.version)}};
    if (!manifest.evidenceUntil.empty())
        root.emplace_back("evidence_until", base::yamlWord(manifest.evidenceUntil));
    if (!manifest.address.empty())
        root.emplace_back("address", base::yamlWord(manifest.address));
    if (!manifest.files.empty()) {
        std::vector<std::pair<std::string, YamlNode>> files;
        for (const RecordManifest::File& file : manifest.files)
            files.emplace_back(file.name, base::yamlWord(file.sha256));
        root.emplace_back("files", base::yamlMapping(std::move(files)));
    }
    static constexpr base::YamlForm kTall{nullptr, nullptr, [](const base::YamlPath&) { return true; }, true};
    return base::yamlFile(base::yamlMapping(std::move(root)), kTall);
}

} // namespace perilune::timeline
