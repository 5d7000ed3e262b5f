#pragma once

#include <cstddef>
#include <vector>

namespace perilune::overlay {

/// How far things on one line have covered it, a pixel's column at a time: what lies under so many others
/// that nobody could tell it apart is not drawn. In what order they are added changes nothing.
class LineCover {
  public:
    /// `enough`: the light that may still come through where nothing more is drawn.
    LineCover(float x0, float x1, float enough);

    bool isFull(float x) const;
    bool isFull(float from, float to) const;
    /// How much of a stretch is not full, 0..1.
    float openShare(float from, float to) const;
    /// Something covers the line from there to there by `opacity` (0..1).
    void add(float from, float to, float opacity);

  private:
    std::size_t columnOf(float x) const;
    std::size_t nextOpen(std::size_t column) const;

    float x0_, enough_;
    std::vector<float> through_;
    mutable std::vector<std::size_t> next_; ///< a column at or after each that is not full, or nearer to it
};

} // namespace perilune::overlay
