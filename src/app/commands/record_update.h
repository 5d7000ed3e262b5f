#pragma once

#include "app/commands/loading.h"

#include <functional>
#include <string>

namespace CLI {
class App;
}

namespace perilune::app {

struct RecordUpdateOptions {
    std::string from;        ///< a file or an https address; empty: where the record says
    std::string key;         ///< the public half, or a file that holds it; empty: nobody is asked who signed
    double patienceS = 30.0; ///< of silence
    bool undo = false, dryRun = false;
};
/// Installs a newer record, or goes back to the one before. Whatever stops it, the old one stays whole.
int recordUpdate(const RecordUpdateOptions& options);

struct RecordDiffOptions {
    std::string from, to; ///< files, folders, archives, or "shipped", "installed", "own"
    bool json = false;
};
int recordDiff(const RecordDiffOptions& options);

struct RecordPackOptions {
    Paths files; ///< none: those of the shipped record
    std::filesystem::path output;
    std::string version, evidenceUntil, address;
    std::filesystem::path sign; ///< the file of a secret key; empty: not signed
};
int recordPack(const RecordPackOptions& options);

struct RecordKeyOptions {
    std::filesystem::path file;
};
int recordKey(const RecordKeyOptions& options);

struct RecordUpdates {
    RecordUpdateOptions update;
    RecordDiffOptions diff;
    RecordPackOptions pack;
    RecordKeyOptions key;
};
/// Hangs update, diff, pack and key below the command `record`.
void addRecordUpdates(CLI::App& record, RecordUpdates& options, std::function<int()>& chosen);

} // namespace perilune::app
