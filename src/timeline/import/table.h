#pragma once

#include "timeline/import/account.h"
#include "base/findings.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace perilune::timeline {

/// A cell of a table, and its field in the account; none where it is empty.
struct Cell {
    std::string text; ///< blanks at its ends cut; a line break stays
    int line = 1, column = 1;
    std::optional<ImportAccount::FieldId> field;
    bool isEmpty() const { return text.empty(); }
};

/// A table with a line of names on top. Every row has as many cells as there are names.
struct Table {
    struct Row {
        std::vector<Cell> cells;
        int line = 1;
    };
    std::vector<Cell> header;
    std::vector<Row> rows;
};

/// Comma, semicolon, tab or vertical bar between cells, as the line of names has them or as "sep=;" on the
/// first line says; quotes and doubled quotes as in RFC 4180, any end of line. Between tabs some programs
/// write quotes as letters: there the whole table decides, and a mixed one is taken cell by cell. Rows
/// without text are passed over, a short row is empty at its end; what is not certain is told in the account.
/// `knows`: whether a name is one that the reader of the table knows.
Table readTable(std::string_view bytes, const std::string& file, ImportAccount& account,
                base::Findings& findings, bool (*knows)(std::string_view name));

} // namespace perilune::timeline
