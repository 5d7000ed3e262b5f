#pragma once

#include "scene/moment_fields.h"
#include "timeline/timeline.h"
#include "base/checked_yaml.h"

namespace perilune::story {

/// What stands under a key of a keyframe or of its look, laid over the Moment: a word, a list or a mapping,
/// as its row's kind is written in stories. Ids are looked up in the record.
void readValue(const scene::Field& field, const base::YamlNode& node, scene::Moment& moment,
               const timeline::Timeline& record, const base::CheckedYaml& fields);

/// What a Moment says there, as a new node that readValue reads as just that.
base::YamlNode valueOf(const scene::Field& field, const scene::Moment& moment);

/// The key of a row within its mapping: "tilt" of "look.tilt".
std::string_view keyOf(const scene::Field& field);
/// Whether it is a key of the mapping `look`.
bool isOfLook(const scene::Field& field);

/// lat and lon, which go together, in degrees. `of` is what they are the place of.
void readPlace(const base::YamlNode& node, const char* of, base::Angle& latitude, base::Angle& longitude,
               const base::CheckedYaml& fields);

} // namespace perilune::story
