#include "app/commands/loading.h"

#include "app/exit.h"
#include "terrain/ground.h"
#include "timeline/ask/query.h"
#include "timeline/read/parse.h"
#include "base/did_you_mean.h"
#include "base/files.h"
#include "base/platform/output_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace perilune::app {

void tell(const std::string& text) {
    std::fputs(text.c_str(), stderr);
}

int report(const std::vector<base::Diagnostic>& diagnostics) {
    for (const auto& d : diagnostics)
        tell(base::format(d) + "\n");
    return base::hasErrors(diagnostics) ? kBadInput : kDone;
}

int report(const base::Error& error) {
    if (error.message.empty()) // whoever read what was written has had enough
        return kDone;
    tell(fmt::format("perilune: {}\n", error.message));
    switch (error.fault) {
    case base::Fault::Input:
        return kBadInput;
    case base::Fault::Machine:
        return kMachine;
    case base::Fault::Cancelled:
        return kInterrupted;
    }
    return kBadInput;
}

base::Result<base::Outcome> checkTarget(const std::filesystem::path& output, const base::OutputForm& form,
                                        Paths read) {
    for (const std::filesystem::path& folder : {base::shareDir(), base::dataDir()})
        if (!folder.empty())
            read.push_back(folder);
    return base::checkOutput(output, form, read);
}

void sayReplaced(const std::filesystem::path& output, base::Outcome outcome) {
    if (outcome == base::Outcome::Replaces)
        tell(fmt::format("perilune: {}: replaced the file that was there\n", output.string()));
}

void sayWritten(const std::filesystem::path& output, base::Outcome outcome) {
    sayReplaced(output, outcome);
    if (!base::isStandardOutput(output))
        fmt::print("{}\n", output.string());
}

void tellOwn(const player::Content& content) {
    std::string names;
    for (const std::filesystem::path& file : content.own)
        names += (names.empty() ? "" : ", ") + file.string();
    if (!names.empty())
        tell(fmt::format("perilune: with your own {} over the record (--timeline leaves them out)\n", names));
}

base::Day lastDayOf(const timeline::Timeline& timeline) {
    return timeline::saysNothing(timeline)
               ? std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now())
               : timeline.latestKnown().day;
}

std::shared_ptr<const timeline::Timeline> loadTimelines(const Paths& files) {
    const auto read = player::readContent({.timelines = files});
    report(read.diagnostics);
    tellOwn(read.value);
    return read.value.timeline;
}

std::optional<player::Content> loadStory(const std::filesystem::path& file, const Paths& timelines) {
    auto read = player::readContent({.timelines = timelines, .story = file});
    if (report(read.diagnostics) != kDone)
        return std::nullopt;
    tellOwn(read.value);
    return std::move(read.value);
}

base::Result<capture::Studio> openStudio(std::shared_ptr<const timeline::Timeline> timeline,
                                         const base::Workers& workers) {
    auto studio = player::openStudio(std::move(timeline), workers, [](const std::string& remark) {
        tell(fmt::format("perilune: {}\n", remark));
    });
    if (studio)
        tellProblems(*studio->ground);
    return studio;
}

void tellProblems(const terrain::Ground& ground, std::size_t from) {
    const auto problems = ground.problems();
    for (std::size_t i = from; i < problems.size(); ++i)
        tell(fmt::format("perilune: {}\n", problems[i]));
}

void tellOfModels(const std::vector<std::string>& problems) {
    for (const std::string& problem : problems)
        tell(fmt::format("perilune: {}\n", problem));
}

base::Result<const timeline::Site*> findSite(const timeline::Timeline& timeline, const std::string& id) {
    if (const auto* site = timeline.site(id))
        return site;
    std::vector<std::string> ids;
    for (const auto& site : timeline.sites)
        ids.push_back(site.id);
    return base::inputError(base::unknownName("site", id, ids));
}

} // namespace perilune::app
