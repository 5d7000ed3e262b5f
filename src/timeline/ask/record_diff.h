#pragma once

#include "timeline/timeline.h"

#include <cstddef>
#include <string>
#include <vector>

namespace perilune::timeline {

/// What of a record another has otherwise.
struct RecordChange {
    enum class Kind { Added, Removed, Changed };
    Kind kind = Kind::Changed;
    const char* what = ""; ///< "milestone", "source", …
    std::string id, title; ///< English
    struct Part {
        const char* name; ///< "target", "status", "announcements", "title", …
        std::string from, to;
    };
    std::vector<Part> parts; ///< of what changed, and what is new has
};

/// In the order of the newer record, what is gone at the end of its kind: milestones, sites, partners,
/// vehicles, missions, sources.
std::vector<RecordChange> changesBetween(const Timeline& older, const Timeline& newer);

const char* nameOf(RecordChange::Kind kind); ///< "added", "removed", "changed"

} // namespace perilune::timeline
