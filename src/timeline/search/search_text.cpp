#include "timeline/search/search_text.h"

#include "timeline/search/search_folded.h"

#include <algorithm>
#include <cstring>

namespace perilune::timeline {

namespace {

/// So many bytes of what begins at a place decide the order of a table: no text makes sorting slow, however
/// often it repeats itself.
constexpr std::size_t kSortedBytes = 64;

/// What comes after a needle; grows with the bytes, so that in a sorted table each kind is one piece.
enum After : int {
    Controls,
    FieldEnd,
    Signs,
    Digits,
    MoreSigns,
    Letters,
    LastSigns,
    OtherLetters,
    Ideographs
};

After afterOf(std::string_view text, std::size_t end) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const unsigned first = byte(end);
    if (first >= 0x80)
        return first > 0xE2 || (first == 0xE2 && byte(end + 1) >= 0xBA) ? Ideographs : OtherLetters;
    if (first >= 'a')
        return first <= 'z' ? Letters : LastSigns;
    if (first >= '0')
        return first <= '9' ? Digits : MoreSigns;
    return first > '\n' ? Signs : first == '\n' ? FieldEnd : Controls;
}

bool isWordEnd(After after) {
    return after != Digits && after != Letters && after != OtherLetters;
}

/// The next eight bytes as a number that sorts as they do; what comes after the field counts as nothing.
std::uint64_t keyAt(std::string_view text, std::size_t at) {
    std::uint64_t key = 0;
    int byte = 0;
    for (bool within = true; byte < 8 && within; ++byte) {
        const char c = text[at + static_cast<std::size_t>(byte)];
        key = key << 8 | static_cast<unsigned char>(c);
        within = c != '\n';
    }
    return byte < 8 ? key << (8 * (8 - byte)) : key;
}

bool hasFieldEnd(std::uint64_t key) {
    for (int byte = 0; byte < 8; ++byte, key >>= 8)
        if ((key & 0xFF) == '\n')
            return true;
    return false;
}

struct Keyed {
    std::uint64_t key = 0;
    TextPlace place;
};

void sortFrom(std::size_t depth, std::span<Keyed> list, std::string_view text) {
    for (Keyed& one : list)
        one.key = keyAt(text, one.place.at + depth);
    std::sort(list.begin(), list.end(), [](const Keyed& a, const Keyed& b) {
        return a.key != b.key ? a.key < b.key : a.place.at < b.place.at;
    });
    if (depth + 8 >= kSortedBytes)
        return;
    for (std::size_t from = 0, to = 0; from < list.size(); from = to) {
        for (to = from + 1; to < list.size() && list[to].key == list[from].key;)
            ++to;
        if (to - from > 1 && !hasFieldEnd(list[from].key))
            sortFrom(depth + 8, list.subspan(from, to - from), text);
    }
}

} // namespace

int rankInside(Part part) {
    return part == Part::Title ? 40 : part == Part::Id ? 35 : 10;
}

int SearchText::rankOf(Table table, bool wordEnds, bool fieldEnds) {
    switch (table) {
    case TitleFirst:
        return fieldEnds ? 100 : wordEnds ? 85 : 80;
    case Title:
        return wordEnds ? 70 : 60;
    case IdFirst:
        return fieldEnds ? 95 : 50;
    case Id:
        return 50;
    case Words:
        return wordEnds ? 25 : 20;
    case TitleInside:
        return rankInside(Part::Title);
    case IdInside:
        return rankInside(Part::Id);
    case WordsInside:
    case kTables:
        break;
    }
    return rankInside(Part::Words);
}

bool SearchText::add(Part part, std::uint32_t item, std::string_view text) {
    constexpr std::size_t kMostText = 1u << 30;
    if (text.empty() || text_.size() > kMostText)
        return false;
    Field added;
    added.start = static_cast<std::uint32_t>(text_.size());
    text_ += folded(text);
    added.end = static_cast<std::uint32_t>(text_.size());
    text_ += '\n';
    added.item = item;
    added.part = part;
    fields_.push_back(added);
    return true;
}

std::size_t SearchText::fieldAt(std::uint32_t at) const {
    const auto after = std::upper_bound(fields_.begin(), fields_.end(), at,
                                        [](std::uint32_t a, const Field& f) { return a < f.start; });
    return static_cast<std::size_t>(after - fields_.begin()) - 1;
}

std::span<const SearchText::Field> SearchText::fieldsOf(std::uint32_t item) const {
    const auto first = std::lower_bound(fields_.begin(), fields_.end(), item,
                                        [](const Field& f, std::uint32_t i) { return f.item < i; });
    auto last = first;
    while (last != fields_.end() && last->item == item)
        ++last;
    return {first, last};
}

void SearchText::close() {
    text_ += "\n\n\n\n\n\n\n"; // eight bytes can be read from everywhere
    for (const Field& field : fields_)
        index(field, tables_);
    words_.close();
    for (Places& places : tables_)
        sort(places);
}

SearchText::Table SearchText::tableOf(const Field& field, std::size_t at) const {
    const bool first = at == field.start;
    const bool begins = first || !isWordByte(text_[at - 1]) || beginsIdeograph(text_, at);
    switch (field.part) {
    case Part::Title:
        return first ? TitleFirst : begins ? Title : TitleInside;
    case Part::Id:
        return first ? IdFirst : begins ? Id : IdInside;
    case Part::Words:
        break;
    }
    return begins ? Words : WordsInside;
}

void SearchText::index(const Field& field, std::array<Places, kTables>& places) {
    const std::string_view text = text_;
    for (std::size_t at = field.start; at < field.end;) {
        const std::size_t from = at;
        const bool letters = isWordByte(text[from]) && !beginsIdeograph(text, from);
        do
            ++at;
        while (at < field.end &&
               (letters ? isWordByte(text[at]) && !beginsIdeograph(text, at) : (text[at] & 0xC0) == 0x80));
        if (text[from] == ' ')
            continue; // no needle begins with one
        const TextPlace place{static_cast<std::uint32_t>(from), field.item};
        places[tableOf(field, from)].push_back(place);
        if (letters)
            words_.add(text.substr(from, at - from), field.part, place);
    }
}

void SearchText::sort(Places& places) const {
    std::vector<Keyed> list(places.size());
    for (std::size_t i = 0; i < list.size(); ++i)
        list[i].place = places[i];
    sortFrom(0, list, text_);
    places.shrink_to_fit();
    for (std::size_t i = 0; i < list.size(); ++i)
        places[i] = list[i].place;
}

std::span<const TextPlace> SearchText::beginningWith(std::string_view needle, const Places& sorted) const {
    const std::string_view part = needle.substr(0, kSortedBytes);
    const auto first = std::partition_point(
        sorted.begin(), sorted.end(),
        [&](const TextPlace& place) { return std::string_view(text_).substr(place.at, part.size()) < part; });
    const auto last = std::partition_point(first, sorted.end(), [&](const TextPlace& place) {
        return std::string_view(text_).substr(place.at, part.size()) == part;
    });
    return {first, last};
}

/// Gives each piece of the table, and what comes after the needle there.
template <class Take>
void SearchText::eachPiece(std::string_view needle, Table table, const Take& take) const {
    std::span<const TextPlace> found = beginningWith(needle, tables_[table]);
    const auto after = [&](const TextPlace& place) { return afterOf(text_, place.at + needle.size()); };
    if (needle.size() + 2 > kSortedBytes) { // longer than the order goes
        for (const TextPlace& place : found)
            if (text_.compare(place.at, needle.size(), needle) == 0)
                take(after(place), std::span(&place, 1));
        return;
    }
    while (!found.empty()) {
        const After kind = after(found.front());
        const auto end = std::partition_point(found.begin(), found.end(),
                                              [&](const TextPlace& place) { return after(place) <= kind; });
        const auto size = static_cast<std::size_t>(end - found.begin());
        take(kind, found.first(size));
        found = found.subspan(size);
    }
}

void SearchText::find(std::string_view needle, std::vector<Piece>& pieces) const {
    for (int table = 0; table < kTables; ++table)
        eachPiece(
            needle, static_cast<Table>(table),
            [&](After after, std::span<const TextPlace> places) {
                pieces.push_back(
                    {rankOf(static_cast<Table>(table), isWordEnd(after), after == FieldEnd), places});
            });
}

void SearchText::findInside(std::string_view words, std::vector<Piece>& pieces) const {
    for (int table = 0; table < kTables; ++table) {
        const Part part = table <= TitleInside ? Part::Title : table <= IdInside ? Part::Id : Part::Words;
        eachPiece(words, static_cast<Table>(table), [&](After, std::span<const TextPlace> places) {
            pieces.push_back({rankInside(part), places});
        });
    }
}

} // namespace perilune::timeline
