#include "timeline/import/import.h"
#include "timeline/import/import_writer.h"
#include "timeline/names.h"
#include "timeline/read/parse.h"
#include "base/findings.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace perilune::timeline {

namespace {

constexpr std::size_t kMostRows = 200'000;
constexpr std::size_t kMostColumns = 200;
constexpr std::size_t kMostWords = 3900;
constexpr std::size_t kMostLanes = 4;

struct Field {
    std::string text;
    int line = 1, column = 1;
};
using Row = std::vector<Field>;

/// Reads rows as RFC 4180 has them, with any end of line.
class Csv {
  public:
    Csv(std::string_view text, char separator, base::Findings& findings, const std::string& file)
        : text_(text), separator_(separator), findings_(findings), file_(file) {}

    bool atEnd() const { return at_ >= text_.size(); }
    std::optional<Row> row();

  private:
    void step() {
        const char c = text_[at_++];
        if (c == '\n' || (c == '\r' && (at_ >= text_.size() || text_[at_] != '\n'))) {
            ++line_;
            column_ = 1;
        } else if ((static_cast<unsigned char>(c) & 0xC0u) != 0x80u && c != '\r') {
            ++column_;
        }
    }
    bool isEnd() const { return atEnd() || text_[at_] == '\n' || text_[at_] == '\r'; }
    std::nullopt_t refuse(int line, int column, std::string what, std::string todo) {
        findings_.error({file_, line, column}, std::move(what), std::move(todo));
        return std::nullopt;
    }

    std::string_view text_;
    char separator_;
    base::Findings& findings_;
    const std::string& file_;
    std::size_t at_ = 0;
    int line_ = 1, column_ = 1;
};

std::optional<Row> Csv::row() {
    Row row;
    while (true) {
        if (row.size() >= kMostColumns)
            return refuse(line_, column_, fmt::format("more than {} columns", kMostColumns),
                          "leave some out");
        Field field{"", line_, column_};
        if (!atEnd() && text_[at_] == '"') {
            step();
            while (true) {
                if (atEnd())
                    return refuse(field.line, field.column, "a quote is opened here and never closed",
                                  "close it; a quote inside a field is written twice");
                if (text_[at_] == '"') {
                    step();
                    if (atEnd() || text_[at_] != '"')
                        break;
                }
                field.text += text_[at_];
                step();
            }
            if (!isEnd() && text_[at_] != separator_)
                return refuse(line_, column_, "text after a closing quote",
                              "a quote inside a field is written twice, and the field stands in quotes");
        } else {
            while (!isEnd() && text_[at_] != separator_) {
                if (text_[at_] == '"')
                    return refuse(line_, column_, "a quote inside a field without quotes",
                                  "put the field in quotes, and write the quote twice");
                field.text += text_[at_];
                step();
            }
        }
        row.push_back(std::move(field));
        if (!isEnd()) {
            step(); // the separator
            continue;
        }
        if (!atEnd() && text_[at_] == '\r')
            step();
        if (!atEnd() && text_[at_] == '\n')
            step();
        return row;
    }
}

/// What stands most often in the first line, outside quotes.
char separatorOf(std::string_view text) {
    std::array<std::size_t, 3> counts{};
    constexpr std::string_view kSeparators = ",;\t";
    bool inQuotes = false;
    for (const char c : text) {
        if (c == '"')
            inQuotes = !inQuotes;
        if ((c == '\n' || c == '\r') && !inQuotes)
            break;
        const std::size_t i = kSeparators.find(c);
        if (!inQuotes && i != std::string_view::npos)
            ++counts[i];
    }
    return kSeparators[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) -
                                                counts.begin())];
}

enum class Column { Id, Title, Lane, Announced, Target, Actual, Status, By, Words, Source, Url, Confidence };

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
    {"date", Column::Target},
    {"planned", Column::Target},
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

/// The first byte that is no UTF-8, or a control character.
std::optional<std::size_t> firstBadByte(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto c = static_cast<unsigned char>(text[i]);
        const std::size_t more = c < 0x80                 ? 0
                                 : c >= 0xC2 && c <= 0xDF ? 1
                                 : (c & 0xF0) == 0xE0     ? 2
                                 : c >= 0xF0 && c <= 0xF4 ? 3
                                                          : 9;
        if (more == 9 || (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F ||
            i + more >= text.size() + (more == 0))
            return i;
        for (std::size_t k = 1; k <= more; ++k)
            if ((static_cast<unsigned char>(text[i + k]) & 0xC0u) != 0x80u)
                return i;
        i += more + 1;
    }
    return std::nullopt;
}

class Import {
  public:
    Import(base::Findings& findings, std::string file) : findings_(findings), file_(std::move(file)) {}

    void header(const Row& row);
    void take(const Row& row);
    std::string finish();
    bool usable() const { return !findings_.hasErrors(); }

  private:
    const Field* field(const Row& row, Column column) const {
        const auto found = columns_.find(column);
        return found == columns_.end() || withoutTags(row[found->second].text).empty() ? nullptr
                                                                                       : &row[found->second];
    }
    std::string text(const Row& row, Column column) const {
        const Field* found = field(row, column);
        return found ? shortened(withoutTags(found->text), kMostWords) : std::string();
    }
    std::optional<Window> date(const Row& row, Column column) {
        const Field* found = field(row, column);
        if (!found)
            return std::nullopt;
        const auto window = parseEdtf(withoutTags(found->text));
        if (window)
            return *window;
        findings_.error({file_, found->line, found->column}, window.error().message);
        return std::nullopt;
    }
    std::string sourceOf(const Row& row);
    std::string laneOf(const Row& row);

    base::Findings& findings_;
    std::string file_;
    std::map<Column, std::size_t> columns_;
    std::size_t width_ = 0;
    Imported imported_;
    std::map<std::string, std::size_t> byId_, sourceByKey_;
    std::map<std::string, std::string> laneByTitle_;
    std::unordered_set<std::string> sourceIds_, laneIds_;
};

void Import::header(const Row& row) {
    width_ = row.size();
    std::vector<std::string> known;
    for (const auto& [name, column] : kColumns)
        known.emplace_back(name);
    for (std::size_t i = 0; i < row.size(); ++i) {
        const std::string name = idFrom(row[i].text, "");
        const auto found =
            std::find_if(kColumns.begin(), kColumns.end(), [&](const auto& c) { return c.first == name; });
        if (found == kColumns.end())
            findings_.warning({file_, row[i].line, row[i].column},
                              fmt::format("the column {} is not read", base::inQuotes(row[i].text)),
                              findings_.suggest(name, known, "its values are left out"));
        else if (!columns_.emplace(found->second, i).second)
            findings_.warning(
                {file_, row[i].line, row[i].column},
                fmt::format("the column {} says what another one says", base::inQuotes(row[i].text)),
                "the first of them is read");
    }
    if (!columns_.contains(Column::Title))
        findings_.error(
            {file_, 1, 1}, "no column is called 'title'",
            "the first line names the columns: title, announced, target, actual, by, words, source, url");
}

std::string Import::laneOf(const Row& row) {
    std::string title = text(row, Column::Lane);
    if (title.empty())
        title = "Events";
    const auto known = laneByTitle_.find(title);
    if (known != laneByTitle_.end())
        return known->second;
    // The strip has room for four; what comes later shares the last one.
    if (imported_.lanes.size() == kMostLanes)
        return laneByTitle_[title] = imported_.lanes.back().first;
    const std::string id = freeId(title, "lane", laneIds_);
    imported_.lanes.emplace_back(id, title);
    return laneByTitle_[title] = id;
}

std::string Import::sourceOf(const Row& row) {
    const std::string title = text(row, Column::Source);
    std::string url = text(row, Column::Url);
    if (title.empty() && url.empty())
        return "";
    if (!url.empty() && !((url.starts_with("https://") || url.starts_with("http://")) && url.size() > 10 &&
                          url.find_first_of(" <>\"") == std::string::npos)) {
        const Field& at = *field(row, Column::Url);
        findings_.warning({file_, at.line, at.column},
                          fmt::format("{} is no web address", base::inQuotes(url)), "it is left out");
        url.clear();
    }
    const std::string key = title + "\n" + url;
    const auto known = sourceByKey_.find(key);
    if (known != sourceByKey_.end())
        return imported_.sources[known->second].id;
    const std::string host = url.substr(0, url.find('/', 8)).substr(url.empty() ? 0 : url.find("//") + 2);
    Imported::Source source;
    source.id = freeId(title.empty() ? host : title, "source", sourceIds_);
    source.title = title.empty() ? url : title;
    source.publisher = host.empty() ? "Not named" : host;
    source.url = url;
    sourceByKey_.emplace(key, imported_.sources.size());
    imported_.sources.push_back(std::move(source));
    return imported_.sources.back().id;
}

void Import::take(const Row& row) {
    if (row.size() == 1 && row[0].text.empty())
        return; // an empty line
    const Field& first = row.front();
    if (row.size() != width_) {
        findings_.error({file_, first.line, first.column},
                        fmt::format("{} fields, where the first line has {}", row.size(), width_),
                        "put quotes around a text with a separator in it");
        return;
    }
    const std::string title = text(row, Column::Title);
    if (title.empty()) {
        findings_.error({file_, first.line, first.column}, "a line without a title", "write one");
        return;
    }
    Imported::Entry entry;
    auto target = date(row, Column::Target);
    auto actual = date(row, Column::Actual);
    const auto announced = date(row, Column::Announced);
    entry.by = text(row, Column::By);
    entry.words = text(row, Column::Words);
    entry.source = sourceOf(row);
    entry.status = idFrom(text(row, Column::Status), "");
    if (!entry.status.empty() && !named<Status>(entry.status)) {
        const Field& at = *field(row, Column::Status);
        std::vector<std::string> choice;
        for (const auto& word : words<Status>())
            choice.emplace_back(word.name);
        findings_.error({file_, at.line, at.column},
                        fmt::format("the status cannot be {}", base::inQuotes(at.text)),
                        findings_.suggest(entry.status, choice));
    }
    const bool done = entry.status == "achieved" || entry.status == "partly-achieved";
    if (done && !actual && target) // a table with one column for both
        std::swap(actual, target);
    if (actual) {
        if (actual->precision == Precision::Range || actual->openBegin || actual->openEnd ||
            actual->approximate || actual->uncertain) {
            const Field& at =
                *field(row, columns_.contains(Column::Actual) && field(row, Column::Actual) ? Column::Actual
                                                                                            : Column::Target);
            findings_.error({file_, at.line, at.column},
                            fmt::format("{} is not one sure date", base::inQuotes(at.text)),
                            "write the day, the month or the year on which it happened");
        }
        entry.kind = "event";
        entry.actual = actual->edtf;
        if (entry.status.empty())
            entry.status = "achieved";
    } else if (done) {
        findings_.error({file_, first.line, first.column},
                        fmt::format("{} without the day on which it happened", base::inQuotes(entry.status)),
                        "give it in the column 'actual'");
    }
    if (announced && (announced->openEnd || (actual && actual->firstDay() > announced->lastDay()))) {
        const Field& at = *field(row, Column::Announced);
        findings_.error({file_, at.line, at.column},
                        announced->openEnd ? fmt::format("{} is open at its end", base::inQuotes(at.text))
                                           : fmt::format("it happened ({}) after it was announced ({})",
                                                         actual->edtf, announced->edtf),
                        "write the day, the month or the year on which it was told");
    }
    entry.target = target ? target->edtf : "";
    if (announced)
        entry.announced = announced->edtf;
    else if (actual)
        entry.announced = actual->edtf.substr(0, actual->edtf.find('T'));
    else if (!field(row, Column::Announced))
        findings_.error({file_, first.line, first.column}, "nothing tells when this was announced",
                        "give the day in a column 'announced', as 2024-03-02, 2024-03 or 2024");
    entry.confidence = idFrom(text(row, Column::Confidence), "");
    if (!entry.confidence.empty() && !named<Confidence>(entry.confidence)) {
        const Field& at = *field(row, Column::Confidence);
        findings_.error({file_, at.line, at.column},
                        fmt::format("the confidence cannot be {}", base::inQuotes(at.text)),
                        "write high, low or unverified");
    }
    if (entry.source.empty())
        entry.confidence = "unverified";
    const std::string id = idFrom(text(row, Column::Id), idFrom(title, fmt::format("line-{}", first.line)));
    const auto [known, isNew] = byId_.emplace(id, imported_.milestones.size());
    if (isNew)
        imported_.milestones.push_back({id, title, laneOf(row), {}});
    imported_.milestones[known->second].history.push_back(std::move(entry));
}

std::string Import::finish() {
    for (Imported::Milestone& milestone : imported_.milestones)
        std::stable_sort(milestone.history.begin(), milestone.history.end(),
                         [](const Imported::Entry& a, const Imported::Entry& b) {
                             return parseEdtf(a.announced)->lastDay() < parseEdtf(b.announced)->lastDay();
                         });
    imported_.origin = file_;
    std::string stem = file_.substr(file_.find_last_of("/\\") + 1);
    stem = stem.substr(0, stem.rfind('.'));
    imported_.id = idFrom(stem, "imported");
    imported_.title = stem.empty() ? "Imported" : stem;
    return toYaml(imported_);
}

} // namespace

base::Parsed<std::string> importCsv(std::string_view text, const std::string& fileName) {
    base::Parsed<std::string> result;
    base::Findings findings;
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    const auto close = [&] {
        result.diagnostics = findings.take({fileName});
        return result;
    };
    if (const auto bad = firstBadByte(text)) {
        const auto line =
            1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(*bad), '\n');
        findings.error({fileName, static_cast<int>(line), 1},
                       fmt::format("not UTF-8 text (byte 0x{:02X})", static_cast<unsigned char>(text[*bad])),
                       "save the table as \"CSV UTF-8\"");
        return close();
    }
    Csv csv(text, separatorOf(text), findings, fileName);
    const auto header = csv.atEnd() ? std::optional<Row>() : csv.row();
    if (!header) {
        if (!findings.hasErrors())
            findings.error({fileName, 1, 1}, "the file is empty", "its first line names the columns");
        return close();
    }
    Import import(findings, fileName);
    import.header(*header);
    std::size_t rows = 0;
    while (!csv.atEnd() && !(rows == 0 && !import.usable())) {
        const auto row = csv.row();
        if (!row)
            break;
        if (++rows > kMostRows) {
            findings.error({fileName, row->front().line, 1}, fmt::format("more than {} lines", kMostRows),
                           "split it");
            break;
        }
        import.take(*row);
    }
    if (rows == 0 && !findings.hasErrors())
        findings.error({fileName, 1, 1}, "the table has no line below its header", "add one for each event");
    if (!findings.hasErrors())
        result.value = verified(import.finish(), fileName, findings);
    return close();
}

} // namespace perilune::timeline
