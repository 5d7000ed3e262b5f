#pragma once

#include <string>

namespace perilune::story {

/// The form of stories as JSON Schema (2020-12), made of the table of the Moment:
/// timelines/story.schema.json, which editors read. It knows shapes, words and bounds; what an id names and
/// which keys go together only the reader sees.
std::string storySchema();

} // namespace perilune::story
