#pragma once

#include "timeline/import/import_writer.h"
#include "timeline/import/table.h"
#include "timeline/read/record.h"
#include "timeline/write/exports.h"
#include "base/findings.h"

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace perilune::timeline {

/// "title:ru" -> "title", "ru".
std::pair<std::string_view, std::string_view> nameAndLanguage(std::string_view name);

/// Reads the lines of a history's table, one after the other.
class History {
  public:
    History(const Table& table, const std::string& file, ImportAccount& account, base::Findings& findings)
        : table_(table), file_(file), account_(account), findings_(findings) {
        for (std::size_t i = 0; i < table.header.size(); ++i) {
            const auto [name, language] = nameAndLanguage(table.header[i].text);
            columns_[std::string(name)].emplace_back(std::string(language.empty() ? "en" : language), i);
        }
    }

    std::vector<Imported> read();

  private:
    using Row = Table::Row;
    struct LaneOfTable {
        int number = 0;
        Imported::Lane lane;
    };
    struct Programme {
        Imported imported;
        std::vector<LaneOfTable> lanes;
        std::unordered_map<std::string, std::size_t> milestones, laneAt, sourceAt;
    };

    const Cell* cell(const Row& row, const char* column) const {
        const auto found = columns_.find(column);
        if (found == columns_.end())
            return nullptr;
        for (const auto& [language, i] : found->second)
            if (language == "en")
                return row.cells[i].field ? &row.cells[i] : nullptr;
        return nullptr;
    }
    static std::string unguarded(const std::string& text) {
        return text.starts_with('\'') && spreadsheetReckons(text) ? text.substr(1) : text;
    }
    std::string text(const Row& row, const char* column) {
        const Cell* found = cell(row, column);
        return found ? fitted(unguarded(found->text), *found->field, account_) : std::string();
    }
    std::string id(const Row& row, const char* column);
    void checkForm(const Row& row, const char* column, bool isRight, const char* todo);
    LocalizedText title(const Row& row, const char* column);
    std::vector<std::string> list(const Row& row, const char* column, const char* separators);
    /// Something that every line says of the same thing: the first says it, and who says it otherwise is
    /// told.
    template <class T> void agree(const Row& row, const char* column, const T& said, const T& before) {
        if (said == before)
            return;
        const auto found = columns_.find(column);
        if (found == columns_.end())
            return;
        for (const auto& [language, i] : found->second)
            if (row.cells[i].field)
                account_.leaveOut(*row.cells[i].field, "a line above it says it otherwise, of the same thing",
                                  "make the lines agree");
    }
    Programme& programmeOf(const Row& row);
    std::string laneOf(const Row& row, Programme& programme);
    Imported::Milestone& milestoneOf(const Row& row, Programme& programme);
    std::vector<std::string> sourcesOf(const Row& row, Programme& programme);
    void take(const Row& row);
    void takeAnnouncement(const Row& row);
    /// Who said it, and who is to fly.
    void takePeople(const Row& row, Imported::Entry& entry);
    void dropStrangers();

    // import_history_reader_things.cpp
    void takeThing(const Row& row, const std::string& what);
    Imported::Thing& addThing(const Row& row, std::vector<Imported::Thing>& into);
    void takePlace(const Row& row, Programme& programme);
    void takePerson(const Row& row);
    void takeOffice(const Row& row);
    void put(const Row& row, Imported::Fields& fields, const char* column);
    void putSources(const Row& row, Programme& programme, Imported::Fields& fields);
    void putWhere(const Row& row, Imported::Fields& fields);
    /// What belongs to no programme stands in the first one's file.
    void joinCommon();

    const Table& table_;
    const std::string& file_;
    ImportAccount& account_;
    base::Findings& findings_;
    std::map<std::string, std::vector<std::pair<std::string, std::size_t>>, std::less<>> columns_;
    std::vector<Programme> programmes_;
    Programme common_; ///< what belongs to none
    std::unordered_map<std::string, std::size_t> programmeAt_;
    /// What stands in no line cannot be named.
    struct Named {
        const char* what; ///< milestone, site, vehicle, mission, person
        std::string id;
        ImportAccount::FieldId field;
    };
    std::vector<Named> named_;
};

} // namespace perilune::timeline
