#include "ui/panels/panel_letters.h"

#include "ui/panels/theme.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace perilune::ui {

namespace {

/// Fallbacks have one weight: so much of an em is added to their strokes, as on the stage.
constexpr float kHeavier[overlay::FontSet::kWeights] = {0.006f, 0.031f};

/// Dear ImGui sets these rightly by itself: Latin, Greek, Cyrillic, punctuation, arrows and signs.
bool isPlain(char32_t c) {
    return c < 0x300 || (c >= 0x370 && c < 0x483) || (c >= 0x48A && c < 0x530) ||
           (c >= 0x1E00 && c < 0x2000) || (c >= 0x2010 && c <= 0x2027) || (c >= 0x2030 && c <= 0x205E) ||
           (c >= 0x20A0 && c <= 0x20CF) || (c >= 0x2100 && c <= 0x2BFF);
}

} // namespace

base::Result<std::unique_ptr<PanelLetters>> PanelLetters::load(const overlay::FontSources& sources,
                                                               const base::Letters& letters) {
    auto fonts = overlay::FontSet::read(sources, letters);
    if (!fonts)
        return tl::unexpected(fonts.error());
    std::unique_ptr<PanelLetters> made(new PanelLetters(std::move(*fonts)));
    if (!std::all_of(letters.begin(), letters.end(), isPlain))
        made->letters_ = letters;
    return made;
}

PanelLetters::~PanelLetters() {
    if (ImGui::GetCurrentContext() && current() == this)
        ImGui::GetIO().UserData = nullptr;
}

const PanelLetters* PanelLetters::current() {
    return static_cast<const PanelLetters*>(ImGui::GetIO().UserData);
}

void PanelLetters::makeCurrent() {
    ImGui::GetIO().UserData = this;
}

void PanelLetters::reserve(ImFontAtlas& atlas, float em) {
    const overlay::FontSet& set = fonts();
    em_ = em;
    emShare_ = 1.0f / set[0].lineHeight();
    atlas_ = &atlas;
    pictures_.clear();
    ofFonts_.assign(set.size() * overlay::FontSet::kWeights, {});
    if (letters_.empty())
        return;
    const auto glyphs = set.glyphsFor(letters_);
    for (std::size_t font = 0; font < set.size(); ++font)
        for (std::size_t weight = 0; weight < overlay::FontSet::kWeights; ++weight) {
            const bool inter = font < overlay::FontSet::kWeights;
            if (inter && font != weight)
                continue;
            OfFont& pictures = ofFonts_[font * overlay::FontSet::kWeights + weight];
            pictures.assign(set[font].glyphCount(), -1);
            for (const std::uint32_t glyph : glyphs[font]) {
                Picture picture{set[font].rasterise(glyph, em, em, inter ? 0.0f : kHeavier[weight])};
                const overlay::Coverage& c = picture.raster.coverage;
                if (!c.texels.empty())
                    picture.rect = atlas.AddCustomRectRegular(c.width, c.height);
                pictures[glyph] = int(pictures_.size());
                pictures_.push_back(std::move(picture));
            }
        }
}

void PanelLetters::paint(ImFontAtlas& atlas) const {
    unsigned char* texels = nullptr;
    int width = 0, height = 0;
    atlas.GetTexDataAsAlpha8(&texels, &width, &height);
    for (const Picture& picture : pictures_) {
        if (picture.rect < 0)
            continue;
        const ImFontAtlasCustomRect* rect = atlas.GetCustomRectByIndex(picture.rect);
        const overlay::Coverage& c = picture.raster.coverage;
        for (int y = 0; rect->IsPacked() && y < c.height; ++y)
            std::memcpy(texels + std::size_t(rect->Y + y) * std::size_t(width) + rect->X,
                        c.texels.data() + std::size_t(y) * std::size_t(c.width), std::size_t(c.width));
    }
}

bool PanelLetters::sets(std::string_view text) const {
    while (!text.empty())
        if (!isPlain(base::nextCharacter(text)))
            return !pictures_.empty();
    return false;
}

overlay::Setting PanelLetters::setting(bool strong, float size) const {
    return {strong ? std::size_t{1} : std::size_t{0}, size * emShare_};
}

float PanelLetters::widthOf(std::string_view text, bool strong, float size) const {
    return lettering_.widthOf(text, setting(strong, size));
}

std::string PanelLetters::fitted(std::string_view text, float width, float size) const {
    return lettering_.fitted(text, setting(false, size), width);
}

std::vector<std::string> PanelLetters::wrapped(std::string_view text, float width, float size) const {
    return lettering_.wrapped(text, setting(false, size), width, 1000);
}

const PanelLetters::OfFont& PanelLetters::picturesOf(std::size_t font, std::size_t weight) const {
    return ofFonts_[font * overlay::FontSet::kWeights + weight];
}

void PanelLetters::draw(ImDrawList& list, ImVec2 from, ImU32 colour, std::string_view text, bool strong,
                        float size) const {
    const overlay::Setting how = setting(strong, size);
    const auto line = lettering_.shaped(text, how);
    const ImFont* latin = strong ? strongFont() : ImGui::GetFont();
    const float scale = how.pixels / em_; // units a texel
    const float baseline = std::floor(from.y) + latin->Ascent * size / latin->FontSize;
    const auto whole = [&](float v) { return std::round(v / scale) * scale; };
    for (const overlay::ShapedGlyph& glyph : line->glyphs) {
        const float x = from.x + glyph.x * how.pixels, y = baseline - glyph.y * how.pixels;
        const OfFont& pictures = picturesOf(glyph.font, how.weight);
        const int at = glyph.glyph < pictures.size() ? pictures[glyph.glyph] : -1;
        if (glyph.glyph == 0 || at < 0) { // an empty box, as on the stage
            list.AddRect({whole(x) + 2.0f * scale, whole(y) - 0.73f * how.pixels},
                         {whole(x + glyph.advance * how.pixels) - 2.0f * scale, whole(y)}, colour);
            continue;
        }
        const Picture& picture = pictures_[std::size_t(at)];
        if (picture.rect < 0)
            continue;
        ImVec2 uv0, uv1;
        atlas_->CalcCustomRectUV(atlas_->GetCustomRectByIndex(picture.rect), &uv0, &uv1);
        const ImVec2 corner{whole(x) + float(picture.raster.x0) * scale,
                            whole(y) + float(picture.raster.y0) * scale};
        list.PrimReserve(6, 4);
        list.PrimRectUV(corner,
                        {corner.x + float(picture.raster.coverage.width) * scale,
                         corner.y + float(picture.raster.coverage.height) * scale},
                        uv0, uv1, colour);
    }
}

} // namespace perilune::ui
