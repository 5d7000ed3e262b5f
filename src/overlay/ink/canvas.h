#pragma once

#include "overlay/ink/draw_list.h"
#include "overlay/ink/fonts.h"
#include "overlay/ink/rect.h"
#include "base/letters.h"

#include <array>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace perilune::overlay {

/// sRGB with straight alpha.
struct Ink {
    std::uint8_t r = 255, g = 255, b = 255;
    float a = 1.0f;
    constexpr Ink withAlpha(float alpha) const { return {r, g, b, alpha}; }
    constexpr Ink faded(float by) const { return {r, g, b, a * by}; }
};
constexpr Ink ink(std::uint32_t rgb, float alpha = 1.0f) {
    return {static_cast<std::uint8_t>(rgb >> 16), static_cast<std::uint8_t>(rgb >> 8),
            static_cast<std::uint8_t>(rgb), alpha};
}
/// As a vertex holds it: 0xAABBGGRR.
std::uint32_t packed(Ink colour);
/// Between two inks; t = 0 gives a.
Ink mixed(Ink a, Ink b, float t);

struct Point {
    float x = 0, y = 0;
};

/// How a line of text is set.
struct Type {
    Fonts::Size size = Fonts::Size::Small;
    Fonts::Weight weight = Fonts::Weight::Regular;
    bool tabular = false; ///< digits of one width, for numbers that change
    bool halo = false;    ///< a dark glow beneath, for text on the picture
    float tracking = 0;   ///< room between letters beyond the usual, in ems
    float slant = 0;      ///< leans to the right, as a share of the height
};

/// Turns shapes and text into triangles. Edges of shapes fade over one pixel.
class Canvas {
  public:
    Canvas(const Fonts& fonts, float width, float height)
        : fonts_(fonts), width_(width), height_(height), whiteU_(fonts.whiteU()), whiteV_(fonts.whiteV()) {}

    const Fonts& fonts() const { return fonts_; }
    float pixels(const Type& type) const { return fonts_.pixels(type.size); }
    float capHeight(const Type& type) const { return fonts_.capHeight() * fonts_.pixels(type.size); }

    // Measuring, cutting and breaking: see Lettering.
    float widthOf(std::string_view text, const Type& type) const;
    std::string fitted(std::string_view text, const Type& type, float width) const;
    /// Cut, with an ending that is never cut, such as words of doubt: what is before it is, or left out.
    /// Empty where not even the ending fits.
    std::string fittedBefore(std::string_view text, std::string_view ending, const Type& type,
                             float width) const;
    std::vector<std::string> wrapped(std::string_view text, const Type& type, float width,
                                     std::size_t maxLines) const;
    /// The room that a line takes, from above its capitals to below its descenders.
    Rect boxOf(float x, float baseline, float width, const Type& type) const;

    // Text: x is the left end, the baseline is put on a whole pixel.
    void text(float x, float baseline, std::string_view text, const Type& type, Ink colour);
    void textRight(float right, float baseline, std::string_view text, const Type& type, Ink colour);
    /// At the side where it begins: the left, or the right of what runs to the left.
    void textBetween(float left, float right, float baseline, std::string_view text, const Type& type,
                     Ink colour);
    void textCentred(float middle, float baseline, std::string_view text, const Type& type, Ink colour);
    /// The baseline that puts capitals in the middle of a height.
    float baselineFor(float middleY, const Type& type) const { return middleY + 0.5f * capHeight(type); }

    // Shapes.
    void fill(const Rect& rect, Ink colour);
    void gradientDown(const Rect& rect, Ink top, Ink bottom);
    void gradientAcross(const Rect& rect, Ink left, Ink right);
    void rounded(const Rect& rect, float radius, Ink colour);
    void roundedOutline(const Rect& rect, float radius, float thickness, Ink colour);
    /// A plate whose edge fades out over `feather` pixels outside the rectangle.
    void feathered(const Rect& rect, float feather, Ink colour);
    void disc(Point centre, float radius, Ink colour);
    void ring(Point centre, float radius, float thickness, Ink colour);
    void convex(std::span<const Point> corners, Ink colour);
    /// Any simple polygon, without soft edges: for light fills under an outline.
    void polygon(std::span<const Point> corners, Ink colour);
    /// Triangles that were found beforehand, three indices into the corners each; without soft edges.
    void triangles(std::span<const Point> corners, std::span<const std::uint32_t> indices, Ink colour);
    void outline(std::span<const Point> corners, bool closed, float thickness, Ink colour);
    /// An open line that is as strong at each point as is told (0..1 of the colour).
    void strand(std::span<const Point> points, std::span<const float> strengths, float thickness, Ink colour);
    void line(Point a, Point b, float thickness, Ink colour);
    /// A small soft-rimmed oval that fills the rectangle; cheap, for many.
    void speck(const Rect& rect, Ink colour);
    /// `wanted`: of each dot's x, whether it is to be drawn; all where it is null.
    void dotted(Point a, Point b, float dot, float gap, Ink colour,
                const std::function<bool(float)>* wanted = nullptr);

    /// Shapes and text up to popClip are cut to the rectangle.
    void pushClip(const Rect& rect);
    void popClip();

    /// Puts what another canvas drew on top of this one.
    void append(Canvas&& other);
    DrawList takeDrawing();
    std::vector<TextBox> takeTexts() { return std::move(texts_); }

  private:
    /// An ink for each corner: top left, top right, bottom right, bottom left.
    void shaded(const Rect& rect, const std::array<Ink, 4>& inks);
    std::uint32_t corner(Point p, Ink colour);
    std::uint32_t cornerUv(float x, float y, float u, float v, std::uint32_t packed);
    void triangle(std::uint32_t a, std::uint32_t b, std::uint32_t c);
    void quad(const Glyph& glyph, float penX, float baseline, std::uint32_t packed, float slant = 0);
    void closeCommand();
    Rect clip() const;
    Setting setting(const Type& type) const {
        return fonts_.setting(type.size, type.weight, type.tabular, type.tracking);
    }

    const Fonts& fonts_;
    float width_, height_;
    float whiteU_, whiteV_;
    DrawList list_;
    std::vector<Rect> clips_;
    std::uint32_t commandStart_ = 0;
    std::vector<TextBox> texts_;
};

} // namespace perilune::overlay
