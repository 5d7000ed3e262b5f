#include "overlay/ink/font_file.h"

#include "overlay/ink/shaping_features.h"
#include "base/files.h"

#include <fmt/format.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H
#include <hb-ot.h>
#include <hb.h>

#include <algorithm>
#include <cmath>

namespace perilune::overlay {

namespace {

constexpr std::size_t kFontLimitBytes = std::size_t{64} << 20;
/// Higher or wider than so many ems is no letter but damage.
constexpr float kLargestGlyph = 12.0f;

/// TrueType has every font file sum up to this number, in words of four bytes.
bool isWhole(const std::vector<std::uint8_t>& bytes) {
    std::uint32_t sum = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        sum += std::uint32_t(bytes[i]) << (24 - 8 * (i % 4));
    return sum == 0xB1B0AFBA;
}

struct LibraryEnd {
    void operator()(FT_Library library) const { FT_Done_FreeType(library); }
};
struct FaceEnd {
    void operator()(FT_Face face) const { FT_Done_Face(face); }
};
struct FontEnd {
    void operator()(hb_font_t* font) const { hb_font_destroy(font); }
};
struct SetEnd {
    void operator()(hb_set_t* set) const { hb_set_destroy(set); }
};
using GlyphSet = std::unique_ptr<hb_set_t, SetEnd>;

} // namespace

struct FontFile::Impl {
    std::vector<std::uint8_t> bytes;
    std::unique_ptr<FT_LibraryRec_, LibraryEnd> library;
    std::unique_ptr<FT_FaceRec_, FaceEnd> face;
    std::unique_ptr<hb_font_t, FontEnd> font;
    float unitsAnEm = 1000;
};

FontFile::FontFile(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
FontFile::FontFile(FontFile&&) noexcept = default;
FontFile& FontFile::operator=(FontFile&&) noexcept = default;
FontFile::~FontFile() = default;

base::Result<FontFile> FontFile::readShipped(const std::filesystem::path& file) {
    return read(file, 0, true);
}

base::Result<FontFile> FontFile::readFurther(const std::filesystem::path& file, int index) {
    return read(file, index, false);
}

base::Result<FontFile> FontFile::read(const std::filesystem::path& file, int index, bool shipped) {
    auto bytes = base::readBytes(file, kFontLimitBytes);
    if (!bytes)
        return tl::unexpected(bytes.error());
    const char* cure = shipped ? "install Perilune again" : "install it again";
    const auto broken = [&](const char* what) {
        return base::inputError(fmt::format("{}: {}; {}", file.string(), what, cure));
    };
    if (shipped && !isWhole(*bytes))
        return broken("the font is damaged: its bytes are not those that it was made with");
    auto impl = std::make_unique<Impl>();
    impl->bytes = std::move(*bytes);
    FT_Library library = nullptr;
    FT_Face face = nullptr;
    if (FT_Init_FreeType(&library) != 0)
        return base::inputError(fmt::format("{}: FreeType does not start", file.string()));
    impl->library.reset(library);
    if (FT_New_Memory_Face(library, impl->bytes.data(), FT_Long(impl->bytes.size()), index, &face) != 0)
        return broken("this is no font that can be read");
    impl->face.reset(face);
    if (!FT_IS_SCALABLE(face) || face->units_per_EM == 0)
        return broken("this is no font with outlines");
    impl->unitsAnEm = float(face->units_per_EM);
    hb_blob_t* blob = hb_blob_create(reinterpret_cast<const char*>(impl->bytes.data()),
                                     unsigned(impl->bytes.size()), HB_MEMORY_MODE_READONLY, nullptr, nullptr);
    hb_face_t* shaping = hb_face_create(blob, unsigned(index));
    hb_blob_destroy(blob);
    impl->font.reset(hb_font_create(shaping));
    hb_face_destroy(shaping);
    hb_font_set_scale(impl->font.get(), face->units_per_EM, face->units_per_EM);
    hb_font_make_immutable(impl->font.get());
    FontFile font(std::move(impl));
    if (font.glyphCount() < 2 || (shipped && font.glyphOf(U' ') == 0))
        return broken("the font has no letters");
    return font;
}

std::uint32_t FontFile::glyphOf(char32_t character) const {
    hb_codepoint_t glyph = 0;
    return hb_font_get_nominal_glyph(impl_->font.get(), character, &glyph) ? glyph : 0;
}

bool FontFile::draws(char32_t character) const {
    if (glyphOf(character) != 0)
        return true;
    hb_codepoint_t first = 0, second = 0;
    return hb_unicode_decompose(hb_unicode_funcs_get_default(), character, &first, &second) &&
           first != character && draws(first) && (second == 0 || draws(second));
}

std::uint32_t FontFile::glyphCount() const {
    return hb_face_get_glyph_count(hb_font_get_face(impl_->font.get()));
}

float FontFile::unitsAnEm() const {
    return impl_->unitsAnEm;
}

float FontFile::lineHeight() const {
    return float(impl_->face->ascender - impl_->face->descender) / impl_->unitsAnEm;
}

hb_font_t* FontFile::forShaping() const {
    return impl_->font.get();
}

FontFile::Extent FontFile::extentOf(char32_t character) const {
    hb_glyph_extents_t extents{};
    const std::uint32_t glyph = glyphOf(character);
    if (glyph == 0 || !hb_font_get_glyph_extents(impl_->font.get(), glyph, &extents))
        return {};
    return {float(extents.y_bearing + extents.height) / impl_->unitsAnEm,
            float(extents.y_bearing) / impl_->unitsAnEm};
}

std::vector<std::uint32_t> FontFile::glyphsFor(const base::Letters& letters) const {
    const GlyphSet glyphs(hb_set_create()), lookups(hb_set_create());
    for (const char32_t letter : letters)
        if (const std::uint32_t glyph = glyphOf(letter))
            hb_set_add(glyphs.get(), glyph);
    if (hb_set_is_empty(glyphs.get()))
        return {};
    hb_face_t* face = hb_font_get_face(impl_->font.get());
    hb_ot_layout_collect_lookups(face, HB_OT_TAG_GSUB, nullptr, nullptr, kReachableFeatures, lookups.get());
    hb_ot_layout_lookups_substitute_closure(face, lookups.get(), glyphs.get());
    std::vector<std::uint32_t> found;
    for (hb_codepoint_t glyph = HB_SET_VALUE_INVALID; hb_set_next(glyphs.get(), &glyph);)
        if (glyph != 0 && glyph < glyphCount())
            found.push_back(glyph);
    return found;
}

RasterGlyph FontFile::rasterise(std::uint32_t glyph, float across, float up, float heavier) const {
    RasterGlyph out;
    out.broken = true;
    FT_Face face = impl_->face.get();
    const auto fixed = [](float pixels) { return FT_F26Dot6(std::lround(pixels * 64.0f)); };
    if (FT_Set_Char_Size(face, fixed(across), fixed(up), 72, 72) != 0 ||
        FT_Load_Glyph(face, glyph, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0 ||
        face->glyph->format != FT_GLYPH_FORMAT_OUTLINE)
        return out;
    FT_Outline& outline = face->glyph->outline;
    if (heavier > 0.0f) {
        const FT_Pos x = fixed(heavier * across), y = fixed(heavier * up);
        FT_Outline_EmboldenXY(&outline, x, y);
        FT_Outline_Translate(&outline, -x / 2, -y / 2); // it grows to the right and up alone
    }
    FT_BBox box;
    FT_Outline_Get_CBox(&outline, &box);
    out.broken = false;
    if (outline.n_points == 0 || box.xMax <= box.xMin || box.yMax <= box.yMin)
        return out;
    const auto down = [](FT_Pos v) { return (v >= 0 ? v : v - 63) / 64; };
    const FT_Pos left = down(box.xMin), right = down(box.xMax + 63), low = down(box.yMin),
                 high = down(box.yMax + 63);
    if (float(right - left) > kLargestGlyph * across + 4 || float(high - low) > kLargestGlyph * up + 4) {
        out.broken = true;
        return out;
    }
    // An empty texel on every side, so that linear filtering does not cut the edge.
    Coverage& c = out.coverage;
    c.width = int(right - left) + 2;
    c.height = int(high - low) + 2;
    c.texels.resize(std::size_t(c.width) * std::size_t(c.height));
    out.x0 = int(left) - 1;
    out.y0 = -int(high) - 1;
    FT_Outline_Translate(&outline, -(left - 1) * 64, -(low - 1) * 64);
    FT_Bitmap bitmap{};
    bitmap.rows = unsigned(c.height);
    bitmap.width = unsigned(c.width);
    bitmap.pitch = c.width;
    bitmap.buffer = c.texels.data();
    bitmap.num_grays = 256;
    bitmap.pixel_mode = FT_PIXEL_MODE_GRAY;
    if (FT_Outline_Get_Bitmap(impl_->library.get(), &outline, &bitmap) != 0)
        return RasterGlyph{{}, 0, 0, true};
    return out;
}

} // namespace perilune::overlay
