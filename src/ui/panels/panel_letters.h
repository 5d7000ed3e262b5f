#pragma once

#include "overlay/ink/lettering.h"
#include "base/letters.h"
#include "base/result.h"

#include <imgui.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace perilune::ui {

/// Texts in panels. Dear ImGui sets one character after another, which is right for Latin, Greek and
/// Cyrillic; all else is shaped as on the stage, of glyphs in Dear ImGui's atlas.
class PanelLetters {
  public:
    static base::Result<std::unique_ptr<PanelLetters>> load(const overlay::FontSources& sources,
                                                            const base::Letters& letters);
    ~PanelLetters();
    PanelLetters(const PanelLetters&) = delete;
    PanelLetters& operator=(const PanelLetters&) = delete;

    /// Those of the current context, or null: then Dear ImGui sets everything.
    static const PanelLetters* current();
    void makeCurrent();

    /// Takes room in the atlas, before it is built; `em` in its texels.
    void reserve(ImFontAtlas& atlas, float em);
    /// Draws into that room, after.
    void paint(ImFontAtlas& atlas) const;

    /// Whether it takes this to set the text.
    bool sets(std::string_view text) const;
    /// Widths and sizes in Dear ImGui's units; `size` as ImGui::GetFontSize() has it.
    float widthOf(std::string_view text, bool strong, float size) const;
    bool runsLeft(std::string_view text) const {
        return lettering_.shaped(text, setting(false, 16.0f))->rightToLeft;
    }
    void draw(ImDrawList& list, ImVec2 from, ImU32 colour, std::string_view text, bool strong,
              float size) const;
    std::string fitted(std::string_view text, float width, float size) const;
    std::vector<std::string> wrapped(std::string_view text, float width, float size) const;

    const overlay::FontSet& fonts() const { return lettering_.fonts(); }

  private:
    struct Picture {
        overlay::RasterGlyph raster;
        int rect = -1; ///< in the atlas
    };
    /// Glyph pictures of one font in one weight, by glyph; -1 where it has none.
    using OfFont = std::vector<int>;
    explicit PanelLetters(overlay::FontSet fonts) : lettering_(std::move(fonts)) {}
    overlay::Setting setting(bool strong, float size) const;
    const OfFont& picturesOf(std::size_t font, std::size_t weight) const;

    overlay::Lettering lettering_;
    base::Letters letters_;
    std::vector<Picture> pictures_;
    std::vector<OfFont> ofFonts_; ///< by font and weight
    ImFontAtlas* atlas_ = nullptr;
    float em_ = 0;      ///< texels
    float emShare_ = 1; ///< of what Dear ImGui calls a font's size
};

} // namespace perilune::ui
