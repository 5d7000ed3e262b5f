#include "overlay/strip/strip_layout.h"

#include <cmath>

namespace perilune::overlay {

namespace {

constexpr float kMostOfHeight = 0.335f;
constexpr float kMostOfHeightForNames = 0.46f; ///< where the names of more lanes would have no room otherwise
constexpr float kMostOfHeightUpright = 0.40f;
constexpr float kMostOfHeightForGaps = 0.06f;
constexpr float kKnownRow = 33.0f, kCalendarRow = 30.0f, kGroupGap = 7.0f, kFoot = 10.0f,
                kWidestPitch = 25.0f, kCountsRow = 52.0f, kModeRow = 34.0f, kHeadRow = 20.0f,
                kHiddenRow = 18.0f;
constexpr float kPitchForTitles = 17.0f, kLeastPitchWithKnown = 4.0f;
constexpr float kTransportWidth = 116.0f; ///< of the window's buttons beside the calendar, in u of tools
constexpr float kFolded = 0.4f;           ///< of a lane's height

/// A lane's share of the height that a whole one has.
float shareOf(const scene::StripLane& lane) {
    return lane.folded ? kFolded : 1.0f;
}

/// In columns at the left of the axis: where programmes, lanes and the axis begin.
void placeColumns(StripLayout& s, const scene::Strip& strip, const Measures& m, const Canvas& canvas) {
    const float u = m.u;
    float programmeWidth = 0, widestWord = 0, laneWidth = 0, firstWord = 40.0f * u;
    for (const scene::StripProgramme& p : strip.programmes) {
        // Rounded up: a title that just fits its column is not cut for a rounding.
        programmeWidth =
            std::max(programmeWidth, std::ceil(canvas.widthOf(p.title, type::kSmallBold)) + 1.0f);
        for (std::size_t at = 0; at < p.title.size();) {
            const std::size_t end = std::min(p.title.find(' ', at), p.title.size());
            widestWord = std::max(widestWord, canvas.widthOf(p.title.substr(at, end - at), type::kSmallBold));
            at = end + 1;
        }
        for (const scene::StripLane& lane : p.lanes)
            if (laneWidth = std::max(laneWidth, canvas.widthOf(lane.title, type::kSmall));
                lane.title.find(' ') != std::string::npos)
                firstWord =
                    std::max(firstWord, canvas.widthOf(lane.title.substr(0, lane.title.find(' ')) + "\u2026",
                                                       type::kSmall));
            else
                firstWord = std::max(firstWord, canvas.widthOf(lane.title, type::kSmall));
    }
    const float column = (m.width > 1.6f * m.height ? 0.235f : 0.27f) * m.width - m.margin;
    const float markRoom = 20.0f * u, apart = 16.0f * u;
    s.programmeX = m.margin;
    // A long title is broken into lines, so that its longest word should fit.
    const float share = std::clamp(markRoom + widestWord + 1.0f, 0.5f * column, 0.56f * column);
    s.programmeWidth = std::min(markRoom + programmeWidth, laneWidth > 0 ? share : column);
    s.laneWidth = std::min(laneWidth, column - s.programmeWidth - apart);
    if (s.laneWidth < std::min(firstWord, laneWidth)) { // then the programmes have it all
        s.laneWidth = 0;
        s.programmeWidth = std::min(markRoom + programmeWidth, column);
    }
    float right = s.programmeX + s.programmeWidth + (s.laneWidth > 0 ? apart + s.laneWidth : 0.0f);
    if (s.knownY > 0) {
        // The mode's name stands in the same column.
        const float needs = m.margin + canvas.widthOf("as it looked then", type::kSmall) + 18.0f * u;
        right = std::max(right, std::min(needs, m.margin + column));
    }
    right = std::max(right, m.margin + std::min(kTransportWidth * m.uOfTools, 0.4f * m.width));
    s.laneX = right - s.laneWidth;
    s.axis.rect.x0 = right + 16.0f * u;
    s.mode = {m.margin, s.knownY - 13.0f * u, right, s.knownY + 13.0f * u};
}

} // namespace

StripLayout stripLayoutOf(const scene::Strip& strip, const Page& page, const Canvas& canvas) {
    const Measures& m = page.at;
    const float u = m.u;
    StripLayout s;

    s.namesAbove = m.upright();
    float count = 0, groups = 0;
    for (const scene::StripProgramme& p : strip.programmes) {
        for (const scene::StripLane& lane : p.lanes)
            count += shareOf(lane);
        groups += p.lanes.empty() ? 0.0f : 1.0f;
    }
    count = std::max(count, kFolded);
    const float between = std::max(groups, 2.0f) - 1.0f;
    const float gap = std::min(kGroupGap * u, kMostOfHeightForGaps * m.height / between);
    const float gaps = groups > 1.0f ? between * gap : 0.0f;
    const float counts = page.scene.partners ? (kCountsRow + kGroupGap) * u : 0.0f;
    const float heads = s.namesAbove ? groups * kHeadRow * u : 0.0f;
    const float hidden = strip.hidden > 0 ? kHiddenRow * u : 0.0f;
    const auto heightFor = [&](bool known, float pitch) {
        const float rows = known ? kKnownRow + (s.namesAbove ? kModeRow : 0.0f) : 6.0f;
        return (rows + kCalendarRow + kFoot) * u + gaps + heads + hidden + count * pitch + counts;
    };
    // With large letters the rest of the picture needs the room.
    const float roomy = std::clamp((m.height / u - 480.0f) / 160.0f, 0.0f, 1.0f);
    // And where they are largest in a small room, the calendar has to do.
    const float share = kMostOfHeight - 0.085f * std::clamp((400.0f - m.height / u) / 100.0f, 0.0f, 1.0f);
    const float mostForNames =
        share + roomy * ((s.namesAbove ? kMostOfHeightUpright : kMostOfHeightForNames) - share);
    const float named = std::min(heightFor(true, kPitchForTitles * u) - counts, mostForNames * m.height);
    const float most = std::max({share * m.height, named, 60.0f * u}) + 0.4f * counts;
    const auto pitchFor = [&](bool known) {
        return std::min(kWidestPitch * u, (most - heightFor(known, 0.0f)) / count);
    };
    const bool known = pitchFor(true) >= kLeastPitchWithKnown * u;
    // However many there are, all of them lie in the picture.
    s.pitch = std::max(0.01f, pitchFor(known));
    const float height = std::min(heightFor(known, s.pitch), 0.6f * m.height);
    s.area = {0, m.height - height, m.width, m.height};
    float y = s.area.y0;
    const float modeY = y + 0.5f * kModeRow * u;
    if (known && s.namesAbove)
        y += kModeRow * u;
    if (known) {
        s.knownY = std::round(y + 15.0f * u);
        y += kKnownRow * u;
    } else {
        y += 6.0f * u;
    }
    s.calendarY = y + 8.0f * u;
    s.baseline = std::round(y + (kCalendarRow - 4.0f) * u);
    y += kCalendarRow * u;

    s.axis.rect = {0, s.baseline, m.width - m.margin, m.height - kFoot * u};
    const float t = m.uOfTools;
    if (s.namesAbove) {
        s.programmeX = s.axis.rect.x0 = m.margin;
        s.programmeWidth = m.width - 2.0f * m.margin;
        s.mode = {m.margin, modeY - 13.0f * u, m.width - m.margin - (kTransportWidth + 8.0f) * t,
                  modeY + 13.0f * u};
        s.transport = {m.width - m.margin - kTransportWidth * t, modeY - 17.0f * t, m.width - m.margin,
                       modeY + 17.0f * t};
    } else {
        placeColumns(s, strip, m, canvas);
        const float middle = s.calendarY + 4.0f * u;
        s.transport = {m.margin, middle - 17.0f * t, m.margin + kTransportWidth * t, middle + 17.0f * t};
    }
    s.axis.span = strip.span;
    if (s.axis.span.last < s.axis.span.first)
        std::swap(s.axis.span.first, s.axis.span.last);

    for (const scene::StripProgramme& p : strip.programmes) {
        if (p.lanes.empty())
            continue;
        if (!s.rows.empty())
            y += gap;
        if (s.namesAbove)
            s.heads.push_back(canvas.runsLeft(p.title, type::kSmallBold)
                                  ? Rect{s.programmeX, y, s.axis.rect.x1, y + kHeadRow * u}
                                  : Rect{s.programmeX, y,
                                         s.programmeX + 24.0f * u + canvas.widthOf(p.title, type::kSmallBold),
                                         y + kHeadRow * u});
        y += s.namesAbove ? kHeadRow * u : 0.0f;
        for (const scene::StripLane& lane : p.lanes) {
            const float pitch = s.pitch * shareOf(lane);
            s.rows.push_back({&p, &lane, y + 0.5f * pitch, pitch});
            y += pitch;
        }
    }
    if (hidden > 0.0f)
        s.hidden = {s.programmeX, y, s.axis.rect.x1, y + hidden};
    y += hidden;
    if (counts > 0.0f)
        s.counts = {0, y + kGroupGap * u, m.width, y + counts};
    return s;
}

} // namespace perilune::overlay
