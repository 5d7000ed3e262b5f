#pragma once

#include "overlay/ink/fonts.h"

namespace perilune::overlay {

/// Below this size glyphs are rasterised at twice the width and may stand on fractions of a pixel.
inline constexpr float kOversampleBelow = 40.0f;

/// What is gathered while fonts are loaded.
struct Fonts::Builder {
    explicit Builder(Fonts& f) : fonts(f) {}
    /// Chooses, draws and packs the glyphs of Inter's usual letters and of those that are asked for.
    void draw(const base::Letters& letters, const FontSources& sources);

    Fonts& fonts;
    std::size_t usual = 0; ///< slots before those of the letters that are asked for
    double fineness = 1.0; ///< of glyphs that were asked for
    std::size_t broken = 0;
    std::vector<Coverage> pictures;
    std::vector<Glyph*> owners;

    void addSlot(std::size_t font, std::uint32_t glyph);
    void addUsual();
    void addAsked(const base::Letters& letters, const FontSources& sources);
    double texelsALetter(double scale) const;
    void keep(Coverage picture, Glyph& owner);
    void drawFace(std::size_t size, std::size_t weight);
    void drawBox(Face& face, std::size_t slot, float em);
    void drawGlyph(Face& face, std::size_t slot, std::size_t size, std::size_t weight);
    void packAll();
};

} // namespace perilune::overlay
