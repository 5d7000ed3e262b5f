#include "overlay/views/placard.h"

#include "overlay/page.h"

#include <fmt/format.h>

#include <algorithm>

namespace perilune::overlay {

namespace {

constexpr std::size_t kMostPlacardLines = 64; // of one text
constexpr float kPlacardEdge = 0.05f;         // free at each side: within what every screen shows

/// The measures of a page with a list.
struct PlacardPage {
    Rect room;
    float heading = 0, pitch = 0, gap = 0; ///< height of the heading, of a line, between texts
};

PlacardPage placardPage(const Canvas& canvas, const Measures& m) {
    PlacardPage page;
    page.room = {kPlacardEdge * m.width, kPlacardEdge * m.height, (1.0f - kPlacardEdge) * m.width,
                 (1.0f - kPlacardEdge) * m.height};
    page.heading = 2.0f * canvas.pixels(type::kLargeBold);
    page.pitch = 1.3f * canvas.pixels(type::kSmall);
    page.gap = 0.45f * canvas.pixels(type::kSmall);
    return page;
}

std::vector<std::string> brokenLine(const Canvas& canvas, const PlacardPage& page, const std::string& line) {
    return canvas.wrapped(line, type::kSmall, page.room.x1 - page.room.x0, kMostPlacardLines);
}

void layTitlePlacard(const Placard& placard, Canvas& canvas, const Measures& m, float opacity) {
    const float room = (1.0f - 2.0f * kPlacardEdge) * m.width;
    const auto heading = canvas.wrapped(placard.heading, type::kTitle, room, 3);
    const float headPitch = 1.25f * canvas.pixels(type::kTitle), pitch = 1.4f * canvas.pixels(type::kBody);
    std::vector<std::string> lines;
    for (const std::string& line : placard.lines)
        for (std::string& part : canvas.wrapped(line, type::kBody, room, 3))
            lines.push_back(std::move(part));
    const float gap = lines.empty() ? 0.0f : 0.8f * pitch;
    const float height = headPitch * float(heading.size()) + gap + pitch * float(lines.size());
    float y = 0.46f * m.height - 0.5f * height;
    for (const std::string& line : heading) {
        canvas.textCentred(0.5f * m.width, canvas.baselineFor(y + 0.5f * headPitch, type::kTitle), line,
                           type::kTitle, canvas.inks().text.faded(opacity));
        y += headPitch;
    }
    y += gap;
    for (const std::string& line : lines) {
        canvas.textCentred(0.5f * m.width, canvas.baselineFor(y + 0.5f * pitch, type::kBody), line,
                           type::kBody, canvas.inks().soft.faded(opacity));
        y += pitch;
    }
}

void layListPlacard(const Placard& placard, Canvas& canvas, const Measures& m, float opacity) {
    const PlacardPage page = placardPage(canvas, m);
    canvas.textBetween(page.room.x0, page.room.x1,
                       canvas.baselineFor(page.room.y0 + 0.3f * page.heading, type::kLargeBold),
                       canvas.fitted(placard.heading, type::kLargeBold, page.room.x1 - page.room.x0),
                       type::kLargeBold, canvas.inks().text.faded(opacity));
    float y = page.room.y0 + page.heading;
    for (const std::string& line : placard.lines) {
        for (const std::string& part : brokenLine(canvas, page, line)) {
            canvas.textBetween(page.room.x0, page.room.x1,
                               canvas.baselineFor(y + 0.5f * page.pitch, type::kSmall), part, type::kSmall,
                               canvas.inks().soft.faded(opacity));
            y += page.pitch;
        }
        y += page.gap;
    }
}

} // namespace

Stage layoutPlacard(const Placard& placard, const Viewport& viewport, const Fonts& fonts) {
    const Measures m = pictureOf(viewport, fonts, 0.0);
    Canvas canvas(fonts, m.width, m.height);
    canvas.fill(m.picture(), ink(0x000000));
    const auto opacity = static_cast<float>(std::clamp(placard.opacity, 0.0, 1.0));
    if (placard.isTitle)
        layTitlePlacard(placard, canvas, m, opacity);
    else
        layListPlacard(placard, canvas, m, opacity);
    Stage stage;
    stage.draw = canvas.takeDrawing();
    stage.texts = canvas.takeTexts();
    return stage;
}

std::vector<Placard> pagesOf(const std::string& heading, const std::vector<std::string>& lines,
                             const Viewport& viewport, const Fonts& fonts) {
    const Measures m = pictureOf(viewport, fonts, 0.0);
    const Canvas canvas(fonts, m.width, m.height);
    const PlacardPage page = placardPage(canvas, m);
    const float room = page.room.y1 - page.room.y0 - page.heading;
    std::vector<Placard> pages;
    float used = room;
    for (const std::string& line : lines) {
        const float height = page.pitch * float(brokenLine(canvas, page, line).size());
        if (pages.empty() || used + height > room) {
            pages.push_back({heading, {}, false, 1.0});
            used = 0.0f;
        }
        pages.back().lines.push_back(line);
        used += height + page.gap;
    }
    if (pages.size() > 1)
        for (std::size_t i = 0; i < pages.size(); ++i)
            pages[i].heading = fmt::format("{} ({}/{})", heading, i + 1, pages.size());
    return pages;
}

void addSafeAreas(Stage& stage, const Viewport& viewport, const Fonts& fonts) {
    const Measures m = pictureOf(viewport, fonts, 0.0);
    Canvas canvas(fonts, m.width, m.height);
    for (const float edge : {0.035f, 0.05f}) {
        const Rect area{edge * m.width, edge * m.height, (1.0f - edge) * m.width, (1.0f - edge) * m.height};
        const Point corners[] = {
            {area.x0, area.y0}, {area.x1, area.y0}, {area.x1, area.y1}, {area.x0, area.y1}};
        canvas.outline(corners, true, 3.0f * m.u, ink(0x000000, 0.45f));
        canvas.outline(corners, true, 1.2f * m.u, canvas.inks().text.withAlpha(0.8f));
    }
    DrawList lines = canvas.takeDrawing();
    const auto vertices = std::uint32_t(stage.draw.vertices.size()),
               indices = std::uint32_t(stage.draw.indices.size());
    for (std::uint32_t& index : lines.indices)
        index += vertices;
    for (DrawCommand& command : lines.commands)
        command.firstIndex += indices;
    const auto append = [](auto& to, const auto& more) { to.insert(to.end(), more.begin(), more.end()); };
    append(stage.draw.vertices, lines.vertices);
    append(stage.draw.indices, lines.indices);
    append(stage.draw.commands, lines.commands);
}

} // namespace perilune::overlay
