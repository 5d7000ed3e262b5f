#include "capture/sinks/palette.h"

#include <fmt/format.h>

#include <cstring>
#include <string>
#include <utility>

namespace perilune::capture {

namespace {

struct FreeGraph {
    void operator()(AVFilterGraph* p) const { av::lib().avfilter_graph_free(&p); }
};
using Graph = std::unique_ptr<AVFilterGraph, FreeGraph>;

tl::unexpected<base::Error> fault(const char* what, int code) {
    return av::failed("the film's colours", what, code);
}

base::Result<AVFilterContext*> add(AVFilterGraph& graph, const char* filter, const char* name,
                                   const std::string& arguments) {
    AVFilterContext* made = nullptr;
    const AVFilter* kind = av::lib().avfilter_get_by_name(filter);
    if (kind == nullptr)
        return base::machineError(
            fmt::format("this libavfilter has no {}; install Debian's libavfilter8 or later", filter));
    const int code = av::lib().avfilter_graph_create_filter(
        &made, kind, name, arguments.empty() ? nullptr : arguments.c_str(), nullptr, &graph);
    if (code < 0)
        return fault("be found", code);
    return made;
}

std::string pictures(int width, int height) {
    return fmt::format("video_size={}x{}:pix_fmt=rgba:time_base=1/100:pixel_aspect=1/1", width, height);
}

base::Result<av::FramePtr> rgbaFrame(int width, int height) {
    av::FramePtr frame(av::lib().av_frame_alloc());
    if (!frame)
        return fault("be held", AVERROR(ENOMEM));
    frame->format = AV_PIX_FMT_RGBA;
    frame->width = width;
    frame->height = height;
    if (int code = av::lib().av_frame_get_buffer(frame.get(), 0); code < 0)
        return fault("be held", code);
    return frame;
}

base::Result<av::FramePtr> frameOf(const base::Image& image, std::int64_t pts) {
    auto frame = rgbaFrame(image.width, image.height);
    if (!frame)
        return frame;
    const std::size_t row = std::size_t(image.width) * 4;
    for (int y = 0; y < image.height; ++y)
        std::memcpy((*frame)->data[0] + std::ptrdiff_t(y) * (*frame)->linesize[0],
                    image.pixels.data() + std::size_t(y) * row, row);
    (*frame)->pts = pts;
    return frame;
}

int linked(AVFilterContext* from, AVFilterContext* to, unsigned pad = 0) {
    return av::lib().avfilter_link(from, 0, to, pad);
}

} // namespace

struct PaletteFinder::Impl {
    Graph graph;
    AVFilterContext* source;
    AVFilterContext* sink;
    std::int64_t next = 0;
};

PaletteFinder::PaletteFinder(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
PaletteFinder::PaletteFinder(PaletteFinder&&) noexcept = default;
PaletteFinder::~PaletteFinder() = default;

base::Result<PaletteFinder> PaletteFinder::create(int width, int height) {
    Graph graph(av::lib().avfilter_graph_alloc());
    if (!graph)
        return fault("be found", AVERROR(ENOMEM));
    graph->nb_threads = 1;
    const auto source = add(*graph, "buffer", "in", pictures(width, height));
    const auto finder = add(*graph, "palettegen", "find", "reserve_transparent=1:stats_mode=full");
    const auto sink = add(*graph, "buffersink", "out", "");
    for (const auto* made : {&source, &finder, &sink})
        if (!*made)
            return tl::unexpected(made->error());
    int code = linked(*source, *finder);
    code = code < 0 ? code : linked(*finder, *sink);
    code = code < 0 ? code : av::lib().avfilter_graph_config(graph.get(), nullptr);
    if (code < 0)
        return fault("be found", code);
    return PaletteFinder(std::make_unique<Impl>(Impl{std::move(graph), *source, *sink}));
}

base::Result<void> PaletteFinder::look(const base::Image& rgba) {
    auto frame = frameOf(rgba, impl_->next++);
    if (!frame)
        return tl::unexpected(frame.error());
    if (int code = av::lib().av_buffersrc_add_frame(impl_->source, frame->get()); code < 0)
        return fault("be found", code);
    // The filter takes frames when it is asked for its one picture, which comes at the end.
    av::FramePtr none(av::lib().av_frame_alloc());
    const int code =
        av::lib().av_buffersink_get_frame_flags(impl_->sink, none.get(), AV_BUFFERSINK_FLAG_NO_REQUEST);
    return code < 0 && code != AVERROR(EAGAIN) ? base::Result<void>(fault("be found", code))
                                               : base::Result<void>();
}

base::Result<std::shared_ptr<const AVFrame>> PaletteFinder::take() {
    if (int code = av::lib().av_buffersrc_add_frame(impl_->source, nullptr); code < 0)
        return fault("be found", code);
    AVFrame* palette = av::lib().av_frame_alloc();
    std::shared_ptr<const AVFrame> owned(palette, [](const AVFrame* p) {
        auto* frame = const_cast<AVFrame*>(p);
        av::lib().av_frame_free(&frame);
    });
    if (int code = av::lib().av_buffersink_get_frame(impl_->sink, palette); code < 0)
        return fault("be found", code);
    return owned;
}

struct PalettePainter::Impl {
    Graph graph;
    AVFilterContext* source;
    AVFilterContext* sink;
    av::FramePtr painted;
    std::int64_t next = 0;
};

PalettePainter::PalettePainter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
PalettePainter::PalettePainter(PalettePainter&&) noexcept = default;
PalettePainter::~PalettePainter() = default;

base::Result<PalettePainter> PalettePainter::create(int width, int height, const AVFrame& palette) {
    Graph graph(av::lib().avfilter_graph_alloc());
    if (!graph)
        return fault("be used", AVERROR(ENOMEM));
    graph->nb_threads = 1;
    const auto source = add(*graph, "buffer", "in", pictures(width, height));
    const auto colours = add(*graph, "buffer", "palette",
                             fmt::format("video_size={}x{}:pix_fmt={}:time_base=1/100:pixel_aspect=1/1",
                                         palette.width, palette.height, palette.format));
    const auto painter = add(*graph, "paletteuse", "use", "dither=bayer:bayer_scale=3:diff_mode=rectangle");
    const auto sink = add(*graph, "buffersink", "out", "");
    for (const auto* made : {&source, &colours, &painter, &sink})
        if (!*made)
            return tl::unexpected(made->error());
    int code = linked(*source, *painter, 0);
    code = code < 0 ? code : linked(*colours, *painter, 1);
    code = code < 0 ? code : linked(*painter, *sink);
    code = code < 0 ? code : av::lib().avfilter_graph_config(graph.get(), nullptr);
    if (code < 0)
        return fault("be used", code);
    av::FramePtr own(av::lib().av_frame_clone(&palette)), painted(av::lib().av_frame_alloc());
    if (!own || !painted)
        return fault("be used", AVERROR(ENOMEM));
    own->pts = 0;
    code = av::lib().av_buffersrc_add_frame(*colours, own.get());
    code =
        code < 0 ? code : av::lib().av_buffersrc_add_frame(*colours, nullptr); // this one, for all pictures
    if (code < 0)
        return fault("be used", code);
    return PalettePainter(std::make_unique<Impl>(Impl{std::move(graph), *source, *sink, std::move(painted)}));
}

base::Result<AVFrame*> PalettePainter::paint(const base::Image& rgba) {
    auto frame = frameOf(rgba, impl_->next++);
    if (!frame)
        return tl::unexpected(frame.error());
    if (int code = av::lib().av_buffersrc_add_frame(impl_->source, frame->get()); code < 0)
        return fault("be used", code);
    av::lib().av_frame_unref(impl_->painted.get());
    if (int code = av::lib().av_buffersink_get_frame(impl_->sink, impl_->painted.get()); code < 0)
        return fault("be used", code);
    return impl_->painted.get();
}

} // namespace perilune::capture
