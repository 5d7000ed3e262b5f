#include "overlay/ground/ground.h"
#include "overlay/ground/pin_labels.h"
#include "overlay/ink/hatch.h"
#include "overlay/ink/symbols.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace perilune::overlay {

namespace {

using scene::Projection;
using scene::SitePin;

/// An area's edge in the picture, in the pieces that can be seen; one closed piece where all of it can.
struct Outline {
    std::vector<std::vector<Point>> pieces;
    bool whole = true;
};

/// Behind the limb: the ground there is taken to be at least as high as the place, less what hills stand over
/// their land.
bool isHidden(const astro::Position<astro::Mcmf>& position, const Projection& projection) {
    constexpr double kHillsM = 1500.0;
    const double heightM = glm::length(position.m) - astro::kMoonRadiusM;
    return projection.behindMoon(position, std::min(heightM, 0.0) - kHillsM);
}

Outline outlineOf(const SitePin& site, const Projection& projection, const Measures& m) {
    Outline out;
    std::vector<Point> piece;
    const auto flush = [&] {
        if (piece.size() > 1)
            out.pieces.push_back(std::move(piece));
        piece = {};
    };
    const float step = 2.5f * m.u;
    for (const auto& position : site.outline) {
        const auto p = isHidden(position, projection) ? std::nullopt : projection.project(position);
        if (!p) {
            out.whole = false;
            flush();
            continue;
        }
        const Point at{static_cast<float>(p->x) * m.width, static_cast<float>(p->y) * m.height};
        if (std::abs(at.x) > 20.0f * m.width || std::abs(at.y) > 20.0f * m.height) {
            out.whole = false;
            flush();
            continue;
        }
        if (piece.empty() || std::hypot(at.x - piece.back().x, at.y - piece.back().y) >= step)
            piece.push_back(at);
    }
    flush();
    if (out.pieces.size() != 1 || out.pieces[0].size() < 3)
        out.whole = false;
    return out;
}

/// How much of its tint an area keeps: one that outgrows the picture would colour all the ground that it is
/// about.
float tintOf(std::span<const Point> edge, const Measures& m) {
    Point low = edge.front(), high = edge.front();
    for (const Point& p : edge) {
        low = {std::min(low.x, p.x), std::min(low.y, p.y)};
        high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    }
    const float share = std::max(high.x - low.x, high.y - low.y) / m.height;
    return std::clamp((1.0f - share) / 0.5f, 0.0f, 1.0f);
}

/// `mapped`: a map lies over the ground. An area then leaves its colours as the legend tells them, and its
/// edge stands out from all of them.
void drawArea(const SitePin& site, const Outline& outline, const Measures& m, bool mapped, Canvas& canvas) {
    const Ink colour = ink(site.colour);
    if (outline.whole && !mapped)
        canvas.polygon(outline.pieces[0],
                       colour.withAlpha((site.selected ? 0.22f : 0.13f) * tintOf(outline.pieces[0], m)));
    if (site.candidate && outline.whole) // one of several places, not yet chosen
        hatch(outline.pieces[0], 1, 5.0f * m.u, 1.1f * m.u,
              colour.withAlpha((mapped ? 0.8f : 0.42f) * tintOf(outline.pieces[0], m)), canvas);
    for (const auto& piece : outline.pieces) {
        canvas.outline(piece, outline.whole, mapped ? 4.4f * m.u : 3.2f * m.u,
                       palette::kGround.withAlpha(mapped ? 0.75f : 0.35f));
        canvas.outline(piece, outline.whole, (site.selected ? 2.0f : 1.3f) * m.u,
                       colour.withAlpha(site.selected ? 1.0f : 0.85f));
    }
}

/// Of spacecraft that stand there: the room kept for the widest, from its middle, and the share of it that
/// the narrowest takes, to which a leader goes.
constexpr double kWidestM = 8.0;
constexpr float kNarrowest = 0.42f;

/// The line ends at the mark's rim.
void drawLeader(const PinLabel& label, const Measures& m, Canvas& canvas) {
    if (label.leader.size() < 3)
        return;
    std::vector<Point> way = label.leader;
    Point& end = way.back();
    const Point before = way[way.size() - 2];
    const float length = std::hypot(end.x - before.x, end.y - before.y);
    const float rim = label.spot->rim;
    if (length > rim + 1.0f) {
        end.x += (before.x - end.x) * rim / length;
        end.y += (before.y - end.y) * rim / length;
    }
    canvas.outline(way, false, 3.0f * m.u, palette::kGround.withAlpha(0.40f));
    canvas.outline(way, false, 1.2f * m.u, ink(label.spot->site->colour, 0.9f));
}

void drawLabel(const PinLabel& label, const Measures& m, Canvas& canvas) {
    const SitePin& site = *label.spot->site;
    const Type title = type::withHalo(type::kSmallBold), subtitle = type::withHalo(type::kSmall);
    const Rect& b = label.box;
    canvas.feathered(grown(b, -10.0f * m.u, -0.32f * heightOf(b)), 26.0f * m.u,
                     palette::kGround.withAlpha(site.selected ? 0.80f : 0.62f));
    const float first = b.y0 + 10.0f * m.u, second = b.y0 + 29.5f * m.u;
    const Ink colour = mixed(ink(site.colour), palette::kText, 0.30f);
    const auto set = [&](float middle, const std::string& text, const Type& style, Ink paint) {
        const float baseline = canvas.baselineFor(middle, style);
        if (label.alignRight)
            canvas.textRight(b.x1, baseline, text, style, paint);
        else
            canvas.text(b.x0, baseline, text, style, paint);
    };
    set(first, label.title, title, palette::kText);
    if (!label.subtitle.empty())
        set(second, label.subtitle, subtitle, colour);
    // On what can be seen itself there is no mark: it stands at the words.
    if (label.spot->isCraft())
        presenceMark(canvas, site.mark, {label.alignRight ? b.x1 + 11.0f * m.u : b.x0 - 11.0f * m.u, first},
                     5.2f * m.u, site.presence, ink(site.colour));
}

} // namespace

void layPins(Page& page, Canvas& canvas, Canvas& areas) {
    if (page.scene.sites.empty())
        return;
    const Measures& m = page.at;
    const Projection projection(page.scene.camera, double(m.width) / double(m.height));
    const double focalPx = 0.5 * double(m.height) / std::tan(page.scene.camera.fieldOfView.radians() / 2.0);

    std::vector<PinSpot> spots;
    for (const SitePin& site : page.scene.sites) {
        if (isHidden(site.position, projection))
            continue;
        if (!site.outline.empty())
            drawArea(site, outlineOf(site, projection, m), m,
                     page.scene.ground.tint != terrain::GroundTint::None, areas);
        const auto p = projection.project(site.position);
        if (!p)
            continue;
        PinSpot spot{&site, {static_cast<float>(p->x) * m.width, static_cast<float>(p->y) * m.height}};
        if (!m.picture().contains(spot.at.x, spot.at.y) || page.covers(spot.at.x, spot.at.y))
            continue;
        spot.radius = spot.rim = (site.selected ? 11.0f : 9.0f) * m.u;
        // A spacecraft that can be seen needs no mark on top of it.
        for (const scene::PlacedModel& model : page.scene.models)
            if (model.site == site.id)
                spot.radius = std::max(spot.radius, static_cast<float>(kWidestM * focalPx / p->depthM));
        spot.radius = std::min(spot.radius, 0.3f * m.height);
        if (spot.radius > 20.0f * m.u)
            spot.rim = kNarrowest * spot.radius;
        spots.push_back(spot);
    }
    const std::vector<PinLabel> labels = placePinLabels(spots, page, canvas);
    for (const PinLabel& label : labels)
        drawLeader(label, m, canvas);

    // The selected one on top.
    for (const bool selected : {false, true})
        for (const PinSpot& spot : spots) {
            if (spot.site->selected != selected)
                continue;
            const bool standsThere = spot.isCraft();
            if (selected && !standsThere) {
                canvas.ring(spot.at, 13.0f * m.u, 4.0f * m.u, palette::kGround.withAlpha(0.45f));
                canvas.ring(spot.at, 12.5f * m.u, 1.8f * m.u, palette::kText.withAlpha(0.95f));
            }
            if (!standsThere)
                presenceMark(canvas, spot.site->mark, spot.at, (selected ? 6.6f : 5.8f) * m.u,
                             spot.site->presence, ink(spot.site->colour));
            page.taken.push_back({spot.at.x - spot.radius, spot.at.y - spot.radius, spot.at.x + spot.radius,
                                  spot.at.y + spot.radius});
            const float half = std::max(12.0f * m.u, 10.0f);
            page.hits.push_back({HitKind::Pin,
                                 {spot.at.x - half, spot.at.y - half, spot.at.x + half, spot.at.y + half},
                                 spot.site->id});
        }
    for (const PinLabel& label : labels) {
        drawLabel(label, m, canvas);
        page.taken.push_back(label.box);
        page.hits.push_back({HitKind::Pin, grown(label.box, 3.0f * m.u, 1.0f * m.u), label.spot->site->id});
    }
}

} // namespace perilune::overlay
