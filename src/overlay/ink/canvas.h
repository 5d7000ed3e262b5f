#pragma once

#include "overlay/ink/draw_list.h"
#include "overlay/ink/fonts.h"
#include "overlay/ink/rect.h"
#include "overlay/ink/theme.h"
#include "base/letters.h"

#include <array>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace perilune::overlay {

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
    Canvas(const Fonts& fonts, const Rect& bounds, const Inks& inks)
        : fonts_(fonts), bounds_(bounds), inks_(inks), whiteU_(fonts.whiteU()), whiteV_(fonts.whiteV()) {}
    Canvas(const Fonts& fonts, float width, float height)
        : Canvas(fonts, {0, 0, width, height}, documentaryTheme().chrome) {}

    const Fonts& fonts() const { return fonts_; }
    const Inks& inks() const { return inks_; }
    float pixels(const Type& type) const { return fonts_.pixels(type.size); }
    float capHeight(const Type& type) const { return fonts_.capHeight() * fonts_.pixels(type.size); }

    // Measuring, cutting and breaking: see Lettering. What was cut is remembered, so that its box tells the
    // whole where it is drawn.
    float widthOf(std::string_view text, const Type& type) const;
    std::string fitted(std::string_view text, const Type& type, float width, bool wholeWords = false) const;
    /// Cut, with an ending that is never cut, such as words of doubt: what is before it is, or left out.
    /// Empty where not even the ending fits.
    std::string fittedBefore(std::string_view text, std::string_view ending, const Type& type,
                             float width) const;
    std::vector<std::string> wrapped(std::string_view text, const Type& type, float width,
                                     std::size_t maxLines) const;
    /// Whether it was made by one of these of a text that is longer.
    bool isCut(std::string_view text) const { return wholes_.find(text) != wholes_.end(); }
    /// Whether the text runs from the right to the left.
    bool runsLeft(std::string_view text, const Type& type) const {
        return fonts_.lettering().shaped(text, setting(type))->rightToLeft;
    }
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

    /// Moves all that was drawn.
    void shift(float dx, float dy);
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
    Rect bounds_; ///< nothing is drawn beyond
    Inks inks_;
    float whiteU_, whiteV_;
    DrawList list_;
    std::vector<Rect> clips_;
    std::uint32_t commandStart_ = 0;
    std::vector<TextBox> texts_;
    mutable std::map<std::string, std::string, std::less<>> wholes_; ///< by what was left of them
};

} // namespace perilune::overlay
