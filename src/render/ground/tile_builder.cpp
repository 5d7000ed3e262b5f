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

void TileBuilder::want(std::vector<TileKey> keys) {
    {
        const std::scoped_lock lock(mutex_);
        std::erase_if(keys, [this](const TileKey& key) { return underWay_.contains(key); });
        std::reverse(keys.begin(), keys.end());
        queue_ = std::move(keys);
    }
    wanted_.notify_all();
}

std::vector<TileData> TileBuilder::takeReady() {
    const std::scoped_lock lock(mutex_);
    return std::exchange(ready_, {});
}

std::vector<TileData> TileBuilder::buildNow(std::vector<TileKey> keys) {
    want(std::move(keys));
    std::unique_lock lock(mutex_);
    while (buildOne(lock)) {
    }
    finished_.wait(lock, [this] { return underWay_.empty(); });
    return std::exchange(ready_, {});
}

void TileBuilder::work(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (!stop.stop_requested())
        if (!buildOne(lock))
            wanted_.wait(lock, stop, [this] { return !queue_.empty(); });
}

bool TileBuilder::buildOne(std::unique_lock<std::mutex>& lock) {
    if (queue_.empty())
        return false;
    const TileKey key = queue_.back();
    queue_.pop_back();
    underWay_.insert(key);
    lock.unlock();
    TileData data = makeTileData(ground_->buildTile(key.id, key.look), key.look);
    lock.lock();
    underWay_.erase(key);
    ready_.push_back(std::move(data));
    finished_.notify_all();
    return true;
}

} // namespace perilune::render
