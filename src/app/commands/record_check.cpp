#include "app/commands/check_shown.h"
#include "app/commands/record.h"
#include "app/exit.h"
#include "story/film_job.h"
#include "timeline/read/lint.h"
#include "timeline/read/parse.h"
#include "base/files.h"
#include "base/yaml.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <tuple>

namespace perilune::app {

namespace {

enum class Kind { Timeline, Story, Job, Unknown };

/// What a file says it is in its `perilune` key; where it says nothing usable, the reader of timelines tells.
Kind kindOf(const base::YamlNode& document) {
    const auto* key = document.find("perilune");
    if (!key)
        return Kind::Unknown;
    if (key->scalar.starts_with("story/"))
        return Kind::Story;
    if (key->scalar.starts_with("film/"))
        return Kind::Job;
    return key->scalar.starts_with("timeline/") ? Kind::Timeline : Kind::Unknown;
}

/// What timelines are checked with that lie over others, and of which no other is named: the record.
Paths recordBelow(const Paths& timelines) {
    for (const auto& file : timelines)
        if (const auto text = base::readText(file, 64u << 20); !text || !timeline::liesOver(*text))
            return {};
    const auto installed = player::installedRecord();
    return installed && *installed ? (*installed)->files : player::shippedTimelines();
}

/// What only a check tells of timelines.
std::vector<base::Diagnostic> worthALook(const Paths& timelines) {
    std::vector<std::pair<std::string, std::string>> texts;
    for (const auto& file : timelines)
        if (auto text = base::readText(file, 64u << 20))
            texts.emplace_back(file.string(), std::move(*text));
    return timeline::lint(texts);
}

/// A file that is given and named by a story too is read for both.
void tellOnce(std::vector<base::Diagnostic>& found) {
    std::set<std::tuple<std::string, int, int, std::string>> told;
    std::erase_if(found, [&](const base::Diagnostic& d) {
        std::error_code none;
        const auto file = std::filesystem::weakly_canonical(d.place.file, none).string();
        return !told.emplace(file, d.place.line, d.place.column, d.what).second;
    });
}

void printJson(const std::vector<base::Diagnostic>& found) {
    nlohmann::ordered_json out = nlohmann::ordered_json::array();
    for (const base::Diagnostic& d : found)
        out.push_back({{"severity", d.severity == base::Severity::Error ? "error" : "warning"},
                       {"file", d.place.file},
                       {"line", d.place.line},
                       {"column", d.place.column},
                       {"what", d.what},
                       {"todo", d.todo}});
    fmt::print("{}\n", out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
}

} // namespace

int check(const CheckOptions& options) {
    Paths files = options.files;
    if (files.empty()) {
        const auto installed = player::installedRecord();
        files = installed && *installed ? (*installed)->files : player::shippedTimelines();
        for (const auto& own : player::ownTimelines())
            files.push_back(own);
    }
    std::vector<base::Diagnostic> found;
    const auto add = [&found](const std::vector<base::Diagnostic>& more) {
        found.insert(found.end(), more.begin(), more.end());
    };
    Paths timelines;
    std::vector<std::pair<story::FilmJob, std::filesystem::path>>
        films; ///< and the job's file; none: a story
    for (const auto& file : files) {
        // The first key tells what it is; whoever reads the rest tells its mistakes.
        auto yaml = base::readYaml(file, {.entries = 1});
        if (yaml.ok() && kindOf(yaml.value) == Kind::Unknown)
            yaml = base::readYaml(file);
        if (!yaml.ok()) {
            add(yaml.diagnostics);
            continue;
        }
        switch (kindOf(yaml.value)) {
        case Kind::Timeline:
            timelines.push_back(file);
            break;
        case Kind::Story:
            films.emplace_back(story::FilmJob{.story = file}, "");
            break;
        case Kind::Job: {
            auto job = story::readFilmJob(file);
            add(job.diagnostics);
            if (job.ok())
                films.emplace_back(std::move(job.value), file);
            break;
        }
        case Kind::Unknown:
            found.push_back({base::Severity::Error,
                             {file.string(), 1, 1},
                             "this is neither a timeline nor a story",
                             "begin the file with \"perilune: timeline/1\" or \"perilune: story/1\""});
        }
    }
    std::size_t milestones = 0, sites = 0;
    if (!timelines.empty()) {
        Paths all = recordBelow(timelines);
        const Paths below = all;
        all.insert(all.end(), timelines.begin(), timelines.end());
        const auto parsed = timeline::readTimelines(all);
        add(parsed.diagnostics);
        milestones = parsed.value.milestones.size();
        sites = parsed.value.sites.size();
        add(worthALook(all));
        if (parsed.ok())
            add(checkShown(parsed.value, timelines));
        std::erase_if(found, [&](const base::Diagnostic& one) {
            return std::find(below.begin(), below.end(), std::filesystem::path(one.place.file)) !=
                   below.end();
        });
    }
    for (const auto& [job, file] : films)
        add(checkFilm(job, file, timelines));
    tellOnce(found);
    std::size_t errors = 0;
    for (const auto& d : found)
        errors += d.severity == base::Severity::Error;
    const std::size_t warnings = found.size() - errors;
    const int status = errors > 0 || (options.strict && warnings > 0) ? kBadInput : kDone;
    if (options.json) {
        printJson(found);
        return status;
    }
    // Mistakes first: they are what must be mended.
    std::stable_partition(found.begin(), found.end(),
                          [](const base::Diagnostic& d) { return d.severity == base::Severity::Error; });
    report(found);
    const auto count = [](std::size_t n, const char* word) {
        return fmt::format("{} {}{}", n, word, n == 1 ? "" : "s");
    };
    std::string what = count(files.size(), "file");
    if (!timelines.empty())
        what += fmt::format(" ({}, {})", count(milestones, "milestone"), count(sites, "site"));
    fmt::print("{}: {}{}\n", what, errors == 0 ? "no mistakes" : count(errors, "mistake"),
               warnings == 0 ? "" : ", " + count(warnings, "warning"));
    return status;
}

} // namespace perilune::app
