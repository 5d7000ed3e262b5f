#include "render/ground/tile_builder.h"

#include <algorithm>
#include <new>

namespace perilune::render {

namespace {

/// One thread is left to draw; more than a few would only wait for each other's memory.
std::size_t mostAtOnce(const base::Workers& workers) {
    return std::clamp(workers.count() - 1, 1u, 4u);
}

} // namespace

void TileBuilder::want(int viewer, std::vector<TileKey> keys) {
    std::size_t begun = 0;
    {
        const std::scoped_lock lock(mutex_);
        lost_.clear();
        std::reverse(keys.begin(), keys.end());
        if (keys.empty())
            queues_.erase(viewer);
        else
            queues_[viewer] = std::move(keys);
        std::size_t waiting = 0;
        for (const auto& [other, queue] : queues_)
            waiting += queue.size();
        const std::size_t useful = std::min(waiting, mostAtOnce(workers_));
        begun = useful > serving_ ? useful - serving_ : 0;
        serving_ += begun;
    }
    std::erase_if(tasks_, [](const base::Task<void>& task) { return task.isReady(); });
    for (; begun > 0; --begun)
        tasks_.push_back(workers_.repeat([this] { return serve(); }));
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
    for (;;) {
        while (buildOne(lock, viewer)) {
        }
        // Some may be in other hands.
        finished_.wait(lock, [&] {
            return std::none_of(keys.begin(), keys.end(),
                                [this](const TileKey& k) { return underWay_.contains(k); });
        });
        if (lost_.empty())
            return std::exchange(ready_, {});
        queues_[viewer].assign(lost_.begin(), lost_.end());
        lost_.clear();
    }
}

bool TileBuilder::serve() {
    std::unique_lock lock(mutex_);
    try {
        if (buildOne(lock))
            return true;
    } catch (const std::bad_alloc&) {
        // It will be wanted again; who waits for it tries for himself, where it can be told.
    }
    --serving_;
    return false;
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
    std::optional<TileData> data;
    try {
        data = makeTileData(ground_->buildTile(key->id, key->look), key->look);
    } catch (...) {
        lock.lock();
        underWay_.erase(*key);
        lost_.insert(*key);
        finished_.notify_all();
        throw;
    }
    lock.lock();
    underWay_.erase(*key);
    ready_.push_back(std::move(*data));
    ++built_;
    finished_.notify_all();
    return true;
}

} // namespace perilune::render
