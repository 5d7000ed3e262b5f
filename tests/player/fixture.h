#pragma once

#include "player/player.h"
#include "terrain/ground.h"
#include "base/calendar.h"
#include "base/files.h"
#include "common/folder.h"
#include "common/small_record.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace perilune::test {

inline const std::string kTimeline = kSmallRecord + R"(sites:
  bright-plain:
    title: Bright Plain
    note: Landing site
    where: {point: [5, 10]}
    sources: [s1]
milestones:
  first-landing:
    title: First landing
    lane: missions
    weight: 3
    sites: [bright-plain]
    history:
      - {announced: 2019-03-26, target: 2024, by: The head, words: In 2024., sources: [s1]}
      - {announced: 2024-12-05, target: 2027, by: The head, words: In 2027., sources: [s1]}
)";

inline constexpr const char* kStory = R"(perilune: story/1
title: Small story
timelines: [small.yaml]
duration: 6
keyframes:
  - {at: 0, date: 2021-03-09, known: then, look: {disc: {lat: -10, lon: 0}}, span: 2018/2031, title: Once}
  - {at: 6, date: 2024-03-09, look: {site: bright-plain, range_km: 300, tilt: 30}}
)";

/// The ground that ships with the program, opened once.
inline std::shared_ptr<const terrain::Ground> shippedGround() {
    static const auto ground = terrain::Ground::open(base::shareDir(), base::Workers::onThreads());
    return ground ? *ground : nullptr;
}

/// What the texts above say.
inline player::Content smallContent(const Folder& folder, bool withStory = true) {
    const auto timeline = folder.write("small.yaml", kTimeline);
    player::ContentWish wish{.timelines = {timeline}};
    if (withStory)
        wish.story = folder.write("small.story.yaml", kStory);
    auto read = player::readContent(wish);
    for (const auto& d : read.diagnostics)
        ADD_FAILURE() << base::format(d);
    return std::move(read.value);
}

inline base::Instant openingDay() {
    return *base::parseInstant("2025-02-10T08:00Z");
}

} // namespace perilune::test
