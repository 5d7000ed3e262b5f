#pragma once

#include "render/ground/tile_data.h"
#include "terrain/ground.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

namespace perilune::render {

/// Builds tiles on its own threads, most wanted first.
class TileBuilder {
  public:
    explicit TileBuilder(std::shared_ptr<const terrain::Ground> ground);
    ~TileBuilder();
    TileBuilder(const TileBuilder&) = delete;
    TileBuilder& operator=(const TileBuilder&) = delete;

    /// Replaces what is wanted (most wanted first); what is under way is finished all the same.
    void want(std::vector<TileKey> keys);
    /// What has become ready since the last call.
    std::vector<TileData> takeReady();
    /// Builds all of `keys`, on this thread too, and returns when they are done.
    std::vector<TileData> buildNow(std::vector<TileKey> keys);

  private:
    void work(const std::stop_token& stop);
    /// One tile from the queue; false when there is none. The lock is open while it builds.
    bool buildOne(std::unique_lock<std::mutex>& lock);

    std::shared_ptr<const terrain::Ground> ground_;
    std::mutex mutex_;
    std::condition_variable_any wanted_;
    std::condition_variable finished_;
    std::vector<TileKey> queue_; ///< most wanted last
    std::set<TileKey> underWay_;
    std::vector<TileData> ready_;
    std::vector<std::jthread> threads_;
};

} // namespace perilune::render
