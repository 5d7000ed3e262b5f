#include "overlay/views/views.h"

namespace perilune::overlay {

namespace {

/// Title and subtitle, or date and what was known: two lines of text at one side.
struct Block {
    std::string first, second;
    Type firstType = type::kTitle;
    float width = 0;
};

Block fittedBlock(const Canvas& canvas, const std::string& first, bool tabular, const std::string& second,
                  const Type& secondType, float room) {
    Block block;
    for (const Type& t : {type::kTitle, type::kLargeBold}) {
        block.firstType = t;
        block.firstType.tabular = tabular;
        if (canvas.widthOf(first, block.firstType) <= room)
            break;
    }
    block.first = canvas.fitted(first, block.firstType, room);
    block.second = canvas.fitted(second, secondType, room);
    block.width =
        std::max(canvas.widthOf(block.first, block.firstType), canvas.widthOf(block.second, secondType));
    return block;
}

} // namespace

void layTitles(Page& page, Canvas& canvas, Canvas& scrims) {
    const scene::Scene& s = page.scene;
    if (s.title.empty() && s.subtitle.empty() && s.date.empty() && s.knownWords.empty())
        return;
    const Measures& m = page.at;
    const float left = m.margin, right = m.width - m.margin;
    const Type subtitle = type::withHalo(type::kBody), known = type::withHalo(type::kSmall);

    // The date goes before the title; both sides give way to a gap between them. A picture too narrow for the
    // whole date beside a title has it below.
    const float gap = 28.0f * m.u, room = right - left;
    const bool alone = s.title.empty() && s.subtitle.empty();
    Block when = fittedBlock(canvas, s.date, true, s.knownWords, known, alone ? room : 0.6f * room);
    const bool stacked = !alone && (when.first != s.date || when.second != s.knownWords);
    if (stacked)
        when = fittedBlock(canvas, s.date, true, s.knownWords, known, room);
    const Block what = fittedBlock(canvas, s.title, false, s.subtitle, subtitle,
                                   room - (when.width > 0 && !stacked ? when.width + gap : 0.0f));

    const float titleBase = m.margin * 0.72f + canvas.capHeight(type::kTitle), line = 27.0f * m.u;
    const float lines = s.subtitle.empty() ? 1.0f : 2.0f;
    const float dateBase = stacked ? titleBase + lines * line + canvas.capHeight(type::kTitle) : titleBase;
    const float secondBase = dateBase + line;
    const float bottom = secondBase + 10.0f * m.u;

    // A scrim that has no edge: even behind the letters, gone well below them.
    constexpr int kSlices = 12;
    const float depth = bottom + 58.0f * m.u;
    const auto shade = [&](float y) {
        const float k = std::clamp((depth - y) / (depth - 0.6f * secondBase), 0.0f, 1.0f);
        return 0.78f * k * k * (3.0f - 2.0f * k);
    };
    for (int i = 0; i < kSlices; ++i) {
        const float a = depth * static_cast<float>(i) / kSlices,
                    b = depth * static_cast<float>(i + 1) / kSlices;
        scrims.gradientDown({0, a, m.width, b}, palette::kGround.withAlpha(shade(a)),
                            palette::kGround.withAlpha(shade(b)));
    }

    canvas.text(left, titleBase, what.first, what.firstType, palette::kText);
    canvas.text(left, titleBase + line, what.second, subtitle, palette::kSoft);
    canvas.textRight(right, dateBase, when.first, when.firstType, palette::kText);
    canvas.textRight(right, secondBase, when.second, known, palette::kSoft);

    page.titles = {0, 0, m.width, bottom};
    const auto take = [&](const Block& b, float x0) {
        if (b.width > 0)
            page.taken.push_back(grown({x0, 0, x0 + b.width, bottom}, 8.0f * m.u, 0.0f));
    };
    take(what, left);
    take(when, right - when.width);
}

} // namespace perilune::overlay
