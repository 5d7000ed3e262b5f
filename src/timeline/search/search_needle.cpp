#include "timeline/search/search_needle.h"

#include "timeline/search/search_folded.h"

#include <algorithm>
#include <string>

namespace perilune::timeline {

SearchNeedle::SearchNeedle(const SearchText& text, std::size_t items, std::string_view needle)
    : text_(text), needle_(needle), ranks_(items), places_(items) {
    while (firstWord_ < needle.size() && isWordByte(needle[firstWord_]) &&
           !beginsIdeograph(needle, firstWord_))
        ++firstWord_;
    text.find(needle, pieces_);
    std::stable_sort(pieces_.begin(), pieces_.end(),
                     [](const auto& a, const auto& b) { return a.rank > b.rank; });
}

void SearchNeedle::note(const TextPlace& place, int rank) {
    std::uint8_t& best = ranks_[place.item];
    if (best == 0) {
        best = static_cast<std::uint8_t>(rank);
        places_[place.item] = place.at;
        reached_.push_back(place.item);
    } else if (best == rank) {
        places_[place.item] = std::min(places_[place.item], place.at);
    }
}

std::span<const std::uint32_t> SearchNeedle::reach(int rank) {
    reached_.clear();
    for (const Part part : {Part::Title, Part::Id, Part::Words})
        if (rank == rankInside(part))
            searchInside(part);
    for (; done_ < pieces_.size() && pieces_[done_].rank == rank; ++done_)
        for (const TextPlace& place : pieces_[done_].places)
            note(place, rank);
    return reached_;
}

void SearchNeedle::searchInside(Part part) {
    if (firstWord_ == 0)
        return; // signs and ideographs are in the tables wherever they stand
    if (!lookedInside_) {
        lookedInside_ = true;
        if (firstWord_ < needle_.size())
            findTail();
        else
            around_ = text_.words().withInside(needle_);
    }
    if (mustRead_)
        return searchThrough(part);
    for (const std::uint32_t word : around_)
        for (const TextPlace& place : text_.words().places(word, part))
            note(place, rankInside(part));
}

void SearchNeedle::findTail() {
    constexpr std::size_t kFewWords = 16;
    around_ = text_.words().endingWith(needle_.substr(0, firstWord_));
    mustRead_ = around_.size() > kFewWords;
    if (mustRead_)
        return;
    for (const std::uint32_t word : around_)
        text_.findInside(std::string(text_.words().word(word)).append(needle_.substr(firstWord_)), pieces_);
    around_.clear();
    std::stable_sort(pieces_.begin() + static_cast<std::ptrdiff_t>(done_), pieces_.end(),
                     [](const auto& a, const auto& b) { return a.rank > b.rank; });
}

void SearchNeedle::searchThrough(Part part) {
    std::vector<bool> isRead(ranks_.size());
    for (const std::uint32_t word : around_)
        for (const TextPlace& place : text_.words().places(word, part)) {
            if (ranks_[place.item] != 0 || isRead[place.item])
                continue;
            isRead[place.item] = true;
            for (const SearchText::Field& field : text_.fieldsOf(place.item)) {
                if (field.part != part)
                    continue;
                const auto hit = text_.text().substr(field.start, field.end - field.start).find(needle_);
                if (hit == std::string_view::npos)
                    continue;
                note({field.start + static_cast<std::uint32_t>(hit), place.item}, rankInside(part));
                break;
            }
        }
}

} // namespace perilune::timeline
