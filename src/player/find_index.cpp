#include "player/find_index.h"

#include "terrain/gazetteer.h"

#include <chrono>

namespace perilune::player {

namespace {

std::unique_ptr<const timeline::SearchIndex> make(const timeline::Timeline& timeline,
                                                  const terrain::Gazetteer* gazetteer) {
    std::vector<timeline::NamedPlace> places;
    if (gazetteer)
        for (const terrain::Feature& feature : gazetteer->features())
            places.push_back({feature.name, feature.kind});
    return std::make_unique<const timeline::SearchIndex>(timeline, std::move(places));
}

} // namespace

const timeline::SearchIndex* FindIndex::of(const std::shared_ptr<const timeline::Timeline>& timeline,
                                           const terrain::Surface& surface) {
    if (timeline_ != timeline) {
        if (making_.valid())
            making_.wait(); // it reads what timeline_ holds
        making_ = {};
        index_.reset();
        timeline_ = timeline;
        making_ = std::async(std::launch::async, make, std::cref(*timeline), surface.gazetteer());
        return nullptr;
    }
    if (making_.valid() && making_.wait_for(std::chrono::seconds{0}) == std::future_status::ready)
        index_ = making_.get();
    return index_.get();
}

} // namespace perilune::player
