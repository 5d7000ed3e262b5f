#pragma once

#include "overlay/ink/ink.h"

namespace perilune::overlay {

/// What is readable: of all text on its ground, and of what has a programme's colour.
inline constexpr double kLeastContrast = 4.5;

/// The colours of one kind of place. All text has at least kLeastContrast on `ground` and on `plate`.
struct Inks {
    Ink ground; ///< behind what is written
    Ink plate;  ///< of cards
    Ink text, soft, quiet;
    Ink line;              ///< axes and dividers, with little of it
    Ink cause;             ///< what made something move, and what changed
    Ink land;              ///< of countries of no bloc
    Ink halo;              ///< beneath letters that stand on the picture
    float cover = 0.0f;    ///< how far what is see-through in the dark is closed here, 0..1
    float strength = 1.0f; ///< of lines, against those in the dark

    /// The ground as a veil over the picture, as strong as it is in the dark.
    Ink veil(float alpha) const { return ground.withAlpha(closed(alpha)); }
    Ink plateAt(float alpha) const { return plate.withAlpha(closed(alpha)); }
    Ink rule(float alpha) const { return line.withAlpha(alpha * strength < 1.0f ? alpha * strength : 1.0f); }
    /// The colour itself, or as much darker or lighter as it takes to be readable.
    Ink readable(Ink colour) const;

  private:
    float closed(float alpha) const;
};

/// Shares of the side that sizes go by (see TextSize), at 100 %; larger text grows the large sizes less.
struct TypeScale {
    double small = 0.0222, body = 0.0255, large = 0.0333, title = 0.0472;
    double smallGrows = 1.0, bodyGrows = 1.0, largeGrows = 0.75, titleGrows = 0.5; ///< powers of the growth
};

/// In u, a pixel of a picture 720 high.
struct Spacing {
    float margin = 32.0f; ///< between the picture's edge and what stands in it
    float pad = 12.0f;    ///< within a plate
    float line = 20.0f;   ///< from baseline to baseline of small text
    float radius = 7.0f;  ///< of a plate's corners
    float tools = 46.0f;  ///< a row of buttons, in the place that the window's tools have
};

/// Of signs on the strip, in u.
struct Marks {
    float radius = 4.6f;   ///< beside a line of small text
    float outline = 1.4f;  ///< of what is chosen
    float hairline = 1.0f; ///< at least a pixel
};

/// All that is not layout itself: one value for what lies over the picture, in window, still and film.
struct Theme {
    Inks chrome;  ///< titles, strip, card, views
    Inks picture; ///< pins and names on the Moon, which is as dark as it is
    TypeScale type;
    Spacing space;
    Marks marks;
};

/// Light on dark, for a dark room: the documentary.
const Theme& documentaryTheme();
/// Dark on white with the strongest contrast, for a room that cannot be darkened.
const Theme& brightTheme();
/// Black on white without veils, for stills on paper.
const Theme& printTheme();

} // namespace perilune::overlay
