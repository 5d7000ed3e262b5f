#pragma once

#include "scene/moment.h"
#include "timeline/timeline.h"

#include <string>
#include <string_view>

namespace perilune::scene {

/// The years that the strip shows at first.
StripSpan openingSpan(const timeline::Timeline& timeline);

/// The site of a milestone, as far as it may be shown: the first one that had a place by the end of a day.
const timeline::Site* siteOf(const timeline::Timeline& timeline, std::string_view milestone,
                             timeline::KnownDay known);

/// The default of pictures that name nothing: the last known day in hindsight, the whole lit disc.
Moment defaultMoment(const timeline::Timeline& timeline, base::Instant at);

/// The programmes' titles in a language, in a row.
std::string programmesIn(const timeline::Timeline& timeline, const std::string& language);

/// Which of the milestones to open with: far ahead or not, the one whose target moved most often.
const timeline::Milestone* mostMoved(const timeline::Timeline& timeline);

} // namespace perilune::scene
