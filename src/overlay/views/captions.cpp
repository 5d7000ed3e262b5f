#include "overlay/views/views.h"

namespace perilune::overlay {

namespace {

/// The right edge of what lies left of the card, where the card reaches down to `top`.
float rightEdgeAt(const Page& page, float top) {
    const bool beside = !page.at.across() && !isEmpty(page.card) && page.card.y1 > top;
    return beside ? page.card.x0 - 20.0f * page.at.u : page.at.width - page.at.margin;
}

} // namespace

void layNotes(Page& page, Canvas& canvas) {
    const Measures& m = page.at;
    std::string line;
    for (const std::string& note : page.scene.notes)
        line += (line.empty() ? "" : "  \u00b7  ") + note;
    const Type style = type::withHalo(type::kSmall);
    const float baseline = floorOf(page, 6.0f) - 6.0f * m.u, pitch = 1.25f * canvas.pixels(style);
    const float top = baseline - canvas.pixels(style);
    // Where there is hardly room for a caption it goes before them.
    const bool captioned = !page.scene.caption.empty() && page.scene.captionOpacity > 0.0;
    if (top - (captioned ? 64.0f * m.u : 0.0f) < page.tools.y1)
        return;
    // In two lines, where one would cut what they say, if there is room.
    std::vector<std::string> lines;
    if (!line.empty())
        lines.push_back(canvas.fitted(line, style, rightEdgeAt(page, top) - m.margin));
    if (!line.empty() && lines[0] != line && !lines[0].empty() && top - pitch > page.tools.y1)
        lines = canvas.wrapped(line, style, rightEdgeAt(page, top - pitch) - m.margin, 2);
    // Where the evidence ends has a line of its own above them, where the strip has none for it.
    std::vector<std::string> evidence;
    const float above = top - pitch * static_cast<float>(lines.size());
    if (!page.scene.evidence.empty() && !page.evidenceTold && above > page.tools.y1)
        for (std::string& told :
             canvas.wrapped(page.scene.evidence, style, rightEdgeAt(page, above - pitch) - m.margin, 2))
            evidence.push_back(std::move(told));
    lines.insert(lines.begin(), evidence.begin(), evidence.end());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].empty())
            continue;
        const float y = baseline - pitch * static_cast<float>(lines.size() - 1 - i);
        canvas.text(m.margin, y, lines[i], style, canvas.inks().soft);
        const Rect box = grown(canvas.boxOf(m.margin, y, canvas.widthOf(lines[i], style), style), 4.0f * m.u);
        page.notes =
            isEmpty(page.notes) ? box : Rect{box.x0, page.notes.y0, std::max(page.notes.x1, box.x1), box.y1};
        page.taken.push_back(box);
    }
    if (!isEmpty(page.notes))
        page.parts.push_back({PartKind::Notes, page.notes});
}

void layCaption(Page& page, Canvas& canvas, Canvas& scrims) {
    const scene::Scene& s = page.scene;
    if (s.caption.empty() || s.captionOpacity <= 0.0)
        return;
    const Measures& m = page.at;
    const auto opacity = static_cast<float>(std::min(1.0, s.captionOpacity));
    const float padX = 20.0f * m.u, padY = 11.0f * m.u;
    // Notes keep their place; a caption stands above them.
    const float bottom = (isEmpty(page.notes) ? floorOf(page, 6.0f) : page.notes.y0) - 4.0f * m.u;
    const float top = std::max(page.tools.y1, m.margin) + 4.0f * m.u;
    // In as large letters as it is whole in.
    Type style = type::kLargeBold;
    float pitch = 0, widest = 0;
    std::size_t most = 0;
    std::vector<std::string> lines;
    const float x0 = m.margin;
    float x1 = m.width - m.margin;
    for (const Type& smaller : {type::kLargeBold, type::kBodyBold, type::kSmallBold}) {
        style = smaller;
        pitch = 1.28f * canvas.pixels(style);
        const float mostLines = style.size == Fonts::Size::Large ? 3.0f : 6.0f;
        most = static_cast<std::size_t>(std::clamp((bottom - top - 2 * padY) / pitch, 0.0f, mostLines));
        x1 = rightEdgeAt(page, bottom - 3 * pitch - 2 * padY);
        const float share = style.size == Fonts::Size::Large ? 0.66f : 0.8f;
        widest = std::min(x1 - x0 - 2 * padX, (m.across() || m.narrow() ? 1.0f : share) * m.width);
        lines = canvas.wrapped(s.caption, style, widest, most);
        if (!lines.empty() && !canvas.isCut(lines.back()))
            break;
    }
    if (lines.empty())
        return;

    // Lines of like length: the narrowest measure that needs no more lines.
    const bool whole = lines.back().find("\u2026") == std::string::npos;
    if (lines.size() > 1 && whole) {
        float low = 0.4f * widest, high = widest;
        for (int i = 0; i < 8; ++i) {
            const float middle = 0.5f * (low + high);
            const std::vector<std::string> narrower = canvas.wrapped(s.caption, style, middle, most);
            const bool fits =
                narrower.size() == lines.size() && narrower.back().find("\u2026") == std::string::npos;
            (fits ? high : low) = middle;
            if (fits)
                lines = narrower;
        }
    }
    float width = 0;
    for (const std::string& line : lines)
        width = std::max(width, canvas.widthOf(line, style));
    const float height = pitch * static_cast<float>(lines.size());
    const float middle = std::clamp(0.5f * m.width, x0 + padX + 0.5f * width, x1 - padX - 0.5f * width);
    const Rect plate{middle - 0.5f * width - padX, bottom - height - 2 * padY, middle + 0.5f * width + padX,
                     bottom};
    if (plate.y0 < top)
        return;
    scrims.feathered(grown(plate, -14.0f * m.u, -10.0f * m.u), 30.0f * m.u,
                     canvas.inks().veil(0.80f * opacity));
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const float centre = plate.y0 + padY + pitch * (static_cast<float>(i) + 0.5f);
        canvas.textCentred(middle, canvas.baselineFor(centre, style), lines[i], style,
                           canvas.inks().text.withAlpha(opacity));
    }
    page.caption = plate;
    page.stand(PartKind::Caption, plate);
}

void layCurtain(Page& page, Canvas& canvas) {
    const auto alpha = static_cast<float>(std::clamp(page.scene.curtain, 0.0, 1.0));
    if (alpha > 0.0f)
        canvas.fill(page.at.picture(), ink(0x000000, alpha));
}

} // namespace perilune::overlay
