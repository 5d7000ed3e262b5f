#include "timeline/ask/record_diff.h"

#include "app/commands/record_archive.h"
#include "app/commands/record_update.h"
#include "app/exit.h"
#include "timeline/read/parse.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace perilune::app {

namespace fs = std::filesystem;
using base::Result;
using timeline::RecordChange;

namespace {

Result<timeline::Timeline> wholeOf(base::Parsed<timeline::Timeline> parsed) {
    std::string wrong;
    for (const base::Diagnostic& one : parsed.diagnostics)
        if (one.severity == base::Severity::Error)
            wrong += (wrong.empty() ? "" : "\n") + base::format(one);
    if (!wrong.empty())
        return base::inputError(wrong);
    return std::move(parsed.value);
}

Paths timelinesIn(const fs::path& folder) {
    Paths files;
    std::error_code none;
    for (fs::directory_iterator entry(folder, none), end; !none && entry != end; entry.increment(none)) {
        const std::string name = entry->path().filename().string();
        if (name.ends_with(".yaml") && !name.ends_with(".story.yaml") && name[0] != '.')
            files.push_back(entry->path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// What a word of the command line names.
Result<timeline::Timeline> recordNamed(const std::string& word) {
    if (word == "shipped")
        return wholeOf(timeline::readTimelines(player::shippedTimelines()));
    if (word == "own") {
        auto read = player::readRecord();
        return wholeOf({std::move(read.value.timeline), std::move(read.diagnostics)});
    }
    if (word == "installed") {
        const auto installed = player::installedRecord();
        if (!installed)
            return tl::unexpected(installed.error());
        if (!*installed)
            return base::inputError("no record is installed that is newer than the shipped one");
        return wholeOf(timeline::readTimelines((*installed)->files));
    }
    std::error_code none;
    if (fs::is_directory(word, none)) {
        const Paths files = timelinesIn(word);
        if (files.empty())
            return base::inputError(fmt::format("{}: there are no timelines in it", word));
        return wholeOf(timeline::readTimelines(files));
    }
    if (!fs::exists(word, none))
        return base::inputError(
            fmt::format("{}: there is no such file; name a file, a folder, an archive, or one "
                        "of shipped, installed, own",
                        word));
    if (word.ends_with(".yaml") || word.ends_with(".yml"))
        return wholeOf(timeline::readTimelines({word}));
    const auto archive = readArchive(word);
    if (!archive)
        return tl::unexpected(archive.error());
    return wholeOf(timeline::parseTimelines(archive->files));
}

std::string inWords(const RecordChange::Part& part) {
    if (part.from.empty() && part.to.empty())
        return part.name;
    if (part.from.empty())
        return fmt::format("{} {}", part.name, part.to);
    if (part.to.empty())
        return fmt::format("no more {} {}", part.name, part.from);
    return fmt::format("{} {} -> {}", part.name, part.from, part.to);
}

void printWords(const std::vector<RecordChange>& changes) {
    std::map<std::string, std::map<std::string, int>> tally;
    for (const RecordChange& change : changes) {
        const char sign = change.kind == RecordChange::Kind::Added     ? '+'
                          : change.kind == RecordChange::Kind::Removed ? '-'
                                                                       : '~';
        fmt::print("{} {} {}: {}\n", sign, change.what, change.id, change.title);
        for (const auto& part : change.parts)
            fmt::print("    {}\n", inWords(part));
        ++tally[change.what][timeline::nameOf(change.kind)];
    }
    if (changes.empty())
        fmt::print("the same\n");
    for (const auto& [what, kinds] : tally) {
        std::string words;
        for (const auto& [kind, count] : kinds)
            words += fmt::format("{}{} {}", words.empty() ? "" : ", ", count, kind);
        fmt::print("{}: {}\n", what == "person" ? "people" : what + "s", words);
    }
}

void printJson(const std::vector<RecordChange>& changes) {
    nlohmann::ordered_json out = nlohmann::ordered_json::array();
    for (const RecordChange& change : changes) {
        nlohmann::ordered_json parts = nlohmann::ordered_json::array();
        for (const auto& part : change.parts)
            parts.push_back({{"name", part.name}, {"from", part.from}, {"to", part.to}});
        out.push_back({{"change", timeline::nameOf(change.kind)},
                       {"what", change.what},
                       {"id", change.id},
                       {"title", change.title},
                       {"parts", std::move(parts)}});
    }
    fmt::print("{}\n", out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
}

} // namespace

int recordDiff(const RecordDiffOptions& options) {
    const auto from = recordNamed(options.from);
    if (!from)
        return report(from.error());
    const auto to = recordNamed(options.to);
    if (!to)
        return report(to.error());
    const auto changes = timeline::changesBetween(*from, *to);
    options.json ? printJson(changes) : printWords(changes);
    return kDone;
}

} // namespace perilune::app
