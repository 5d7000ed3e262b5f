#pragma once

#include "overlay/canvas.h"
#include "overlay/stage.h"
#include "overlay/world_map.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace perilune::overlay {

/// The stage's colours: near-black blue for grounds, white with a breath of lilac for what matters, greys
/// below it.
namespace palette {
inline constexpr Ink kGround = ink(0x06080E);
inline constexpr Ink kPlate = ink(0x0C0F17);
inline constexpr Ink kText = ink(0xF1F0F6);
inline constexpr Ink kSoft = ink(0xC3C6D2);
inline constexpr Ink kQuiet = ink(0x9BA0B0);
inline constexpr Ink kLine = ink(0xFFFFFF);
} // namespace palette

namespace type {
inline constexpr Type kSmall{Fonts::Size::Small, Fonts::Weight::Regular};
inline constexpr Type kSmallBold{Fonts::Size::Small, Fonts::Weight::SemiBold};
inline constexpr Type kBody{Fonts::Size::Body, Fonts::Weight::Regular};
inline constexpr Type kBodyBold{Fonts::Size::Body, Fonts::Weight::SemiBold};
inline constexpr Type kLarge{Fonts::Size::Large, Fonts::Weight::Regular};
inline constexpr Type kLargeBold{Fonts::Size::Large, Fonts::Weight::SemiBold};
inline constexpr Type kTitle{Fonts::Size::Title, Fonts::Weight::SemiBold};
inline constexpr Type tabular(Type t) {
    t.tabular = true;
    return t;
}
inline constexpr Type withHalo(Type t) {
    t.halo = true;
    return t;
}
} // namespace type

inline bool overlaps(const Rect& a, const Rect& b) {
    return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}
inline bool isEmpty(const Rect& r) {
    return r.x1 <= r.x0 || r.y1 <= r.y0;
}
inline float widthOf(const Rect& r) {
    return r.x1 - r.x0;
}
inline float heightOf(const Rect& r) {
    return r.y1 - r.y0;
}
inline Rect grown(const Rect& r, float by) {
    return {r.x0 - by, r.y0 - by, r.x1 + by, r.y1 + by};
}
inline Rect grown(const Rect& r, float x, float y) {
    return {r.x0 - x, r.y0 - y, r.x1 + x, r.y1 + y};
}

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
    const WorldMap* world; ///< null where none was given: partners are then listed without a map
    Measures at;
    std::vector<HitArea> hits;
    std::vector<Rect> taken; ///< what labels on the picture keep clear of
    StripAxis axis;
    Rect titles;  ///< the band of titles; empty without
    Rect strip;   ///< the strip with its scrim's solid part; empty without
    Rect card;    ///< empty without
    Rect notes;   ///< empty without
    Rect caption; ///< empty without

    bool covers(float x, float y) const {
        return std::any_of(
            taken.begin(), taken.end(), [&](const Rect& t) { return t.contains(x, y); });
    }
    bool isTaken(const Rect& r) const {
        return std::any_of(
            taken.begin(), taken.end(), [&](const Rect& t) { return overlaps(t, r); });
    }
};

/// The lowest line of what lies in the Moon's place: over the caption and the strip.
inline float floorOfView(const Page& page) {
    if (!isEmpty(page.caption))
        return page.caption.y0 - 4.0f * page.at.u;
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

// The parts, in the order in which they are laid out; each draws into its canvas. Scrims and areas lie below
// all text, so they go into canvases of their own.
void layTitles(Page& page, Canvas& canvas, Canvas& scrims);
void layStrip(Page& page, Canvas& canvas, Canvas& scrims);
void layCard(Page& page, Canvas& canvas);
void layCaption(Page& page, Canvas& canvas, Canvas& scrims);
void layLegend(Page& page, Canvas& canvas);
void layNotes(Page& page, Canvas& canvas);
void layFacts(Page& page, Canvas& canvas);
/// In the Moon's place: who joined which bloc; what changed between two days.
void layPartners(Page& page, Canvas& canvas);
void layChanges(Page& page, Canvas& canvas);
/// Earth and Moon by name, and the way between them.
void layBodies(Page& page, Canvas& canvas);
/// After the others: labels keep clear of them, but lie below.
void layPins(Page& page, Canvas& canvas, Canvas& areas);
/// After the pins: names and degrees keep clear of all, and lie below all but the areas.
void layGroundLabels(Page& page, Canvas& canvas);
void layGraticule(Page& page, Canvas& canvas);
void layScale(Page& page, Canvas& canvas);
void layCurtain(Page& page, Canvas& canvas);

} // namespace perilune::overlay
