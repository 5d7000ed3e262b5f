#pragma once

#include "terrain/surface.h"
#include "timeline/search/search.h"
#include "base/workers.h"

#include <memory>

namespace perilune::player {

/// The index of the find box, made beside the window's loop when it is first wanted.
class FindIndex {
  public:
    explicit FindIndex(base::Workers workers) : workers_(std::move(workers)) {}
    /// For this timeline and the names of this ground; null while it is being made. Call again in later
    /// frames.
    const timeline::SearchIndex* of(const std::shared_ptr<const timeline::Timeline>& timeline,
                                    const terrain::Surface& surface);

  private:
    std::shared_ptr<const timeline::Timeline> timeline_; ///< into which the index points
    std::unique_ptr<const timeline::SearchIndex> index_;
    base::Workers workers_;
    base::Task<std::unique_ptr<const timeline::SearchIndex>> making_; ///< reads what timeline_ holds
};

} // namespace perilune::player
