#pragma once

#include "timeline/search/search_text.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace perilune::timeline {

/// A needle on its way down the ranks: which items have it where. All ranks are multiples of kStep.
class SearchNeedle {
  public:
    static constexpr int kBest = 100, kStep = 5;

    /// Both must outlive it. The needle is folded, and not empty.
    SearchNeedle(const SearchText& text, std::size_t items, std::string_view needle);

    /// The items whose best place has that rank. Asked for one rank after the other, from the best on.
    std::span<const std::uint32_t> reach(int rank);
    /// The first of an item's best places, once it was reached.
    std::uint32_t at(std::uint32_t item) const { return places_[item]; }

  private:
    void note(const TextPlace& place, int rank);
    /// A needle that begins inside of a word and goes on behind it.
    void findTail();
    void searchInside(Part part);
    void searchThrough(Part part);

    const SearchText& text_;
    std::string_view needle_;
    std::size_t firstWord_ = 0; ///< bytes of the letters and digits with which it begins
    std::vector<SearchText::Piece> pieces_;
    std::size_t done_ = 0;              ///< pieces
    std::vector<std::uint32_t> around_; ///< the words in which it begins, but not at their beginning
    bool lookedInside_ = false, mustRead_ = false;

    std::vector<std::uint8_t> ranks_;   ///< of every item, 0 as long as it was not reached
    std::vector<std::uint32_t> places_; ///< of every item
    std::vector<std::uint32_t> reached_;
};

} // namespace perilune::timeline
