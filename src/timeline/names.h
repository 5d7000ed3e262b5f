#pragma once

#include "timeline/timeline.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace perilune::timeline {

/// A word of the file format and what it stands for.
template <class T> struct Word {
    const char* name;
    T value;
};

/// All words that a key takes, in the order in which a message lists them.
template <class T> std::span<const Word<T>> words();
template <> std::span<const Word<Status>> words<Status>();
template <> std::span<const Word<Confidence>> words<Confidence>();
template <> std::span<const Word<AnnouncementKind>> words<AnnouncementKind>();
template <> std::span<const Word<Mark>> words<Mark>();
template <> std::span<const Word<PartnerKind>> words<PartnerKind>();
template <> std::span<const Word<PartnerLevel>> words<PartnerLevel>();

const char* nameOf(Mark mark); ///< "circle", "diamond", …

template <class T> std::optional<T> named(std::string_view name) {
    for (const Word<T>& word : words<T>())
        if (name == word.name)
            return word.value;
    return std::nullopt;
}

} // namespace perilune::timeline
