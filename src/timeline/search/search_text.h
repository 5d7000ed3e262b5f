#pragma once

#include "timeline/search/search_words.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace perilune::timeline {

/// Texts of records, folded, and sorted tables of where words begin in them: what begins with a needle lies
/// in one piece of a table. Filled once, closed, then asked.
class SearchText {
  public:
    /// A field of a record. Items come in ascending order. Too much text altogether, and the rest is left
    /// out.
    bool add(Part part, std::uint32_t item, std::string_view text);
    void close();

    struct Field {
        std::uint32_t start = 0, end = 0; ///< in text()
        std::uint32_t item = 0;
        Part part{};
    };
    /// Which field a place is in.
    std::size_t fieldAt(std::uint32_t at) const;
    Part partOf(std::size_t field) const { return fields_[field].part; }
    /// All of an item's fields.
    std::span<const Field> fieldsOf(std::uint32_t item) const;
    std::string_view text() const { return text_; }
    const SearchWords& words() const { return words_; }

    /// Places of one worth.
    struct Piece {
        int rank = 0;
        std::span<const TextPlace> places;
    };
    /// Adds where the needle begins as a word does, or as a sign within one: every rank that it has there.
    void find(std::string_view needle, std::vector<Piece>& pieces) const;
    /// The same for a needle that is only the end of a word and what follows: `words` has it from the
    /// beginning of the word on. All are worth what is inside of words.
    void findInside(std::string_view words, std::vector<Piece>& pieces) const;

  private:
    /// Where in a field a place is: at its beginning, where a word begins, or neither.
    enum Table { TitleFirst, Title, TitleInside, IdFirst, Id, IdInside, Words, WordsInside, kTables };
    using Places = std::vector<TextPlace>;

    Table tableOf(const Field& field, std::size_t at) const;
    static int rankOf(Table table, bool wordEnds, bool fieldEnds);
    void index(const Field& field, std::array<Places, kTables>& places);
    void sort(Places& places) const;
    std::span<const TextPlace> beginningWith(std::string_view needle, const Places& sorted) const;
    template <class Take> void eachPiece(std::string_view needle, Table table, const Take& take) const;

    std::string text_; ///< every field is ended by a line break
    std::vector<Field> fields_;
    std::array<Places, kTables> tables_; ///< each by the text that begins there, then by place
    SearchWords words_;
};

/// What a needle inside of a word is worth.
int rankInside(Part part);

} // namespace perilune::timeline
