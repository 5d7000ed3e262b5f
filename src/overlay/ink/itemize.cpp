#include "overlay/ink/itemize.h"

#include "base/letters.h"

#include <fribidi.h>
#include <hb.h>

#include <algorithm>
#include <optional>

namespace perilune::overlay {

namespace {

hb_unicode_funcs_t* unicode() {
    return hb_unicode_funcs_get_default();
}

/// Only these bring a line to run, in part, from right to left.
bool mayTurnLeft(char32_t c) {
    return (c >= 0x590 && c <= 0x8FF) || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || (c >= 0xFB1D && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFF) ||
           (c >= 0x10800 && c <= 0x10FFF) || (c >= 0x1E800 && c <= 0x1EFFF);
}

/// Within a text that runs to the left: "30 June 2024" is one phrase, which stays as it is; by the usual
/// rules its first number would go to its other side.
bool isOfPhrase(char32_t c) {
    return (c >= U'0' && c <= U'9') || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') ||
           (c >= 0xC0 && c <= 0x24F);
}

/// A text with each such phrase between signs that isolate it (UAX 9: FSI, PDI).
struct Isolated {
    std::vector<FriBidiChar> text;
    std::vector<std::size_t> at; ///< where each character of the text itself came to stand
};

Isolated isolated(const std::u32string& text) {
    constexpr FriBidiChar kBegin = 0x2068, kEnd = 0x2069;
    constexpr std::u32string_view kBetween = U" .,-/:\u2013";
    Isolated out;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i;
        bool digits = false, letters = false;
        for (std::size_t k = i;
             k < text.size() && (isOfPhrase(text[k]) || (k > i && kBetween.find(text[k]) != kBetween.npos));
             ++k)
            if (isOfPhrase(text[k])) {
                (text[k] <= U'9' ? digits : letters) = true;
                end = k + 1;
            }
        const bool phrase = digits && letters;
        if (phrase)
            out.text.push_back(kBegin);
        for (const std::size_t last = std::max(end, i + 1); i < last; ++i) {
            out.at.push_back(out.text.size());
            out.text.push_back(text[i]);
        }
        if (phrase)
            out.text.push_back(kEnd);
    }
    return out;
}

struct Levels {
    std::vector<FriBidiLevel> of; ///< empty: all is 0
    bool rightToLeft = false;
};

Levels levelsOf(const std::u32string& text) {
    Levels levels;
    if (std::none_of(text.begin(), text.end(), mayTurnLeft))
        return levels;
    const Isolated guarded = isolated(text);
    const auto length = static_cast<FriBidiStrIndex>(guarded.text.size());
    std::vector<FriBidiCharType> types(guarded.text.size());
    std::vector<FriBidiBracketType> brackets(guarded.text.size());
    std::vector<FriBidiLevel> all(guarded.text.size());
    fribidi_get_bidi_types(guarded.text.data(), length, types.data());
    fribidi_get_bracket_types(guarded.text.data(), length, types.data(), brackets.data());
    FriBidiParType direction = FRIBIDI_PAR_ON;
    if (fribidi_get_par_embedding_levels_ex(types.data(), brackets.data(), length, &direction, all.data()) ==
        0)
        return levels;
    levels.rightToLeft = FRIBIDI_IS_RTL(direction);
    // Blanks at the line's end are of its own direction (rule L1).
    if (fribidi_reorder_line(FRIBIDI_FLAGS_DEFAULT, types.data(), length, 0, direction, all.data(), nullptr,
                             nullptr) == 0)
        return levels;
    for (const std::size_t at : guarded.at)
        levels.of.push_back(all[at]);
    return levels;
}

bool isOfAnyScript(hb_script_t script) {
    return script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED || script == HB_SCRIPT_UNKNOWN;
}

} // namespace

bool joinsTheOneBefore(char32_t c) {
    if (c < 0x300)
        return false;
    if (c == 0x200C || c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F))
        return true;
    const auto category = hb_unicode_general_category(unicode(), c);
    return category == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK ||
           category == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK ||
           category == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK;
}

Characters charactersOf(std::string_view text) {
    Characters out;
    out.all.reserve(text.size());
    out.bytes.reserve(text.size() + 1);
    for (std::string_view rest = text; !rest.empty();) {
        const auto byte = static_cast<std::uint32_t>(text.size() - rest.size());
        const char32_t c = base::nextCharacter(rest);
        if (const char32_t syllable = out.all.empty() ? 0 : base::composedHangul(out.all.back(), c)) {
            out.all.back() = syllable;
            continue;
        }
        out.bytes.push_back(byte);
        const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
        out.all.push_back(control ? U' ' : c);
    }
    out.bytes.push_back(static_cast<std::uint32_t>(text.size()));
    return out;
}

Runs runsOf(const Characters& text, const FontSet& fonts) {
    Runs out;
    const std::u32string& all = text.all;
    const Levels levels = levelsOf(all);
    out.rightToLeft = levels.rightToLeft;
    std::optional<Run> before;
    for (std::size_t i = 0; i < all.size();) {
        std::size_t end = i + 1;
        while (end < all.size() && joinsTheOneBefore(all[end]))
            ++end;
        Run run{std::uint32_t(i), std::uint32_t(end), 0, 0, 0};
        run.level = levels.of.empty() ? 0 : std::uint8_t(levels.of[i]);
        const hb_script_t script = hb_unicode_script(unicode(), all[i]);
        // What all scripts share goes with what is before it, at the beginning with what comes after.
        run.script = std::uint32_t(script);
        if (isOfAnyScript(script))
            run.script = before ? before->script : std::uint32_t(HB_SCRIPT_COMMON);
        const std::span<const char32_t> cluster(all.data() + i, end - i);
        run.font = all[i] == U' ' && before && before->font < fonts.size() && fonts[before->font].draws(U' ')
                       ? before->font
                       : std::uint32_t(fonts.fontFor(cluster));
        if (before && before->script == HB_SCRIPT_COMMON && run.script != HB_SCRIPT_COMMON)
            for (auto earlier = out.runs.rbegin();
                 earlier != out.runs.rend() && earlier->script == HB_SCRIPT_COMMON; ++earlier)
                earlier->script = run.script;
        Run* last = out.runs.empty() ? nullptr : &out.runs.back();
        if (last && last->level == run.level && last->script == run.script && last->font == run.font)
            last->end = run.end;
        else
            out.runs.push_back(run);
        before = run;
        i = end;
    }
    return out;
}

void orderAsSeen(std::vector<Run>& runs) {
    std::uint8_t highest = 0;
    for (const Run& run : runs)
        highest = std::max(highest, run.level);
    for (std::uint8_t level = highest; level > 0; --level)
        for (auto first = runs.begin(); first != runs.end();) {
            if (first->level < level) {
                ++first;
                continue;
            }
            const auto last = std::find_if(first, runs.end(), [&](const Run& r) { return r.level < level; });
            std::reverse(first, last);
            first = last;
        }
}

} // namespace perilune::overlay
