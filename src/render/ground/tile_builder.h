#pragma once

#include "render/ground/tile_data.h"
#include "terrain/ground.h"
#include "base/workers.h"

#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <vector>

namespace perilune::render {

/// Has tiles built by the workers: the most wanted of each viewer first, the viewers in turn.
class TileBuilder {
  public:
    TileBuilder(std::shared_ptr<const terrain::Ground> ground, base::Workers workers)
        : ground_(std::move(ground)), workers_(std::move(workers)) {}
    TileBuilder(const TileBuilder&) = delete;
    TileBuilder& operator=(const TileBuilder&) = delete;

    /// Replaces what a viewer wants (most wanted first); what is under way is finished all the same. What
    /// another one wants too is built once.
    void want(int viewer, std::vector<TileKey> keys);
    /// What has become ready since the last call, for whomever.
    std::vector<TileData> takeReady();
    /// How many tiles were built since the start.
    std::int64_t built() const;
    /// Builds all of `keys`, on this thread too, and returns when they are done, with what else is ready.
    std::vector<TileData> buildNow(int viewer, const std::vector<TileKey>& keys);

  private:
    /// The next tile to build, of one viewer or of all in turn; nothing when there is none.
    std::optional<TileKey> takeNext(std::optional<int> viewer);
    /// Builds it; false when there is none. The lock is open meanwhile.
    bool buildOne(std::unique_lock<std::mutex>& lock, std::optional<int> viewer = {});
    /// The same as a step of a worker.
    bool serve();

    std::shared_ptr<const terrain::Ground> ground_;
    base::Workers workers_;
    mutable std::mutex mutex_;
    std::condition_variable finished_;
    std::map<int, std::vector<TileKey>> queues_; ///< by viewer; most wanted last, none of them empty
    int served_ = -1;                            ///< the viewer whose turn was last
    std::set<TileKey> underWay_;
    std::set<TileKey> lost_; ///< for which a worker had no memory
    std::vector<TileData> ready_;
    std::int64_t built_ = 0;
    std::size_t serving_ = 0; ///< tasks that will look into the queues again
    /// Each builds tile after tile until none is wanted; they use all the others.
    std::vector<base::Task<void>> tasks_;
};

} // namespace perilune::render
