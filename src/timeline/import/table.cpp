#include "timeline/import/table.h"

#include "timeline/import/decoded.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace perilune::timeline {

namespace {

constexpr std::size_t kMostRows = 200'000;
constexpr std::size_t kMostColumns = 1000;
constexpr std::string_view kSeparators = ",;\t|";

/// A cell as it stood there: before it is known whether it counts.
struct RawCell {
    std::string text;
    int line = 1, column = 1;
    bool quoted = false;
};
using RawRow = std::vector<RawCell>;

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

bool isBlank(const RawRow& row) {
    return std::all_of(
        row.begin(), row.end(), [](const RawCell& c) { return trimmed(c.text).empty(); });
}

/// Either: each for itself, as it closes at its cell's end or not.
enum class Quotes { Enclose, AreLetters, Either };

/// Reads rows one after the other.
class Rows {
  public:
    Rows(std::string_view text, char separator, Quotes quotes, const std::string& file,
         base::Findings& findings)
        : text_(text), separator_(separator), quotes_(quotes), file_(file), findings_(findings) {}

    bool atEnd() const { return at_ >= text_.size(); }
    std::optional<RawRow> next() {
        RawRow row;
        while (true) {
            if (row.size() >= kMostColumns)
                return refuse(line_, column_, fmt::format("more than {} columns", kMostColumns),
                              "leave some out");
            RawCell cell{"", line_, column_};
            if (!takeCell(cell))
                return std::nullopt;
            row.push_back(std::move(cell));
            if (!isEndOfLine()) {
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

  private:
    bool isEndOfLine() const { return atEnd() || text_[at_] == '\n' || text_[at_] == '\r'; }
    bool isEndOfCell(std::size_t at) const {
        return at >= text_.size() || text_[at] == '\n' || text_[at] == '\r' || text_[at] == separator_;
    }
    void step() {
        const char c = text_[at_++];
        if (c == '\n' || (c == '\r' && (at_ >= text_.size() || text_[at_] != '\n'))) {
            ++line_;
            column_ = 1;
        } else if ((static_cast<unsigned char>(c) & 0xC0u) != 0x80u && c != '\r') {
            ++column_;
        }
    }
    std::nullopt_t refuse(int line, int column, std::string what, std::string todo) {
        findings_.error({file_, line, column}, std::move(what), std::move(todo));
        return std::nullopt;
    }

    /// Where the quote that is open at `at` is closed; nothing where it never is.
    std::optional<std::size_t> closingQuote(std::size_t at) const {
        for (std::size_t i = at + 1; i < text_.size(); ++i)
            if (text_[i] == '"') {
                if (i + 1 >= text_.size() || text_[i + 1] != '"')
                    return i;
                ++i;
            }
        return std::nullopt;
    }

    bool takeCell(RawCell& cell) {
        // Some write a blank behind the comma, and then the quote.
        std::size_t quote = at_;
        while (separator_ != ' ' && quote < text_.size() && text_[quote] == ' ')
            ++quote;
        if (quotes_ != Quotes::AreLetters && quote < text_.size() && text_[quote] == '"') {
            const auto close = unclosedFrom_ <= quote ? std::nullopt : closingQuote(quote);
            if (!close)
                unclosedFrom_ = std::min(unclosedFrom_, quote);
            std::size_t after = close ? *close + 1 : text_.size();
            while (after < text_.size() && text_[after] == ' ')
                ++after;
            const bool encloses = close && isEndOfCell(after);
            if (encloses)
                return takeQuoted(cell, quote, *close, after);
            if (quotes_ == Quotes::Enclose)
                return !close ? (refuse(line_, column_ + static_cast<int>(quote - at_),
                                        "a quote is opened here and never closed",
                                        "close it; a quote inside a field is written twice"),
                                 false)
                              : refuseAfter(*close + 1);
        }
        while (!isEndOfCell(at_)) {
            if (text_[at_] == '"' && quotes_ == Quotes::Enclose) {
                refuse(line_, column_, "a quote inside a field without quotes",
                       "put the field in quotes, and write the quote twice");
                return false;
            }
            cell.text += text_[at_];
            step();
        }
        return true;
    }

    bool takeQuoted(RawCell& cell, std::size_t open, std::size_t close, std::size_t after) {
        cell.quoted = true;
        while (at_ <= open)
            step();
        while (at_ < close) {
            const bool doubled = text_[at_] == '"';
            cell.text += text_[at_];
            step();
            if (doubled)
                step();
        }
        while (at_ < after)
            step();
        return true;
    }

    bool refuseAfter(std::size_t at) {
        while (at_ < at)
            step();
        refuse(line_, column_, "text after a closing quote",
               "a quote inside a field is written twice, and the field stands in quotes");
        return false;
    }

    std::string_view text_;
    char separator_;
    Quotes quotes_;
    const std::string& file_;
    base::Findings& findings_;
    std::size_t at_ = 0, unclosedFrom_ = std::string_view::npos; ///< no quote from there on is closed
    int line_ = 1, column_ = 1;
};

/// What quotes are between tabs, and where the first one stands with which a cell begins.
struct TabQuotes {
    Quotes are = Quotes::AreLetters;
    std::optional<std::pair<int, int>> first; ///< line and column
};

/// They enclose cells where that makes a table of all of them; they are letters where the lines make one as
/// they stand.
TabQuotes tabQuotesOf(std::string_view text) {
    TabQuotes quotes;
    struct Look {
        bool isRead = true, fits = true, full = true, spans = false;
    };
    const auto look = [&](Quotes are) {
        Look seen;
        const std::string nowhere;
        base::Findings unheard;
        Rows rows(text, '\t', are, nowhere, unheard);
        std::size_t width = 0;
        while (!rows.atEnd()) {
            const auto row = rows.next();
            if (!row)
                return Look{false, false, false, false};
            if (isBlank(*row))
                continue;
            width = width == 0 ? row->size() : width;
            seen.fits = seen.fits && row->size() <= width;
            seen.full = seen.full && row->size() == width;
            for (const RawCell& cell : *row) {
                if (!quotes.first && trimmed(cell.text).starts_with('"'))
                    quotes.first = {cell.line, cell.column};
                seen.spans =
                    seen.spans || (cell.quoted && cell.text.find_first_of("\r\n") != std::string::npos);
            }
        }
        return seen;
    };
    const Look letters = look(Quotes::AreLetters);
    if (!quotes.first)
        return quotes;
    const Look enclosing = look(Quotes::Enclose);
    // A cell over several lines that are each a whole row is no cell.
    if (enclosing.isRead && enclosing.fits && !(enclosing.spans && letters.full))
        quotes.are = Quotes::Enclose;
    else
        quotes.are = letters.full ? Quotes::AreLetters : Quotes::Either;
    return quotes;
}

/// The separator that gives most names that are known; of equals, the one that stands there most often.
char separatorOf(std::string_view text, bool (*knows)(std::string_view)) {
    char best = ',';
    std::pair<std::size_t, std::size_t> most{0, 0};
    for (const char candidate : kSeparators) {
        base::Findings unheard;
        const std::string nowhere;
        Rows rows(text, candidate, candidate == '\t' ? tabQuotesOf(text).are : Quotes::Enclose, nowhere,
                  unheard);
        std::optional<RawRow> names;
        while (!rows.atEnd() && (!names || std::all_of(names->begin(), names->end(), [](const RawCell& c) {
            return trimmed(c.text).empty();
        })))
            if (names = rows.next(); !names)
                break;
        if (!names)
            continue;
        const auto known = static_cast<std::size_t>(std::count_if(
            names->begin(), names->end(), [&](const RawCell& c) { return knows(trimmed(c.text)); }));
        if (std::pair(known, names->size()) > most) {
            most = {known, names->size()};
            best = candidate;
        }
    }
    return best;
}

/// "sep=;", with which a spreadsheet is told: the separator; the line is taken off.
std::optional<char> takeSeparatorLine(std::string_view& text) {
    std::string_view line = text.substr(0, text.find_first_of("\r\n"));
    const std::size_t length = line.size();
    if (line.starts_with('"') && line.ends_with('"') && line.size() > 1)
        line = line.substr(1, line.size() - 2);
    if (line.size() != 5 || (line.substr(0, 4) != "sep=" && line.substr(0, 4) != "SEP="))
        return std::nullopt;
    const char separator = line[4];
    text.remove_prefix(length); // its end of line stays: lines are counted from the file's first
    return separator;
}

} // namespace

Table readTable(std::string_view bytes, const std::string& file, ImportAccount& account,
                base::Findings& findings, bool (*knows)(std::string_view name)) {
    Table table;
    const Decoded text = decoded(bytes, file, findings);
    if (findings.hasErrors())
        return table;
    if (text.guessed)
        account.assumeOfFile(text.line, text.column,
                             fmt::format("the text is no UTF-8, and is read as {}, where this says {}",
                                         text.encoding, base::inQuotes(text.sample)),
                             "if letters are wrong, save the table as \"CSV UTF-8\"");
    std::string_view rest = text.text;
    const auto told = takeSeparatorLine(rest);
    const char separator = told ? *told : separatorOf(rest, knows);
    const TabQuotes quotes = separator == '\t' ? tabQuotesOf(rest) : TabQuotes{Quotes::Enclose, {}};
    if (quotes.first)
        account.assumeOfFile(quotes.first->first, quotes.first->second,
                             quotes.are == Quotes::Enclose
                                 ? "the quotes with which cells begin enclose them, also over several lines"
                             : quotes.are == Quotes::AreLetters
                                 ? "the quotes with which cells begin are letters: every line is a whole row "
                                   "as it stands"
                                 : "the quotes with which cells begin enclose them where they are closed at "
                                   "a cell's end, and are letters elsewhere",
                             "if that is wrong, save the table with commas between its cells");
    Rows rows(rest, separator, quotes.are, file, findings);
    const auto cellOf = [&](const RawCell& raw) {
        return Cell{std::string(trimmed(raw.text)), raw.line, raw.column, {}};
    };
    while (!rows.atEnd()) {
        const auto row = rows.next();
        if (!row)
            return table;
        if (isBlank(*row))
            continue;
        if (table.header.empty()) {
            for (const RawCell& raw : *row)
                table.header.push_back(cellOf(raw));
            continue;
        }
        if (table.rows.size() >= kMostRows) {
            findings.error({file, row->front().line, 1}, fmt::format("more than {} lines", kMostRows),
                           "split it");
            return table;
        }
        Table::Row made{{}, row->front().line};
        for (std::size_t i = 0; i < row->size(); ++i) {
            Cell cell = cellOf((*row)[i]);
            if (i >= table.header.size()) {
                if (cell.isEmpty())
                    continue;
                findings.error(
                    {file, cell.line, cell.column},
                    fmt::format("{} fields, where the first line has {}", row->size(), table.header.size()),
                    "put quotes around a text with a separator in it");
                break;
            }
            const std::string& name = table.header[i].text;
            if (!cell.isEmpty())
                cell.field =
                    account.add(cell.line, cell.column,
                                name.empty() ? fmt::format("column {}, which has no name", i + 1) : name);
            made.cells.push_back(std::move(cell));
        }
        while (made.cells.size() < table.header.size())
            made.cells.push_back({"", made.line, 1, {}});
        table.rows.push_back(std::move(made));
    }
    if (table.header.empty())
        findings.error({file, 1, 1}, "the file is empty", "its first line names the columns");
    else if (table.rows.empty() && !findings.hasErrors())
        findings.error({file, 1, 1}, "the table has no line below its header", "add one for each event");
    return table;
}

} // namespace perilune::timeline
