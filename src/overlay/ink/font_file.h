#pragma once

#include "overlay/ink/glyph_atlas.h"
#include "base/letters.h"
#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

struct hb_font_t;

namespace perilune::overlay {

/// A glyph's coverage with an empty texel on every side, and where its corner lies from the pen on the
/// baseline.
struct RasterGlyph {
    Coverage coverage; ///< empty for a blank
    int x0 = 0, y0 = 0;
    bool broken = false; ///< the font's outline cannot be drawn
};

/// A font file in memory: which letters it has, and their outlines. Glyph 0 stands for what it lacks.
class FontFile {
  public:
    /// A font that this program ships with must be whole: its sum of the file is held against its bytes.
    static base::Result<FontFile> readShipped(const std::filesystem::path& file);
    /// A font of the system's; `index`: which one of a file with several.
    static base::Result<FontFile> readFurther(const std::filesystem::path& file, int index);
    FontFile(FontFile&&) noexcept;
    FontFile& operator=(FontFile&&) noexcept;
    ~FontFile();

    std::uint32_t glyphOf(char32_t character) const;
    /// Whether it has the character, or the parts that it is made of.
    bool draws(char32_t character) const;
    std::uint32_t glyphCount() const;
    /// Font units an em.
    float unitsAnEm() const;
    /// From its descenders to its ascenders, ems.
    float lineHeight() const;
    /// Bottom and top of a glyph over the baseline, as shares of the em.
    struct Extent {
        float bottom = 0, top = 0;
    };
    Extent extentOf(char32_t character) const;
    /// All glyphs that texts of these letters may be drawn with: ligatures, joined and reordered forms too.
    std::vector<std::uint32_t> glyphsFor(const base::Letters& letters) const;
    /// For HarfBuzz. Frozen: threads may share it.
    hb_font_t* forShaping() const;

    /// Pixels an em, across and up. `heavier`: by so much of an em every stroke is wider than it was drawn.
    RasterGlyph rasterise(std::uint32_t glyph, float across, float up, float heavier = 0.0f) const;

  private:
    struct Impl;
    explicit FontFile(std::unique_ptr<Impl> impl);
    static base::Result<FontFile> read(const std::filesystem::path& file, int index, bool shipped);
    std::unique_ptr<Impl> impl_;
};

} // namespace perilune::overlay
