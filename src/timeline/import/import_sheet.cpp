#include "timeline/import/import_sheet.h"

#include "timeline/import/slides.h"

#include <algorithm>
#include <array>

namespace perilune::timeline {

namespace {

/// Columns by their names, as ids are made of them; nullptr: known, and told as left out.
/// Source: the template that https://timeline.knightlab.com links to.
struct SheetColumn {
    std::string_view name;
    MaybeField& (*of)(Slide&);
};
constexpr std::array<SheetColumn, 18> kSheet{{
    {"year", [](Slide& s) -> MaybeField& { return s.start.year; }},
    {"month", [](Slide& s) -> MaybeField& { return s.start.month; }},
    {"day", [](Slide& s) -> MaybeField& { return s.start.day; }},
    {"time", [](Slide& s) -> MaybeField& { return s.start.time; }},
    {"end-year", [](Slide& s) -> MaybeField& { return s.end.year; }},
    {"end-month", [](Slide& s) -> MaybeField& { return s.end.month; }},
    {"end-day", [](Slide& s) -> MaybeField& { return s.end.day; }},
    {"end-time", [](Slide& s) -> MaybeField& { return s.end.time; }},
    {"display-date", [](Slide& s) -> MaybeField& { return s.display; }},
    {"headline", [](Slide& s) -> MaybeField& { return s.headline; }},
    {"text", [](Slide& s) -> MaybeField& { return s.text; }},
    {"media", [](Slide& s) -> MaybeField& { return s.mediaUrl; }},
    {"media-credit", [](Slide& s) -> MaybeField& { return s.mediaCredit; }},
    {"media-caption", [](Slide& s) -> MaybeField& { return s.mediaCaption; }},
    {"media-thumbnail", nullptr},
    {"type", nullptr},
    {"group", [](Slide& s) -> MaybeField& { return s.group; }},
    {"background", nullptr},
}};

const SheetColumn* sheetColumn(std::string_view name) {
    const std::string id = idFrom(name, "");
    const auto found =
        std::find_if(kSheet.begin(), kSheet.end(), [&](const SheetColumn& c) { return c.name == id; });
    return found == kSheet.end() ? nullptr : &*found;
}

bool hasColumn(const Table& table, std::string_view name) {
    return std::any_of(
        table.header.begin(), table.header.end(), [&](const Cell& c) { return idFrom(c.text, "") == name; });
}

} // namespace

bool isSheetName(std::string_view name) {
    return sheetColumn(name) != nullptr;
}

bool isSheet(const Table& table) {
    return hasColumn(table, "year") && hasColumn(table, "headline");
}

Imported readSheet(const Table& table, const std::string& file, base::Day today, ImportAccount& account,
                   base::Findings& findings) {
    Slides slides(file, today, account, findings);
    for (const Table::Row& row : table.rows) {
        Slide slide;
        slide.place = {file, row.line, 1};
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const Cell& cell = row.cells[i];
            const SheetColumn* column = sheetColumn(table.header[i].text);
            if (!cell.field || !column)
                continue;
            if (column->name == "type") {
                const std::string type = idFrom(cell.text, "");
                slide.kind = type == "title" ? Slide::Kind::Title
                             : type == "era" ? Slide::Kind::Era
                                             : Slide::Kind::Event;
                if (slide.kind != Slide::Kind::Event)
                    account.take(*cell.field);
            } else if (column->of && !column->of(slide)) {
                column->of(slide) = SlideField{cell.text, *cell.field};
            }
        }
        const auto given = [](const SlideDate& d) { return d.year || d.month || d.day || d.time; };
        slide.start.isGiven = given(slide.start);
        slide.end.isGiven = given(slide.end);
        slides.take(slide);
    }
    return slides.finish();
}

} // namespace perilune::timeline
