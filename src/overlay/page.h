#pragma once

#include "overlay/ink/canvas.h"
#include "overlay/ink/style.h"
#include "overlay/ink/theme.h"
#include "overlay/stage.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace perilune::overlay {

/// The measures of the room in which something is laid out. Lengths are in `u`, a pixel of a picture 720 high
/// with text of the usual size, so that all sizes look alike.
struct Measures {
    float width = 0, height = 0;
    float u = 1;
    float uOfTools = 1; ///< that of text of the usual size: buttons do not grow with what is read
    float margin = 32;
    Rect whole; ///< the picture; it reaches beyond the room where a part of each side is kept free
    Rect safe;  ///< where words may stand
    Rect picture() const { return whole; }
    /// Higher than wide: strip and card have places of their own, below each other.
    bool upright() const { return height > 1.15f * width; }
    /// The card lies across the picture, over the strip.
    bool across() const { return upright() || width < 400.0f * u; }
    /// Title and date have no room beside each other.
    bool narrow() const { return width < 760.0f * u; }
};
/// Of the picture without what is kept free of each side.
Measures roomOf(const Viewport& viewport, const Fonts& fonts, double safePercent);
/// Of all of it, for what stands on the Moon.
Measures pictureOf(const Viewport& viewport, const Fonts& fonts, double safePercent);
/// Of the row of buttons that the window lays over the picture, with that of its messages below: wherever
/// there is a window, and independent of what is shown, so that no button moves under the mouse.
Rect toolsPlace(const Measures& room);
/// The row of messages in it.
Rect messagePlace(const Measures& room);
/// Of a card, wherever there is one.
float cardWidth(const Measures& room);
/// The lowest edge that titles have in such a room.
float titlesFloor(const Measures& room);

/// Shared by the parts of the stage while one picture is laid out.
struct Page {
    const scene::Scene& scene;
    const Fonts& fonts;
    const WorldMap* worldMap; ///< null where none was given: partners are then listed without a map
    const Theme& theme;
    Measures at;
    std::vector<HitArea> hits{};
    std::vector<Part> parts{};
    std::vector<Rect> taken{}; ///< what labels on the picture keep clear of
    StripAxis axis{};
    Rect titles{};             ///< the band of titles; empty without
    Rect tools{};              ///< of the window's buttons and messages
    Rect message{};            ///< of the latter
    Rect transport{};          ///< of those for time
    Rect strip{};              ///< the strip with its scrim's solid part; empty without
    Rect card{};               ///< empty without
    Rect notes{};              ///< empty without
    Rect caption{};            ///< empty without
    bool evidenceTold = false; ///< where the evidence ends

    /// That something stands there, on which nothing else may.
    void stand(PartKind kind, const Rect& rect, float apart = 0.0f) {
        parts.push_back({kind, rect});
        taken.push_back(grown(rect, apart));
    }
    bool covers(float x, float y) const {
        return std::any_of(
            taken.begin(), taken.end(), [&](const Rect& t) { return t.contains(x, y); });
    }
    bool isTaken(const Rect& r) const {
        return std::any_of(
            taken.begin(), taken.end(), [&](const Rect& t) { return overlaps(t, r); });
    }
};

/// The lowest line of what stands over the strip, and over the card where that lies across the picture.
inline float floorOf(const Page& page, float apart) {
    const Measures& m = page.at;
    const float strip = isEmpty(page.strip) ? m.height - m.margin : page.strip.y0 - apart * m.u;
    return m.across() && !isEmpty(page.card) ? std::min(strip, page.card.y0 - apart * m.u) : strip;
}

/// The lowest line of what lies in the Moon's place: over the caption, the notes and the strip.
inline float floorOfView(const Page& page) {
    if (!isEmpty(page.caption))
        return page.caption.y0 - 4.0f * page.at.u;
    if (!isEmpty(page.notes))
        return page.notes.y0 - 4.0f * page.at.u;
    return floorOf(page, 8.0f);
}

/// Covers the Moon, for clicks too, and gives the room over caption and strip, some `u` below the titles and
/// the buttons.
inline Rect coverMoon(Page& page, Canvas& canvas, float belowTitles) {
    const Measures& m = page.at;
    canvas.fill(m.picture(), canvas.inks().ground);
    page.hits.insert(page.hits.begin(), {HitKind::Card, m.picture(), {}}); // below strip and card
    const float top = isEmpty(page.titles) ? m.margin : page.titles.y1 + belowTitles * m.u;
    return {m.margin, std::max(top, page.tools.y1), m.width - m.margin, floorOfView(page)};
}

} // namespace perilune::overlay
