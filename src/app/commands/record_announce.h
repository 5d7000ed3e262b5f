#pragma once

#include "app/commands/loading.h"
#include "timeline/write/additions.h"
#include "base/calendar.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace perilune::app {

/// What somebody adds to the record, by the command line or by the window's form. Words as they were typed:
/// all that is wrong with them is told by additionOf().
struct AnnounceOptions {
    Paths timelines;       ///< that it is checked with; none: the record with the user's own
    std::string milestone; ///< id
    std::optional<timeline::NewMilestone> made; ///< it is a new one
    std::string programme;                      ///< of a new one, where its lane does not tell
    timeline::NewAnnouncement said;             ///< its `sources` are ids or addresses
    timeline::NewSource source; ///< how a new one among them is called; or, without a milestone, the new one
    std::filesystem::path into; ///< empty: the user's own timeline of the programme
    std::string as;             ///< who adds it; empty: the name of the account
    bool dryRun = false;
    bool anyway = false; ///< write it in spite of what is worth a look
    /// What was said of the milestone on that day is taken out of the file in which it stands, or, where that
    /// is not one's own, declared to be wrong by `said.words`.
    bool withdraw = false;
    bool restore = false; ///< that is taken back
};

/// A file as it is and as it is to be.
struct FileChange {
    std::filesystem::path file;
    std::string before, after;        ///< the latter empty: nothing is left of it, and it goes
    std::vector<std::string> remarks; ///< what was assumed and left out
};

/// Works out and checks an addition; nothing is written. `today`: nobody has said anything later than that.
base::Result<FileChange> additionOf(const AnnounceOptions& options, base::Day today);
/// The same of a withdrawal (record_withdraw.cpp).
base::Result<FileChange> withdrawalOf(const AnnounceOptions& options);
/// Works it out and writes it, one at a time.
base::Result<FileChange> add(const AnnounceOptions& options, base::Day today);

/// The commands announce, milestone new and source new.
void addAnnounce(CLI::App& app, AnnounceOptions& options, std::function<int()>& chosen);

} // namespace perilune::app
