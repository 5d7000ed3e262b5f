#include "player/find_index.h"

#include "terrain/gazetteer.h"

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
        making_ = {};
        index_.reset();
        timeline_ = timeline;
        making_ = workers_.start(
            [held = timeline.get(), names = surface.gazetteer()] { return make(*held, names); });
        return nullptr;
    }
    if (making_.isReady())
        index_ = making_.take();
    return index_.get();
}

} // namespace perilune::player
