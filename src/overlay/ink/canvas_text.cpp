#include "overlay/ink/canvas.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace perilune::overlay {

namespace {
constexpr std::string_view kDot = "\u00b7", kCutSign = "\u2026";
} // namespace

float Canvas::widthOf(std::string_view text, const Type& type) const {
    return fonts_.lettering().widthOf(text, setting(type));
}

std::string Canvas::fitted(std::string_view text, const Type& type, float width, bool wholeWords) const {
    std::string cut = fonts_.lettering().fitted(text, setting(type), width, wholeWords);
    if (cut != text)
        wholes_[cut] = text;
    return cut;
}

std::vector<std::string> Canvas::wrapped(std::string_view text, const Type& type, float width,
                                         std::size_t maxLines) const {
    std::vector<std::string> lines = fonts_.lettering().wrapped(text, setting(type), width, maxLines);
    if (!lines.empty() && lines.back().ends_with(kCutSign) && !text.ends_with(kCutSign))
        wholes_[lines.back()] = text;
    return lines;
}

std::string Canvas::fittedBefore(std::string_view text, std::string_view ending, const Type& type,
                                 float width) const {
    std::string cut = fitted(text, type, width - widthOf(ending, type));
    if (cut.empty()) // nothing to be set off from
        while (!ending.empty() && (ending[0] == ' ' || ending[0] == ',' || ending.starts_with(kDot)))
            ending.remove_prefix(ending.starts_with(kDot) ? kDot.size() : 1);
    const bool shortened = !cut.starts_with(text);
    cut.append(ending);
    if (widthOf(cut, type) > width)
        return {};
    if (shortened)
        wholes_[cut] = std::string(text).append(ending);
    return cut;
}

Rect Canvas::boxOf(float x, float baseline, float width, const Type& type) const {
    const float em = pixels(type);
    return {x, std::round(baseline) - 0.76f * em, x + width, std::round(baseline) + 0.22f * em};
}

void Canvas::text(float x, float baseline, std::string_view text, const Type& type, Ink colour) {
    if (text.empty() || colour.a <= 0.0f)
        return;
    const float y = std::round(baseline), em = pixels(type);
    const bool snap = fonts_.snapsToPixels(type.size);
    const float left = snap ? std::round(x) : x, tracking = type.tracking * em;
    const auto line = fonts_.lettering().shaped(text, setting(type));
    const auto penOf = [&](const ShapedGlyph& glyph) { return glyph.x * em + tracking * float(glyph.gaps); };
    if (type.halo) {
        const std::uint32_t shade = packed(inks_.halo.faded(colour.a));
        for (const ShapedGlyph& glyph : line->glyphs)
            quad(fonts_.halo(type.size, type.weight, glyph), std::round(left + penOf(glyph)),
                 y - std::round(glyph.y * em), shade, type.slant);
    }
    const std::uint32_t rgba = packed(colour);
    for (const ShapedGlyph& glyph : line->glyphs) {
        const float pen = penOf(glyph);
        quad(fonts_.glyph(type.size, type.weight, glyph), left + (snap ? std::round(pen) : pen),
             y - std::round(glyph.y * em), rgba, type.slant);
    }
    const float width = line->width * em + tracking * float(line->gaps);
    const auto whole = wholes_.find(text);
    texts_.push_back({boxOf(left, y, width, type), em, std::string(text), colour.a,
                      whole == wholes_.end() ? std::string() : whole->second});
}

void Canvas::textRight(float right, float baseline, std::string_view text, const Type& type, Ink colour) {
    this->text(right - widthOf(text, type), baseline, text, type, colour);
}

void Canvas::textBetween(float left, float right, float baseline, std::string_view text, const Type& type,
                         Ink colour) {
    if (fonts_.lettering().shaped(text, setting(type))->rightToLeft)
        textRight(right, baseline, text, type, colour);
    else
        this->text(left, baseline, text, type, colour);
}

void Canvas::textCentred(float middle, float baseline, std::string_view text, const Type& type, Ink colour) {
    this->text(middle - 0.5f * widthOf(text, type), baseline, text, type, colour);
}

void Canvas::quad(const Glyph& glyph, float penX, float baseline, std::uint32_t rgba, float slant) {
    if (glyph.empty())
        return;
    const float top = penX - slant * glyph.y0, bottom = penX - slant * glyph.y1;
    const auto a = cornerUv(top + glyph.x0, baseline + glyph.y0, glyph.u0, glyph.v0, rgba);
    const auto b = cornerUv(top + glyph.x1, baseline + glyph.y0, glyph.u1, glyph.v0, rgba);
    const auto c = cornerUv(bottom + glyph.x1, baseline + glyph.y1, glyph.u1, glyph.v1, rgba);
    const auto d = cornerUv(bottom + glyph.x0, baseline + glyph.y1, glyph.u0, glyph.v1, rgba);
    triangle(a, b, c);
    triangle(a, c, d);
}

} // namespace perilune::overlay
