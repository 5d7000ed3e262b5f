// Whatever the bytes are: the canonical form keeps the data and is stable, imports are refused or make
// timelines, search and folding take any text.

#include "timeline/ask/changes.h"
#include "timeline/import/import.h"
#include "timeline/read/parse.h"
#include "timeline/search/search.h"
#include "timeline/write/canonical.h"
#include "timeline/write/exports.h"
#include "timeline/write/history_csv.h"
#include "require.h"

#include <cstdint>
#include <string>

using namespace perilune;
using fuzz::require;

namespace {

void importIsTimeline(const base::Parsed<timeline::Import>& imported) {
    require(imported.value.files.empty() == !imported.ok(), "a value or a mistake");
    if (!imported.ok())
        return;
    using timeline::Fate;
    const timeline::ImportAccount& account = imported.value.account;
    for (const Fate fate : {Fate::Assumed, Fate::LeftOut}) {
        std::size_t noted = 0;
        for (const timeline::ImportNote& note : account.notes())
            noted += note.fate == fate ? note.fields : 0;
        require(noted == account.count(fate), "the notes tell of every field");
    }
    require(account.count(Fate::Taken) + account.count(Fate::Assumed) + account.count(Fate::LeftOut) ==
                account.fields(),
            "every field is accounted for");
    std::vector<std::pair<std::string, std::string>> files;
    for (const timeline::Import::File& file : imported.value.files)
        files.emplace_back(file.programme, file.yaml);
    const auto parsed = timeline::parseTimelines(files);
    require(parsed.ok(), "an import is a timeline");
    const auto& all = parsed.value;
    const timeline::StandingMilestones standing(timeline::asKnown(all, all.latestKnown()),
                                                {all.latestKnown().day});
    std::vector<const timeline::StandingMilestone*> rows;
    for (const auto& row : standing)
        rows.push_back(&row);
    require(timeline::toCsv(all, rows).ends_with("\r\n"), "CSV ends its lines");
    const std::string history = timeline::toHistoryCsv(all, rows, all.latestKnown());
    const auto again = timeline::importCsv(history, "history.csv", base::Day{});
    require(again.ok(), "a history is read again");
    std::vector<std::pair<std::string, std::string>> files2;
    for (const timeline::Import::File& file : again.value.files)
        files2.emplace_back(file.programme, file.yaml);
    const auto same = timeline::parseTimelines(files2).value;
    const timeline::StandingMilestones standsAgain(timeline::asKnown(same, same.latestKnown()),
                                                   {same.latestKnown().day});
    std::vector<const timeline::StandingMilestone*> rowsAgain;
    for (const auto& row : standsAgain)
        rowsAgain.push_back(&row);
    require(timeline::toHistoryCsv(same, rowsAgain, same.latestKnown()) == history, "and is the same");
    require(timeline::toIcalendar(all, rows).ends_with("END:VCALENDAR\r\n"), "a calendar ends");
    timeline::SearchIndex(all).find(all.milestones.front().title.english());
    const timeline::KnownDay nothing{*base::makeDay(base::kFirstYear, 1, 1) - std::chrono::days{1}};
    require(timeline::diff(all, nothing, all.latestKnown()).milestones.size() == standing.size(),
            "from nothing, all is new");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    constexpr base::Day kToday{std::chrono::year{2026} / 11 / 30};
    importIsTimeline(timeline::importCsv(text, "fuzz.csv", kToday));
    importIsTimeline(timeline::importTimelineJs(text, "fuzz.json", kToday));
    const auto canonical = timeline::canonicalForm(text, "fuzz.yaml");
    if (canonical.ok())
        require(timeline::canonicalForm(canonical.value, "fuzz.yaml").value == canonical.value,
                "the form is stable");
    for (const base::Diagnostic& d : canonical.diagnostics)
        require(d.what.find("without a change of what it says") == std::string::npos,
                "every timeline has a form");
    require(timeline::folded(timeline::folded(text)) == timeline::folded(text), "folding is done once");
    return 0;
}
