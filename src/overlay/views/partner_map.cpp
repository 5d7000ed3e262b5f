#include "overlay/views/partner_map.h"

#include "overlay/ink/hatch.h"
#include "overlay/ink/symbols.h"
#include "overlay/views/world_map.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace perilune::overlay {

namespace {

using scene::BlocLines;
using scene::PartnerLine;

constexpr float kStripePitch = 4.6f, kStripeWidth = 2.2f; // u
/// Countries smaller than this (u) get their blocs' marks instead of a pattern that nobody could see.
constexpr float kSmallLand = 11.0f;
constexpr std::size_t kMostNames = 6;

/// What a country is in one bloc.
struct Membership {
    std::size_t bloc = 0;
    const PartnerLine* line = nullptr;
    bool whole =
        false; ///< the country itself signed, undisputed; else an institution of it, or it is in doubt
};

struct Placing {
    Point offset;
    float scale = 1;
    Point at(Point p) const { return {offset.x + scale * p.x, offset.y + scale * p.y}; }
};

std::vector<Membership> membershipsOf(std::string_view country, const scene::PartnerView& view) {
    std::vector<Membership> found;
    for (std::size_t b = 0; b < view.blocs.size(); ++b) {
        const PartnerLine* best = nullptr;
        const auto isWhole = [](const PartnerLine& line) {
            return line.kind == timeline::PartnerKind::Country &&
                   line.level != timeline::PartnerLevel::Institution && !line.disputed;
        };
        for (const PartnerLine& line : view.blocs[b].partners)
            if (line.country == country && (!best || (isWhole(line) && !isWhole(*best))))
                best = &line;
        if (best)
            found.push_back({b, best, isWhole(*best)});
    }
    return found;
}

/// Who joined just now shines whiter.
Ink lit(const BlocLines& bloc, const PartnerLine& line, const Inks& inks) {
    return mixed(inks.readable(ink(bloc.colour)), inks.text, 0.75f * static_cast<float>(line.fresh));
}

void drawStripes(std::span<const Point> ring, LandPattern pattern, Ink colour, float u, Canvas& canvas) {
    const int slope = pattern == LandPattern::Rising ? 1 : pattern == LandPattern::Falling ? -1 : 0;
    hatch(ring, slope, kStripePitch * u, kStripeWidth * u, colour, canvas);
}

class MapDrawing {
  public:
    MapDrawing(const WorldMap& worldMap, const scene::PartnerView& view, const Rect& box, Page& page,
               Canvas& canvas, Placing placing)
        : map_(worldMap), view_(view), box_(box), page_(page), canvas_(canvas), u_(page.at.u),
          placing_(placing) {}
    void draw();

  private:
    std::vector<Point> placed(const WorldMap::Ring& ring) const {
        std::vector<Point> corners;
        corners.reserve(ring.corners.size());
        for (const Point& p : ring.corners)
            corners.push_back(placing_.at(p));
        return corners;
    }
    /// Corners nearer to each other than a pixel tell nothing of an edge.
    static std::vector<Point> apart(const std::vector<Point>& corners) {
        constexpr float kLeastPixels = 1.0f;
        std::vector<Point> kept;
        for (const Point& p : corners)
            if (kept.empty() || std::hypot(p.x - kept.back().x, p.y - kept.back().y) >= kLeastPixels)
                kept.push_back(p);
        return kept.size() < 3 ? corners : kept;
    }
    void drawCountry(const WorldMap::Country& country, const std::vector<Membership>& memberships);
    void drawMarks(const WorldMap::Country& country, const std::vector<Membership>& memberships);
    void addHits(const WorldMap::Country& country);
    void drawNames();

    const WorldMap& map_;
    const scene::PartnerView& view_;
    Rect box_;
    Page& page_;
    Canvas& canvas_;
    float u_;
    Placing placing_;
};

void MapDrawing::drawCountry(const WorldMap::Country& country, const std::vector<Membership>& memberships) {
    const bool selected = std::any_of(memberships.begin(), memberships.end(),
                                      [](const Membership& m) { return m.line->selected; });
    for (const WorldMap::Ring& ring : country.rings) {
        const std::vector<Point> corners = placed(ring), edge = apart(corners);
        Ink ground = canvas_.inks().land;
        for (const Membership& m : memberships)
            if (m.whole && patternOf(m.bloc) == LandPattern::Filled)
                ground = lit(view_.blocs[m.bloc], *m.line, canvas_.inks());
        canvas_.triangles(corners, ring.triangles, ground);
        for (const Membership& m : memberships)
            if (m.whole && patternOf(m.bloc) != LandPattern::Filled)
                drawStripes(edge, patternOf(m.bloc), lit(view_.blocs[m.bloc], *m.line, canvas_.inks()), u_,
                            canvas_);
        canvas_.outline(edge, true, 0.9f * u_, canvas_.inks().ground);
        for (const Membership& m : memberships)
            if (!m.whole)
                canvas_.outline(edge, true, 1.1f * u_, lit(view_.blocs[m.bloc], *m.line, canvas_.inks()));
        if (selected)
            canvas_.outline(edge, true, 1.8f * u_, canvas_.inks().text);
    }
}

void MapDrawing::drawMarks(const WorldMap::Country& country, const std::vector<Membership>& memberships) {
    if (country.reach * placing_.scale >= kSmallLand * u_)
        return;
    const Point middle = placing_.at(country.middle);
    float x = middle.x - 3.6f * u_ * static_cast<float>(memberships.size() - 1);
    for (const Membership& m : memberships) {
        const BlocLines& bloc = view_.blocs[m.bloc];
        fillMark(canvas_, bloc.mark, {x, middle.y}, 4.6f * u_, canvas_.inks().ground);
        if (m.whole)
            fillMark(canvas_, bloc.mark, {x, middle.y}, 3.3f * u_, lit(bloc, *m.line, canvas_.inks()));
        else
            outlineMark(canvas_, bloc.mark, {x, middle.y}, 3.3f * u_, 1.2f * u_,
                        lit(bloc, *m.line, canvas_.inks()));
        x += 7.2f * u_;
    }
}

/// Boxes over the country's own rows, so that a click in it means it and no neighbour.
void MapDrawing::addHits(const WorldMap::Country& country) {
    const float row = 8.0f * u_;
    for (const WorldMap::Ring& ring : country.rings)
        for (const auto& [from, to] : strokesInside(apart(placed(ring)), 0.0f, 1.0f, row))
            page_.hits.push_back(
                {HitKind::Country, {from.x, from.y - 0.5f * row, to.x, from.y + 0.5f * row}, country.code});
    if (country.reach * placing_.scale < 2.0f * kSmallLand * u_) {
        const Point middle = placing_.at(country.middle);
        page_.hits.push_back(
            {HitKind::Country, grown({middle.x, middle.y, middle.x, middle.y}, 7.0f * u_), country.code});
    }
}

/// The selected country and those that joined just now, by name where there is room.
void MapDrawing::drawNames() {
    std::vector<const PartnerLine*> lines;
    for (const BlocLines& bloc : view_.blocs)
        for (const PartnerLine& line : bloc.partners)
            if (line.selected || line.fresh > 0.0)
                lines.push_back(&line);
    std::stable_sort(lines.begin(), lines.end(), [](const PartnerLine* a, const PartnerLine* b) {
        return a->selected != b->selected ? a->selected : a->fresh > b->fresh;
    });
    std::vector<Rect> taken;
    std::vector<std::string_view> named;
    const Type style = type::withHalo(type::kSmallBold);
    for (const PartnerLine* line : lines) {
        if (named.size() == kMostNames)
            return;
        const WorldMap::Country* country = map_.find(line->country);
        if (!country || std::find(named.begin(), named.end(), country->code) != named.end())
            continue;
        const std::string& text = line->title;
        const float width = canvas_.widthOf(text, style), half = 0.5f * width;
        if (width > 0.34f * widthOf(box_))
            continue; // the lines below the map tell it
        const Point middle = placing_.at(country->middle);
        const float beside = std::min(0.5f * country->reach * placing_.scale, 26.0f * u_) + 5.0f * u_;
        const std::array<Point, 5> places{{{middle.x + beside, middle.y},
                                           {middle.x - beside - width, middle.y},
                                           {middle.x - half, middle.y - 0.6f * beside - 10.0f * u_},
                                           {middle.x - half, middle.y + 0.6f * beside + 10.0f * u_},
                                           {middle.x - half, middle.y}}};
        for (const Point& place : places) {
            const float baseline = canvas_.baselineFor(place.y, style);
            const Rect box = grown(canvas_.boxOf(place.x, baseline, width, style), 3.0f * u_, 1.0f * u_);
            const bool free =
                box.x0 >= box_.x0 && box.x1 <= page_.at.width - 0.5f * page_.at.margin &&
                box.y0 >= page_.tools.y1 && box.y1 <= box_.y1 &&
                std::none_of(taken.begin(), taken.end(), [&](const Rect& t) { return overlaps(t, box); });
            if (!free)
                continue;
            const float opacity =
                line->selected ? 1.0f : std::min(1.0f, 2.5f * static_cast<float>(line->fresh));
            canvas_.text(place.x, baseline, text, style, canvas_.inks().text.withAlpha(opacity));
            taken.push_back(box);
            named.push_back(country->code);
            break;
        }
    }
}

void MapDrawing::draw() {
    std::vector<std::pair<const WorldMap::Country*, std::vector<Membership>>> partners;
    for (const WorldMap::Country& country : map_.countries()) {
        std::vector<Membership> memberships =
            country.code.empty() ? std::vector<Membership>{} : membershipsOf(country.code, view_);
        drawCountry(country, memberships);
        if (!memberships.empty())
            partners.emplace_back(&country, std::move(memberships));
    }
    for (const auto& [country, memberships] : partners)
        drawMarks(*country, memberships);
    // Small countries last: a click on them means them, not the neighbour around them.
    std::stable_sort(partners.begin(), partners.end(),
                     [](const auto& a, const auto& b) { return a.first->reach > b.first->reach; });
    for (const auto& [country, memberships] : partners)
        addHits(*country);
    drawNames();
}

} // namespace

LandPattern patternOf(std::size_t bloc) {
    constexpr LandPattern patterns[] = {LandPattern::Filled, LandPattern::Rising, LandPattern::Falling,
                                        LandPattern::Level};
    return patterns[std::min(bloc, std::size(patterns) - 1)];
}

void drawSwatch(Canvas& canvas, const Rect& box, std::size_t bloc, Ink colour) {
    const float u = heightOf(box) / 12.0f;
    if (patternOf(bloc) == LandPattern::Filled)
        return canvas.rounded(box, 2.0f * u, colour);
    const Point corners[4] = {{box.x0, box.y0}, {box.x1, box.y0}, {box.x1, box.y1}, {box.x0, box.y1}};
    canvas.rounded(box, 2.0f * u, canvas.inks().land);
    drawStripes(corners, patternOf(bloc), colour, u, canvas);
}

Rect layPartnerMap(const Rect& room, const scene::PartnerView& view, Page& page, Canvas& canvas) {
    if (!page.worldMap || widthOf(room) < 80.0f * page.at.u || heightOf(room) < 60.0f * page.at.u)
        return {};
    const Point least = page.worldMap->least(), most = page.worldMap->most();
    const float scale = std::min(widthOf(room) / (most.x - least.x), heightOf(room) / (most.y - least.y));
    const float width = scale * (most.x - least.x), height = scale * (most.y - least.y);
    const Rect box{room.x1 - width, room.y0 + 0.5f * (heightOf(room) - height), room.x1,
                   room.y0 + 0.5f * (heightOf(room) + height)};
    MapDrawing(*page.worldMap, view, box, page, canvas,
               {{box.x0 - scale * least.x, box.y0 - scale * least.y}, scale})
        .draw();
    return box;
}

} // namespace perilune::overlay
