#pragma once

#include "ui/session.h"
#include "timeline/search/search.h"

#include <string>
#include <string_view>
#include <vector>

namespace perilune::ui {

/// A hit with what the find box writes beside it.
struct FoundRow {
    timeline::Hit hit;   ///< points into the dataset's index
    std::string english; ///< its English title, where it was found in another language
    std::string tag;     ///< "milestone · Artemis", "crater · 21 km"
    const timeline::Programme* programme = nullptr; ///< that it belongs to, where it does to one
};

inline bool isGround(const timeline::Hit& hit) {
    return hit.kind == timeline::Found::Place;
}

/// At most so many rows, in two groups: what the programmes name and what the Moon has. The group with the
/// better first hit comes first; the other keeps some rows in any case. Empty without an index.
std::vector<FoundRow> foundRows(std::string_view query, const Dataset& data, std::size_t most);

/// Pure: what choosing a hit does. Of what had not been announced by the known day, only a message.
std::vector<Action> actionsFor(const timeline::Hit& hit, const Dataset& data, const Show& show);

} // namespace perilune::ui
