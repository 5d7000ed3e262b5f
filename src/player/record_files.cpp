#include "player/record_files.h"

#include "timeline/read/manifest.h"
#include "timeline/read/parse.h"
#include "base/files.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace perilune::player {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMostBytes = 256 << 10;
constexpr std::size_t kMostOwn = 256; ///< files

fs::path inData(const char* name) {
    const fs::path data = base::dataDir();
    return data.empty() ? data : data / name;
}

/// A version is a folder's name, and no way out of it.
std::string lineOf(const std::string& text, std::size_t number) {
    std::size_t from = 0;
    for (; number > 0 && from != std::string::npos; --number)
        from = text.find('\n', from) == std::string::npos ? std::string::npos : text.find('\n', from) + 1;
    if (from == std::string::npos)
        return {};
    const std::string line = text.substr(from, text.find('\n', from) - from);
    return timeline::isVersion(line) ? line : std::string();
}

/// Tells what an own file has of mistakes, and that it is left out for it.
void leaveOut(std::vector<base::Diagnostic> found, const std::set<std::string>& broken,
              base::Parsed<RecordRead>& read) {
    for (base::Diagnostic& one : found) {
        if (one.severity != base::Severity::Error || !broken.contains(one.place.file))
            continue;
        one.severity = base::Severity::Warning;
        one.todo += one.todo.empty() ? "" : "; ";
        one.todo += "this file of your own is left out until then";
        read.value.leftOut.push_back(base::format(one));
        read.diagnostics.push_back(std::move(one));
    }
}

} // namespace

Paths shippedTimelines() {
    const auto folder = base::shareDir() / "timelines";
    return {folder / "artemis.yaml", folder / "ilrs.yaml", folder / "context.yaml",
            folder / "partners-artemis.yaml", folder / "partners-ilrs.yaml"};
}

fs::path installedRecords() {
    return inData("record");
}

CurrentRecord currentRecord() {
    const fs::path folder = installedRecords();
    const auto text = folder.empty() ? base::Result<std::string>(std::string())
                                     : base::readText(folder / "current", kMostBytes);
    return text ? CurrentRecord{lineOf(*text, 0), lineOf(*text, 1)} : CurrentRecord{};
}

std::string shippedVersion() {
    const fs::path file = base::shareDir() / "timelines" / timeline::kManifestName;
    const auto text = base::readText(file, kMostBytes);
    return text ? timeline::parseManifest(*text, file.string()).value.version : std::string();
}

base::Result<std::optional<InstalledRecord>> installedRecord() {
    const std::string version = currentRecord().version;
    if (version.empty() || timeline::compareVersions(version, shippedVersion()) <= 0)
        return std::nullopt;
    const fs::path folder = installedRecords() / version;
    const fs::path file = folder / timeline::kManifestName;
    const auto text = base::readText(file, kMostBytes);
    if (!text)
        return tl::unexpected(text.error());
    const auto manifest = timeline::parseManifest(*text, file.string());
    if (!manifest.ok() || manifest.value.files.empty())
        return base::inputError(fmt::format("{}: damaged", file.string()));
    InstalledRecord installed{version, {}};
    for (const auto& one : manifest.value.files)
        installed.files.push_back(folder / one.name);
    return installed;
}

fs::path ownFolder() {
    return inData("timelines");
}

Paths ownTimelines() {
    Paths files;
    std::error_code error;
    const fs::path folder = ownFolder();
    if (folder.empty())
        return files;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        // An editor's hidden copies are no timelines; a story may lie there and is none either.
        if (name.ends_with(".yaml") && !name.ends_with(".story.yaml") && name[0] != '.')
            files.push_back(entry->path());
    }
    std::sort(files.begin(), files.end());
    files.resize(std::min(files.size(), kMostOwn));
    return files;
}

base::Parsed<RecordRead> readRecord() {
    base::Parsed<RecordRead> read;
    Paths below = shippedTimelines();
    bool isShipped = true;
    const auto tellDamaged = [&](const std::string& why) {
        read.diagnostics.push_back(
            {base::Severity::Warning,
             {(installedRecords() / "current").string(), 0, 0},
             fmt::format("the installed record cannot be used: {}", why),
             "the shipped one is shown; \"perilune record update\" installs another, \"--undo\" goes back"});
    };
    if (auto installed = installedRecord(); !installed)
        tellDamaged(installed.error().message);
    else if (*installed) {
        below = std::move((*installed)->files);
        isShipped = false;
    }
    Paths own = ownTimelines();
    const Paths asked = own;
    for (;;) {
        Paths files = below;
        files.insert(files.end(), own.begin(), own.end());
        auto parsed = timeline::readTimelines(files);
        if (parsed.ok()) {
            read.diagnostics.insert(read.diagnostics.end(), parsed.diagnostics.begin(),
                                    parsed.diagnostics.end());
            read.value.timeline = std::move(parsed.value);
            break;
        }
        std::set<std::string> broken;
        for (const base::Diagnostic& one : parsed.diagnostics)
            if (one.severity == base::Severity::Error)
                for (const fs::path& file : own)
                    if (file.string() == one.place.file)
                        broken.insert(one.place.file);
        if (!broken.empty()) {
            leaveOut(std::move(parsed.diagnostics), broken, read);
            std::erase_if(own, [&](const fs::path& file) { return broken.contains(file.string()); });
            continue;
        }
        if (isShipped) {
            read.diagnostics.insert(read.diagnostics.end(), parsed.diagnostics.begin(),
                                    parsed.diagnostics.end());
            break;
        }
        const auto first =
            std::find_if(parsed.diagnostics.begin(), parsed.diagnostics.end(),
                         [](const base::Diagnostic& one) { return one.severity == base::Severity::Error; });
        tellDamaged(base::format(*first));
        below = shippedTimelines();
        isShipped = true;
        own = asked;
        read.value.leftOut.clear();
        std::erase_if(read.diagnostics, [&](const base::Diagnostic& one) {
            return std::find(asked.begin(), asked.end(), fs::path(one.place.file)) != asked.end();
        });
    }
    read.value.files = below;
    read.value.files.insert(read.value.files.end(), asked.begin(), asked.end());
    read.value.own = std::move(own);
    return read;
}

} // namespace perilune::player
