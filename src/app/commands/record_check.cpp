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

/// What only a check tells of timelines.
std::vector<base::Diagnostic> worthALook(const Paths& timelines) {
    std::vector<std::pair<std::string, std::string>> texts;
    for (const auto& file : timelines)
        if (auto text = base::readText(file, 64u << 20))
            texts.emplace_back(file.string(), std::move(*text));
    return timeline::lint(texts);
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
    const Paths& files = options.files;
    std::vector<base::Diagnostic> found;
    const auto add = [&found](const std::vector<base::Diagnostic>& more) {
        found.insert(found.end(), more.begin(), more.end());
    };
    Paths timelines, stories;
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
            stories.push_back(file);
            break;
        case Kind::Job:
            add(story::readFilmJob(file).diagnostics);
            break;
        case Kind::Unknown:
            found.push_back({base::Severity::Error,
                             {file.string(), 1, 1},
                             "this is neither a timeline nor a story",
                             "begin the file with \"perilune: timeline/1\" or \"perilune: story/1\""});
        }
    }
    std::size_t milestones = 0, sites = 0;
    if (!timelines.empty()) {
        const auto parsed = timeline::readTimelines(timelines);
        add(parsed.diagnostics);
        milestones = parsed.value.milestones.size();
        sites = parsed.value.sites.size();
        add(worthALook(timelines));
    }
    for (const auto& file : stories) {
        const auto named = story::timelinesOf(file);
        if (!named.ok()) {
            add(named.diagnostics);
            continue;
        }
        // A story is held against what it names; where it names nothing, against the timelines beside it
        // here.
        const Paths& against = !named.value.empty() ? named.value
                               : timelines.empty()  ? player::shippedTimelines()
                                                    : timelines;
        const auto parsed = timeline::readTimelines(against);
        if (!parsed.ok()) {
            if (&against != &timelines)
                add(parsed.diagnostics);
            continue;
        }
        add(story::readStory(file, parsed.value).diagnostics);
    }
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
