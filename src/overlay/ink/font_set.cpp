#include "overlay/ink/font_set.h"

#include "overlay/ink/reachable_letters.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace perilune::overlay {

namespace {

/// Where scripts overlap the first has it. CMake looks for the same files (src/overlay/CMakeLists.txt).
constexpr std::array<ShippedFont, 25> kFallbacks{{
    {"NotoSansArmenian-Regular.ttf", "fonts-noto-core", 0x530, 0x58F},
    {"NotoSansHebrew-Regular.ttf", "fonts-noto-core", 0x590, 0x5FF},
    {"NotoSansArabic-Regular.ttf", "fonts-noto-core", 0x600, 0x8FF},
    {"NotoSansDevanagari-Regular.ttf", "fonts-noto-core", 0x900, 0x97F},
    {"NotoSansBengali-Regular.ttf", "fonts-noto-core", 0x980, 0x9FF},
    {"NotoSansGurmukhi-Regular.ttf", "fonts-noto-core", 0xA00, 0xA7F},
    {"NotoSansGujarati-Regular.ttf", "fonts-noto-core", 0xA80, 0xAFF},
    {"NotoSansTamil-Regular.ttf", "fonts-noto-core", 0xB80, 0xBFF},
    {"NotoSansTelugu-Regular.ttf", "fonts-noto-core", 0xC00, 0xC7F},
    {"NotoSansKannada-Regular.ttf", "fonts-noto-core", 0xC80, 0xCFF},
    {"NotoSansMalayalam-Regular.ttf", "fonts-noto-core", 0xD00, 0xD7F},
    {"NotoSansSinhala-Regular.ttf", "fonts-noto-core", 0xD80, 0xDFF},
    {"NotoSansThai-Regular.ttf", "fonts-noto-core", 0xE00, 0xE7F},
    {"NotoSansLao-Regular.ttf", "fonts-noto-core", 0xE80, 0xEFF},
    {"NotoSansMyanmar-Regular.ttf", "fonts-noto-core", 0x1000, 0x109F},
    {"NotoSansGeorgian-Regular.ttf", "fonts-noto-core", 0x10A0, 0x10FF},
    {"NotoSansEthiopic-Regular.ttf", "fonts-noto-core", 0x1200, 0x139F},
    {"NotoSansKhmer-Regular.ttf", "fonts-noto-core", 0x1780, 0x17FF},
    {"NotoSansGeorgian-Regular.ttf", "fonts-noto-core", 0x1C90, 0x1CBF},
    {"NotoSansHebrew-Regular.ttf", "fonts-noto-core", 0xFB1D, 0xFB4F},
    {"NotoSansArabic-Regular.ttf", "fonts-noto-core", 0xFB50, 0xFEFE},
    {"NanumSquareR.ttf", "fonts-nanum", 0x1100, 0x11FF},
    {"NanumSquareR.ttf", "fonts-nanum", 0x3130, 0x318F},
    {"NanumSquareR.ttf", "fonts-nanum", 0xAC00, 0xD7A3},
    {"DroidSansFallbackFull.ttf", "fonts-droid-fallback", 0x1100, 0x10FFFF},
}};

bool isUnseen(char32_t c) {
    return c < 0x20 || c == 0xAD || c == 0x61C || c == 0xFEFF || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || (c >= 0xFE00 && c <= 0xFE0F) ||
           (c >= 0xE0000 && c <= 0xE0FFF);
}

} // namespace

std::span<const ShippedFont> shippedFallbacks() {
    return kFallbacks;
}

void FontSet::add(FontFile file, std::filesystem::path path) {
    float lowered = 0.0f;
    if (!files_.empty())
        for (const char32_t tall : {U'国', U'국'})
            if (file.glyphOf(tall) != 0 && lowered == 0.0f) {
                const FontFile::Extent extent = file.extentOf(tall), capital = files_.front().extentOf(U'H');
                lowered = 0.5f * (extent.bottom + extent.top - capital.top);
            }
    files_.push_back(std::move(file));
    paths_.push_back(std::move(path));
    lowered_.push_back(lowered);
    auto& scripts = scripts_.emplace_back();
    for (const ShippedFont& font : kFallbacks)
        if (paths_.back().filename() == font.file)
            scripts.push_back({font.first, font.last});
}

/// A font of ours is asked for its own script, and for signs: some have blanks where other scripts' letters
/// are.
bool FontSet::serves(std::size_t index, char32_t character) const {
    const auto& scripts = scripts_[index];
    return scripts.empty() || character < 0x370 || (character >= 0x2000 && character < 0x2E80) ||
           std::any_of(scripts.begin(), scripts.end(), [&](const auto& script) {
               return character >= script.first && character <= script.second;
           });
}

base::Result<FontSet> FontSet::read(const FontSources& sources, const base::Letters& letters) {
    FontSet set;
    for (const char* name : kInterFonts) {
        auto file = FontFile::readShipped(sources.folder / name);
        if (!file)
            return tl::unexpected(file.error());
        set.add(std::move(*file), sources.folder / name);
    }
    base::Letters lacking;
    const auto keepLacking = [&] {
        for (auto letter = lacking.begin(); letter != lacking.end();)
            letter = set.has(*letter) ? lacking.erase(letter) : std::next(letter);
    };
    for (const char32_t letter : letters)
        if (!set.has(letter))
            lacking.insert(letter);
    for (const ShippedFont& font : kFallbacks) {
        const auto wanted = lacking.lower_bound(font.first);
        if (wanted == lacking.end() || *wanted > font.last)
            continue;
        auto file = FontFile::readShipped(sources.folder / font.file);
        std::error_code none;
        if (file) {
            set.add(std::move(*file), sources.folder / font.file);
            keepLacking();
        } else if (!std::filesystem::exists(sources.folder / font.file, none)) {
            set.faults_.push_back(fmt::format("{} is not there; install the package {} and build again",
                                              (sources.folder / font.file).string(), font.package));
        } else {
            set.faults_.push_back(file.error().message);
        }
    }
    set.shipped_ = set.size();
    if (lacking.empty() || !sources.further)
        return set;
    for (const FurtherFont& font : sources.further(lacking)) {
        auto file = FontFile::readFurther(font.file, font.index);
        if (!file) {
            set.faults_.push_back(file.error().message);
        } else if (std::any_of(lacking.begin(), lacking.end(), [&](char32_t c) { return file->draws(c); })) {
            set.add(std::move(*file), font.file);
            keepLacking();
        }
    }
    return set;
}

FontSet FontSet::of(std::vector<FontFile> files) {
    FontSet set;
    for (FontFile& file : files)
        set.add(std::move(file), {});
    return set;
}

std::size_t FontSet::fontFor(std::span<const char32_t> characters) const {
    const auto draws = [&](std::size_t index, char32_t c) {
        return isUnseen(c) ||
               (serves(index, c) && files_[index].draws(c) && (index > 0 || files_[1].draws(c)));
    };
    std::size_t first = size();
    for (std::size_t i = 0; i < files_.size(); ++i) {
        if (i == 1 || characters.empty() || !draws(i, characters.front()))
            continue;
        first = std::min(first, i);
        if (std::all_of(characters.begin(), characters.end(), [&](char32_t c) { return draws(i, c); }))
            return i;
    }
    return first;
}

std::vector<std::vector<std::uint32_t>> FontSet::glyphsFor(const base::Letters& letters) const {
    // Also with Latin letters: a mark that is asked for may stand on any of them.
    base::Letters all = letters;
    for (char32_t c = 0x20; c < 0x180; ++c)
        all.insert(c);
    for (char32_t c = 0x2010; c < 0x2028; ++c)
        all.insert(c);
    std::vector<base::Letters> byFont(size(), {U' '});
    for (const char32_t c : reachableFrom(all))
        if (const std::size_t font = fontFor({&c, 1}); font < size())
            byFont[font].insert(c);
    byFont[1] = byFont[0];
    std::vector<std::vector<std::uint32_t>> glyphs;
    for (std::size_t font = 0; font < size(); ++font)
        glyphs.push_back(files_[font].glyphsFor(byFont[font]));
    return glyphs;
}

} // namespace perilune::overlay
