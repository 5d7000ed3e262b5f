#pragma once

#include "timeline/timeline.h"
#include "base/diagnostic.h"
#include "base/result.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace perilune::player {

using Paths = std::vector<std::filesystem::path>;

/// The record that ships with the program.
Paths shippedTimelines();

/// A newer record that `perilune record update` has installed, in $XDG_DATA_HOME/perilune/record.
struct InstalledRecord {
    std::string version;
    Paths files;
};
/// Where installed records lie, one folder each, and `current`, which names the one that is in use. Empty
/// where this machine has no home.
std::filesystem::path installedRecords();
/// What `current` names: the record in use, and the one before it; empty words mean the shipped one.
struct CurrentRecord {
    std::string version, before;
};
CurrentRecord currentRecord();
/// The version of the record that ships with the program; empty where it says none.
std::string shippedVersion();
/// None where none is installed, or the shipped one is as new. An error where it is damaged.
base::Result<std::optional<InstalledRecord>> installedRecord();

/// Where the user's own timelines lie, which lie over the record: $XDG_DATA_HOME/perilune/timelines.
std::filesystem::path ownFolder();
/// The files in there, by name.
Paths ownTimelines();

/// The record as it is shown where nobody names timelines.
struct RecordRead {
    timeline::Timeline timeline;
    Paths files;                      ///< all that were asked for, those that are left out too
    Paths own;                        ///< of them those of the user's own that were taken
    std::vector<std::string> leftOut; ///< what is wrong with those that were not, a line each
};
/// Reads the installed record, else the shipped one, and over it the user's own timelines. What of them has
/// mistakes is left out and told as a warning: only the shipped record's own mistakes are errors.
base::Parsed<RecordRead> readRecord();

} // namespace perilune::player
