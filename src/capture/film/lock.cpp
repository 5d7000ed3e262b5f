#include "capture/film/lock.h"

#include "base/numbers.h"
#include "base/platform/output_file.h"
#include "base/yaml.h"
#include "base/yaml_edit.h"

#include <fmt/format.h>

namespace perilune::capture {

namespace {

constexpr const char* kFormat = "film-lock/1";

} // namespace

base::Result<void> writeLock(const std::filesystem::path& file, const FilmLock& lock) {
    static constexpr base::YamlForm kForm{.texts = false};
    std::vector<std::pair<std::string, base::YamlNode>> manifest;
    for (const auto& [word, value] : lock.manifest)
        manifest.emplace_back(word, base::yamlWord(value));
    const std::string text =
        base::yamlFile(base::yamlMapping({{"perilune", base::yamlWord(kFormat)},
                                          {"made_with", base::yamlMapping(std::move(manifest))},
                                          {"sources", base::yamlWord(lock.sources)},
                                          {"first_frame", base::yamlWord(fmt::format("{}", lock.first))},
                                          {"frames", base::yamlList(lock.frames)}}),
                       kForm);
    return base::writeAtomically(file, text.data(), text.size());
}

base::Result<FilmLock> readLock(const std::filesystem::path& file) {
    const auto yaml = base::readYaml(file);
    if (!yaml.ok())
        return base::inputError(base::format(yaml.diagnostics.front()));
    if (wordOf(yaml.value, "perilune") != kFormat)
        return base::inputError(
            fmt::format("{}: is no lock of a film; it begins with perilune: {}", file.string(), kFormat));
    FilmLock lock;
    if (const base::YamlNode* manifest = yaml.value.find("made_with"))
        for (const auto& entry : manifest->entries)
            lock.manifest.emplace_back(entry.key, entry.value.scalar);
    lock.sources = wordOf(yaml.value, "sources");
    lock.first = base::wholeNumber<std::int64_t>(wordOf(yaml.value, "first_frame")).value_or(0);
    if (const base::YamlNode* frames = yaml.value.find("frames"))
        for (const base::YamlNode& frame : frames->items)
            lock.frames.push_back(frame.scalar);
    return lock;
}

} // namespace perilune::capture
