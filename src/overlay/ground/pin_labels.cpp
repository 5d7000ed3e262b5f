#include "overlay/ground/pin_labels.h"

#include "overlay/ink/label_stack.h"

#include <array>
#include <cmath>
#include <map>
#include <numeric>

namespace perilune::overlay {

namespace {

constexpr Type kTitle = type::kSmallBold, kSubtitle = type::kSmall;
constexpr float kTitleLine = 20.0f, kSubtitleLine = 19.0f;
/// Pins nearer to each other than this are one crowd; from this many on a crowd gets columns.
constexpr float kCrowdDistance = 60.0f;
constexpr std::size_t kCrowd = 4;
constexpr std::size_t kMostInColumns = 12, kMostLabels = 16;
constexpr float kColumnGap = 8.0f; ///< between the labels of a column

class Placement {
  public:
    Placement(const std::vector<PinSpot>& spots, const Page& page, const Canvas& canvas)
        : spots_(spots), page_(page), canvas_(canvas), u_(page.at.u) {
        const Measures& m = page.at;
        const Rect safe = grown(m.safe, -0.5f * m.margin);
        free_ = {safe.x0, isEmpty(page.titles) ? safe.y0 : page.titles.y1, safe.x1,
                 isEmpty(page.strip) ? safe.y1 : page.strip.y0 - 8.0f * u_};
    }
    std::vector<PinLabel> place();

  private:
    struct Size {
        float width = 0, height = 0;
    };
    PinLabel worded(const PinSpot& spot, float room) const;
    Size sizeOf(const PinLabel& label) const;
    bool isFree(const Rect& box, const PinSpot* owner) const;
    /// No leader of another label runs through it or crosses its own, which runs through no other label and
    /// no other pin; nor does it begin at one, as if it were that one's.
    bool isClear(const PinLabel& label) const;
    bool isUntangled(const PinLabel& label) const;
    std::vector<std::vector<const PinSpot*>> crowds(const std::vector<const PinSpot*>& order) const;
    bool placeColumns(const std::vector<const PinSpot*>& crowd);
    void placeColumn(std::vector<PinLabel> column, float edge, bool left);
    bool placeBeside(const PinSpot& spot);
    bool isLabelled(const PinSpot& spot) const {
        return std::any_of(
            labels_.begin(), labels_.end(), [&](const PinLabel& l) { return l.spot == &spot; });
    }

    const std::vector<PinSpot>& spots_;
    const Page& page_;
    const Canvas& canvas_;
    float u_;
    Rect free_;
    std::vector<PinLabel> labels_;
};

/// A line cut where its sense allows it: before a semicolon or comma, else with "…" where most of it stays.
std::string shortened(const std::string& text, float room, const Canvas& canvas) {
    if (canvas.widthOf(text, kSubtitle) <= room)
        return text;
    for (const char* stop : {";", ","}) {
        const std::size_t at = text.find(stop);
        if (at != std::string::npos && at > 0 && canvas.widthOf(text.substr(0, at), kSubtitle) <= room)
            return text.substr(0, at);
    }
    return canvas.widthOf(text, kSubtitle) <= 1.5f * room ? canvas.fitted(text, kSubtitle, room, true)
                                                          : std::string();
}

PinLabel Placement::worded(const PinSpot& spot, float room) const {
    PinLabel label;
    label.spot = &spot;
    // A name of one word is never cut.
    const std::string& title = spot.site->title;
    label.title = canvas_.fitted(title, kTitle, room, true);
    if (label.title.empty())
        label.title =
            title.find(' ') == std::string::npos
                ? title
                : canvas_.fitted(title, kTitle,
                                 canvas_.widthOf(title.substr(0, title.find(' ')) + " \u2026", kTitle) + 1.0f,
                                 true);
    label.subtitle = shortened(spot.site->subtitle, room, canvas_);
    return label;
}

Placement::Size Placement::sizeOf(const PinLabel& label) const {
    return {std::max(canvas_.widthOf(label.title, kTitle), canvas_.widthOf(label.subtitle, kSubtitle)),
            (kTitleLine + (label.subtitle.empty() ? 0.0f : kSubtitleLine)) * u_};
}

bool Placement::isFree(const Rect& box, const PinSpot* owner) const {
    if (box.x0 < free_.x0 || box.x1 > free_.x1 || box.y0 < free_.y0 || box.y1 > free_.y1 ||
        page_.isTaken(box))
        return false;
    for (const PinLabel& l : labels_)
        if (overlaps(grown(l.box, 5.0f * u_, 3.0f * u_), box))
            return false;
    for (const PinSpot& s : spots_)
        if (&s != owner &&
            overlaps({s.at.x - s.radius, s.at.y - s.radius, s.at.x + s.radius, s.at.y + s.radius}, box))
            return false;
    return true;
}

/// Whether a way of straight pieces runs through a box.
bool runsThrough(const std::vector<Point>& way, const Rect& box) {
    for (std::size_t i = 1; i < way.size(); ++i) {
        const Point a = way[i - 1], d{way[i].x - a.x, way[i].y - a.y};
        float from = 0.0f, to = 1.0f;
        const auto cut = [&](float start, float step, float low, float high) {
            if (std::abs(step) < 1e-6f) {
                if (start < low || start > high)
                    to = -1.0f;
                return;
            }
            const float t0 = (low - start) / step, t1 = (high - start) / step;
            from = std::max(from, std::min(t0, t1));
            to = std::min(to, std::max(t0, t1));
        };
        cut(a.x, d.x, box.x0, box.x1);
        cut(a.y, d.y, box.y0, box.y1);
        if (from <= to)
            return true;
    }
    return false;
}

bool crossing(Point a, Point b, Point c, Point d) {
    const auto side = [](Point p, Point q, Point r) {
        return (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
    };
    return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

bool crossing(const std::vector<Point>& one, const std::vector<Point>& other) {
    for (std::size_t i = 1; i < one.size(); ++i)
        for (std::size_t k = 1; k < other.size(); ++k)
            if (crossing(one[i - 1], one[i], other[k - 1], other[k]))
                return true;
    return false;
}

bool Placement::isUntangled(const PinLabel& label) const {
    return std::none_of(
        labels_.begin(), labels_.end(),
        [&](const PinLabel& other) {
            return runsThrough(other.leader, label.box) || runsThrough(label.leader, other.box) ||
                   crossing(label.leader, other.leader);
        });
}

bool Placement::isClear(const PinLabel& label) const {
    if (!isUntangled(label))
        return false;
    if (label.leader.empty())
        return true;
    const float besides = 24.0f * u_;
    const Rect begin = label.alignRight
                           ? Rect{label.box.x1, label.box.y0, label.box.x1 + besides, label.box.y1}
                           : Rect{label.box.x0 - besides, label.box.y0, label.box.x0, label.box.y1};
    return std::none_of(spots_.begin(), spots_.end(), [&](const PinSpot& s) {
        const Point own = label.spot->at;
        const bool together = std::hypot(s.at.x - own.x, s.at.y - own.y) < s.radius + label.spot->radius;
        const Rect mark{s.at.x - s.radius, s.at.y - s.radius, s.at.x + s.radius, s.at.y + s.radius};
        return !together && (runsThrough(label.leader, mark) || begin.contains(s.at.x, s.at.y));
    });
}

/// Pins that hang together over short distances, in the order of their most important member.
std::vector<std::vector<const PinSpot*>> Placement::crowds(const std::vector<const PinSpot*>& order) const {
    const std::size_t n = order.size();
    std::vector<std::size_t> group(n);
    std::iota(group.begin(), group.end(), std::size_t{0});
    const float limit = kCrowdDistance * u_;
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < i; ++j) {
            const float dx = order[i]->at.x - order[j]->at.x, dy = order[i]->at.y - order[j]->at.y;
            if (dx * dx + dy * dy > limit * limit || group[i] == group[j])
                continue;
            const std::size_t from = std::max(group[i], group[j]), to = std::min(group[i], group[j]);
            std::replace(group.begin(), group.end(), from, to);
        }
    std::vector<std::vector<const PinSpot*>> out;
    for (std::size_t g = 0; g < n; ++g) {
        std::vector<const PinSpot*> members;
        for (std::size_t i = 0; i < n; ++i)
            if (group[i] == g)
                members.push_back(order[i]);
        if (!members.empty())
            out.push_back(std::move(members));
    }
    return out;
}

/// One column: labels in the order of their pins, each as near to its pin's height as the others let it.
void Placement::placeColumn(std::vector<PinLabel> column, float edge, bool left) {
    if (column.empty())
        return;
    const float gap = kColumnGap * u_;
    float widest = 0, total = 0, centre = 0;
    for (const PinLabel& l : column) {
        widest = std::max(widest, sizeOf(l).width);
        total += sizeOf(l).height + gap;
        centre += l.spot->at.y / static_cast<float>(column.size());
    }
    const float x0 = left ? edge - widest : edge, x1 = left ? edge : edge + widest;
    float top = free_.y0 + 2.0f * u_, bottom = free_.y1 - 2.0f * u_;
    const auto narrow = [&](const Rect& r) {
        if (r.x1 <= x0 || r.x0 >= x1)
            return;
        if (0.5f * (r.y0 + r.y1) < centre)
            top = std::max(top, r.y1 + 3.0f * u_);
        else
            bottom = std::min(bottom, r.y0 - 3.0f * u_);
    };
    for (const Rect& r : page_.taken)
        narrow(r);
    for (const PinLabel& l : labels_)
        narrow(l.box);
    while (!column.empty() && total > bottom - top) { // the least important gives way
        const auto least =
            std::min_element(column.begin(), column.end(), [](const PinLabel& a, const PinLabel& b) {
                return std::pair(a.spot->site->selected, a.spot->site->priority) <
                       std::pair(b.spot->site->selected, b.spot->site->priority);
            });
        total -= sizeOf(*least).height + gap;
        column.erase(least);
    }
    std::vector<float> y;
    const auto settle = [&] {
        std::vector<float> wishes, heights;
        for (const PinLabel& l : column) {
            heights.push_back(sizeOf(l).height + gap);
            wishes.push_back(l.spot->at.y - 0.5f * heights.back());
        }
        y = stacked(wishes, heights, top, bottom);
    };
    const auto anchorOf = [&](std::size_t i) {
        return Point{left ? edge + 4.0f * u_ : edge - 4.0f * u_, y[i] + 0.5f * (gap + kTitleLine * u_)};
    };
    const auto leaderOf = [&](std::size_t i) {
        const Point anchor = anchorOf(i);
        return std::vector<Point>{
            anchor, {anchor.x + (left ? 12.0f : -12.0f) * u_, anchor.y}, column[i].spot->at};
    };
    settle();
    for (std::size_t pass = 0; pass < column.size(); ++pass) { // untangle the leaders
        bool swapped = false;
        for (std::size_t i = 1; i < column.size(); ++i)
            if (crossing(leaderOf(i - 1), leaderOf(i))) {
                std::swap(column[i - 1], column[i]);
                settle();
                swapped = true;
            }
        if (!swapped)
            break;
    }
    for (std::size_t i = 0; i < column.size(); ++i) {
        PinLabel label = column[i];
        const float at = y[i] + 0.5f * gap;
        const auto boxed = [&] {
            const Size size = sizeOf(label);
            label.box = left ? Rect{edge - size.width, at, edge, at + size.height}
                             : Rect{edge, at, edge + size.width, at + size.height};
            return isFree(label.box, nullptr);
        };
        label.alignRight = left;
        if (!boxed()) { // a pin of another crowd stands in the way
            label.subtitle.clear();
            if (!boxed())
                continue;
        }
        label.leader = leaderOf(i);
        if (isUntangled(label))
            labels_.push_back(std::move(label));
    }
}

bool Placement::placeColumns(const std::vector<const PinSpot*>& crowd) {
    Rect hull{crowd[0]->at.x, crowd[0]->at.y, crowd[0]->at.x, crowd[0]->at.y};
    for (const PinSpot* s : crowd)
        hull = {std::min(hull.x0, s->at.x), std::min(hull.y0, s->at.y), std::max(hull.x1, s->at.x),
                std::max(hull.y1, s->at.y)};
    // What stands at the crowd's height limits how wide the columns may be.
    float leftLimit = free_.x0, rightLimit = free_.x1;
    const float middle = 0.5f * (hull.y0 + hull.y1);
    for (const Rect& r : page_.taken) {
        if (r.y0 > middle + 40.0f * u_ || r.y1 < middle - 40.0f * u_)
            continue;
        if (r.x0 >= hull.x1)
            rightLimit = std::min(rightLimit, r.x0 - 4.0f * u_);
        if (r.x1 <= hull.x0)
            leftLimit = std::max(leftLimit, r.x1 + 4.0f * u_);
    }
    const auto distance = [&](float room) { return std::clamp(room - 200.0f * u_, 20.0f * u_, 46.0f * u_); };
    const float leftEdge = hull.x0 - distance(hull.x0 - leftLimit);
    const float rightEdge = hull.x1 + distance(rightLimit - hull.x1);
    const float leftRoom = leftEdge - leftLimit, rightRoom = rightLimit - rightEdge;
    const float least = 90.0f * u_;
    const bool useLeft = leftRoom >= least, useRight = rightRoom >= least;
    if (!useLeft && !useRight)
        return false;

    // Two lines a label while they fit, else the names alone.
    const std::size_t columns = useLeft && useRight ? 2 : 1;
    const auto fitting = [&](float lines) {
        return columns * static_cast<std::size_t>(heightOf(free_) / ((lines + kColumnGap) * u_));
    };
    const std::size_t wanted = std::min(crowd.size(), kMostInColumns);
    const bool flat = wanted > fitting(kTitleLine + kSubtitleLine);
    const std::size_t most = std::min(wanted, fitting(flat ? kTitleLine : kTitleLine + kSubtitleLine));
    std::vector<const PinSpot*> shown(crowd.begin(), crowd.begin() + static_cast<std::ptrdiff_t>(most));
    std::stable_sort(shown.begin(), shown.end(),
                     [](const PinSpot* a, const PinSpot* b) { return a->at.x < b->at.x; });
    const std::size_t onLeft = !useLeft ? 0 : !useRight ? shown.size() : (shown.size() + 1) / 2;
    std::vector<PinLabel> left, right;
    for (std::size_t i = 0; i < shown.size(); ++i) {
        PinLabel label = worded(*shown[i], std::min(260.0f * u_, i < onLeft ? leftRoom : rightRoom));
        if (flat)
            label.subtitle.clear();
        if (!label.title.empty())
            (i < onLeft ? left : right).push_back(std::move(label));
    }
    const auto byHeight = [](const PinLabel& a, const PinLabel& b) { return a.spot->at.y < b.spot->at.y; };
    std::stable_sort(left.begin(), left.end(), byHeight);
    std::stable_sort(right.begin(), right.end(), byHeight);
    placeColumn(std::move(left), leftEdge, true);
    placeColumn(std::move(right), rightEdge, false);
    return true;
}

bool Placement::placeBeside(const PinSpot& spot) {
    struct Try {
        float dx, dy; ///< of the label's near end from the pin; the sign of dx says on which side it stands
    };
    static constexpr std::array<Try, 14> kTries{{{1, 0},
                                                 {-1, 0},
                                                 {34, -34},
                                                 {34, 34},
                                                 {-34, -34},
                                                 {-34, 34},
                                                 {62, 0},
                                                 {-62, 0},
                                                 {60, -66},
                                                 {60, 66},
                                                 {-60, -66},
                                                 {-60, 66},
                                                 {90, -100},
                                                 {-90, -100}}};
    const PinLabel words = worded(spot, 280.0f * u_);
    if (words.title.empty())
        return false;
    for (const bool both : {true, false}) { // the name alone where there is no room for two lines
        PinLabel label = words;
        if (!both) {
            if (label.subtitle.empty())
                break;
            label.subtitle.clear();
        }
        const Size size = sizeOf(label);
        for (const Try& t : kTries) {
            const bool left = t.dx < 0, near = t.dy == 0 && std::abs(t.dx) < 2;
            const float away = (near ? spot.radius + 8.0f * u_ : std::abs(t.dx) * u_ + spot.radius);
            const float edge = spot.at.x + (left ? -away : away);
            const float y = spot.at.y + t.dy * u_ - (near ? 0.5f * size.height : 0.5f * kTitleLine * u_);
            label.box = left ? Rect{edge - size.width, y, edge, y + size.height}
                             : Rect{edge, y, edge + size.width, y + size.height};
            if (!isFree(label.box, &spot))
                continue;
            label.alignRight = left;
            label.leader.clear();
            if (!near) {
                const Point anchor{left ? edge + 4.0f * u_ : edge - 4.0f * u_, y + 0.5f * kTitleLine * u_};
                label.leader = {anchor, {anchor.x + (left ? 10.0f : -10.0f) * u_, anchor.y}, spot.at};
            } else if (spot.isCraft()) {
                const float from = edge + (left ? 4.0f : -4.0f) * u_;
                label.leader = {{from, spot.at.y}, {0.5f * (from + spot.at.x), spot.at.y}, spot.at};
            }
            if (!spot.site->selected && !isClear(label))
                continue;
            labels_.push_back(std::move(label));
            return true;
        }
    }
    return false;
}

std::vector<PinLabel> Placement::place() {
    std::vector<const PinSpot*> order;
    for (const PinSpot& s : spots_)
        if (s.at.x > free_.x0 && s.at.x < free_.x1 && s.at.y > free_.y0 && s.at.y < free_.y1)
            order.push_back(&s);
    if (order.size() > kMostInColumns) // in a crowd, what stepped back stays unnamed
        std::erase_if(order, [](const PinSpot* s) { return s->site->priority < 0 && !s->site->selected; });
    std::stable_sort(order.begin(), order.end(), [](const PinSpot* a, const PinSpot* b) {
        if (a->site->selected != b->site->selected)
            return a->site->selected;
        if (a->site->priority != b->site->priority)
            return a->site->priority > b->site->priority;
        return a->site->id < b->site->id;
    });
    // Of equal weight each programme in its turn, so that a crowd speaks for both.
    std::map<std::pair<int, std::string>, int> turns;
    std::map<const PinSpot*, int> turn;
    for (const PinSpot* s : order)
        turn[s] = turns[{s->site->priority, s->site->programme}]++;
    std::stable_sort(order.begin(), order.end(), [&](const PinSpot* a, const PinSpot* b) {
        if (a->site->selected != b->site->selected)
            return a->site->selected;
        if (a->site->priority != b->site->priority)
            return a->site->priority > b->site->priority;
        return turn.at(a) < turn.at(b);
    });
    std::vector<const PinSpot*> alone;
    for (const auto& crowd : crowds(order)) {
        const bool inColumns = crowd.size() >= kCrowd && placeColumns(crowd);
        for (const PinSpot* s : crowd)
            if (!inColumns || (s->site->selected && !isLabelled(*s)))
                alone.push_back(s);
    }
    for (const PinSpot* s : alone)
        if (labels_.size() < kMostLabels || s->site->selected)
            placeBeside(*s);
    return std::move(labels_);
}

} // namespace

std::vector<PinLabel> placePinLabels(const std::vector<PinSpot>& spots, const Page& page,
                                     const Canvas& canvas) {
    return Placement(spots, page, canvas).place();
}

} // namespace perilune::overlay
