#pragma once

#include "timeline/timeline.h"

#include <cstdint>
#include <string>
#include <vector>

namespace perilune::scene {

/// What became of a milestone, the most telling of what is true.
enum class ChangeKind {
    New,
    Later,
    Earlier,
    Redated,
    Dated,
    Withdrawn,
    Happened,
    Failed,
    Paused,
    Cancelled,
    ToldOf
};

struct ChangeRow {
    std::string milestone; ///< id
    std::string title;
    ChangeKind kind = ChangeKind::New;
    std::string what;    ///< "9 months later", "new", "achieved 1 April 2026", "cancelled"
    std::string from;    ///< "Sep 2026": what stood before; empty where nothing did
    std::string to;      ///< "mid-2027": what stands now; empty where nothing does
    std::string by;      ///< "NASA"; may be empty
    std::string byShort; ///< a person's name without the office, where one is named
    std::string said;    ///< "5 Dec 2024"
    std::string because; ///< titles of what caused it, as a source says; empty where none does
    timeline::Confidence confidence = timeline::Confidence::High;
    bool selected = false;
};

/// What changed of one programme.
struct ChangeColumn {
    std::string title;
    timeline::Mark mark = timeline::Mark::Circle;
    std::uint32_t colour = 0xFFFFFF;
    std::vector<ChangeRow> rows; ///< the most telling first
    std::string tally;           ///< "12 moved, 4 happened, 9 new"
    std::string joined;          ///< "14 joined the Artemis Accords: Latvia, …"; empty where none did
};

/// What was announced between two known days.
struct ChangesView {
    timeline::KnownDay from{}, to{};
    std::string title;                 ///< "What changed from 1 January 2024 to 31 December 2024"
    std::vector<ChangeColumn> columns; ///< one for each programme of which something changed
    std::size_t firstRow = 0;          ///< of each column, where the list was moved on
};

} // namespace perilune::scene
