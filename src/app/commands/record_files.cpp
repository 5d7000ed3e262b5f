#include "app/commands/record.h"
#include "app/exit.h"
#include "story/storyboard_write.h"
#include "timeline/write/bibliography.h"
#include "timeline/write/canonical.h"
#include "base/files.h"
#include "base/platform/output_file.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace perilune::app {

namespace {

constexpr std::size_t kMostBytes = 64u << 20;

/// A file's canonical form, by what its first key says that it is.
base::Parsed<std::string> formOf(const std::string& text, const std::string& file) {
    const auto yaml = base::parseYaml(text, file, {.entries = 1});
    const auto* kind = yaml.value.find("perilune");
    return kind && kind->scalar.starts_with("story/") ? story::canonicalStory(text, file)
                                                      : timeline::canonicalForm(text, file);
}

} // namespace

int sources(const SourcesOptions& options) {
    const auto timeline = loadTimelines(options.timelines);
    if (!timeline)
        return kBadInput;
    switch (options.form) {
    case SourcesForm::Markdown:
        fmt::print("{}", timeline::toMarkdown(*timeline));
        break;
    case SourcesForm::Bibtex:
        fmt::print("{}", timeline::toBibtex(*timeline));
        break;
    case SourcesForm::Json: {
        nlohmann::ordered_json out = nlohmann::ordered_json::array();
        for (const timeline::Source& source : timeline->sources)
            out.push_back(
                nlohmann::ordered_json{{"id", source.id},
                                       {"title", source.title},
                                       {"publisher", source.publisher},
                                       {"date", source.date ? nlohmann::ordered_json(source.date->edtf)
                                                            : nlohmann::ordered_json(nullptr)},
                                       {"url", source.url.empty() ? nlohmann::ordered_json(nullptr)
                                                                  : nlohmann::ordered_json(source.url)}});
        fmt::print("{}\n", out.dump(2));
    }
    }
    return kDone;
}

int fmtFiles(const FmtOptions& options) {
    int status = kDone;
    for (const std::filesystem::path& file : options.files) {
        const auto text = base::readText(file, kMostBytes);
        if (!text) {
            status = report(text.error());
            continue;
        }
        const auto canonical = formOf(*text, file.string());
        if (report(canonical.diagnostics) != kDone) {
            status = kBadInput;
            continue;
        }
        if (canonical.value == *text)
            continue;
        if (options.check) {
            fmt::print("{} is not in canonical form\n", file.string());
            status = kBadInput;
        } else if (const auto written =
                       base::writeAtomically(file, canonical.value.data(), canonical.value.size());
                   !written) {
            status = report(written.error());
        } else {
            fmt::print("{} rewritten\n", file.string());
        }
    }
    return status;
}

} // namespace perilune::app
