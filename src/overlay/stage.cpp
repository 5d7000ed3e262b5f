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

namespace {

Measures measures(const Viewport& viewport, const Fonts& fonts, const Rect& whole, const Rect& safe) {
    Measures m;
    m.width = static_cast<float>(viewport.width);
    m.height = static_cast<float>(viewport.height);
    m.u = fonts.pixels(Fonts::Size::Small) / 16.0f;
    m.uOfTools = m.u / static_cast<float>(fonts.size().percent / 100.0);
    m.margin = std::max(6.0f * m.u, std::min({32.0f * m.u, 0.03f * m.width, 0.05f * m.height}));
    m.whole = whole;
    m.safe = safe;
    return m;
}

Viewport withoutBorders(const Viewport& viewport, double safePercent) {
    const double share = std::clamp(safePercent, 0.0, 25.0) / 100.0;
    return {viewport.width - 2 * int(std::lround(share * viewport.width)),
            viewport.height - 2 * int(std::lround(share * viewport.height))};
}

const Theme& themeOf(scene::Theme theme) {
    switch (theme) {
    case scene::Theme::Documentary:
        break;
    case scene::Theme::Bright:
        return brightTheme();
    case scene::Theme::Print:
        return printTheme();
    }
    return documentaryTheme();
}

/// What was laid out in the room within the borders, as it stands in the picture.
void movePage(Page& page, float dx, float dy) {
    for (HitArea& hit : page.hits)
        hit.rect = moved(hit.rect, dx, dy);
    for (Part& part : page.parts)
        part.rect = moved(part.rect, dx, dy);
    for (Rect& taken : page.taken)
        taken = moved(taken, dx, dy);
    for (Rect* rect : {&page.titles, &page.tools, &page.strip, &page.card, &page.notes, &page.caption,
                       &page.axis.rect, &page.transport, &page.message})
        if (!isEmpty(*rect))
            *rect = moved(*rect, dx, dy);
}

} // namespace

Measures roomOf(const Viewport& viewport, const Fonts& fonts, double safePercent) {
    const Viewport room = withoutBorders(viewport, safePercent);
    const float dx = 0.5f * static_cast<float>(viewport.width - room.width),
                dy = 0.5f * static_cast<float>(viewport.height - room.height);
    const auto width = static_cast<float>(room.width), height = static_cast<float>(room.height);
    return measures(room, fonts, {-dx, -dy, width + dx, height + dy}, {0, 0, width, height});
}

Measures pictureOf(const Viewport& viewport, const Fonts& fonts, double safePercent) {
    const Viewport room = withoutBorders(viewport, safePercent);
    const float dx = 0.5f * static_cast<float>(viewport.width - room.width),
                dy = 0.5f * static_cast<float>(viewport.height - room.height);
    const auto width = static_cast<float>(viewport.width), height = static_cast<float>(viewport.height);
    return measures(viewport, fonts, {0, 0, width, height}, {dx, dy, width - dx, height - dy});
}

namespace {

constexpr float kToolsHeight = 42.0f, kMessageHeight = 28.0f; // u of tools

} // namespace

float cardWidth(const Measures& m) {
    if (m.across())
        return m.width - 2.0f * m.margin;
    return std::min(std::max(0.27f * m.width, 310.0f * m.u), 0.40f * m.width);
}

Rect toolsPlace(const Measures& m) {
    constexpr float kToolsWidth = 560.0f; // u
    const float u = m.uOfTools;
    float width = std::min(kToolsWidth * u, m.width - 2.0f * m.margin);
    const float beside = m.width - m.margin - cardWidth(m) - 10.0f * m.u;
    float middle = 0.5f * m.width;
    constexpr float kNarrower = 0.84f; // of the width, where that leaves the card its place
    if (!m.across() && beside - m.margin >= kNarrower * width) {
        width = std::min(width, beside - m.margin);
        middle = std::min(middle, beside - 0.5f * width);
    }
    const float top = titlesFloor(m) + 2.0f * m.u;
    return {middle - 0.5f * width, top, middle + 0.5f * width, top + (kToolsHeight + kMessageHeight) * u};
}

Rect messagePlace(const Measures& m) {
    Rect place = toolsPlace(m);
    place.y0 = place.y1 - kMessageHeight * m.uOfTools;
    return place;
}

Stage layoutStage(const scene::Scene& scene, const Viewport& viewport, const Fonts& fonts,
                  const WorldMap* worldMap) {
    const Theme& theme = themeOf(scene.theme);
    Page page{scene, fonts, worldMap, theme, roomOf(viewport, fonts, scene.safePercent)};
    const auto chromeCanvas = [&] { return Canvas(fonts, page.at.whole, theme.chrome); };
    Canvas chrome = chromeCanvas(), scrims = chromeCanvas();
    page.tools = toolsPlace(page.at);
    page.message = messagePlace(page.at);
    if (scene.partners || scene.changes) { // they need the room: there a message has the place of the buttons
        page.tools.y1 = page.message.y0;
        page.message = page.tools;
    }
    layTitles(page, chrome, scrims);
    layStrip(page, chrome, scrims);
    if (scene.strip || scene.card || !isEmpty(page.titles))
        page.stand(PartKind::Tools, page.tools);
    layCard(page, chrome);
    layNotes(page, chrome);
    layCaption(page, chrome, scrims);
    Canvas views = chromeCanvas();
    layPartners(page, views);
    layChanges(page, views);
    layFacts(page, chrome);
    layLegend(page, chrome);

    // The Moon is under all of the picture.
    const Rect safe = pictureOf(viewport, fonts, scene.safePercent).safe;
    for (Canvas* canvas : {&chrome, &scrims, &views})
        canvas->shift(safe.x0, safe.y0);
    movePage(page, safe.x0, safe.y0);
    page.at = pictureOf(viewport, fonts, scene.safePercent);
    const auto groundCanvas = [&] { return Canvas(fonts, page.at.whole, theme.picture); };
    Canvas bodies = groundCanvas();
    layScale(page, bodies);
    layBodies(page, bodies);

    // Pins lie below the rest, also for clicks.
    Canvas canvas = groundCanvas(), pins = groundCanvas();
    std::vector<HitArea> above = std::move(page.hits);
    page.hits.clear();
    layGraticule(page, canvas);
    Canvas crafts = groundCanvas();
    layPaths(page, canvas, crafts);
    layPins(page, pins, canvas);
    Canvas ground = groundCanvas();
    layGroundLabels(page, ground);
    page.hits.insert(page.hits.end(), std::make_move_iterator(above.begin()),
                     std::make_move_iterator(above.end()));
    canvas.append(std::move(scrims));
    canvas.append(std::move(views));
    canvas.append(std::move(ground));
    canvas.append(std::move(pins));
    canvas.append(std::move(crafts));
    canvas.append(std::move(bodies));
    canvas.append(std::move(chrome));
    layCurtain(page, canvas);

    Stage stage;
    stage.draw = canvas.takeDrawing();
    stage.texts = canvas.takeTexts();
    stage.hits = std::move(page.hits);
    stage.parts = std::move(page.parts);
    stage.axis = page.axis;
    stage.tools = page.tools;
    if (page.message.y0 > page.tools.y0)
        stage.tools.y1 = page.message.y0;
    stage.message = page.message;
    stage.transport = page.transport;
    return stage;
}

} // namespace perilune::overlay
