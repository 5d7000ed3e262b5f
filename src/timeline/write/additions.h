#pragma once

#include "timeline/timeline.h"
#include "base/result.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace perilune::timeline {

/// What somebody adds to a record, as it is written in a file: dates in EDTF, names of files' words. Empty
/// where nothing is said.
struct NewSource {
    std::string id, title, publisher, date, url;
};
struct NewAnnouncement {
    std::string corrects; ///< the day of the one whose place it takes, "2024-01-09" or "2024-01-09#2"
    std::string announced, kind, target, actual, status, supersededBy, by, words, confidence;
    std::vector<std::string> because, sources; ///< ids
};
struct NewMilestone {
    std::string title, shortTitle, lane, mission, weight;
    std::vector<std::string> sites, after; ///< ids
};
struct Addition {
    std::string programme; ///< of the milestone; written at the top of a new file
    std::vector<NewSource> sources;
    std::string milestone;            ///< id; empty where only sources are added
    std::optional<NewMilestone> made; ///< it is new; else it stands in this file or in another
    std::optional<NewAnnouncement> announced;
    std::string amendedBy; ///< who adds to what stands in another file
};

/// A timeline with an addition, in canonical form with its remarks kept; `text` empty: a new file. A
/// milestone of another file is amended. Nothing is checked but what the form needs: the whole record is for
/// the reader.
base::Result<std::string> withAddition(const std::string& text, const std::string& fileName,
                                       const Addition& addition);

/// What somebody says of an announcement that stands in another file: that it is wrong.
struct NewWithdrawal {
    std::string programme, milestone;
    std::string day; ///< "2024-01-09" or "2024-01-09#2"
    std::string by, why;
    std::vector<std::string> sources; ///< ids
    std::vector<NewSource> newSources;
};
base::Result<std::string> withWithdrawal(const std::string& text, const std::string& fileName,
                                         const NewWithdrawal& withdrawal);

/// A timeline without the entry of a history that begins at a line of it: an announcement, or a withdrawal.
/// With it goes what is nothing without it: the milestone, where nothing of it is left, and sources of this
/// file that `isNeeded` elsewhere by nobody. Empty where nothing is left of the file.
base::Result<std::string> withoutEntry(const std::string& text, const std::string& fileName, int line,
                                       const std::function<bool(const std::string& source)>& isNeeded);

/// Whether a file's own programme is this one: it is no addition to another file then.
bool ownsProgramme(std::string_view text, std::string_view programme);

/// An id for a source that none has: of its address's host and the day, "nasa-2026-11-20".
std::string idOfSource(std::string_view url, std::string_view day, const Timeline& timeline,
                       const std::vector<NewSource>& beside);
/// "nasa.gov" of an address.
std::string hostOf(std::string_view url);

} // namespace perilune::timeline
