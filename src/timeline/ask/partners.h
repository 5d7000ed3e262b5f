#pragma once

#include "timeline/timeline.h"

#include <cstddef>
#include <vector>

namespace perilune::timeline {

const char* nameOf(PartnerKind kind);   ///< "country", "organisation"
const char* nameOf(PartnerLevel level); ///< "state", "agency", "institution"

/// How many partners a bloc had.
struct BlocCount {
    const Bloc* bloc = nullptr;
    std::size_t all = 0;       ///< disputed ones are not counted
    std::size_t countries = 0; ///< states among them, whatever signed for them
    std::size_t disputed = 0;
};

/// Who was in which bloc by the end of a day, as far as was surely known.
struct Roster {
    std::vector<const Partner*> partners; ///< by bloc, then in the order of joining; the disputed too
    std::vector<BlocCount> counts;        ///< one for each bloc, in the timeline's order, empty ones too
};
Roster partnersAt(const Timeline& timeline, KnownDay day);

/// A partner that came or went.
struct PartnerEvent {
    KnownDay day;
    const Partner* partner = nullptr;
    bool left = false;
};
/// Everything that happened to the blocs, in the order of days.
std::vector<PartnerEvent> partnerEvents(const Timeline& timeline);

} // namespace perilune::timeline
