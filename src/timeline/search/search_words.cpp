#include "timeline/search/search_words.h"

#include <algorithm>
#include <cstring>

namespace perilune::timeline {

void SearchWords::add(std::string_view word, Part part, TextPlace place) {
    const auto [known, isNew] = numbers_.try_emplace(word, static_cast<std::uint32_t>(begins_.size()));
    const std::uint32_t number = known->second;
    if (isNew) {
        begins_.push_back(static_cast<std::uint32_t>(text_.size()));
        text_ += word;
        text_ += '\n';
        lastItems_.push_back({0xFFFFFFFFu, 0xFFFFFFFFu, 0xFFFFFFFFu});
    }
    const auto p = static_cast<std::size_t>(part);
    if (lastItems_[number][p] == place.item)
        return;
    lastItems_[number][p] = place.item;
    added_[p].push_back({number, place});
}

void SearchWords::close() {
    for (std::size_t p = 0; p < kParts; ++p) {
        // Sorted by counting, so that each word's places stay in order.
        std::vector<std::uint32_t>& firsts = firsts_[p];
        firsts.assign(begins_.size() + 1, 0);
        for (const Added& added : added_[p])
            ++firsts[added.word + 1];
        for (std::size_t i = 1; i < firsts.size(); ++i)
            firsts[i] += firsts[i - 1];
        std::vector<std::uint32_t> next(firsts.begin(), firsts.end() - 1);
        places_[p].resize(added_[p].size());
        for (const Added& added : added_[p])
            places_[p][next[added.word]++] = added.place;
    }
    numbers_ = {};
    lastItems_ = {};
    added_ = {};
}

std::string_view SearchWords::word(std::uint32_t number) const {
    const std::size_t end = number + 1 < begins_.size() ? begins_[number + 1] : text_.size();
    return std::string_view(text_).substr(begins_[number], end - 1 - begins_[number]);
}

std::vector<std::uint32_t> SearchWords::withInside(std::string_view needle) const {
    std::vector<std::uint32_t> found;
    const char* const begin = text_.data();
    const char* const end = begin + text_.size();
    std::uint32_t number = 0;
    for (const char* from = begin; from < end;) {
        const auto* hit = static_cast<const char*>(
            memmem(from, static_cast<std::size_t>(end - from), needle.data(), needle.size()));
        if (!hit)
            break;
        const auto at = static_cast<std::size_t>(hit - begin);
        while (number + 1 < begins_.size() && begins_[number + 1] <= at)
            ++number;
        if (at == begins_[number]) {
            from = hit + 1;
            continue;
        }
        found.push_back(number);
        from = begin + begins_[number] + word(number).size();
    }
    return found;
}

std::vector<std::uint32_t> SearchWords::endingWith(std::string_view needle) const {
    std::vector<std::uint32_t> found;
    for (std::uint32_t i = 0; i < begins_.size(); ++i)
        if (const std::string_view one = word(i); one.size() > needle.size() && one.ends_with(needle))
            found.push_back(i);
    return found;
}

std::span<const TextPlace> SearchWords::places(std::uint32_t number, Part part) const {
    const auto p = static_cast<std::size_t>(part);
    return std::span(places_[p]).subspan(firsts_[p][number], firsts_[p][number + 1] - firsts_[p][number]);
}

} // namespace perilune::timeline
