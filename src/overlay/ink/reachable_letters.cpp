#include "overlay/ink/reachable_letters.h"

#include <hb.h>

#include <vector>

namespace perilune::overlay {

namespace {

bool isMark(hb_unicode_funcs_t* unicode, char32_t c) {
    const auto category = hb_unicode_general_category(unicode, c);
    return category == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK ||
           category == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK ||
           category == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK;
}

/// Vowels and ends of conjoining hangul: they are composed as the letters are gathered (base/letters.h).
bool isJamo(char32_t c) {
    return c >= 0x1100 && c <= 0x11FF;
}

} // namespace

base::Letters reachableFrom(const base::Letters& letters) {
    hb_unicode_funcs_t* unicode = hb_unicode_funcs_get_default();
    base::Letters all = letters;
    std::vector<char32_t> marks;
    for (const char32_t letter : letters) {
        all.insert(hb_unicode_mirroring(unicode, letter));
        hb_codepoint_t first = 0, second = 0;
        char32_t whole = letter;
        while (!isJamo(whole) && hb_unicode_decompose(unicode, whole, &first, &second) && first != whole) {
            all.insert(first);
            if (second != 0)
                all.insert(second);
            whole = first;
        }
        if (letter == 0xE33 || letter == 0xEB3) // Thai's and Lao's "am": a ring and "aa"
            all.insert({letter + 0x1A, letter - 1});
        if (isMark(unicode, letter))
            marks.push_back(letter);
    }
    if (!marks.empty())
        all.insert(0x25CC);
    for (int times = 0; times < 2; ++times) { // a letter with two marks may be one letter
        base::Letters composed;
        for (const char32_t mark : marks)
            for (const char32_t letter : all) {
                hb_codepoint_t whole = 0;
                if (hb_unicode_compose(unicode, letter, mark, &whole))
                    composed.insert(whole);
            }
        all.merge(composed);
    }
    return all;
}

} // namespace perilune::overlay
