#pragma once

#include "capture/sinks/library.h"
#include "base/result.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace perilune::capture {

/// Filters of libavfilter for sound, one after the other and side by side, on one thread: the same input
/// gives the same bytes.
class FilterGraph {
  public:
    FilterGraph();
    FilterGraph(FilterGraph&&) noexcept = default;
    base::Result<AVFilterContext*> add(const char* filter, const std::string& arguments);
    /// Each behind the one before; gives the last.
    base::Result<AVFilterContext*> chain(AVFilterContext* from,
                                         const std::vector<std::pair<const char*, std::string>>& filters);
    base::Result<void> configure();

  private:
    struct Free {
        void operator()(AVFilterGraph* p) const { av::lib().avfilter_graph_free(&p); }
    };
    std::unique_ptr<AVFilterGraph, Free> graph_;
    int next_ = 0;
};

} // namespace perilune::capture
