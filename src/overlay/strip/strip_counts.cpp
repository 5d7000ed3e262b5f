// How many partners each bloc had, as steps along the calendar below the lanes.
#include "overlay/ink/label_stack.h"
#include "overlay/ink/symbols.h"
#include "overlay/strip/strip_layout.h"

#include <algorithm>

namespace perilune::overlay {

namespace {

/// The end of a curve at the playhead: where its number stands.
struct Reading {
    const scene::BlocLines* bloc = nullptr;
    float y = 0;
};

std::size_t countAt(const scene::BlocLines& bloc, base::Day day) {
    std::size_t count = 0;
    for (const scene::CountStep& step : bloc.steps)
        if (step.day <= day)
            count = step.count;
    return count;
}

} // namespace

void layCounts(const StripLayout& s, const scene::Strip& strip, const scene::PartnerView& view, Page& page,
               Canvas& canvas) {
    if (isEmpty(s.counts))
        return;
    const float u = page.at.u;
    const Rect& axis = s.axis.rect;
    const float floor = s.counts.y1 - 3.0f * u, ceiling = s.counts.y0 + 7.0f * u;
    std::size_t most = 1;
    for (const scene::BlocLines& bloc : view.blocs)
        for (const scene::CountStep& step : bloc.steps)
            most = std::max(most, step.count);
    const auto yOf = [&](std::size_t count) {
        return floor - (floor - ceiling) * static_cast<float>(count) / static_cast<float>(most);
    };
    const float head = s.axis.xOf(strip.playhead);

    canvas.gradientAcross({page.at.margin, s.counts.y0 - 4.0f * u, axis.x1, s.counts.y0 - 3.0f * u},
                          canvas.inks().rule(0.18f), canvas.inks().rule(0.06f));
    canvas.text(s.programmeX + 20.0f * u,
                canvas.baselineFor(0.5f * (s.counts.y0 + s.counts.y1), type::kSmallBold),
                canvas.fitted("Partners", type::kSmallBold, axis.x0 - s.programmeX - 24.0f * u),
                type::kSmallBold, canvas.inks().text);
    canvas.fill({axis.x0, floor, axis.x1, floor + std::max(1.0f, 0.6f * u)}, canvas.inks().rule(0.22f));

    canvas.pushClip({axis.x0, s.counts.y0 - 2.0f * u, axis.x1, s.counts.y1});
    for (const scene::BlocLines& bloc : view.blocs) {
        const Ink colour = canvas.inks().readable(ink(bloc.colour));
        const float half = std::max(0.75f, 1.0f * u);
        // What comes after the playhead is known, but not yet there.
        const auto piece = [&](float x0, float x1, std::size_t count) {
            for (const bool later : {false, true}) {
                const float from = later ? std::max(x0, head) : x0, to = later ? x1 : std::min(x1, head);
                if (to <= from)
                    continue;
                const float y = yOf(count);
                canvas.fill({from, y, to, floor}, colour.withAlpha(later ? 0.05f : 0.14f));
                canvas.fill({from, y - half, to, y + half}, colour.withAlpha(later ? 0.35f : 1.0f));
            }
        };
        for (std::size_t i = 0; i < bloc.steps.size(); ++i) {
            const float x0 = s.axis.xOf(base::startOf(bloc.steps[i].day));
            const float x1 = i + 1 < bloc.steps.size()
                                 ? s.axis.xOf(base::startOf(bloc.steps[i + 1].day))
                                 : std::max(x0, s.axis.xOf(base::startOf(strip.knownDay.day)));
            piece(x0, x1, bloc.steps[i].count);
            const std::size_t before = i > 0 ? bloc.steps[i - 1].count : 0;
            const float low = yOf(std::min(before, bloc.steps[i].count)),
                        high = yOf(std::max(before, bloc.steps[i].count));
            canvas.fill({x0 - half, high - half, x0 + half, low + half},
                        colour.withAlpha(x0 > head ? 0.35f : 1.0f));
        }
    }
    canvas.popClip();

    if (head < axis.x0 || head > axis.x1)
        return;
    std::vector<Reading> readings;
    for (const scene::BlocLines& bloc : view.blocs)
        if (const std::size_t count = countAt(bloc, base::dayOf(strip.playhead)); count > 0)
            readings.push_back({&bloc, yOf(count)});
    std::sort(readings.begin(), readings.end(), [](const Reading& a, const Reading& b) { return a.y < b.y; });
    const Type style = type::tabular(type::kSmallBold);
    const float line = 17.0f * u;
    std::vector<float> wishes;
    for (const Reading& reading : readings)
        wishes.push_back(reading.y - 0.5f * line);
    const std::vector<float> tops = stacked(wishes, std::vector<float>(readings.size(), line),
                                            s.counts.y0 - 5.0f * u, s.counts.y1 + 5.0f * u);
    for (std::size_t i = 0; i < readings.size(); ++i) {
        const Reading& reading = readings[i];
        const std::string number = std::to_string(countAt(*reading.bloc, base::dayOf(strip.playhead)));
        const float width = canvas.widthOf(number, style) + 15.0f * u;
        const bool left = head + width + 12.0f * u > axis.x1;
        const float x = left ? head - 8.0f * u - width : head + 8.0f * u;
        const float y = tops[i] + 0.5f * line;
        const Ink colour =
            mixed(canvas.inks().readable(ink(reading.bloc->colour)), canvas.inks().text, 0.25f);
        canvas.feathered({x, y - 5.0f * u, x + width, y + 5.0f * u}, 8.0f * u, canvas.inks().veil(0.85f));
        fillMark(canvas, reading.bloc->mark, {x + 5.0f * u, y}, 4.2f * u, colour);
        canvas.text(x + 14.0f * u, canvas.baselineFor(y, style), number, style, colour);
    }
}

} // namespace perilune::overlay
