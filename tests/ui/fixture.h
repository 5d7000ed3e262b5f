#pragma once

#include "ui/session.h"
#include "story/steps.h"
#include "terrain/surface.h"
#include "timeline/read/parse.h"
#include "common/small_record.h"

#include <cmath>
#include <memory>
#include <optional>
#include <string>

namespace perilune::test {

/// Hills of 4 km every few kilometres: hostile ground for a camera.
class Hills : public terrain::Surface {
  public:
    double heightM(const astro::Selenographic&) const override { return 0.0; }
    double drawnHeightM(const astro::Selenographic& place) const override {
        return 4000.0 * std::sin(place.latitude.radians() * 9000.0) *
               std::cos(place.longitude.radians() * 9000.0);
    }
    double resolutionM(const astro::Selenographic&) const override { return 10'000.0; }
    base::Angle slope(const astro::Selenographic&) const override { return {}; }
    std::string_view source(const astro::Selenographic&) const override { return "hills"; }
};

inline const std::string kTimeline = kSmallRecord + R"(sites:
  bright-plain:
    title: Bright Plain
    note: Landing site
    where: {point: [5, 10]}
    model: lander.glb
    model_milestone: first-landing
    sources: [s1]
  south-region:
    title: South Region
    note: Candidate region
    where: {point: [-85, 30], radius_km: 40}
    sources: [s1]
  somewhere:
    title: Somewhere
    note: Not said where
    where: unknown
    sources: [s1]
milestones:
  first-flight:
    title: First flight
    lane: missions
    weight: 2
    history:
      - {announced: 2019-03-26, target: 2021-06, by: The head, words: It will fly., sources: [s1]}
      - {announced: 2022-02-01, kind: event, actual: 2022-01-20, status: achieved, by: The head, words: It flew., sources: [s1]}
  first-landing:
    title: First landing
    lane: missions
    weight: 3
    sites: [bright-plain]
    history:
      - {announced: 2019-03-26, target: 2024, by: The head, words: In 2024., sources: [s1]}
      - {announced: 2021-11-09, target: 2025/.., by: The head, words: Not before 2025., sources: [s1]}
      - {announced: 2024-12-05, target: 2027, by: The head, words: In 2027., sources: [s1]}
  base:
    title: Base
    lane: missions
    weight: 1
    sites: [south-region]
    history:
      - {announced: 2020-05-01, target: 2027, by: The head, words: A base., sources: [s1]}
  second-landing:
    title: Second landing
    lane: missions
    weight: 1
    history:
      - {announced: 2023-05-01, target: 2030, by: The head, words: Again., sources: [s1]}
)";

inline constexpr const char* kStory = R"(
perilune: story/1
title: Small story
duration: 6
keyframes:
  - {at: 0, date: 2021-03-09, known: then, look: {disc: {lat: -10, lon: 0}}, span: 2018/2031, title: Once}
  - {at: 6, date: 2024-03-09, look: {site: south-region, range_km: 300, tilt: 30}}
captions:
  - {from: 1, to: 5, text: A caption}
)";

/// Everything that a session is about, from the texts above.
struct SmallDataset {
    SmallDataset() {
        auto parsed = timeline::parseTimelines({{"small.yaml", kTimeline}});
        for (const auto& d : parsed.diagnostics)
            std::fprintf(stderr, "%s\n", base::format(d).c_str());
        timeline = std::move(parsed.value);
        auto told = story::parseStory(kStory, "small.story.yaml", timeline);
        for (const auto& d : told.diagnostics)
            std::fprintf(stderr, "%s\n", base::format(d).c_str());
        story.emplace(std::move(told.value));
        search = std::make_unique<timeline::SearchIndex>(timeline);
    }
    ui::Dataset data() const { return {&timeline, &surface, &*story, search.get()}; }
    ui::Session opening() const {
        return ui::openingSession(data(), *base::parseInstant("2025-02-10T08:00Z"));
    }

    timeline::Timeline timeline;
    std::optional<story::Told> story;
    std::unique_ptr<timeline::SearchIndex> search;
    Hills surface;
};

inline base::Day day(const char* text) {
    return *base::parseDay(text);
}
inline base::Instant instant(const char* text) {
    return *base::parseInstant(text);
}

} // namespace perilune::test
