#include "timeline/import/import_history.h"

#include "timeline/import/import_history_reader.h"
#include "timeline/write/history_csv.h"

#include <algorithm>
#include <iterator>

namespace perilune::timeline {

bool isHistoryName(std::string_view name) {
    const std::string_view bare = nameAndLanguage(name).first;
    return std::find(std::begin(kHistoryColumns), std::end(kHistoryColumns), bare) !=
           std::end(kHistoryColumns);
}

bool isHistory(const Table& table) {
    return std::any_of(
        table.header.begin(), table.header.end(), [](const Cell& c) { return c.text == kHistoryColumns[0]; });
}

std::vector<Imported> readHistory(const Table& table, const std::string& file, ImportAccount& account,
                                  base::Findings& findings) {
    return History(table, file, account, findings).read();
}

} // namespace perilune::timeline
