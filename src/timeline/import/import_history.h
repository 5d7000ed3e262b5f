#pragma once

#include "timeline/import/import_writer.h"
#include "timeline/import/table.h"

#include <vector>

namespace perilune::timeline {

/// A table that toHistoryCsv() wrote: nothing in it has to be assumed.
bool isHistoryName(std::string_view name);
bool isHistory(const Table& table);
/// One timeline for each programme in it.
std::vector<Imported> readHistory(const Table& table, const std::string& file, ImportAccount& account,
                                  base::Findings& findings);

} // namespace perilune::timeline
