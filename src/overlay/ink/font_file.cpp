#include "overlay/ink/font_file.h"

#include "base/files.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#define STB_TRUETYPE_IMPLEMENTATION
#define STBTT_STATIC
#include <stb_truetype.h>

namespace perilune::overlay {

namespace {

constexpr std::size_t kFontLimitBytes = std::size_t{64} << 20;

struct Corner {
    float x = 0, y = 0;
};

/// An outline as stb gives it, in which every point can be moved: of a curve its end and its handles.
struct GlyphOutline {
    stbtt_vertex* vertices = nullptr;
    int count = 0;
    explicit GlyphOutline(const stbtt_fontinfo& info, int glyph) {
        count = stbtt_GetGlyphShape(&info, glyph, &vertices);
    }
    ~GlyphOutline() { stbtt_FreeShape(nullptr, vertices); }
    GlyphOutline(const GlyphOutline&) = delete;
    GlyphOutline& operator=(const GlyphOutline&) = delete;
};

/// The points of one closed line, in order.
using Ring = std::vector<Corner>;

std::vector<Ring> ringsOf(const GlyphOutline& outline) {
    std::vector<Ring> rings;
    for (int i = 0; i < outline.count; ++i) {
        const stbtt_vertex& v = outline.vertices[i];
        if (v.type == STBTT_vmove || rings.empty())
            rings.emplace_back();
        Ring& ring = rings.back();
        if (v.type == STBTT_vcurve || v.type == STBTT_vcubic)
            ring.push_back({float(v.cx), float(v.cy)});
        if (v.type == STBTT_vcubic)
            ring.push_back({float(v.cx1), float(v.cy1)});
        ring.push_back({float(v.x), float(v.y)});
    }
    return rings;
}

float twiceAreaOf(const Ring& ring) {
    float area = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Corner a = ring[i], b = ring[(i + 1) % ring.size()];
        area += a.x * b.y - b.x * a.y;
    }
    return area;
}

/// Every point moved outwards by `by`, so that both edges of a stroke part. `side`: 1 where the inside lies
/// to the right of the line's way.
Ring moved(const Ring& ring, float by, float side) {
    const std::size_t n = ring.size();
    Ring out = ring;
    const auto same = [](Corner a, Corner b) { return a.x == b.x && a.y == b.y; };
    const auto towards = [](Corner a, Corner b, float& length) {
        length = std::hypot(b.x - a.x, b.y - a.y);
        return Corner{(b.x - a.x) / length, (b.y - a.y) / length};
    };
    for (std::size_t i = 0; i < n; ++i) {
        std::size_t before = (i + n - 1) % n, after = (i + 1) % n;
        while (before != i && same(ring[before], ring[i]))
            before = (before + n - 1) % n;
        while (after != i && same(ring[after], ring[i]))
            after = (after + 1) % n;
        if (before == i || after == i)
            continue;
        float lengthIn = 0, lengthOut = 0;
        const Corner in = towards(ring[before], ring[i], lengthIn),
                     on = towards(ring[i], ring[after], lengthOut);
        const float cosine = in.x * on.x + in.y * on.y;
        // Where the line turns back the point stays; at sharp corners it goes no farther than its neighbours
        // let it.
        if (cosine < -0.94f)
            continue;
        const float reach = by / (1.0f + cosine);
        const float most = std::max(by, std::min(lengthIn, lengthOut));
        Corner away{-(in.y + on.y) * reach, (in.x + on.x) * reach};
        const float far = std::hypot(away.x, away.y);
        const float kept = side * (far > most ? most / far : 1.0f);
        out[i] = {ring[i].x + away.x * kept, ring[i].y + away.y * kept};
    }
    return out;
}

/// Drawn through stb's rasteriser from whole numbers, which are made fine enough for a moved point.
RasterGlyph heavyGlyph(const stbtt_fontinfo& info, int glyph, float unitsAnEm, float scaleX, float scaleY,
                       float heavier) {
    const GlyphOutline outline(info, glyph);
    std::vector<Ring> rings = ringsOf(outline);
    float area = 0;
    for (const Ring& ring : rings)
        area += twiceAreaOf(ring);
    const float side = area <= 0 ? 1.0f : -1.0f;
    constexpr float kRange = 20'000.0f; // of 32,767, since some glyphs are wider than an em
    const float fine = std::max(1.0f, std::floor(kRange / unitsAnEm));
    float x0 = 1e9f, y0 = 1e9f, x1 = -1e9f, y1 = -1e9f;
    std::vector<Corner> points;
    for (const Ring& ring : rings)
        for (const Corner p : moved(ring, 0.5f * heavier * unitsAnEm, side)) {
            points.push_back({std::round(p.x * fine), std::round(p.y * fine)});
            x0 = std::min(x0, p.x), x1 = std::max(x1, p.x);
            y0 = std::min(y0, p.y), y1 = std::max(y1, p.y);
        }
    if (points.empty())
        return {};
    std::size_t next = 0;
    const auto take = [&](auto& x, auto& y) {
        const auto whole = [](float v) { return static_cast<short>(std::clamp(v, -32'000.0f, 32'000.0f)); };
        x = whole(points[next].x);
        y = whole(points[next].y);
        ++next;
    };
    for (int i = 0; i < outline.count; ++i) {
        stbtt_vertex& v = outline.vertices[i];
        if (v.type == STBTT_vcurve || v.type == STBTT_vcubic)
            take(v.cx, v.cy);
        if (v.type == STBTT_vcubic)
            take(v.cx1, v.cy1);
        take(v.x, v.y);
    }
    RasterGlyph out;
    out.x0 = static_cast<int>(std::floor(x0 * scaleX)) - 1;
    out.y0 = static_cast<int>(std::floor(-y1 * scaleY)) - 1;
    out.coverage.width = static_cast<int>(std::ceil(x1 * scaleX)) + 1 - out.x0;
    out.coverage.height = static_cast<int>(std::ceil(-y0 * scaleY)) + 1 - out.y0;
    out.coverage.texels.resize(std::size_t(out.coverage.width) * std::size_t(out.coverage.height));
    stbtt__bitmap bitmap{out.coverage.width, out.coverage.height, out.coverage.width,
                         out.coverage.texels.data()};
    stbtt_Rasterize(&bitmap, 0.35f, outline.vertices, outline.count, scaleX / fine, scaleY / fine, 0.0f, 0.0f,
                    out.x0, out.y0, 1, nullptr);
    return out;
}

} // namespace

struct FontFile::Impl {
    std::vector<std::uint8_t> bytes;
    stbtt_fontinfo info{};
};

FontFile::FontFile(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
FontFile::FontFile(FontFile&&) noexcept = default;
FontFile& FontFile::operator=(FontFile&&) noexcept = default;
FontFile::~FontFile() = default;

base::Result<FontFile> FontFile::read(const std::filesystem::path& file) {
    auto bytes = base::readBytes(file, kFontLimitBytes);
    if (!bytes)
        return tl::unexpected(bytes.error());
    auto impl = std::make_unique<Impl>();
    impl->bytes = std::move(*bytes);
    const int offset = impl->bytes.size() < 64 ? -1 : stbtt_GetFontOffsetForIndex(impl->bytes.data(), 0);
    if (offset < 0 || !stbtt_InitFont(&impl->info, impl->bytes.data(), offset))
        return base::inputError(
            fmt::format("{}: this is no font that can be read; install it again", file.string()));
    return FontFile(std::move(impl));
}

int FontFile::glyphOf(char32_t character) const {
    return stbtt_FindGlyphIndex(&impl_->info, int(character));
}

float FontFile::scaleFor(float em) const {
    return stbtt_ScaleForMappingEmToPixels(&impl_->info, em);
}

int FontFile::advance(int glyph) const {
    int advance = 0, bearing = 0;
    stbtt_GetGlyphHMetrics(&impl_->info, glyph, &advance, &bearing);
    return advance;
}

int FontFile::kerning(int left, int right) const {
    return stbtt_GetGlyphKernAdvance(&impl_->info, left, right);
}

FontFile::Extent FontFile::extentOf(char32_t character) const {
    int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    if (!stbtt_GetCodepointBox(&impl_->info, int(character), &x0, &y0, &x1, &y1))
        return {};
    return {static_cast<float>(y0) * scaleFor(1.0f), static_cast<float>(y1) * scaleFor(1.0f)};
}

RasterGlyph FontFile::rasterise(int glyph, float scaleX, float scaleY, float heavier) const {
    if (heavier > 0.0f)
        return heavyGlyph(impl_->info, glyph, 1.0f / scaleFor(1.0f), scaleX, scaleY, heavier);
    RasterGlyph out;
    int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    stbtt_GetGlyphBitmapBox(&impl_->info, glyph, scaleX, scaleY, &x0, &y0, &x1, &y1);
    if (x1 <= x0 || y1 <= y0)
        return out;
    // An empty texel on every side, so that linear filtering does not cut the edge.
    out.x0 = x0 - 1, out.y0 = y0 - 1;
    Coverage& c = out.coverage;
    c.width = x1 + 1 - out.x0, c.height = y1 + 1 - out.y0;
    c.texels.resize(std::size_t(c.width) * std::size_t(c.height));
    stbtt_MakeGlyphBitmap(&impl_->info, &c.at(1, 1), c.width - 2, c.height - 2, c.width, scaleX, scaleY,
                          glyph);
    return out;
}

} // namespace perilune::overlay
