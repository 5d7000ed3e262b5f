#pragma once

#include "overlay/page.h"

#include <cstddef>
#include <string>
#include <vector>

namespace perilune::overlay {

/// How much room a row gets: two lines, one line, or one line of the smallest text.
enum class CardDensity { Tall, Flat, Tight };

/// The announcements of a card, one below the other.
class CardHistory {
  public:
    CardHistory(const scene::Card& card, Page& page, Canvas& canvas)
        : card_(card), page_(page), canvas_(canvas), u_(page.at.u) {}
    /// The left and the right end of its lines.
    void between(float x0, float x1) {
        x0_ = x0;
        x1_ = x1;
    }

    /// All rows, or so many: the last word, and of the rest those that first named a date, spread over the
    /// history.
    void choose(std::size_t most, CardDensity density);
    float height() const;
    /// Gives where it ends.
    float draw(float y);

  private:
    /// One announcement as it is set: its target in one line or two, and who said it.
    struct Lines {
        std::size_t row = 0;
        std::vector<std::string> target;
        Type type = type::kBody;
        std::string tag; ///< "estimate", "withdrawn"
        std::string by;  ///< below the target; empty where rows are flat
        float height = 0;
    };

    Lines linesOf(std::size_t row, CardDensity density) const;
    std::string saidBy(const scene::CardRow& row, float room) const;
    std::string dayWithin(const std::string& day, float room) const;
    void drawRow(const Lines& lines, float y);

    const scene::Card& card_;
    Page& page_; ///< takes where a row is pointed at
    Canvas& canvas_;
    float u_, x0_ = 0, x1_ = 0, targetX_ = 0;
    std::vector<Lines> rows_; ///< a gap in their numbers is drawn as dots at the side
};

} // namespace perilune::overlay
