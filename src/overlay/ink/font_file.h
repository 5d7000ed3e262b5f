#pragma once

#include "overlay/ink/glyph_atlas.h"
#include "base/result.h"

#include <filesystem>
#include <memory>

namespace perilune::overlay {

/// Regular and semibold, in the fonts' folder.
inline constexpr const char* kInterFonts[2] = {"Inter-Regular.otf", "Inter-SemiBold.otf"};
/// Beside Inter in the fonts' folder, or missing there.
inline constexpr const char* kFallbackFont = "DroidSansFallbackFull.ttf";

/// A glyph's coverage with an empty texel on every side, and where its corner lies from the pen on the
/// baseline.
struct RasterGlyph {
    Coverage coverage; ///< empty for a blank
    int x0 = 0, y0 = 0;
};

/// A font file in memory: outlines, measures and kerning. Glyph 0 stands for what the font lacks.
class FontFile {
  public:
    static base::Result<FontFile> read(const std::filesystem::path& file);
    FontFile(FontFile&&) noexcept;
    FontFile& operator=(FontFile&&) noexcept;
    ~FontFile();

    int glyphOf(char32_t character) const;
    /// Pixels a font unit where an em has so many pixels.
    float scaleFor(float em) const;
    int advance(int glyph) const;           ///< font units
    int kerning(int left, int right) const; ///< font units
    /// Bottom and top of a glyph over the baseline, as shares of the em.
    struct Extent {
        float bottom = 0, top = 0;
    };
    Extent extentOf(char32_t character) const;

    /// Scales are pixels a font unit. `heavier`: by so much of an em every stroke is wider than it was drawn.
    RasterGlyph rasterise(int glyph, float scaleX, float scaleY, float heavier = 0.0f) const;

  private:
    struct Impl;
    explicit FontFile(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

} // namespace perilune::overlay
