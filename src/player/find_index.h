#pragma once

#include "terrain/surface.h"
#include "timeline/search/search.h"
#include "base/workers.h"

#include <memory>
#include <vector>

namespace perilune::player {

/// The index of the find box, made beside the window's loop when it is first wanted.
class FindIndex {
  public:
    explicit FindIndex(base::Workers workers) : workers_(std::move(workers)) {}
    /// For this timeline and the names of this ground; null while it is being made. Call again in later
    /// frames.
    const timeline::SearchIndex* of(const std::shared_ptr<const timeline::Timeline>& timeline,
                                    const terrain::Surface& surface);

    /// Lets go of what it holds of a timeline, which may be large. Nothing is waited for: what is being made
    /// is kept until it is done, and goes with a later call.
    void forget();

  private:
    using Index = std::unique_ptr<const timeline::SearchIndex>;
    struct Making {
        std::shared_ptr<const timeline::Timeline> timeline; ///< which the task reads
        base::Task<Index> task;
    };
    std::shared_ptr<const timeline::Timeline> timeline_; ///< into which the index points
    Index index_;
    base::Workers workers_;
    base::Task<Index> making_;
    std::vector<Making> forgotten_; ///< under way still
};

} // namespace perilune::player
