#include "timeline/import/finished.h"

#include "timeline/read/parse.h"

#include <fmt/format.h>

namespace perilune::timeline {

base::Parsed<Import> finished(const std::vector<Imported>& timelines, ImportAccount account,
                              const std::string& fileName, base::Findings findings) {
    base::Parsed<Import> result;
    if (!findings.hasErrors()) {
        std::vector<std::pair<std::string, std::string>> texts;
        for (const Imported& timeline : timelines) {
            result.value.files.push_back({timeline.id, toYaml(timeline)});
            texts.emplace_back(timeline.id, result.value.files.back().yaml);
        }
        for (const base::Diagnostic& d : parseTimelines(texts).diagnostics)
            if (d.severity == base::Severity::Error) {
                findings.error({fileName, 0, 0},
                               fmt::format("what this file says makes no timeline: {}", d.what), d.todo);
                break;
            }
        account.close();
    }
    result.diagnostics = findings.take({fileName});
    if (base::hasErrors(result.diagnostics))
        result.value.files.clear();
    else
        result.value.account = std::move(account);
    return result;
}

} // namespace perilune::timeline
