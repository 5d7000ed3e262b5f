#pragma once

#include "base/letters.h"

namespace perilune::overlay {

/// The letters, and those that a text of them may be drawn with instead: with their marks as one letter or in
/// parts, mirrored where the line runs to the left, and the circle under a mark that has no letter.
base::Letters reachableFrom(const base::Letters& letters);

} // namespace perilune::overlay
