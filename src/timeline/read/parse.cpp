#include "timeline/read/parse.h"

#include "timeline/read/reader.h"
#include "base/files.h"

namespace perilune::timeline {

namespace {

constexpr std::size_t kMostBytes = 64u << 20; ///< of one file

base::Parsed<Timeline> close(Reader& reader, base::Findings& findings, Timeline& timeline,
                             const std::vector<std::string>& names) {
    reader.finish();
    base::Parsed<Timeline> parsed;
    const bool ok = !findings.hasErrors();
    parsed.diagnostics = findings.take(names);
    if (ok)
        parsed.value = std::move(timeline);
    return parsed;
}

} // namespace

base::Parsed<Timeline> parseTimelines(const std::vector<std::pair<std::string, std::string>>& files) {
    base::Findings findings;
    Timeline timeline;
    Reader reader(findings, timeline);
    std::vector<std::string> names;
    for (const auto& [name, text] : files) {
        names.push_back(name);
        reader.take(name, text);
    }
    return close(reader, findings, timeline, names);
}

bool liesOver(const std::string& text) {
    return Reader::liesOver(base::parseYaml(text, "").value);
}

base::Parsed<Timeline> readTimelines(const std::vector<std::filesystem::path>& files) {
    base::Findings findings;
    Timeline timeline;
    Reader reader(findings, timeline);
    std::vector<std::string> names;
    for (const auto& path : files) {
        names.push_back(path.string());
        if (const auto text = base::readText(path, kMostBytes))
            reader.take(names.back(), *text);
        else
            reader.miss(names.back(), text.error());
    }
    return close(reader, findings, timeline, names);
}

} // namespace perilune::timeline
