#pragma once

#include "scene/moment.h"
#include "timeline/timeline.h"

#include <string>
#include <string_view>

namespace perilune::scene {

/// The site of a milestone, as far as it may be shown: the first one that had a place by the end of a day.
const timeline::Site* siteOf(const timeline::Timeline& timeline, std::string_view milestone,
                             timeline::KnownDay known);

/// The default of pictures that name nothing: the last known day in hindsight, the whole lit disc.
Moment defaultMoment(const timeline::Timeline& timeline, base::Instant at);

/// What a record is called: that of the return to the Moon by its name, any other by its programmes'.
std::string titleOf(const timeline::Timeline& timeline, const std::string& language);
/// Whether the record is about both programmes that go to the Moon: the one that ships with Perilune is.
bool isReturnToTheMoon(const timeline::Timeline& timeline);

/// The programmes' titles in a language, in a row.
std::string programmesIn(const timeline::Timeline& timeline, const std::string& language);

/// Which of the milestones to open with: far ahead or not, the one whose target moved most often.
const timeline::Milestone* mostMoved(const timeline::Timeline& timeline);

} // namespace perilune::scene
