#pragma once

#include "app/commands/loading.h"
#include "app/commands/record_announce.h"
#include "app/commands/record_update.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace perilune::app {

/// The commands that ask and tend the record: each does it, prints, gives the exit status.

struct CheckOptions {
    Paths files;
    bool strict = false; ///< warnings count as mistakes
    bool json = false;
};
int check(const CheckOptions& options);

enum class ListForm { Table, Json, Csv, History, Ics, Edtf };
struct ListOptions {
    Paths timelines;
    std::optional<base::Day> on;
    scene::AsOf known;
    std::string programme, lane, text;
    std::vector<std::string> statuses;
    std::optional<base::Day> from, to; ///< only what lies in these days, in part at least
    bool slipped = false;              ///< only what is later than first promised
    ListForm form = ListForm::Table;
};
int list(const ListOptions& options);

struct SlipsOptions {
    Paths timelines;
    std::string milestone; ///< empty: all
    scene::AsOf known;
    bool json = false;
};
int slips(const SlipsOptions& options);

struct DiffOptions {
    Paths timelines;
    base::Day from{}, to{};
    bool json = false;
};
int diff(const DiffOptions& options);

struct PartnersOptions {
    Paths timelines;
    std::optional<base::Day> on;
    bool json = false;
};
int partners(const PartnersOptions& options);

struct SearchOptions {
    Paths timelines;
    std::vector<std::string> words;
    int most = 20;
    bool json = false;
};
int search(const SearchOptions& options);

enum class SourcesForm { Markdown, Bibtex, Json };
struct SourcesOptions {
    Paths timelines;
    SourcesForm form = SourcesForm::Markdown;
};
int sources(const SourcesOptions& options);

struct ImportOptions {
    std::filesystem::path file, output; ///< output: empty is stdout
    std::string form;                   ///< "csv", "timelinejs", or empty: told by the file's name
    std::optional<base::Day> on;        ///< what lies before it has happened (default: today)
    bool json = false;                  ///< print what became of every field as JSON
};
int import(const ImportOptions& options);

struct FmtOptions {
    Paths files;
    bool check = false; ///< say which would change, and change none
};
int fmtFiles(const FmtOptions& options);

/// All options of these commands; parsed values land here.
struct RecordOptions {
    CheckOptions check;
    ListOptions list;
    SlipsOptions slips;
    DiffOptions diff;
    PartnersOptions partners;
    SearchOptions search;
    SourcesOptions sources;
    ImportOptions import;
    FmtOptions fmt;
    AnnounceOptions announce;
    RecordUpdates updates;
};
/// Adds the commands; the one that was chosen is put into `chosen`.
void addRecord(CLI::App& app, RecordOptions& options, std::function<int()>& chosen);

/// Columns of text for a terminal: the first row is the header.
void printColumns(const std::vector<std::vector<std::string>>& rows);

} // namespace perilune::app
