#include "overlay/stage.h"

#include "overlay/ground/ground.h"
#include "overlay/page.h"
#include "overlay/strip/strip.h"
#include "overlay/views/views.h"

#include <algorithm>
#include <cmath>

namespace perilune::overlay {

base::Instant StripAxis::instantAt(float x) const {
    const auto begin = base::startOf(span.first);
    const double length = double((base::startOf(span.last + std::chrono::days{1}) - begin).count());
    const double share = rect.x1 > rect.x0 ? double(x - rect.x0) / double(rect.x1 - rect.x0) : 0.0;
    return begin + std::chrono::milliseconds{std::llround(share * length)};
}

float StripAxis::xOf(base::Instant instant) const {
    const auto begin = base::startOf(span.first);
    const double length = double((base::startOf(span.last + std::chrono::days{1}) - begin).count());
    if (length <= 0.0)
        return rect.x0;
    return static_cast<float>(double(rect.x0) +
                              double((instant - begin).count()) / length * double(rect.x1 - rect.x0));
}

const HitArea* Stage::hitAt(float x, float y) const {
    for (auto it = hits.rbegin(); it != hits.rend(); ++it)
        if (it->rect.contains(x, y))
            return &*it;
    return nullptr;
}

Measures measuresOf(const Viewport& viewport, const Fonts& fonts) {
    Measures m;
    m.width = static_cast<float>(viewport.width);
    m.height = static_cast<float>(viewport.height);
    m.u = fonts.pixels(Fonts::Size::Small) / 16.0f;
    m.margin = std::max(6.0f * m.u, std::min({32.0f * m.u, 0.03f * m.width, 0.05f * m.height}));
    return m;
}

Stage layoutStage(const scene::Scene& scene, const Viewport& viewport, const Fonts& fonts,
                  const WorldMap* worldMap) {
    Page page{scene, fonts, worldMap, measuresOf(viewport, fonts), {}, {}, {}, {}, {}, {}, {}, {}, false};
    const auto canvasOf = [&] { return Canvas(fonts, page.at.width, page.at.height); };
    Canvas chrome = canvasOf(), scrims = canvasOf();
    layTitles(page, chrome, scrims);
    layStrip(page, chrome, scrims);
    layCard(page, chrome);
    layNotes(page, chrome);
    layCaption(page, chrome, scrims);
    Canvas views = canvasOf();
    layPartners(page, views);
    layChanges(page, views);
    layFacts(page, chrome);
    layScale(page, chrome);
    layLegend(page, chrome);
    layBodies(page, chrome);

    // Pins lie below the rest, also for clicks.
    Canvas canvas = canvasOf(), pins = canvasOf();
    std::vector<HitArea> above = std::move(page.hits);
    page.hits.clear();
    layGraticule(page, canvas);
    Canvas crafts = canvasOf();
    layPaths(page, canvas, crafts);
    layPins(page, pins, canvas);
    Canvas ground = canvasOf();
    layGroundLabels(page, ground);
    page.hits.insert(page.hits.end(), std::make_move_iterator(above.begin()),
                     std::make_move_iterator(above.end()));
    canvas.append(std::move(scrims));
    canvas.append(std::move(views));
    canvas.append(std::move(ground));
    canvas.append(std::move(pins));
    canvas.append(std::move(crafts));
    canvas.append(std::move(chrome));
    layCurtain(page, canvas);

    Stage stage;
    stage.draw = canvas.takeDrawing();
    stage.texts = canvas.takeTexts();
    stage.hits = std::move(page.hits);
    stage.axis = page.axis;
    return stage;
}

} // namespace perilune::overlay
