#include "timeline/import/import_sheet.h"

#include "timeline/import/slides.h"

#include <algorithm>
#include <array>

namespace perilune::timeline {

namespace {

MaybeField& startYear(Slide& s) {
    return s.start.year;
}
MaybeField& startMonth(Slide& s) {
    return s.start.month;
}
MaybeField& startDay(Slide& s) {
    return s.start.day;
}
MaybeField& startTime(Slide& s) {
    return s.start.time;
}
MaybeField& endYear(Slide& s) {
    return s.end.year;
}
MaybeField& endMonth(Slide& s) {
    return s.end.month;
}
MaybeField& endDay(Slide& s) {
    return s.end.day;
}
MaybeField& endTime(Slide& s) {
    return s.end.time;
}
MaybeField& display(Slide& s) {
    return s.display;
}
MaybeField& headline(Slide& s) {
    return s.headline;
}
MaybeField& text(Slide& s) {
    return s.text;
}
MaybeField& media(Slide& s) {
    return s.mediaUrl;
}
MaybeField& credit(Slide& s) {
    return s.mediaCredit;
}
MaybeField& caption(Slide& s) {
    return s.mediaCaption;
}
MaybeField& group(Slide& s) {
    return s.group;
}

/// Columns by their names, as ids are made of them; nullptr: known, and told as left out.
/// Source: the template that https://timeline.knightlab.com links to.
struct SheetColumn {
    std::string_view name;
    MaybeField& (*of)(Slide&);
};
constexpr std::array<SheetColumn, 18> kSheet{{{"year", startYear},
                                              {"month", startMonth},
                                              {"day", startDay},
                                              {"time", startTime},
                                              {"end-year", endYear},
                                              {"end-month", endMonth},
                                              {"end-day", endDay},
                                              {"end-time", endTime},
                                              {"display-date", display},
                                              {"headline", headline},
                                              {"text", text},
                                              {"media", media},
                                              {"media-credit", credit},
                                              {"media-caption", caption},
                                              {"media-thumbnail", nullptr},
                                              {"type", nullptr},
                                              {"group", group},
                                              {"background", nullptr}}};

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
