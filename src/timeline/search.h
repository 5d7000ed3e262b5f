#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "timeline/timeline.h"

namespace perilune::timeline {

/// What a hit is: a name of a programme's own, or one that the Moon has.
enum class Found { Programme, Bloc, Mission, Milestone, Vehicle, Site, Partner, Source, Place };
const char* nameOf(Found kind); ///< "milestone"

/// A name of the Moon's ground, from whoever knows them.
struct NamedPlace {
    std::string name;
    std::string kind; ///< "crater", "mons"
};

struct Hit {
    Found kind = Found::Milestone;
    std::string_view id;       ///< of the record; of a place, its name
    std::string_view title;    ///< as it is written in the language in which it was found
    std::string_view language; ///< "en" for ids, words and names of the ground
    std::string_view detail;   ///< of a place, what it is
    int rank = 0;              ///< 100 the whole title … 10 somewhere in the words
};

/// Text as it is compared: lower case in Latin, Greek and Cyrillic script, without accents, ё as е,
/// full-width letters as plain ones, white space single.
std::string folded(std::string_view text);

/// Finds words in all titles of all languages, ids, notes, words of announcements and names of the ground.
/// Points into the timeline.
class SearchIndex {
  public:
    explicit SearchIndex(const Timeline& timeline, std::vector<NamedPlace> places = {});
    SearchIndex(SearchIndex&&) = default;
    SearchIndex(const SearchIndex&) = delete;

    /// Every word of the query must be in the record. Best first: by rank, programmes' own names before those
    /// of the ground, then in the order of the record.
    std::vector<Hit> find(std::string_view query, std::size_t most = 50) const;

  private:
    struct Item {
        Found kind{};
        std::string_view id, title, detail;
    };
    enum class Part : std::uint8_t { Title, Id, Words };
    struct Field {
        std::uint32_t start = 0, end = 0; ///< in text_
        std::uint32_t item = 0;
        Part part{};
        std::string_view title, language;
    };
    struct Score {
        int rank = 0;
        std::uint32_t field = 0;
    };

    void add(Found kind, std::string_view id, const LocalizedText& title);
    void field(Part part, std::string_view text, std::string_view title, std::string_view language);
    /// The best field of each item that has the needle; rank 0 where none has.
    std::vector<Score> scores(const std::string& needle) const;
    int rankOf(const Field& field, std::size_t at, std::size_t length) const;

    std::vector<NamedPlace> places_;
    std::vector<Item> items_;
    std::vector<Field> fields_;
    std::string text_; ///< all fields, folded, each ended by a line break
};

} // namespace perilune::timeline
