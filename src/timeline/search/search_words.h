#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace perilune::timeline {

/// What a text is of its record.
enum class Part : std::uint8_t { Title, Id, Words };
constexpr std::size_t kParts = 3;

/// A place in the text, and whose it is.
struct TextPlace {
    std::uint32_t at = 0;
    std::uint32_t item = 0;
};

/// All distinct runs of letters and digits, and the records that have each: for what stands inside of words.
class SearchWords {
  public:
    /// Items come in ascending order. The word must stay where it is until all are closed.
    void add(std::string_view word, Part part, TextPlace place);
    void close();

    std::size_t size() const { return begins_.size(); }
    std::string_view word(std::uint32_t number) const;
    /// The words that have the needle, but not at their beginning only.
    std::vector<std::uint32_t> withInside(std::string_view needle) const;
    /// The words that end with the needle and are longer.
    std::vector<std::uint32_t> endingWith(std::string_view needle) const;
    /// The first place in that part of each record that has the word, in order.
    std::span<const TextPlace> places(std::uint32_t number, Part part) const;

  private:
    struct Added {
        std::uint32_t word = 0;
        TextPlace place;
    };
    std::string text_; ///< every word is ended by a line break
    std::vector<std::uint32_t> begins_;
    std::array<std::vector<std::uint32_t>, kParts> firsts_; ///< in places_, of each word, and the end
    std::array<std::vector<TextPlace>, kParts> places_;

    // Until closed:
    std::unordered_map<std::string_view, std::uint32_t> numbers_;
    std::vector<std::array<std::uint32_t, kParts>> lastItems_;
    std::array<std::vector<Added>, kParts> added_;
};

} // namespace perilune::timeline
