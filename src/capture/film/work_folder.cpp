#include "capture/film/work_folder.h"

#include "base/numbers.h"
#include "base/platform/output_file.h"
#include "base/yaml.h"
#include "base/yaml_edit.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace perilune::capture {

namespace fs = std::filesystem;
using base::YamlNode;

namespace {

constexpr const char* kManifestName = "manifest.yaml";
constexpr const char* kManifestFormat = "segments/1";
constexpr const char* kSheetFormat = "segment/1";
constexpr std::string_view kSheetEnding = ".yaml";
constexpr base::YamlForm kForm{.texts = false};

std::string nameOf(const Segment& segment) {
    return fmt::format("{:06}-{}-{}", segment.number, segment.first, segment.last);
}

/// Files that this program makes in such a folder: the manifest, and "000012-300-329" with an ending.
bool isOurs(const fs::path& file) {
    static const std::set<std::string> kEndings{".mp4", ".mov", ".mkv", ".yaml"};
    if (file.filename() == kManifestName)
        return true;
    if (file.extension() == ".wav" && file.stem().string().starts_with("speech-"))
        return true;
    const std::string stem = file.stem().string();
    const bool plain = stem.find_first_not_of("0123456789-") == std::string::npos;
    return kEndings.contains(file.extension().string()) && plain && stem.find('-') >= 6 &&
           std::count(stem.begin(), stem.end(), '-') == 2;
}

void empty(const fs::path& folder) {
    std::error_code none;
    std::vector<fs::path> ours;
    for (fs::directory_iterator it(folder, none), end; !none && it != end; it.increment(none))
        if (isOurs(it->path()))
            ours.push_back(it->path());
    for (const fs::path& file : ours)
        fs::remove(file, none);
}

base::Result<void> writeText(const fs::path& file, const std::string& text) {
    return base::writeAtomically(file, text.data(), text.size());
}

} // namespace

std::string wordOf(const YamlNode& root, std::string_view key) {
    const YamlNode* node = root.find(key);
    return node == nullptr ? std::string() : node->scalar;
}

std::string textOf(const Manifest& manifest) {
    std::vector<std::pair<std::string, YamlNode>> keys{{"perilune", base::yamlWord(kManifestFormat)}};
    for (const auto& [word, value] : manifest)
        keys.emplace_back(word, base::yamlWord(value));
    return base::yamlFile(base::yamlMapping(std::move(keys)), kForm);
}

std::optional<Manifest> readManifest(const fs::path& file) {
    const auto yaml = base::readYaml(file, {.bytes = 1 << 20});
    if (!yaml.ok() || wordOf(yaml.value, "perilune") != kManifestFormat)
        return std::nullopt;
    Manifest manifest;
    for (const auto& entry : yaml.value.entries)
        if (entry.key != "perilune")
            manifest.emplace_back(entry.key, entry.value.scalar);
    return manifest;
}

std::string difference(const Manifest& there, const Manifest& here) {
    std::string words;
    for (const auto& own : here) {
        const auto other =
            std::find_if(there.begin(), there.end(), [&](const auto& row) { return row.first == own.first; });
        if (other == there.end() || other->second != own.second)
            words += fmt::format("{}{} {} (here {})", words.empty() ? "" : ", ", own.first,
                                 other == there.end() ? "unknown" : other->second, own.second);
    }
    for (const auto& other : there)
        if (std::none_of(here.begin(), here.end(), [&](const auto& row) { return row.first == other.first; }))
            words += fmt::format("{}{} {} (here none)", words.empty() ? "" : ", ", other.first, other.second);
    return words;
}

fs::path WorkFolder::pathFor(const fs::path& film) {
    fs::path path = film;
    path += ".segments";
    return path;
}

base::Result<WorkFolder> WorkFolder::open(const fs::path& film, const Manifest& manifest, std::string ending,
                                          bool mustFit, std::vector<std::string>& told) {
    WorkFolder folder;
    folder.path_ = pathFor(film);
    folder.ending_ = std::move(ending);
    folder.manifest_ = manifest;
    const auto there = readManifest(folder.path_ / kManifestName);
    const std::string differs = there ? difference(*there, manifest) : "";
    if (mustFit && !there)
        return base::inputError(
            fmt::format("{}: holds no segments to go on with; draw some first", folder.path_.string()));
    if (mustFit && !differs.empty())
        return base::inputError(
            fmt::format("{}: holds the segments of another film: {}; draw with the same, or take another "
                        "name with -o",
                        folder.path_.string(), differs));
    auto opened = base::OutputFolder::open(folder.path_);
    if (!opened)
        return tl::unexpected(opened.error());
    folder.own_ = std::make_shared<base::OutputFolder>(std::move(*opened));
    if (!differs.empty()) {
        told.push_back(fmt::format("{}: held the segments of another film ({}); all is drawn anew",
                                   folder.path_.string(), differs));
        empty(folder.path_);
    } else if (there) {
        // What a killed process left half made is swept away by whoever writes there.
        if (auto written = writeText(folder.path_ / kManifestName, textOf(manifest)); !written)
            return tl::unexpected(written.error());
    }
    return folder;
}

fs::path WorkFolder::fileOf(const Segment& segment) const {
    return path_ / (nameOf(segment) + ending_);
}

fs::path WorkFolder::sheetFile(const Segment& segment) const {
    return path_ / (nameOf(segment) + std::string(kSheetEnding));
}

std::optional<SegmentSheet> WorkFolder::sheetOf(const Segment& segment) const {
    const auto yaml = base::readYaml(sheetFile(segment), {.bytes = 1 << 20});
    if (!yaml.ok() || wordOf(yaml.value, "perilune") != kSheetFormat)
        return std::nullopt;
    SegmentSheet sheet{.sources = wordOf(yaml.value, "sources"), .content = wordOf(yaml.value, "content")};
    sheet.bytes = base::wholeNumber<std::int64_t>(wordOf(yaml.value, "bytes")).value_or(-1);
    if (const YamlNode* frames = yaml.value.find("frames"))
        for (const YamlNode& frame : frames->items)
            sheet.frames.push_back(frame.scalar);
    std::error_code error;
    const auto bytes = fs::file_size(fileOf(segment), error);
    if (error || std::int64_t(bytes) != sheet.bytes || std::int64_t(sheet.frames.size()) != segment.count())
        return std::nullopt;
    return sheet;
}

base::Result<void> WorkFolder::record(const Segment& segment, const SegmentSheet& sheet) const {
    std::error_code error;
    const auto bytes = fs::file_size(fileOf(segment), error);
    if (error)
        return base::cannotWrite(fileOf(segment), error);
    // The manifest comes with the first segment: until then there is nothing to keep.
    const fs::path common = path_ / kManifestName;
    if (const auto there = readManifest(common); there && *there != manifest_)
        return base::inputError(fmt::format("{}: somebody else draws another film there: {}", path_.string(),
                                            difference(*there, manifest_)));
    else if (!there)
        if (auto written = writeText(common, textOf(manifest_)); !written)
            return written;
    return writeText(sheetFile(segment),
                     base::yamlFile(base::yamlMapping({{"perilune", base::yamlWord(kSheetFormat)},
                                                       {"sources", base::yamlWord(sheet.sources)},
                                                       {"content", base::yamlWord(sheet.content)},
                                                       {"bytes", base::yamlWord(fmt::format("{}", bytes))},
                                                       {"frames", base::yamlList(sheet.frames)}}),
                                    kForm));
}

bool WorkFolder::isEmpty() const {
    std::error_code none;
    for (fs::directory_iterator it(path_, none), end; !none && it != end; it.increment(none))
        if (it->path().extension() == kSheetEnding && it->path().filename() != kManifestName)
            return false;
    return true;
}

void WorkFolder::remove() const {
    empty(path_);
    std::error_code none;
    fs::remove(path_, none); // stays where somebody put something else into it
}

} // namespace perilune::capture
