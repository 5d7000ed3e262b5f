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
    std::optional<base::Day> from, to;        ///< only what lies in these days, in part at least
    bool slipped = false;                     ///< only what is later than first promised
    std::optional<timeline::Window> promised; ///< only what was first promised for these days
    ListForm form = ListForm::Table;
};
int list(const ListOptions& options);

struct SlipsOptions {
    Paths timelines;
    std::string milestone;              ///< empty: all
    std::optional<timeline::Window> in; ///< only what was announced in these days
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

enum class PeopleForm { Table, Json, Csv };
struct PeopleOptions {
    Paths timelines;
    std::optional<base::Day> on; ///< none: all offices that anybody held
    PeopleForm form = PeopleForm::Table;
};
int people(const PeopleOptions& options);

struct WhyOptions {
    Paths timelines;
    std::string milestone;
    std::optional<timeline::Window> in; ///< only what was announced in these days
    scene::AsOf known;
    bool json = false;
};
int why(const WhyOptions& options);

/// So many days, months or years.
struct Age {
    int count = 1;
    char unit = 'y';
};
base::Result<Age> parseAge(std::string_view text); ///< "90d", "6m", "1y"

struct TallyOptions {
    Paths timelines;
    std::optional<base::Day> on; ///< none: today
    Age olderThan;
    bool json = false;
};
int tally(const TallyOptions& options);

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
    PeopleOptions people;
    WhyOptions why;
    TallyOptions tally;
    SearchOptions search;
    SourcesOptions sources;
    ImportOptions import;
    FmtOptions fmt;
    AnnounceOptions announce;
    RecordUpdates updates;
};
/// Adds the commands; the one that was chosen is put into `chosen`.
void addRecord(CLI::App& app, RecordOptions& options, std::function<int()>& chosen);

/// `people` and `why`, and `record`, below which other commands on the record may be hung.
void addPeople(CLI::App& app, PeopleOptions& options, std::function<int()>& chosen);
void addWhy(CLI::App& app, WhyOptions& options, std::function<int()>& chosen);
CLI::App* addTally(CLI::App& app, TallyOptions& options, std::function<int()>& chosen);

/// Columns of text for a terminal: the first row is the header.
void printColumns(const std::vector<std::vector<std::string>>& rows);

} // namespace perilune::app
