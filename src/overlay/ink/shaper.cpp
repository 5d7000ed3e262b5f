#include "overlay/ink/shaper.h"

#include "base/letters.h"

#include <hb-ot.h>
#include <hb.h>

#include <algorithm>
#include <memory>

namespace perilune::overlay {

namespace {

struct BufferEnd {
    void operator()(hb_buffer_t* buffer) const { hb_buffer_destroy(buffer); }
};
using Buffer = std::unique_ptr<hb_buffer_t, BufferEnd>;

/// Scripts whose letters hang together are never set apart.
bool holdsTogether(std::uint32_t script) {
    static constexpr hb_script_t kApart[] = {HB_SCRIPT_LATIN,    HB_SCRIPT_GREEK,    HB_SCRIPT_CYRILLIC,
                                             HB_SCRIPT_HAN,      HB_SCRIPT_HIRAGANA, HB_SCRIPT_KATAKANA,
                                             HB_SCRIPT_HEBREW,   HB_SCRIPT_HANGUL,   HB_SCRIPT_COMMON,
                                             HB_SCRIPT_ARMENIAN, HB_SCRIPT_GEORGIAN};
    return std::find(std::begin(kApart), std::end(kApart), hb_script_t(script)) == std::end(kApart);
}

/// What is gathered of a line while its runs are shaped.
class LineInMaking {
  public:
    LineInMaking(const Characters& text, const FontSet& fonts, std::size_t weight, bool tabular)
        : text_(text), fonts_(fonts), weight_(weight), buffer_(hb_buffer_create()),
          widths_(text.all.size(), 0.0f), begins_(text.all.size(), false) {
        if (tabular)
            features_.push_back({HB_TAG('t', 'n', 'u', 'm'), 1, 0, HB_FEATURE_GLOBAL_END});
    }

    void add(const Run& run) {
        if (run.font >= fonts_.size())
            return addBoxes(run);
        hb_buffer_t* buffer = buffer_.get();
        hb_buffer_clear_contents(buffer);
        hb_buffer_add_codepoints(buffer, reinterpret_cast<const hb_codepoint_t*>(text_.all.data()),
                                 int(text_.all.size()), run.first, int(run.end - run.first));
        hb_buffer_set_direction(buffer, run.level % 2 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
        hb_buffer_set_script(buffer, hb_script_t(run.script));
        hb_buffer_set_language(buffer, hb_language_from_string("en", -1)); // never the machine's
        const std::size_t font = run.font == 0 ? weight_ : run.font;
        const FontFile& file = fonts_[font];
        hb_shape(file.forShaping(), buffer, features_.data(), unsigned(features_.size()));
        unsigned count = 0;
        const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer, &count);
        const hb_glyph_position_t* places = hb_buffer_get_glyph_positions(buffer, &count);
        const float em = 1.0f / file.unitsAnEm();
        for (unsigned i = 0; i < count; ++i) {
            const std::uint32_t cluster = std::min(infos[i].cluster, run.end - 1);
            const bool first = i == 0 || infos[i].cluster != infos[i - 1].cluster;
            place(run, cluster, first, std::uint32_t(font), infos[i].codepoint,
                  float(places[i].x_advance) * em, float(places[i].x_offset) * em,
                  float(places[i].y_offset) * em);
        }
    }

    ShapedText take(bool rightToLeft) {
        line_.width = pen_;
        line_.gaps = gaps_;
        line_.rightToLeft = rightToLeft;
        // A cluster ends where the next begins; what was swallowed by the one before has no width of its own.
        for (std::size_t i = 0; i < begins_.size(); ++i) {
            if (i == 0 || begins_[i])
                line_.clusters.push_back({0, 0.0f});
            line_.clusters.back().endByte = text_.bytes[i + 1];
            line_.clusters.back().width += widths_[i];
        }
        return std::move(line_);
    }

  private:
    void addBoxes(const Run& run) {
        const std::uint32_t count = run.end - run.first;
        for (std::uint32_t i = 0; i < count; ++i) {
            const std::uint32_t at = run.level % 2 ? run.end - 1 - i : run.first + i;
            if (!joinsTheOneBefore(text_.all[at])) // a letter and its marks are one box
                place(run, at, true, 0, 0, boxAdvance(text_.all[at]), 0, 0);
        }
    }

    void place(const Run& run, std::uint32_t at, bool first, std::uint32_t font, std::uint32_t glyph,
               float advance, float x, float y) {
        if (first) {
            if (!line_.glyphs.empty() && !holdsTogether(run.script))
                ++gaps_;
            begins_[at] = true;
        }
        if (glyph == 0)
            advance = boxAdvance(text_.all[at]);
        line_.glyphs.push_back({font, glyph, text_.all[at], pen_ + x, y, advance, gaps_});
        widths_[at] += advance;
        pen_ += advance;
    }

    const Characters& text_;
    const FontSet& fonts_;
    std::size_t weight_;
    Buffer buffer_;
    std::vector<hb_feature_t> features_;
    std::vector<float> widths_; ///< by character
    std::vector<bool> begins_;  ///< whether a cluster begins with it
    ShapedText line_;
    float pen_ = 0;
    std::uint16_t gaps_ = 0;
};

} // namespace

float boxAdvance(char32_t letter) {
    return base::isIdeographic(letter) ? 1.0f : 0.62f;
}

ShapedText shape(std::string_view text, const FontSet& fonts, std::size_t weight, bool tabular) {
    const Characters characters = charactersOf(text);
    Runs runs = runsOf(characters, fonts);
    orderAsSeen(runs.runs);
    LineInMaking line(characters, fonts, weight, tabular);
    for (const Run& run : runs.runs)
        line.add(run);
    return line.take(runs.rightToLeft);
}

} // namespace perilune::overlay
