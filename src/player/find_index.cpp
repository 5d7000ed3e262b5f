#include "player/find_index.h"

#include "terrain/gazetteer.h"

#include <utility>

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
        forget();
        timeline_ = timeline;
        making_ = workers_.start(
            [held = timeline.get(), names = surface.gazetteer()] { return make(*held, names); });
        return nullptr;
    }
    if (making_.isReady())
        index_ = making_.take();
    return index_.get();
}

void FindIndex::forget() {
    index_.reset();
    std::erase_if(forgotten_, [](const Making& making) { return making.task.isReady(); });
    if (making_.isBegun() && !making_.isReady())
        forgotten_.push_back({std::move(timeline_), std::move(making_)});
    making_ = {};
    timeline_.reset();
}

} // namespace perilune::player
