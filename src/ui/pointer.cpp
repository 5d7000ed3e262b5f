#include "ui/pointer.h"

#include "scene/camera.h"

#include <algorithm>
#include <cmath>

namespace perilune::ui {

namespace {

using overlay::HitKind;

std::optional<astro::Selenographic> groundAt(const HitView& view, float x, float y) {
    const scene::Projection projection(*view.camera, view.viewport.aspect());
    auto place = projection.pick(double(x) / view.viewport.width, double(y) / view.viewport.height);
    if (place)
        place->heightM = 0.0;
    return place;
}

base::Instant instantAt(const HitView& view, float x) {
    const auto& axis = view.stage->axis;
    return axis.instantAt(std::clamp(x, axis.rect.x0, axis.rect.x1));
}

bool isCalendar(const overlay::HitArea* hit) {
    return hit && (hit->kind == HitKind::Strip || hit->kind == HitKind::KnownAxis ||
                   hit->kind == HitKind::ChangedSince || hit->kind == HitKind::Mark);
}

struct Interpreter {
    Pointer& p;
    const MouseInput& in;
    const HitView& view;
    std::vector<Action> actions{};

    /// A click may shake a little.
    float slack() const { return std::max(4.0f, float(view.viewport.height) * 0.006f); }
    double share(float pixels) const { return double(pixels) / view.viewport.height; }

    /// The laser's spot is told where it moved.
    void point() {
        const Spot here{double(in.x) / view.viewport.width, double(in.y) / view.viewport.height};
        const bool inside = here.x >= 0.0 && here.x <= 1.0 && here.y >= 0.0 && here.y <= 1.0;
        const std::optional<Spot> spot =
            view.pointing && inside && !in.overWidget ? std::optional(here) : std::nullopt;
        if (spot == p.laser)
            return;
        p.laser = spot;
        actions.push_back(action::PointLaser{spot});
    }

    /// A line goes on while the button is held; the button does nothing else then.
    bool draw() {
        const Spot here{double(in.x) / view.viewport.width, double(in.y) / view.viewport.height};
        const bool begins = in.left.pressed && !in.overWidget;
        if (!view.penning || (!begins && !p.ink))
            return false;
        if (begins || *p.ink != here)
            actions.push_back(action::DrawInk{here, begins});
        p.ink = in.left.down ? std::optional(here) : std::nullopt;
        return true;
    }

    void hold(Hold what) {
        p.hold = what;
        p.moved = false;
        p.pressX = p.lastX = in.x;
        p.pressY = p.lastY = in.y;
        p.lastS = in.nowS;
        p.vxShareS = p.vyShareS = 0.0;
    }

    void press() {
        const overlay::HitArea* hit = view.stage->hitAt(in.x, in.y);
        const bool second = in.right.pressed || in.shift;
        if (!hit) {
            hold(second ? Hold::Tilt : Hold::Orbit);
            actions.push_back(action::Grab{});
            if (in.left.twice && !second) {
                if (const auto place = groundAt(view, in.x, in.y)) {
                    actions.push_back(action::FlyToPlace{*place});
                    p.hold = Hold::Swallowed;
                }
            }
            return;
        }
        p.id = hit->id;
        switch (hit->kind) {
        case HitKind::Strip:
            if (second)
                return hold(Hold::PanStrip);
            hold(Hold::Playhead);
            actions.push_back(action::ScrubTo{instantAt(view, in.x)});
            return;
        case HitKind::KnownAxis:
            if (second)
                return hold(Hold::PanStrip);
            hold(Hold::KnownDay);
            actions.push_back(action::KnownTo{{base::dayOf(instantAt(view, in.x))}});
            return;
        case HitKind::ChangedSince:
            return hold(Hold::SinceDay);
        case HitKind::Country:
            actions.push_back(action::SelectCountry{hit->id});
            return hold(Hold::Swallowed);
        case HitKind::AsOfMode:
            actions.push_back(action::TogglePanel{Panel::AsOf});
            return hold(Hold::Swallowed);
        case HitKind::CardSources:
            actions.push_back(action::ToggleSources{});
            return hold(Hold::Swallowed);
        case HitKind::CardRow:
            if (const auto day = base::parseDay(hit->id))
                actions.push_back(action::TellWord{{*day}});
            return hold(Hold::Swallowed);
        case HitKind::Card:
        case HitKind::Changes:
            return hold(Hold::Swallowed);
        case HitKind::Mark:
            return hold(Hold::Mark);
        case HitKind::Pin:
            return hold(second ? Hold::Tilt : Hold::Pin);
        }
    }

    void drag() {
        if (std::hypot(in.x - p.pressX, in.y - p.pressY) > slack())
            p.moved = true;
        // What was pressed for a click becomes a drag of what lies beneath.
        if (p.moved && p.hold == Hold::Mark)
            p.hold = Hold::Playhead;
        if (p.moved && p.hold == Hold::Pin) {
            p.hold = Hold::Orbit;
            actions.push_back(action::Grab{});
        }
        const float dx = in.x - p.lastX, dy = in.y - p.lastY;
        const double dtS = in.nowS - p.lastS;
        switch (p.hold) {
        case Hold::Orbit:
            if (dtS > 0.0) {
                const double fresh = 1.0 - std::exp(-dtS / 0.04);
                p.vxShareS += (share(dx) / dtS - p.vxShareS) * fresh;
                p.vyShareS += (share(dy) / dtS - p.vyShareS) * fresh;
            }
            if (dx != 0.0f || dy != 0.0f)
                actions.push_back(action::Orbit{share(dx), share(dy)});
            break;
        case Hold::Tilt:
            if (dx != 0.0f || dy != 0.0f)
                actions.push_back(action::Tilt{share(dx) * 180.0, share(-dy) * 120.0});
            break;
        case Hold::Playhead:
            if (dx != 0.0f)
                actions.push_back(action::ScrubTo{instantAt(view, in.x)});
            break;
        case Hold::KnownDay:
            if (dx != 0.0f)
                actions.push_back(action::KnownTo{{base::dayOf(instantAt(view, in.x))}});
            break;
        case Hold::SinceDay:
            if (dx != 0.0f)
                actions.push_back(action::CompareSince{{base::dayOf(instantAt(view, in.x))}});
            break;
        case Hold::PanStrip:
            panStrip(dx);
            return; // keeps what is less than a day for the next frame
        default:
            break;
        }
        p.lastX = in.x;
        p.lastY = in.y;
        p.lastS = in.nowS;
    }

    void panStrip(float dx) {
        const auto& axis = view.stage->axis;
        const double width = double(axis.rect.x1 - axis.rect.x0);
        const double length = double((axis.span.last - axis.span.first).count());
        const double days = width > 0.0 ? std::round(-double(dx) / width * length) : 0.0;
        if (days == 0.0)
            return;
        actions.push_back(action::PanStrip{days});
        p.lastX = in.x;
    }

    /// Of marks that lie on one another each click takes the next, from the top down.
    std::string markToSelect() const {
        std::vector<std::string> pile;
        for (auto hit = view.stage->hits.rbegin(); hit != view.stage->hits.rend(); ++hit)
            if (hit->kind == HitKind::Mark && hit->rect.contains(p.pressX, p.pressY) &&
                std::find(pile.begin(), pile.end(), hit->id) == pile.end())
                pile.push_back(hit->id);
        const auto open = std::find(pile.begin(), pile.end(), view.selected);
        if (open == pile.end())
            return p.id;
        return open + 1 == pile.end() ? pile.front() : *(open + 1);
    }

    void release() {
        if (!p.moved && p.hold == Hold::Mark)
            actions.push_back(action::SelectMilestone{markToSelect()});
        if (!p.moved && p.hold == Hold::Pin)
            actions.push_back(action::FlyToSite{p.id});
        if (p.hold == Hold::Orbit && p.moved && in.nowS - p.lastS < 0.1)
            actions.push_back(action::OrbitEnd{p.vxShareS, p.vyShareS});
        p.hold = Hold::Nothing;
    }

    /// On the list of what changed, or on a card: what lies on them included.
    bool isIn(HitKind kind) const {
        return std::any_of(
            view.stage->hits.begin(), view.stage->hits.end(),
            [&](const overlay::HitArea& hit) {
                return hit.kind == kind && !(kind == HitKind::Card && hit.id.empty()) &&
                       hit.rect.contains(in.x, in.y);
            });
    }

    void wheel() {
        const overlay::HitArea* hit = view.stage->hitAt(in.x, in.y);
        if (isIn(HitKind::Changes))
            actions.push_back(action::MoveChanges{in.wheel > 0.0f ? -1 : 1});
        else if (isIn(HitKind::Card))
            actions.push_back(action::MoveWord{in.wheel > 0.0f ? -1 : 1});
        else if (isCalendar(hit))
            actions.push_back(action::ZoomStrip{double(in.wheel), instantAt(view, in.x)});
        else if (!hit || hit->kind == HitKind::Pin)
            actions.push_back(action::Zoom{double(in.wheel), groundAt(view, in.x, in.y)});
    }
};

} // namespace

std::vector<Action> interpret(Pointer& pointer, const MouseInput& input, const HitView& view) {
    Interpreter i{pointer, input, view};
    i.point();
    if (i.draw())
        return i.actions;
    if (pointer.hold != Hold::Nothing) {
        i.drag();
        if (!input.left.down && !input.right.down)
            i.release();
    }
    if (input.overWidget)
        return i.actions;
    if (pointer.hold == Hold::Nothing && (input.left.pressed || input.right.pressed)) {
        i.press();
        // A press and its release may be told in one frame.
        if (!input.left.down && !input.right.down)
            i.release();
    }
    if (input.wheel != 0.0f)
        i.wheel();
    return i.actions;
}

Shape shapeAt(const Pointer& pointer, const MouseInput& input, const HitView& view) {
    if (pointer.hold == Hold::Playhead || pointer.hold == Hold::KnownDay || pointer.hold == Hold::SinceDay ||
        pointer.hold == Hold::PanStrip)
        return Shape::LeftRight;
    if (view.pointing && !input.overWidget)
        return Shape::Nothing;
    if (view.penning && !input.overWidget)
        return Shape::Arrow;
    if (pointer.hold != Hold::Nothing || input.overWidget || !view.stage)
        return Shape::Arrow;
    const overlay::HitArea* hit = view.stage->hitAt(input.x, input.y);
    if (!hit)
        return Shape::Arrow;
    switch (hit->kind) {
    case HitKind::Strip:
    case HitKind::KnownAxis:
    case HitKind::ChangedSince:
        return Shape::LeftRight;
    case HitKind::AsOfMode:
    case HitKind::Country:
    case HitKind::Mark:
    case HitKind::Pin:
    case HitKind::CardSources:
    case HitKind::CardRow:
        return Shape::Hand;
    case HitKind::Changes:
    case HitKind::Card:
        break;
    }
    return Shape::Arrow;
}

} // namespace perilune::ui
