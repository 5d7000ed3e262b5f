#include "overlay/views/views.h"

namespace perilune::overlay {

namespace {

/// The lowest line that captions and notes may use.
float floorOf(const Page& page) {
    return isEmpty(page.strip) ? page.at.height - page.at.margin : page.strip.y0 - 6.0f * page.at.u;
}

/// The right edge of what lies left of the card, where the card reaches down to `top`.
float rightEdgeAt(const Page& page, float top) {
    const bool beside = !isEmpty(page.card) && page.card.y1 > top;
    return beside ? page.card.x0 - 20.0f * page.at.u : page.at.width - page.at.margin;
}

} // namespace

void layNotes(Page& page, Canvas& canvas) {
    const Measures& m = page.at;
    std::string line;
    for (const std::string& note : page.scene.notes)
        line += (line.empty() ? "" : "  \u00b7  ") + note;
    const Type style = type::withHalo(type::kSmall);
    const float baseline = floorOf(page) - 6.0f * m.u, pitch = 1.25f * canvas.pixels(style);
    const float top = baseline - canvas.pixels(style);
    if (top < page.titles.y1)
        return;
    // In two lines, where one would cut what they say, if there is room.
    std::vector<std::string> lines;
    if (!line.empty())
        lines.push_back(canvas.fitted(line, style, rightEdgeAt(page, top) - m.margin));
    if (!line.empty() && lines[0] != line && !lines[0].empty() && top - pitch > page.titles.y1)
        lines = canvas.wrapped(line, style, rightEdgeAt(page, top - pitch) - m.margin, 2);
    // Where the evidence ends has a line of its own above them, where the strip has none for it.
    const float above = top - pitch * static_cast<float>(lines.size());
    if (!page.scene.evidence.empty() && !page.evidenceTold && above > page.titles.y1)
        lines.insert(lines.begin(),
                     canvas.fitted(page.scene.evidence, style, rightEdgeAt(page, above) - m.margin));
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].empty())
            continue;
        const float y = baseline - pitch * static_cast<float>(lines.size() - 1 - i);
        canvas.text(m.margin, y, lines[i], style, palette::kSoft);
        const Rect box = grown(canvas.boxOf(m.margin, y, canvas.widthOf(lines[i], style), style), 4.0f * m.u);
        page.notes =
            isEmpty(page.notes) ? box : Rect{box.x0, page.notes.y0, std::max(page.notes.x1, box.x1), box.y1};
        page.taken.push_back(box);
    }
}

void layCaption(Page& page, Canvas& canvas, Canvas& scrims) {
    const scene::Scene& s = page.scene;
    if (s.caption.empty() || s.captionOpacity <= 0.0)
        return;
    const Measures& m = page.at;
    const Type style = type::kLargeBold;
    const auto opacity = static_cast<float>(std::min(1.0, s.captionOpacity));
    const float pitch = 1.28f * canvas.pixels(style);
    const float padX = 20.0f * m.u, padY = 11.0f * m.u;

    float bottom = floorOf(page) - 4.0f * m.u;
    const float top = std::max(page.titles.y1, m.margin) + 4.0f * m.u;
    const auto most = static_cast<std::size_t>(std::clamp((bottom - top - 2 * padY) / pitch, 0.0f, 3.0f));
    if (most == 0)
        return;
    const float x0 = m.margin, x1 = rightEdgeAt(page, bottom - 3 * pitch - 2 * padY);
    const float widest = std::min(x1 - x0 - 2 * padX, 0.66f * m.width);
    std::vector<std::string> lines = canvas.wrapped(s.caption, style, widest, most);
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
    // Notes keep their place at the left; a caption that reaches over them stands higher.
    if (!isEmpty(page.notes) && middle - 0.5f * width - padX < page.notes.x1 + 8.0f * m.u)
        bottom = page.notes.y0;
    const Rect plate{middle - 0.5f * width - padX, bottom - height - 2 * padY, middle + 0.5f * width + padX,
                     bottom};
    if (plate.y0 < top)
        return;
    scrims.feathered(grown(plate, -14.0f * m.u, -10.0f * m.u), 30.0f * m.u,
                     palette::kGround.withAlpha(0.80f * opacity));
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const float centre = plate.y0 + padY + pitch * (static_cast<float>(i) + 0.5f);
        canvas.textCentred(middle, canvas.baselineFor(centre, style), lines[i], style,
                           palette::kText.withAlpha(opacity));
    }
    page.caption = plate;
    page.taken.push_back(plate);
}

void layCurtain(Page& page, Canvas& canvas) {
    const auto alpha = static_cast<float>(std::clamp(page.scene.curtain, 0.0, 1.0));
    if (alpha > 0.0f)
        canvas.fill(page.at.picture(), ink(0x000000, alpha));
}

} // namespace perilune::overlay
