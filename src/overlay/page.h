#pragma once

#include "overlay/ink/canvas.h"
#include "overlay/ink/style.h"
#include "overlay/stage.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace perilune::overlay {

/// The picture's measures. Lengths are in `u`, a pixel of a picture 720 high, so that all sizes look alike.
struct Measures {
    float width = 0, height = 0;
    float u = 1;
    float margin = 32;
    Rect picture() const { return {0, 0, width, height}; }
};
Measures measuresOf(const Viewport& viewport, const Fonts& fonts);

/// Shared by the parts of the stage while one picture is laid out.
struct Page {
    const scene::Scene& scene;
    const Fonts& fonts;
    const WorldMap* worldMap; ///< null where none was given: partners are then listed without a map
    Measures at;
    std::vector<HitArea> hits;
    std::vector<Rect> taken; ///< what labels on the picture keep clear of
    StripAxis axis;
    Rect titles;               ///< the band of titles; empty without
    Rect strip;                ///< the strip with its scrim's solid part; empty without
    Rect card;                 ///< empty without
    Rect notes;                ///< empty without
    Rect caption;              ///< empty without
    bool evidenceTold = false; ///< where the evidence ends

    bool covers(float x, float y) const {
        return std::any_of(
            taken.begin(), taken.end(), [&](const Rect& t) { return t.contains(x, y); });
    }
    bool isTaken(const Rect& r) const {
        return std::any_of(
            taken.begin(), taken.end(), [&](const Rect& t) { return overlaps(t, r); });
    }
};

/// The lowest line of what lies in the Moon's place: over the caption, the notes and the strip.
inline float floorOfView(const Page& page) {
    if (!isEmpty(page.caption))
        return page.caption.y0 - 4.0f * page.at.u;
    if (!isEmpty(page.notes))
        return page.notes.y0 - 4.0f * page.at.u;
    return isEmpty(page.strip) ? page.at.height - page.at.margin : page.strip.y0 - 8.0f * page.at.u;
}

/// Covers the Moon, for clicks too, and gives the room over caption and strip, some `u` below the titles.
inline Rect coverMoon(Page& page, Canvas& canvas, float belowTitles) {
    const Measures& m = page.at;
    canvas.fill(m.picture(), palette::kGround);
    page.hits.insert(page.hits.begin(), {HitKind::Card, m.picture(), {}}); // below strip and card
    const float top = isEmpty(page.titles) ? m.margin : page.titles.y1 + belowTitles * m.u;
    return {m.margin, top, m.width - m.margin, floorOfView(page)};
}

} // namespace perilune::overlay
