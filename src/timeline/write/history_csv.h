#pragma once

#include "timeline/ask/standing_milestones.h"

#include <span>
#include <string>
#include <vector>

namespace perilune::timeline {

/// The columns of a history as a table, in their order. Those that hold titles come once for English, under
/// this name, and once for each other language, as "title:ru". The first one tells what the table is.
inline constexpr std::string_view kHistoryColumns[] = {"perilune",
                                                       "what",
                                                       "programme",
                                                       "programme_title",
                                                       "mark",
                                                       "colour",
                                                       "evidence_until",
                                                       "lane_number",
                                                       "lane",
                                                       "lane_title",
                                                       "id",
                                                       "title",
                                                       "short",
                                                       "weight",
                                                       "mission",
                                                       "vehicles",
                                                       "sites",
                                                       "after",
                                                       "announced",
                                                       "kind",
                                                       "target",
                                                       "actual",
                                                       "status",
                                                       "superseded_by",
                                                       "by",
                                                       "person",
                                                       "office",
                                                       "crew",
                                                       "because",
                                                       "words",
                                                       "confidence",
                                                       "sources",
                                                       "source_titles",
                                                       "source_publishers",
                                                       "source_dates",
                                                       "source_urls",
                                                       "note",
                                                       "where",
                                                       "model",
                                                       "model_milestone",
                                                       "level",
                                                       "bloc",
                                                       "country",
                                                       "joined",
                                                       "left",
                                                       "disputed",
                                                       "also",
                                                       "organisation",
                                                       "from",
                                                       "until"};
inline constexpr std::string_view kHistoryForm = "history/3"; ///< in the first column of every line
/// The first had announcements alone, the second no people.
inline constexpr std::string_view kEarlierForms[] = {"history/1", "history/2"};
inline constexpr std::string_view kNoEntry =
    "none"; ///< in a list of dates or addresses: this source has none

/// A line for each announcement that had been made of these milestones by the day, and behind them one for
/// each thing that belongs to them (history_things.h); `perilune import` makes the same record of it. Ids in
/// a cell stand beside each other, what belongs to them in the lines of the cells behind. The crew's roles
/// come once for each language too, a line for each member: its id, and the role.
std::string toHistoryCsv(const Timeline& timeline, std::span<const StandingMilestone* const> rows,
                         KnownDay known);

/// What the timeline has and a table of these milestones has not, since they do not name it: "40 sites".
std::vector<std::string> notInHistoryCsv(const Timeline& timeline,
                                         std::span<const StandingMilestone* const> rows, KnownDay known);

} // namespace perilune::timeline
