#include "capture/sinks/filter_graph.h"

#include "capture/sinks/av.h"

#include <fmt/format.h>

namespace perilune::capture {

namespace {

tl::unexpected<base::Error> graphFault(const char* filter, int code) {
    return av::failed("the film's sound", fmt::format("be mixed ({})", filter).c_str(), code);
}

} // namespace

FilterGraph::FilterGraph() : graph_(av::lib().avfilter_graph_alloc()) {
    if (graph_)
        graph_->nb_threads = 1;
}

base::Result<AVFilterContext*> FilterGraph::add(const char* filter, const std::string& arguments) {
    const AVFilter* kind = av::lib().avfilter_get_by_name(filter);
    if (kind == nullptr)
        return base::machineError(
            fmt::format("this libavfilter has no {}; install Debian's libavfilter8 or later", filter));
    if (!graph_)
        return graphFault(filter, AVERROR(ENOMEM));
    AVFilterContext* made = nullptr;
    const int code = av::lib().avfilter_graph_create_filter(&made, kind, fmt::format("f{}", next_++).c_str(),
                                                            arguments.empty() ? nullptr : arguments.c_str(),
                                                            nullptr, graph_.get());
    if (code < 0)
        return graphFault(filter, code);
    return made;
}

base::Result<AVFilterContext*>
FilterGraph::chain(AVFilterContext* from, const std::vector<std::pair<const char*, std::string>>& filters) {
    for (const auto& [filter, arguments] : filters) {
        auto made = add(filter, arguments);
        if (!made)
            return made;
        if (int code = av::lib().avfilter_link(from, 0, *made, 0); code < 0)
            return graphFault(filter, code);
        from = *made;
    }
    return from;
}

base::Result<void> FilterGraph::configure() {
    if (int code = av::lib().avfilter_graph_config(graph_.get(), nullptr); code < 0)
        return graphFault("all", code);
    return {};
}

} // namespace perilune::capture
