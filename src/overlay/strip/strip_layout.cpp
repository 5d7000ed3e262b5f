#include "overlay/strip/strip_layout.h"

#include <cmath>

namespace perilune::overlay {

namespace {

constexpr float kMostOfHeight = 0.335f;
constexpr float kMostOfHeightForNames = 0.46f; ///< where the names of more lanes would have no room otherwise
constexpr float kMostOfHeightForGaps = 0.06f;
constexpr float kKnownRow = 33.0f, kCalendarRow = 30.0f, kGroupGap = 7.0f, kFoot = 10.0f,
                kWidestPitch = 25.0f, kCountsRow = 52.0f;
constexpr float kPitchForTitles = 17.0f, kLeastPitchForTitles = 15.5f, kLeastPitchWithKnown = 10.0f;

} // namespace

StripLayout stripLayoutOf(const scene::Strip& strip, const Page& page, const Canvas& canvas) {
    const Measures& m = page.at;
    const float u = m.u;
    StripLayout s;

    std::size_t lanes = 0, groups = 0;
    for (const scene::StripProgramme& p : strip.programmes) {
        lanes += p.lanes.size();
        groups += p.lanes.empty() ? 0 : 1;
    }
    const float count = static_cast<float>(std::max<std::size_t>(1, lanes));
    const float between = static_cast<float>(std::max<std::size_t>(2, groups) - 1);
    const float gap = std::min(kGroupGap * u, kMostOfHeightForGaps * m.height / between);
    const float gaps = groups > 1 ? between * gap : 0.0f;
    const float counts = page.scene.partners ? (kCountsRow + kGroupGap) * u : 0.0f;
    const auto heightFor = [&](bool known, float pitch) {
        return (known ? kKnownRow : 6.0f) * u + (kCalendarRow + kFoot) * u + gaps + count * pitch + counts;
    };
    const float named =
        std::min(heightFor(true, kPitchForTitles * u) - counts, kMostOfHeightForNames * m.height);
    const float most = std::max({kMostOfHeight * m.height, named, 60.0f * u}) + 0.4f * counts;
    const auto pitchFor = [&](bool known) {
        return std::min(kWidestPitch * u, (most - heightFor(known, 0.0f)) / count);
    };
    const bool known = pitchFor(true) >= kLeastPitchWithKnown * u;
    // However many there are, all of them lie in the picture.
    s.pitch = std::max(0.01f, pitchFor(known));
    s.nameEvery = std::max<std::size_t>(
        1, static_cast<std::size_t>(std::ceil(kLeastPitchForTitles * u / s.pitch - 0.01f)));
    const float height = std::min(heightFor(known, s.pitch), 0.6f * m.height);
    s.area = {0, m.height - height, m.width, m.height};
    float y = s.area.y0;
    if (known) {
        s.knownY = std::round(y + 15.0f * u);
        y += kKnownRow * u;
    } else {
        y += 6.0f * u;
    }
    s.calendarY = y + 8.0f * u;
    s.baseline = std::round(y + (kCalendarRow - 4.0f) * u);
    y += kCalendarRow * u;

    float programmeWidth = 0, widestWord = 0, laneWidth = 0;
    for (const scene::StripProgramme& p : strip.programmes) {
        programmeWidth = std::max(programmeWidth, canvas.widthOf(p.title, type::kSmallBold));
        for (std::size_t at = 0; at < p.title.size();) {
            const std::size_t end = std::min(p.title.find(' ', at), p.title.size());
            widestWord = std::max(widestWord, canvas.widthOf(p.title.substr(at, end - at), type::kSmallBold));
            at = end + 1;
        }
        for (const scene::StripLane& lane : p.lanes)
            laneWidth = std::max(laneWidth, canvas.widthOf(lane.title, type::kSmall));
    }
    const float column = (m.width > 1.6f * m.height ? 0.235f : 0.27f) * m.width - m.margin;
    const float markRoom = 20.0f * u, apart = 16.0f * u;
    s.programmeX = m.margin;
    // A long title is broken into lines, so that its longest word should fit.
    const float share = std::clamp(markRoom + widestWord + 1.0f, 0.5f * column, 0.56f * column);
    s.programmeWidth = std::min(markRoom + programmeWidth, laneWidth > 0 ? share : column);
    s.laneWidth = std::min(laneWidth, column - s.programmeWidth - apart);
    if (s.laneWidth < 40.0f * u) { // then the programmes have it all
        s.laneWidth = 0;
        s.programmeWidth = std::min(markRoom + programmeWidth, column);
    }
    float right = s.programmeX + s.programmeWidth + (s.laneWidth > 0 ? apart + s.laneWidth : 0.0f);
    if (known) {
        // The mode's name stands in the same column.
        const float needs = m.margin + canvas.widthOf("as it looked then", type::kSmall) + 18.0f * u;
        right = std::max(right, std::min(needs, m.margin + column));
    }
    s.laneX = right - s.laneWidth;
    s.axis.rect = {right + 16.0f * u, s.baseline, m.width - m.margin, m.height - kFoot * u};
    s.axis.span = strip.span;
    if (s.axis.span.last < s.axis.span.first)
        std::swap(s.axis.span.first, s.axis.span.last);

    for (const scene::StripProgramme& p : strip.programmes) {
        if (p.lanes.empty())
            continue;
        if (!s.rows.empty())
            y += gap;
        for (const scene::StripLane& lane : p.lanes) {
            s.rows.push_back({&p, &lane, y + 0.5f * s.pitch});
            y += s.pitch;
        }
    }
    if (counts > 0.0f)
        s.counts = {0, y + kGroupGap * u, m.width, y + counts};
    return s;
}

} // namespace perilune::overlay
