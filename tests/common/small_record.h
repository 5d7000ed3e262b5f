#pragma once

#include <string>

namespace perilune::test {

/// The beginning of a small timeline: a programme, a lane, a source. A test adds the sites and milestones
/// that it needs.
inline const std::string kSmallRecord = R"(perilune: timeline/1
programme:
  id: alpha
  title: Alpha
  mark: circle
  colour: "#6fb1ff"
  lanes:
    - {id: missions, title: Missions}
sources:
  s1: {title: A text, publisher: A paper, date: 2019-03-26}
)";

} // namespace perilune::test
