#pragma once

#include "scene/scene.h"
#include "base/result.h"

namespace perilune::scene {

/// The day as of which the record is read.
timeline::KnownDay knownDayOf(const AsOf& known, base::Instant at, const timeline::Timeline& timeline);
timeline::KnownDay knownDayOf(const timeline::Timeline& timeline, const Moment& moment);

/// Pure: the same arguments give the same scene. Years outside the sky's validity are an error.
base::Result<Scene> describe(const timeline::Timeline& timeline, const terrain::Surface& surface,
                             const Moment& moment);

} // namespace perilune::scene
