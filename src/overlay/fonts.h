#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

#include "base/result.h"

struct ImFont;
struct ImFontAtlas;

namespace perilune::overlay {

/// Inter at the sizes that a picture of one height needs, in one 8-bit coverage atlas.
/// Built once a picture height; sharp because glyphs are rasterised at their pixel size.
class Fonts {
  public:
    /// Sizes of text as a share of the picture's height.
    enum class Size { Small, Body, Large, Title };
    enum class Weight { Regular, SemiBold };

    static base::Result<std::shared_ptr<const Fonts>> load(const std::filesystem::path& folder, int pictureHeight);
    ~Fonts();

    const ImFont* font(Size size, Weight weight) const;
    float pixels(Size size) const;
    int pictureHeight() const { return pictureHeight_; }
    /// The atlas: one byte a texel, rows from the top; its white texel serves plain shapes.
    std::span<const std::uint8_t> coverage() const;
    int atlasWidth() const;
    int atlasHeight() const;
    const ImFontAtlas& atlas() const { return *atlas_; }

  private:
    Fonts();
    std::unique_ptr<ImFontAtlas> atlas_;
    int pictureHeight_ = 0;
    ImFont* fonts_[4][2] = {};
};

} // namespace perilune::overlay
