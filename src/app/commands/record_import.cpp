#include "app/commands/record.h"
#include "app/exit.h"
#include "timeline/import/import.h"
#include "base/files.h"
#include "base/platform/output_file.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cctype>
#include <chrono>

namespace perilune::app {

using nlohmann::ordered_json;
using timeline::Fate;
using timeline::ImportAccount;
using timeline::ImportNote;

namespace {

constexpr std::size_t kMostBytes = 64u << 20;

/// "csv" or "timelinejs", as was said or as the file's name tells; empty where neither does.
std::string formOf(const ImportOptions& options) {
    if (!options.form.empty())
        return options.form;
    std::string extension = options.file.extension().string();
    for (char& c : extension)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return extension == ".json"                                                ? "timelinejs"
           : extension == ".csv" || extension == ".tsv" || extension == ".txt" ? "csv"
                                                                               : "";
}

/// A file for each programme: "all.yaml" becomes "all-artemis.yaml" and its like where there are several.
std::filesystem::path pathFor(const std::filesystem::path& output, const std::string& programme, bool alone) {
    if (alone)
        return output;
    std::filesystem::path path = output;
    path.replace_filename(output.stem().string() + "-" + programme + output.extension().string());
    return path;
}

/// All of them can be written, or none is.
base::Result<void> writeFiles(const ImportOptions& options, const std::vector<timeline::Import::File>& files,
                              std::vector<std::filesystem::path>& written) {
    std::vector<base::Outcome> outcomes;
    for (const timeline::Import::File& file : files) {
        const auto path = pathFor(options.output, file.programme, files.size() == 1);
        const auto target = checkTarget(path, base::kTimelineFile, {options.file});
        if (!target)
            return tl::unexpected(target.error());
        outcomes.push_back(*target);
    }
    for (std::size_t i = 0; i < files.size(); ++i) {
        const auto path = pathFor(options.output, files[i].programme, files.size() == 1);
        if (auto done = base::writeAtomically(path, files[i].yaml.data(), files[i].yaml.size()); !done)
            return done;
        sayReplaced(path, outcomes[i]);
        written.push_back(path);
    }
    return {};
}

ordered_json notesOf(const ImportAccount& account, Fate fate) {
    ordered_json notes = ordered_json::array();
    for (const ImportNote& note : account.notes())
        if (note.fate == fate)
            notes.push_back({{"line", note.place.line},
                             {"column", note.place.column},
                             {"what", note.what},
                             {"todo", note.todo},
                             {"fields", note.fields},
                             {"concerns", note.concerns}});
    return notes;
}

std::string jsonOf(const ImportOptions& options, const std::string& form,
                   const base::Parsed<timeline::Import>& imported,
                   const std::vector<std::filesystem::path>& written) {
    const ImportAccount& account = imported.value.account;
    ordered_json out{{"file", options.file.string()}, {"form", form}};
    ordered_json mistakes = ordered_json::array(), timelines = ordered_json::array();
    for (const base::Diagnostic& d : imported.diagnostics)
        mistakes.push_back({{"severity", d.severity == base::Severity::Error ? "error" : "warning"},
                            {"line", d.place.line},
                            {"column", d.place.column},
                            {"what", d.what},
                            {"todo", d.todo}});
    out["mistakes"] = std::move(mistakes);
    if (imported.ok()) {
        out["fields"] = {{"all", account.fields()},
                         {"taken", account.count(Fate::Taken)},
                         {"assumed", account.count(Fate::Assumed)},
                         {"left_out", account.count(Fate::LeftOut)}};
        out["assumed"] = notesOf(account, Fate::Assumed);
        out["left_out"] = notesOf(account, Fate::LeftOut);
    }
    for (std::size_t i = 0; i < imported.value.files.size(); ++i) {
        const timeline::Import::File& file = imported.value.files[i];
        ordered_json one{{"programme", file.programme}};
        if (i < written.size())
            one["written"] = written[i].string();
        else
            one["yaml"] = file.yaml;
        timelines.push_back(std::move(one));
    }
    out["timelines"] = std::move(timelines);
    return out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
}

void tellNotes(const ImportOptions& options, const ImportAccount& account) {
    for (const ImportNote& note : account.notes())
        tell(format(note) + "\n");
    tell(fmt::format("{}: {}\n", options.file.string(), account.sum()));
}

} // namespace

int import(const ImportOptions& options) {
    if (!options.output.empty())
        if (const auto ok = checkTarget(options.output, base::kTimelineFile, {options.file}); !ok)
            return report(ok.error());
    const auto text = base::readText(options.file, kMostBytes);
    if (!text)
        return report(text.error());
    const std::string form = formOf(options);
    if (form.empty())
        return report(base::Error{
            fmt::format("{}: neither .csv nor .json; say with --form what it is", options.file.string())});
    const base::Day today =
        options.on.value_or(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
    const auto imported = form == "csv" ? timeline::importCsv(*text, options.file.string(), today)
                                        : timeline::importTimelineJs(*text, options.file.string(), today);
    const auto& files = imported.value.files;
    std::vector<std::filesystem::path> written;
    if (!imported.ok()) {
        if (options.json)
            fmt::print("{}\n", jsonOf(options, form, imported, written));
        return report(imported.diagnostics);
    }
    report(imported.diagnostics);
    if (files.size() > 1 && (options.output.empty() ? !options.json : options.output == "-"))
        return report(
            base::Error{fmt::format("{}: it tells of {} programmes, and a timeline of one; say with -o where "
                                    "to save them: NAME.yaml becomes NAME-{}.yaml and so on",
                                    options.file.string(), files.size(), files[0].programme)});
    if (!options.output.empty())
        if (const auto done = writeFiles(options, files, written); !done)
            return report(done.error());
    if (!options.json)
        tellNotes(options, imported.value.account);
    if (options.json)
        fmt::print("{}\n", jsonOf(options, form, imported, written));
    else if (options.output.empty())
        fmt::print("{}", files.front().yaml);
    return kDone;
}

} // namespace perilune::app
