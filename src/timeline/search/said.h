#pragma once

#include "timeline/timeline.h"

#include <string_view>
#include <vector>

namespace perilune::timeline {

/// Something that was said of a milestone.
struct Saying {
    const Milestone* milestone = nullptr;
    const Announcement* said = nullptr;
};
/// What somebody said by a day, in order of time: a person by id or by a part of any name or spelling, in any
/// script; else whoever stands under `by` with these letters. Empty where nobody is called so.
std::vector<Saying> sayingsOf(const Timeline& timeline, std::string_view who, KnownDay known);

} // namespace perilune::timeline
