#include "overlay/ink/canvas.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace perilune::overlay {

using base::nextCharacter;

namespace {
constexpr std::string_view kEllipsis = "\u2026", kDot = "\u00b7";

bool isDigit(char32_t c) {
    return c >= U'0' && c <= U'9';
}

/// Bytes up to the first place where a line may end.
std::size_t pieceLength(std::string_view text) {
    std::string_view rest = text;
    char32_t before = 0;
    while (!rest.empty() && rest.front() != ' ' && rest.front() != '\n') {
        const std::size_t here = text.size() - rest.size();
        const char32_t c = nextCharacter(rest);
        if (before != 0 && base::mayBreakBetween(before, c))
            return here;
        before = c;
    }
    return text.size() - rest.size();
}
} // namespace

template <class Visit> float Canvas::walk(std::string_view text, const Type& type, Visit&& visit) const {
    const float digits = type.tabular ? fonts_.digitAdvance(type.size, type.weight) : 0.0f;
    const bool snap = fonts_.snapsToPixels(type.size);
    const float tracking = type.tracking * fonts_.pixels(type.size);
    float pen = 0.0f;
    char32_t before = 0;
    while (!text.empty()) {
        const char32_t c = nextCharacter(text);
        const bool fixed = type.tabular && isDigit(c);
        if (before != 0 && !fixed && !(type.tabular && isDigit(before)))
            pen += fonts_.kerning(type.size, type.weight, before, c);
        const Glyph& glyph = fonts_.glyph(type.size, type.weight, c);
        const float shift = fixed ? 0.5f * (digits - glyph.advance) : 0.0f;
        visit(c, glyph, snap ? std::round(pen + shift) : pen + shift);
        pen += fixed ? digits : glyph.advance;
        if (!text.empty())
            pen += tracking;
        before = c;
    }
    return pen;
}

float Canvas::widthOf(std::string_view text, const Type& type) const {
    return walk(
        text, type, [](char32_t, const Glyph&, float) {});
}

std::string Canvas::fitted(std::string_view text, const Type& type, float width) const {
    if (widthOf(text, type) <= width)
        return std::string(text);
    const std::string_view doubt = text.ends_with('?') ? "?" : "";
    const float room = width - widthOf(kEllipsis, type) - widthOf(doubt, type);
    std::string_view rest = text;
    std::size_t end = 0, letters = 0;
    while (!rest.empty()) {
        nextCharacter(rest);
        const std::size_t next = text.size() - rest.size();
        if (widthOf(text.substr(0, next), type) > room)
            break;
        end = next;
        ++letters;
    }
    if (letters < 3)
        return {};
    const auto endsIn = [&](std::string_view mark) { return text.substr(0, end).ends_with(mark); };
    for (bool trimmed = true; trimmed;) {
        trimmed = false;
        for (const std::string_view mark : {" ", ",", "，", "、"})
            if (endsIn(mark)) {
                end -= mark.size();
                trimmed = true;
            }
    }
    return std::string(text.substr(0, end)).append(kEllipsis).append(doubt);
}

std::string Canvas::fittedBefore(std::string_view text, std::string_view ending, const Type& type,
                                 float width) const {
    std::string cut = fitted(text, type, width - widthOf(ending, type));
    if (cut.empty()) // nothing to be set off from
        while (!ending.empty() && (ending[0] == ' ' || ending[0] == ',' || ending.starts_with(kDot)))
            ending.remove_prefix(ending.starts_with(kDot) ? kDot.size() : 1);
    cut.append(ending);
    return widthOf(cut, type) <= width ? cut : std::string();
}

std::vector<std::string> Canvas::wrapped(std::string_view text, const Type& type, float width,
                                         std::size_t maxLines) const {
    std::vector<std::string> lines;
    std::string line;
    std::size_t at = 0;
    bool blank = false; // before `at`
    const auto skipBlanks = [&] {
        while (at < text.size() && text[at] == ' ') {
            ++at;
            blank = true;
        }
    };
    const auto endLine = [&] { lines.push_back(std::exchange(line, {})); };
    while (at < text.size() && lines.size() < maxLines) {
        skipBlanks();
        if (at >= text.size())
            break;
        const std::string_view piece = text.substr(at, pieceLength(text.substr(at)));
        std::string with = line;
        with.append(!line.empty() && blank ? " " : "").append(piece);
        if (widthOf(with, type) <= width) {
            line = std::move(with);
            at += piece.size();
            blank = false;
        } else if (!line.empty()) {
            endLine();
            continue;
        } else { // wider than the line even alone
            std::string_view rest = piece;
            std::size_t taken = 0;
            while (!rest.empty()) {
                nextCharacter(rest);
                const std::size_t next = piece.size() - rest.size();
                if (taken > 0 && widthOf(piece.substr(0, next), type) > width)
                    break;
                taken = next;
            }
            line = std::string(piece.substr(0, taken));
            at += taken;
            blank = false;
            endLine();
            continue;
        }
        if (at < text.size() && text[at] == '\n') {
            endLine();
            ++at;
            blank = true;
        }
    }
    if (!line.empty() && lines.size() < maxLines)
        endLine();
    while (at < text.size() && (text[at] == ' ' || text[at] == '\n')) {
        ++at;
        blank = true;
    }
    if (!lines.empty() && at < text.size()) {
        std::string& last = lines.back();
        std::string cut = fitted(last + (blank ? " " : "") + std::string(text.substr(at)), type, width);
        if (!cut.empty())
            last = std::move(cut);
    }
    return lines;
}

Rect Canvas::boxOf(float x, float baseline, float width, const Type& type) const {
    const float em = pixels(type);
    return {x, std::round(baseline) - 0.76f * em, x + width, std::round(baseline) + 0.22f * em};
}

void Canvas::text(float x, float baseline, std::string_view text, const Type& type, Ink colour) {
    if (text.empty() || colour.a <= 0.0f)
        return;
    const float y = std::round(baseline);
    const float left = fonts_.snapsToPixels(type.size) ? std::round(x) : x;
    if (type.halo) {
        const std::uint32_t shade = packed(Ink{4, 6, 10, 0.85f * colour.a});
        walk(text, type, [&](char32_t c, const Glyph&, float pen) {
            quad(fonts_.halo(type.size, type.weight, c), std::round(left + pen), y, shade, type.slant);
        });
    }
    const std::uint32_t rgba = packed(colour);
    const float width = walk(text, type, [&](char32_t, const Glyph& glyph, float pen) {
        quad(glyph, left + pen, y, rgba, type.slant);
    });
    texts_.push_back({boxOf(left, y, width, type), pixels(type), std::string(text), colour.a});
}

void Canvas::textRight(float right, float baseline, std::string_view text, const Type& type, Ink colour) {
    this->text(right - widthOf(text, type), baseline, text, type, colour);
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
