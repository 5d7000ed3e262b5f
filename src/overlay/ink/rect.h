#pragma once

#include <string>

namespace perilune::overlay {

/// The size of the picture in pixels.
struct Viewport {
    int width = 1280;
    int height = 720;
    double aspect() const { return double(width) / double(height); }
};

/// A rectangle in pixels from the top left.
struct Rect {
    float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    bool contains(float x, float y) const { return x >= x0 && x < x1 && y >= y0 && y < y1; }
};

inline Rect moved(const Rect& r, float dx, float dy) {
    return {r.x0 + dx, r.y0 + dy, r.x1 + dx, r.y1 + dy};
}
inline bool overlaps(const Rect& a, const Rect& b) {
    return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}
inline bool isEmpty(const Rect& r) {
    return r.x1 <= r.x0 || r.y1 <= r.y0;
}
inline float widthOf(const Rect& r) {
    return r.x1 - r.x0;
}
inline float heightOf(const Rect& r) {
    return r.y1 - r.y0;
}
inline Rect grown(const Rect& r, float by) {
    return {r.x0 - by, r.y0 - by, r.x1 + by, r.y1 + by};
}
inline Rect grown(const Rect& r, float x, float y) {
    return {r.x0 - x, r.y0 - y, r.x1 + x, r.y1 + y};
}

/// A line of text as it was set: for tests and for readers of the picture.
struct TextBox {
    Rect rect;        ///< from above the capitals to below the descenders
    float pixels = 0; ///< of the em
    std::string text;
    float opacity = 1;
    std::string whole; ///< what there was no room for too; empty where nothing was cut
};

} // namespace perilune::overlay
