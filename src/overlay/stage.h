#pragma once

#include "overlay/ink/draw_list.h"
#include "overlay/ink/fonts.h"
#include "overlay/ink/rect.h"
#include "scene/scene.h"

#include <string>
#include <vector>

namespace perilune::overlay {

class WorldMap;

/// What a click or drag at a place means. Later ones lie above earlier ones.
enum class HitKind {
    Strip,        ///< the calendar: drag the playhead, wheel zooms the span
    KnownAxis,    ///< the "as known on" axis: drag the known day
    AsOfMode,     ///< the label before it: opens the choice (as it looked then / hindsight / a date)
    Mark,         ///< id = milestone
    Pin,          ///< id = site
    Card,         ///< swallows clicks
    Country,      ///< id = ISO 3166-1 alpha-2
    ChangedSince, ///< the earlier of the two known days that are compared: drag it
    Changes,      ///< the list of what changed: the wheel moves it on
    CardSources,  ///< opens or closes the list of sources
    CardRow,      ///< id = the day from which on an announcement of the card was known
};
struct HitArea {
    HitKind kind = HitKind::Strip;
    Rect rect;
    std::string id;
};

/// The calendar axis in pixels, so that a drag can be turned into a day.
struct StripAxis {
    Rect rect;
    scene::StripSpan span;
    base::Instant instantAt(float x) const;
    float xOf(base::Instant instant) const;
};

/// Everything over the 3D picture, laid out: triangles to draw and areas to click.
struct Stage {
    DrawList draw;
    std::vector<HitArea> hits;
    StripAxis axis; ///< empty rect without a strip
    std::vector<TextBox> texts;
    const HitArea* hitAt(float x, float y) const; ///< the topmost
};

/// Pure layout of titles, labels, card, strip, caption, notes and curtain for one picture.
/// Text that an audience must read is at least 2.2 % of the picture's height; labels never lie on one
/// another.
Stage layoutStage(const scene::Scene& scene, const Viewport& viewport, const Fonts& fonts,
                  const WorldMap* worldMap = nullptr);

} // namespace perilune::overlay
