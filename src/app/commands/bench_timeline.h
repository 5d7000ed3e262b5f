#pragma once

#include <string>

namespace perilune::app {

/// A timeline of any size, the same every time: slips, cancellations, flights, projections, partners.
std::string madeTimeline(int milestones, int announcements);

/// Measures how long a large timeline takes to load and to ask; gives the exit status.
int benchTimeline(bool json);

} // namespace perilune::app
