#include "overlay/ink/lettering.h"

#include "overlay/ink/line_breaks.h"

#include <algorithm>

namespace perilune::overlay {

namespace {

constexpr std::string_view kEllipsis = "\u2026";
/// Unseen; they hold a line to its paragraph's direction where its own first letter has another.
constexpr std::string_view kToTheRight = "\u200E", kToTheLeft = "\u200F";
/// What no text is cut after.
constexpr std::string_view kLoose[] = {" ", ",", "，", "、", "،", kToTheRight, kToTheLeft};

/// Blanks and ends of lines as single blanks, none at either end.
std::string singleSpaced(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (c != ' ' && c != '\n')
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    if (out.ends_with(' '))
        out.pop_back();
    return out;
}

std::string_view withoutBlank(std::string_view line) {
    return line.ends_with(' ') ? line.substr(0, line.size() - 1) : line;
}

std::string_view withoutLoose(std::string_view text) {
    for (bool trimmed = true; trimmed;) {
        trimmed = false;
        for (const std::string_view mark : kLoose)
            if (text.ends_with(mark)) {
                text.remove_suffix(mark.size());
                trimmed = true;
            }
    }
    return text;
}

} // namespace

Lettering::Lettering(FontSet fonts)
    : fonts_(std::move(fonts)), texts_{{{kMostTexts, kMostTextBytes}, {kMostTexts, kMostTextBytes}},
                                       {{kMostTexts, kMostTextBytes}, {kMostTexts, kMostTextBytes}}},
      breaks_(kMostTexts, kMostTextBytes) {}

std::shared_ptr<const ShapedText> Lettering::shaped(std::string_view text, const Setting& how) const {
    return texts_[how.weight][how.tabular ? 1 : 0].of(
        text, [&] { return shape(text, fonts_, how.weight, how.tabular); });
}

float Lettering::widthOf(std::string_view text, const Setting& how) const {
    const auto line = shaped(text, how);
    return (line->width + how.tracking * float(line->gaps)) * how.pixels;
}

/// The byte up to which whole letters fit into the width, from a byte on.
std::size_t Lettering::reach(std::string_view text, std::size_t from, const Setting& how, float width) const {
    const auto line = shaped(text, how);
    const float ems = width / how.pixels, between = line->gaps > 0 ? how.tracking : 0.0f;
    float taken = 0;
    std::size_t end = from;
    for (const ShapedCluster& cluster : line->clusters) {
        if (cluster.endByte <= from)
            continue;
        taken += cluster.width + (end > from ? between : 0.0f);
        if (taken > ems)
            break;
        end = cluster.endByte;
    }
    return end;
}

/// The end of the last word that ends by then; 0 where none does.
std::size_t Lettering::wordEnd(std::string_view text, std::size_t by) const {
    const auto breaks = breaks_.of(text, [&] { return lineBreaksOf(text); });
    const auto after = std::upper_bound(breaks->begin(), breaks->end(), by);
    const auto isBlank = [&](std::size_t at) { return at < text.size() && text[at] == ' '; };
    if (after != breaks->end() && isBlank(by) && *after == by + 1)
        return by; // the blank behind the word needs no room
    return after == breaks->begin() ? 0 : *(after - 1);
}

/// The end of the letter before the one that ends there.
std::size_t Lettering::endBefore(std::string_view text, std::size_t end, const Setting& how) const {
    std::size_t before = 0;
    for (const ShapedCluster& cluster : shaped(text, how)->clusters)
        if (cluster.endByte < end)
            before = cluster.endByte;
    return before;
}

std::string Lettering::fitted(std::string_view text, const Setting& how, float width, bool wholeWords) const {
    if (widthOf(text, how) <= width)
        return std::string(text);
    const std::string_view doubt = text.ends_with('?') ? "?" : "";
    const auto letters = shaped(text, how);
    if (letters->clusters.size() < 3)
        return {};
    std::size_t end = reach(text, 0, how, width - widthOf(kEllipsis, how) - widthOf(doubt, how));
    const std::size_t word = wordEnd(text, end);
    if (word >= letters->clusters[2].endByte)
        end = word;
    else if (wholeWords)
        return {};
    // Cut off, its last letter may have another form, and a wider one: then one letter less.
    for (; end >= letters->clusters[2].endByte; end = endBefore(text, end, how)) {
        std::string cut = std::string(withoutLoose(text.substr(0, end))).append(kEllipsis).append(doubt);
        if (widthOf(cut, how) <= width)
            return cut;
    }
    return {};
}

/// The line so that it runs the way its paragraph does.
std::string Lettering::directed(std::string_view line, bool rightToLeft, const Setting& how) const {
    if (shaped(line, how)->rightToLeft == rightToLeft)
        return std::string(line);
    return std::string(rightToLeft ? kToTheLeft : kToTheRight).append(line);
}

/// Where the line that begins at `from` ends: at the last place that Unicode allows and the width lets it, or
/// within a word that is wider than the line.
std::size_t Lettering::lineEnd(std::string_view paragraph, std::size_t from, const Setting& how,
                               float width) const {
    const auto fits = [&](std::size_t end) {
        return widthOf(withoutBlank(paragraph.substr(from, end - from)), how) <= width;
    };
    const std::size_t far = reach(paragraph, from, how, width);
    const auto breaks = breaks_.of(
        paragraph, [&] { return lineBreaksOf(paragraph); });
    const auto beyond = std::find_if(breaks->begin(), breaks->end(), [&](std::size_t end) {
        return end > far && !(end == far + 1 && paragraph[far] == ' ');
    });
    for (auto after = beyond; after != breaks->begin() && *(after - 1) > from; --after)
        if (fits(*(after - 1)))
            return *(after - 1);
    std::size_t end = far;
    while (end > from && !fits(end))
        end = endBefore(paragraph, end, how);
    if (end > from)
        return end;
    for (const ShapedCluster& cluster : shaped(paragraph, how)->clusters)
        if (cluster.endByte > from)
            return cluster.endByte; // one letter at least
    return paragraph.size();
}

std::vector<std::string> Lettering::wrapped(std::string_view text, const Setting& how, float width,
                                            std::size_t maxLines) const {
    std::vector<std::string> lines;
    while (text.ends_with(' ') || text.ends_with('\n'))
        text.remove_suffix(1);
    if (text.empty() || maxLines == 0)
        return lines;
    bool blank = false; // after the line before
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t newline = std::min(text.find('\n', begin), text.size());
        const std::string paragraph = singleSpaced(text.substr(begin, newline - begin));
        const bool rightToLeft = !paragraph.empty() && shaped(paragraph, how)->rightToLeft;
        std::size_t at = 0;
        do {
            if (lines.size() == maxLines) {
                const std::string more = singleSpaced(paragraph.substr(at).append(text.substr(newline)));
                std::string cut = fitted(lines.back() + (blank ? " " : "") + more, how, width);
                if (!cut.empty())
                    lines.back() = std::move(cut);
                return lines;
            }
            const std::size_t end = paragraph.empty() ? 0 : lineEnd(paragraph, at, how, width);
            const std::string_view line = std::string_view(paragraph).substr(at, end - at);
            lines.push_back(directed(withoutBlank(line), rightToLeft, how));
            blank = line.ends_with(' ') || end == paragraph.size();
            at = end;
        } while (at < paragraph.size());
        begin = newline + 1;
    }
    return lines;
}

} // namespace perilune::overlay
