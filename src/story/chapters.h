#pragma once

#include "story/storyboard.h"

#include <string>
#include <vector>

namespace perilune::story {

/// A part of a story under one heading.
struct Chapter {
    std::string title;
    double fromS = 0.0, toS = 0.0;
};

/// A story with steps has a chapter for each. Else one begins where the words in the top left corner change:
/// it is called as its subtitle is, or where that is as before or empty, as its title. One after the other
/// from 0 to the end.
std::vector<Chapter> chaptersOf(const Storyboard& story);

} // namespace perilune::story
