#pragma once

#include "scene/typed_time.h"

#include <string>

namespace perilune::app {

/// A time as it is typed in the window, seen from now; names are looked up in the record, where there is one.
base::Result<scene::TypedTime> typedNow(const std::string& words, const timeline::Timeline* timeline);

} // namespace perilune::app
