#include "render/ground/tile_builder.h"

#include <algorithm>

namespace perilune::render {

TileBuilder::TileBuilder(std::shared_ptr<const terrain::Ground> ground) : ground_(std::move(ground)) {
    const unsigned cores = std::thread::hardware_concurrency();
    const unsigned count = std::clamp(cores > 1 ? cores - 1 : 1u, 1u, 4u);
    for (unsigned i = 0; i < count; ++i)
        threads_.emplace_back([this](const std::stop_token& stop) { work(stop); });
}

TileBuilder::~TileBuilder() {
    for (std::jthread& thread : threads_)
        thread.request_stop();
    wanted_.notify_all();
}

void TileBuilder::want(int viewer, std::vector<TileKey> keys) {
    {
        const std::scoped_lock lock(mutex_);
        std::reverse(keys.begin(), keys.end());
        if (keys.empty())
            queues_.erase(viewer);
        else
            queues_[viewer] = std::move(keys);
    }
    wanted_.notify_all();
}

std::vector<TileData> TileBuilder::takeReady() {
    const std::scoped_lock lock(mutex_);
    return std::exchange(ready_, {});
}

std::int64_t TileBuilder::built() const {
    const std::scoped_lock lock(mutex_);
    return built_;
}

std::vector<TileData> TileBuilder::buildNow(int viewer, const std::vector<TileKey>& keys) {
    want(viewer, keys);
    std::unique_lock lock(mutex_);
    while (buildOne(lock, viewer)) {
    }
    // Some may be in other hands.
    finished_.wait(lock, [&] {
        return std::none_of(keys.begin(), keys.end(),
                            [this](const TileKey& k) { return underWay_.contains(k); });
    });
    return std::exchange(ready_, {});
}

void TileBuilder::work(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (!stop.stop_requested())
        if (!buildOne(lock))
            wanted_.wait(lock, stop, [this] { return !queues_.empty(); });
}

std::optional<TileKey> TileBuilder::takeNext(std::optional<int> viewer) {
    const auto isMade = [this](const TileKey& key) {
        return underWay_.contains(key) || std::any_of(ready_.begin(), ready_.end(),
                                                      [&](const TileData& data) { return data.key == key; });
    };
    while (!queues_.empty()) {
        auto queue = viewer ? queues_.find(*viewer) : queues_.upper_bound(served_);
        if (queue == queues_.end() && !viewer)
            queue = queues_.begin();
        if (queue == queues_.end())
            break;
        const TileKey key = queue->second.back();
        queue->second.pop_back();
        served_ = queue->first;
        if (queue->second.empty())
            queues_.erase(queue);
        if (!isMade(key))
            return key;
    }
    return std::nullopt;
}

bool TileBuilder::buildOne(std::unique_lock<std::mutex>& lock, std::optional<int> viewer) {
    const auto key = takeNext(viewer);
    if (!key)
        return false;
    underWay_.insert(*key);
    lock.unlock();
    TileData data = makeTileData(ground_->buildTile(key->id, key->look), key->look);
    lock.lock();
    underWay_.erase(*key);
    ready_.push_back(std::move(data));
    ++built_;
    finished_.notify_all();
    return true;
}

} // namespace perilune::render
