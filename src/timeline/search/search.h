#pragma once

#include "timeline/search/search_folded.h"
#include "timeline/search/search_text.h"
#include "timeline/timeline.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace perilune::timeline {

/// What a hit is: a name of a programme's own, or one that the Moon has.
enum class Found { Programme, Bloc, Mission, Milestone, Person, Vehicle, Site, Partner, Source, Place };
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

/// Finds words in all titles and names of all languages, ids, notes, words of announcements and names of the
/// ground. Points into the timeline.
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
    /// What a field says of its hit.
    struct Label {
        std::string_view title, language;
    };

    void add(Found kind, std::string_view id, const LocalizedText& title);
    void field(Part part, std::string_view text, std::string_view title, std::string_view language);

    std::vector<NamedPlace> places_;
    std::vector<Item> items_;
    std::vector<Label> labels_; ///< of the fields in text_
    SearchText text_;
};

} // namespace perilune::timeline
