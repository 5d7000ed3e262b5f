#pragma once

#include "story/fields.h"
#include "scene/moment.h"
#include "timeline/timeline.h"

namespace perilune::story {

/// The keys of `look:`, laid over the look that was there before.
void readLook(const base::YamlNode& node, scene::Look& look, const timeline::Timeline& timeline,
              Fields& fields);

/// An angle in degrees under a key, if it is there.
void readAngle(const base::YamlNode& parent, const char* key, double least, double greatest,
               base::Angle& angle, Fields& fields);
/// lat and lon, which go together.
void readPlace(const base::YamlNode& node, const char* of, base::Angle& latitude, base::Angle& longitude,
               Fields& fields);
/// Null, and an error, where there is none.
const timeline::Site* readSite(const base::YamlNode& node, const timeline::Timeline& timeline,
                               Fields& fields);

} // namespace perilune::story
