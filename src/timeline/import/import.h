#pragma once

#include "timeline/import/account.h"
#include "base/calendar.h"
#include "base/diagnostic.h"

#include <string>
#include <string_view>
#include <vector>

namespace perilune::timeline {

/// Timelines in Perilune's form made of somebody else's file, ready to be completed by hand, and what became
/// of every field of that file.
struct Import {
    struct File {
        std::string programme; ///< id
        std::string yaml;
    };
    std::vector<File> files; ///< one for each programme: one but for a table of several histories
    ImportAccount account;
};

/// Every mistake has its place; with one, there are no files. `today`: what lies before it has happened,
/// where the file does not say so itself.
///
/// CSV (RFC 4180; comma, semicolon, tab or bar, "sep=" on the first line; UTF-8, UTF-16, else Windows-1252):
/// a line of names, of which the columns are known: id, title, lane, announced, target, date, actual, status,
/// by, words, source, url, confidence and some like them, in any order and case. `title` must be there. Lines
/// of one id are one history. Dates are EDTF. A table that `list --csv=history` wrote, and one in
/// TimelineJS's own form, are known by their names.
base::Parsed<Import> importCsv(std::string_view text, const std::string& fileName, base::Day today);

/// TimelineJS JSON: `title`, `eras`, `events` with start_date, end_date, display_date, text, media, group.
/// What lies before the first year that the program speaks of is left out. Its events do not say when they
/// became known: one that is over happened and is entered as announced on its last day, another is a plan of
/// today; a stretch of time is a period.
base::Parsed<Import> importTimelineJs(std::string_view text, const std::string& fileName, base::Day today);

} // namespace perilune::timeline
