#include "overlay/ink/font_cover.h"

#include "overlay/ink/font_file.h"

#include <fmt/format.h>

namespace perilune::overlay {

base::Result<FontCover> coverOf(const std::filesystem::path& folder, const base::Letters& letters) {
    FontCover cover;
    cover.fallback = folder / kFallbackFont;
    if (letters.empty())
        return cover;
    const auto regular = FontFile::read(folder / kInterFonts[0]),
               bold = FontFile::read(folder / kInterFonts[1]);
    if (!regular || !bold)
        return tl::unexpected((regular ? bold : regular).error());
    const auto fallback = FontFile::read(cover.fallback);
    cover.hasFallback = fallback.has_value();
    for (const char32_t letter : letters) {
        const bool inter = regular->glyphOf(letter) != 0 && bold->glyphOf(letter) != 0;
        if (!inter && (!fallback || fallback->glyphOf(letter) == 0))
            cover.lacking.insert(letter);
    }
    return cover;
}

std::string cureOf(const FontCover& cover) {
    return cover.hasFallback ? "no font that this program ships has them: write it in other letters"
                             : fmt::format("{} is not there or unreadable: install the package "
                                           "fonts-droid-fallback and build again",
                                           cover.fallback.string());
}

} // namespace perilune::overlay
