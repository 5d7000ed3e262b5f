#pragma once

#include "overlay/ink/font_file.h"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace perilune::overlay {

/// A font of the system's, for letters that none of ours has.
struct FurtherFont {
    std::filesystem::path file;
    int index = 0; ///< of a file with several
};

/// Gives fonts besides ours for letters that none of ours has; null: there are none, and the same texts are
/// the same pictures on every machine.
using FurtherFonts = std::function<std::vector<FurtherFont>(const base::Letters& lacking)>;

/// Where letters come from: the fonts that the program ships with, then others.
struct FontSources {
    std::filesystem::path folder;
    FurtherFonts further = nullptr;
};

/// The fonts that some letters need, in the order in which they are asked. The first two are Inter's weights;
/// the others have one weight each, and are made heavier for semi-bold text.
class FontSet {
  public:
    static constexpr std::size_t kWeights = 2;

    /// Inter must be there. Of the others those are read that have one of the letters.
    static base::Result<FontSet> read(const FontSources& sources, const base::Letters& letters);

    /// Of these files, the first two Inter's weights or what stands for them.
    static FontSet of(std::vector<FontFile> files);

    std::size_t size() const { return files_.size(); }
    const FontFile& operator[](std::size_t index) const { return files_[index]; }
    const std::filesystem::path& pathOf(std::size_t index) const { return paths_[index]; }
    /// Ours, and so known to be whole.
    bool isShipped(std::size_t index) const { return index < shipped_; }
    /// Of Inter the regular one's index, for other fonts their own: that of the first that has all
    /// characters, else of the first that has the first of them, else size().
    std::size_t fontFor(std::span<const char32_t> characters) const;
    bool has(char32_t character) const { return fontFor({&character, 1}) < size(); }
    /// By font, the glyphs that texts of these letters, with Latin between them, may be drawn with.
    std::vector<std::vector<std::uint32_t>> glyphsFor(const base::Letters& letters) const;
    /// By so many ems a font's glyphs are set lower, so that the middle of ideographs is that of Latin
    /// capitals.
    float loweredBy(std::size_t index) const { return lowered_[index]; }

    /// Shipped fonts that some letter needs and that cannot be had, each a sentence with what is to be done.
    const std::vector<std::string>& faults() const { return faults_; }

  private:
    void add(FontFile file, std::filesystem::path path);
    bool serves(std::size_t index, char32_t character) const;
    std::vector<FontFile> files_;
    std::vector<std::filesystem::path> paths_;
    std::vector<float> lowered_;
    std::vector<std::vector<std::pair<char32_t, char32_t>>>
        scripts_; ///< that a font is there for; empty: all
    std::size_t shipped_ = 0;
    std::vector<std::string> faults_;
};

/// The fonts that the program ships with, besides Inter: which letters each is asked for, and Debian's
/// package.
struct ShippedFont {
    const char* file;
    const char* package;
    char32_t first, last;
};
std::span<const ShippedFont> shippedFallbacks();
inline constexpr const char* kInterFonts[FontSet::kWeights] = {"Inter-Regular.otf", "Inter-SemiBold.otf"};

} // namespace perilune::overlay
