#pragma once

#include "timeline/import/import_writer.h"
#include "timeline/import/table.h"

namespace perilune::timeline {

/// TimelineJS's own spreadsheet: Year, Month, Day, Time, End Year, …, Display Date, Headline, Text, Media,
/// Media Credit, Media Caption, Type, Group.
bool isSheetName(std::string_view name);
bool isSheet(const Table& table);
Imported readSheet(const Table& table, const std::string& file, base::Day today, ImportAccount& account,
                   base::Findings& findings);

} // namespace perilune::timeline
