#include "timeline/import/dates.h"
#include "timeline/import/finished.h"
#include "timeline/import/import_history.h"
#include "timeline/import/import_sheet.h"
#include "timeline/import/table.h"
#include "timeline/names.h"
#include "timeline/search/search.h"
#include "timeline/write/exports.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace perilune::timeline {

namespace {

enum class Column {
    Id,
    Title,
    Lane,
    Announced,
    Target,
    Date,
    Actual,
    Status,
    By,
    Words,
    Source,
    Url,
    Confidence
};

constexpr std::array<std::pair<std::string_view, Column>, 27> kColumns{{
    {"id", Column::Id},
    {"title", Column::Title},
    {"name", Column::Title},
    {"event", Column::Title},
    {"milestone", Column::Title},
    {"lane", Column::Lane},
    {"group", Column::Lane},
    {"category", Column::Lane},
    {"announced", Column::Announced},
    {"announced-on", Column::Announced},
    {"said", Column::Announced},
    {"target", Column::Target},
    {"planned", Column::Target},
    {"date", Column::Date},
    {"actual", Column::Actual},
    {"happened", Column::Actual},
    {"status", Column::Status},
    {"by", Column::By},
    {"who", Column::By},
    {"words", Column::Words},
    {"description", Column::Words},
    {"notes", Column::Words},
    {"source", Column::Source},
    {"sources", Column::Source},
    {"url", Column::Url},
    {"link", Column::Url},
    {"confidence", Column::Confidence},
}};

std::optional<Column> columnOf(std::string_view name) {
    const std::string id = idFrom(name, "");
    const auto found =
        std::find_if(kColumns.begin(), kColumns.end(), [&](const auto& c) { return c.first == id; });
    return found == kColumns.end() ? std::nullopt : std::optional(found->second);
}

bool knowsName(std::string_view name) {
    return columnOf(name) || isSheetName(name) || isHistoryName(name);
}

/// A table of anybody's: columns by their names, a line for each announcement.
class PlainTable {
  public:
    PlainTable(const std::string& file, base::Day today, ImportAccount& account, base::Findings& findings)
        : file_(file), today_(today), account_(account), findings_(findings), gathering_(file) {}

    Imported read(const Table& table);

  private:
    using Row = Table::Row;
    struct Dates {
        const Cell *announced = nullptr, *target = nullptr, *date = nullptr, *actual = nullptr;
        std::optional<Window> announcedOn, targetOn, dateOn, actualOn;
        bool tooEarly = false;
    };

    bool takeHeader(const Table& table);
    void take(const Row& row);
    const Cell* cell(const Row& row, Column column);
    std::string text(const Cell* cell) {
        return cell ? fitted(unguarded(*cell), *cell->field, account_) : std::string();
    }
    std::string unguarded(const Cell& cell);
    std::optional<Window> date(const Cell* cell, Dates& dates);
    Dates datesOf(const Row& row);
    void leaveOut(const Row& row, const std::string& title, const Dates& dates);
    void settleDates(Dates& dates, Imported::Entry& entry);
    void settleAnnounced(const Row& row, Dates& dates, Imported::Entry& entry);
    std::string sourceOf(const Row& row);
    template <class T> std::string wordOf(const Cell* cell, const char* what, const char* otherwise);
    void error(const Cell& cell, std::string what, std::string todo) {
        findings_.error({file_, cell.line, cell.column}, std::move(what), std::move(todo));
    }

    const std::string& file_;
    base::Day today_;
    ImportAccount& account_;
    base::Findings& findings_;
    Gathering gathering_;
    std::map<Column, std::vector<std::size_t>> columns_;
    std::map<std::string, std::size_t> byKey_; ///< milestones by id, or by title where a line has none
    std::size_t unsourced_ = 0;                ///< lines that name no source
    int unsourcedLine_ = 0;                    ///< the first of them
    bool anyTooEarly_ = false;
};

bool PlainTable::takeHeader(const Table& table) {
    std::vector<std::string> known;
    for (const auto& [name, column] : kColumns)
        known.emplace_back(name);
    for (std::size_t i = 0; i < table.header.size(); ++i) {
        const Cell& name = table.header[i];
        if (const auto column = columnOf(name.text)) {
            columns_[*column].push_back(i);
            continue;
        }
        // What stands below it is told as left out; where nothing does, nobody needs to know.
        for (const Row& row : table.rows)
            if (row.cells[i].field)
                account_.leaveOut(*row.cells[i].field, "no column of that name is read",
                                  findings_.suggest(idFrom(name.text, ""), known, "give it a name that is"));
    }
    if (columns_.contains(Column::Title))
        return true;
    findings_.error(
        {file_, table.header[0].line, 1}, "no column is called 'title'",
        "the first line names the columns: title, announced, target, actual, by, words, source, url");
    return false;
}

/// The first cell of a row that says something there; what others say otherwise is told.
const Cell* PlainTable::cell(const Row& row, Column column) {
    const Cell* first = nullptr;
    const auto found = columns_.find(column);
    if (found == columns_.end())
        return nullptr;
    for (const std::size_t i : found->second) {
        const Cell& here = row.cells[i];
        if (!here.field)
            continue;
        if (!first)
            first = &here;
        else if (here.text == first->text)
            account_.take(*here.field);
        else
            account_.leaveOut(*here.field, "another column says the same of its line, and stands before it",
                              "put all of it into one column");
    }
    return first;
}

std::string PlainTable::unguarded(const Cell& cell) {
    if (cell.text.size() < 2 || cell.text[0] != '\'' ||
        (cell.text[1] != '\'' && !spreadsheetReckons(cell.text)))
        return cell.text;
    account_.assume(*cell.field, "a quote before = + - @ or a number keeps a spreadsheet from reckoning, and "
                                 "is taken off");
    return cell.text.substr(1);
}

std::optional<Window> PlainTable::date(const Cell* cell, Dates& dates) {
    if (!cell)
        return std::nullopt;
    const ForeignDate read = foreignDate(cell->text);
    if (read.window) {
        if (read.moved)
            account_.assume(*cell->field, "an instant with an offset is told in UTC");
        else
            account_.take(*cell->field);
        return read.window;
    }
    if (read.tooEarly)
        dates.tooEarly = true;
    else
        error(*cell, read.problem, read.todo);
    return std::nullopt;
}

PlainTable::Dates PlainTable::datesOf(const Row& row) {
    Dates dates;
    dates.announced = cell(row, Column::Announced);
    dates.target = cell(row, Column::Target);
    dates.date = cell(row, Column::Date);
    dates.actual = cell(row, Column::Actual);
    dates.announcedOn = date(dates.announced, dates);
    dates.targetOn = date(dates.target, dates);
    dates.dateOn = date(dates.date, dates);
    dates.actualOn = date(dates.actual, dates);
    return dates;
}

void PlainTable::leaveOut(const Row& row, const std::string& title, const Dates& dates) {
    anyTooEarly_ = true;
    const Cell* early = nullptr;
    for (const Cell* cell : {dates.announced, dates.target, dates.date, dates.actual})
        if (cell && !early && foreignDate(cell->text).tooEarly)
            early = cell;
    account_.leaveOutAlone(
        *early->field,
        fmt::format("the line of {}: {}", base::inQuotes(title), foreignDate(early->text).problem),
        "nothing before it can be shown");
    for (const Cell& cell : row.cells)
        if (cell.field && &cell != early)
            account_.leaveOut(*cell.field, "stands in a line that is left out");
}

template <class T> std::string PlainTable::wordOf(const Cell* cell, const char* what, const char* otherwise) {
    if (!cell)
        return {};
    std::string word = idFrom(cell->text, "");
    if (named<T>(word)) {
        account_.take(*cell->field);
        return word;
    }
    std::vector<std::string> choice;
    for (const auto& known : words<T>())
        choice.emplace_back(known.name);
    error(*cell, fmt::format("the {} cannot be {}", what, base::inQuotes(cell->text)),
          findings_.suggest(word, choice, otherwise));
    return {};
}

std::string PlainTable::sourceOf(const Row& row) {
    const Cell *titleCell = cell(row, Column::Source), *urlCell = cell(row, Column::Url);
    const std::string title = text(titleCell);
    std::string url;
    if (urlCell && isWebAddress(urlCell->text)) {
        url = urlCell->text;
        account_.take(*urlCell->field);
    } else if (urlCell) {
        account_.leaveOutAlone(*urlCell->field,
                               fmt::format("{} is no web address", base::inQuotes(urlCell->text)),
                               "begin it with https://");
    }
    return title.empty() && url.empty() ? std::string() : gathering_.sourceOf(title, "", url);
}

/// Which of its dates is when it was to happen, and which is when it did.
void PlainTable::settleDates(Dates& dates, Imported::Entry& entry) {
    const bool done = entry.status == "achieved" || entry.status == "partly-achieved";
    const bool flown = done || entry.status == "failed" || entry.status == "launched";
    if (dates.dateOn && !dates.actualOn && flown) {
        dates.actualOn = dates.dateOn;
        dates.actual = dates.date;
        account_.assume(*dates.date->field, "with a status that says so, it is the day on which it happened");
    } else if (dates.dateOn && !dates.actualOn && entry.status.empty() && dates.announcedOn &&
               dates.dateOn->lastDay() <= dates.announcedOn->firstDay()) {
        dates.actualOn = dates.dateOn;
        dates.actual = dates.date;
        account_.assume(*dates.date->field,
                        "it was over when it was told of, and so it is the day on which it happened",
                        "call the column 'target' or 'actual'");
    } else if (dates.dateOn && !dates.actualOn && entry.status.empty() && !dates.announcedOn &&
               !dates.announced) {
        const bool isOver = !dates.dateOn->openEnd && dates.dateOn->lastDay() < today_;
        (isOver ? dates.actualOn : dates.targetOn) = dates.dateOn;
        (isOver ? dates.actual : dates.target) = dates.date;
        account_.assume(*dates.date->field,
                        isOver ? fmt::format("what lies before {} has happened", base::dayInWords(today_))
                               : fmt::format("what is not over on {} is a plan, told of on that day",
                                             base::dayInWords(today_)),
                        "call the column 'target' or 'actual'; --on gives another day than today");
        if (!isOver)
            entry.announced = base::formatDay(today_);
    } else if (dates.dateOn && !dates.targetOn) {
        dates.targetOn = dates.dateOn;
        dates.target = dates.date;
        account_.assume(*dates.date->field, "it is the day on which it is to happen",
                        "call the column 'target' or 'actual'");
    } else if (dates.dateOn) {
        account_.leaveOut(*dates.date->field, "other columns say when it was to happen, and when it did");
    }
    if (done && !dates.actualOn && dates.targetOn) { // a table with one column for both
        std::swap(dates.actualOn, dates.targetOn);
        std::swap(dates.actual, dates.target);
        account_.assume(*dates.actual->field, "of what was achieved it is the day on which it happened",
                        "call the column 'actual'");
    }
}

void PlainTable::settleAnnounced(const Row& row, Dates& dates, Imported::Entry& entry) {
    if (dates.announcedOn && (dates.announcedOn->openEnd ||
                              (dates.actualOn && dates.actualOn->firstDay() > dates.announcedOn->lastDay())))
        error(*dates.announced,
              dates.announcedOn->openEnd
                  ? fmt::format("{} is open at its end", base::inQuotes(dates.announced->text))
                  : fmt::format("it happened ({}) after it was announced ({})", dates.actualOn->edtf,
                                dates.announcedOn->edtf),
              "write the day, the month or the year on which it was told");
    if (dates.announcedOn)
        entry.announced = dates.announcedOn->edtf.substr(0, dates.announcedOn->edtf.find('T'));
    else if (dates.actualOn) {
        entry.announced = dates.actualOn->edtf.substr(0, dates.actualOn->edtf.find('T'));
        account_.assume(*dates.actual->field, "it was told of when it happened, as nothing says when it was",
                        "give the day in a column 'announced'");
    } else if (!dates.announced && entry.announced.empty())
        findings_.error({file_, row.line, 1}, "nothing tells when this was announced",
                        "give the day in a column 'announced', as 2024-03-02, 2024-03 or 2024");
}

void PlainTable::take(const Row& row) {
    const Cell* titleCell = cell(row, Column::Title);
    if (!titleCell) {
        findings_.error({file_, row.line, 1}, "a line without a title", "write one");
        return;
    }
    Dates dates = datesOf(row);
    if (dates.tooEarly) {
        leaveOut(row, titleCell->text, dates);
        return;
    }
    const std::string title = text(titleCell);
    Imported::Entry entry;
    entry.by = text(cell(row, Column::By));
    entry.words = text(cell(row, Column::Words));
    entry.status = wordOf<Status>(cell(row, Column::Status), "status", "");
    if (const std::string source = sourceOf(row); !source.empty())
        entry.sources.push_back(source);
    settleDates(dates, entry);
    if (dates.actualOn) {
        const Window& actual = *dates.actualOn;
        if (actual.precision == Precision::Range || actual.openBegin || actual.openEnd ||
            actual.approximate || actual.uncertain)
            error(*dates.actual, fmt::format("{} is not one sure date", base::inQuotes(dates.actual->text)),
                  "write the day, the month or the year on which it happened");
        entry.kind = "event";
        entry.actual = actual.edtf;
        if (entry.status.empty()) {
            entry.status = "achieved";
            account_.assume(*dates.actual->field, "what happened was achieved, as no status says otherwise",
                            "give the status in a column 'status'");
        }
    } else if (entry.status == "achieved" || entry.status == "partly-achieved") {
        findings_.error({file_, row.line, 1},
                        fmt::format("{} without the day on which it happened", base::inQuotes(entry.status)),
                        "give it in the column 'actual'");
    }
    entry.target = dates.targetOn ? dates.targetOn->edtf : "";
    settleAnnounced(row, dates, entry);
    const Cell* sure = cell(row, Column::Confidence);
    entry.confidence = wordOf<Confidence>(sure, "confidence", "");
    if (entry.sources.empty() && entry.confidence != "unverified") {
        if (sure && !entry.confidence.empty())
            account_.leaveOut(*sure->field, "what names no source is unverified", "name the source");
        else if (unsourced_++ == 0)
            unsourcedLine_ = row.line;
        entry.confidence = "unverified";
    }
    const Cell *idCell = cell(row, Column::Id), *laneCell = cell(row, Column::Lane);
    const std::string id = idCell ? idFrom(idCell->text, "") : std::string();
    if (idCell && id == idCell->text)
        account_.take(*idCell->field);
    else if (idCell)
        account_.assume(*idCell->field, "ids are made of lower case letters, digits and hyphens");
    // Titles in other letters than Latin have no id of their own, but are told apart all the same.
    const std::string key = !idCell      ? "title " + folded(title)
                            : id.empty() ? "id " + idCell->text
                                         : "id " + id;
    const auto [known, isNew] = byKey_.emplace(key, gathering_.imported.milestones.size());
    if (isNew) {
        const std::string lane = laneCell ? text(laneCell) : std::string("Events");
        const std::string own = id.empty() ? gathering_.idFor(title, "milestone") : gathering_.keptId(id);
        gathering_.imported.milestones.push_back(
            {own, inEnglish(title), "", gathering_.laneOf(lane), 1, {}, {}});
        // Other lines may name it by the one or by the other.
        byKey_.emplace("title " + folded(title), known->second);
        byKey_.emplace("id " + own, known->second);
    } else {
        const Imported::Milestone& before = gathering_.imported.milestones[known->second];
        if (before.title.english() != title)
            account_.leaveOut(*titleCell->field, "another line of the same id gave it its title",
                              "give it an id of its own, if it is another milestone");
        const std::string lane = text(laneCell);
        if (laneCell && gathering_.titleOfLane(before.lane) != lane)
            account_.leaveOut(*laneCell->field, "another line of the same id put it into its lane",
                              "give it an id of its own, if it is another milestone");
    }
    gathering_.imported.milestones[known->second].history.push_back(std::move(entry));
}

Imported PlainTable::read(const Table& table) {
    if (!takeHeader(table))
        return {};
    for (const Row& row : table.rows)
        take(row);
    if (gathering_.imported.milestones.empty() && anyTooEarly_)
        findings_.error({file_, 1, 1},
                        fmt::format("nothing is left: all of it lies before the year {}", base::kFirstYear),
                        "add what can be shown");
    if (findings_.hasErrors())
        return {};
    for (Imported::Milestone& milestone : gathering_.imported.milestones)
        std::stable_sort(milestone.history.begin(), milestone.history.end(),
                         [](const Imported::Entry& a, const Imported::Entry& b) {
                             return parseEdtf(a.announced)->lastDay() < parseEdtf(b.announced)->lastDay();
                         });
    if (unsourced_ > 0)
        account_.assumeOfFile(unsourcedLine_, 1,
                              fmt::format("{} that {} no source {} unverified",
                                          unsourced_ == 1 ? "a line" : fmt::format("{} lines", unsourced_),
                                          unsourced_ == 1 ? "names" : "name", unsourced_ == 1 ? "is" : "are"),
                              "name it in a column 'source'");
    gathering_.nameAfterFile(account_);
    return std::move(gathering_.imported);
}

} // namespace

base::Parsed<Import> importCsv(std::string_view text, const std::string& fileName, base::Day today) {
    base::Findings findings;
    ImportAccount account(fileName);
    const Table table = readTable(text, fileName, account, findings, knowsName);
    std::vector<Imported> timelines;
    if (!findings.hasErrors()) {
        if (isHistory(table))
            timelines = readHistory(table, fileName, account, findings);
        else if (isSheet(table))
            timelines.push_back(readSheet(table, fileName, today, account, findings));
        else
            timelines.push_back(PlainTable(fileName, today, account, findings).read(table));
    }
    return finished(timelines, std::move(account), fileName, std::move(findings));
}

} // namespace perilune::timeline
