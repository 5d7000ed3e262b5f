#include "capture/sinks/encoder.h"

#include "capture/sinks/av.h"
#include "capture/sinks/output.h"

#include <fmt/format.h>

#include <utility>

namespace perilune::capture {

using av::failed;

struct Encoder::Impl {
    MuxedFile file;
    av::CodecContext codec;
    AVStream* stream = nullptr; // owned by the file's format
    av::FramePtr frame;
    av::PacketPtr packet;
    av::Scaler scaler; ///< null where there is a painter
    std::shared_ptr<PalettePainter> painter;
    std::int64_t next = 0;

    base::Result<void> send(const AVFrame* input);
};

Encoder::Encoder(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Encoder::~Encoder() = default;

namespace {

AVPixelFormat pixelsOf(const Coder& coder, const EncoderOptions& options) {
    return options.alpha ? coder.withAlpha : coder.pixels;
}

base::Result<av::CodecContext> openCodec(const std::filesystem::path& file, const EncoderOptions& options,
                                         const Coder& coder) {
    const AVCodec* encoder = av::lib().avcodec_find_encoder_by_name(coder.encoder);
    if (encoder == nullptr)
        return base::machineError(fmt::format("this libavcodec has no {}; install Debian's {}, or choose "
                                              "another --codec",
                                              coder.encoder, coder.debianPackage));
    av::CodecContext codec(av::lib().avcodec_alloc_context3(encoder));
    if (!codec)
        return failed(file, "hold a frame", AVERROR(ENOMEM));
    codec->width = options.width;
    codec->height = options.height;
    codec->pix_fmt = pixelsOf(coder, options);
    codec->time_base = {static_cast<int>(options.fpsDen), static_cast<int>(options.fpsNum)};
    codec->framerate = {static_cast<int>(options.fpsNum), static_cast<int>(options.fpsDen)};
    codec->sample_aspect_ratio = {1, 1};
    codec->gop_size = coder.refersBack
                          ? static_cast<int>(2 * options.fpsNum / options.fpsDen + 1) // seeks: two seconds
                          : 1;
    codec->thread_count = 4; // not the machine's number: the coded bytes may depend on it
    codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT | AV_CODEC_FLAG_CLOSED_GOP;
    tagColours(*codec);
    for (const auto& [name, value] : optionsOf(coder, options.quality, options.width))
        if (av::lib().av_opt_set(codec.get(), name, value.c_str(), AV_OPT_SEARCH_CHILDREN) < 0)
            return base::machineError(fmt::format("this libavcodec's {} knows no \"{}\"; install Debian's {}",
                                                  coder.encoder, name, coder.debianPackage));
    if (int code = av::lib().avcodec_open2(codec.get(), encoder, nullptr); code < 0)
        return failed(file, fmt::format("start the encoder {}", coder.encoder).c_str(), code);
    return codec;
}

} // namespace

base::Result<std::unique_ptr<Encoder>> Encoder::create(const std::filesystem::path& file,
                                                       const EncoderOptions& options, const Coder& coder,
                                                       const char* container) {
    if (options.width < 2 || options.height < 2 || options.width % 2 || options.height % 2)
        return base::inputError(
            fmt::format("a film of {} x {} pixels cannot be coded; width and height must be even",
                        options.width, options.height));
    auto muxed = MuxedFile::create(file, container ? container : coder.container);
    if (!muxed)
        return tl::unexpected(muxed.error());
    auto codec = openCodec(file, options, coder);
    if (!codec)
        return tl::unexpected(codec.error());
    av::lib().av_dict_set(&muxed->format->metadata, "title", options.title.c_str(), 0);

    AVStream* stream = av::lib().avformat_new_stream(muxed->format.get(), nullptr);
    if (!stream)
        return failed(file, "make a video track", AVERROR(ENOMEM));
    av::lib().avcodec_parameters_from_context(stream->codecpar, codec->get());
    tagForPlayers(*stream->codecpar, *muxed->format);
    stream->time_base = (*codec)->time_base;
    stream->avg_frame_rate = (*codec)->framerate;
    if (auto begun = muxed->begin(); !begun)
        return tl::unexpected(begun.error());

    av::FramePtr frame(av::lib().av_frame_alloc());
    av::PacketPtr packet(av::lib().av_packet_alloc());
    av::Scaler scaler =
        options.painter ? nullptr : av::fromRgba(options.width, options.height, pixelsOf(coder, options));
    if (!frame || !packet || (!scaler && !options.painter))
        return failed(file, "hold a frame", AVERROR(ENOMEM));
    frame->format = pixelsOf(coder, options);
    frame->width = options.width;
    frame->height = options.height;
    frame->colorspace = (*codec)->colorspace;
    frame->color_range = (*codec)->color_range;
    if (int code = av::lib().av_frame_get_buffer(frame.get(), 0); code < 0)
        return failed(file, "hold a frame", code);
    return std::unique_ptr<Encoder>(new Encoder(
        std::make_unique<Impl>(Impl{std::move(*muxed), std::move(*codec), stream, std::move(frame),
                                    std::move(packet), std::move(scaler), options.painter})));
}

base::Result<void> Encoder::Impl::send(const AVFrame* input) {
    if (int code = av::lib().avcodec_send_frame(codec.get(), input); code < 0)
        return failed(file.path, "encode", code);
    for (;;) {
        const int received = av::lib().avcodec_receive_packet(codec.get(), packet.get());
        if (received == AVERROR(EAGAIN) || received == AVERROR_EOF)
            return {};
        if (received < 0)
            return failed(file.path, "encode", received);
        packet->stream_index = stream->index;
        packet->duration = 1;
        av::lib().av_packet_rescale_ts(packet.get(), codec->time_base, stream->time_base);
        if (auto written = file.write(*packet); !written)
            return written;
    }
}

base::Result<void> Encoder::add(const base::Image& rgba) {
    Impl& e = *impl_;
    if (rgba.width != e.codec->width || rgba.height != e.codec->height || rgba.channels != 4)
        return base::inputError(fmt::format("a frame of {} x {} does not fit a film of {} x {}", rgba.width,
                                            rgba.height, e.codec->width, e.codec->height));
    if (e.painter) {
        auto painted = e.painter->paint(rgba);
        if (!painted)
            return tl::unexpected(painted.error());
        (*painted)->pts = e.next++;
        return e.send(*painted);
    }
    if (int code = av::lib().av_frame_make_writable(e.frame.get()); code < 0)
        return failed(e.file.path, "hold a frame", code);
    const std::uint8_t* source[1] = {rgba.pixels.data()};
    const int stride[1] = {rgba.width * 4};
    av::lib().sws_scale(e.scaler.get(), source, stride, 0, rgba.height, e.frame->data, e.frame->linesize);
    e.frame->pts = e.next++;
    return e.send(e.frame.get());
}

base::Result<void> Encoder::finish() {
    Impl& e = *impl_;
    if (auto flushed = e.send(nullptr); !flushed)
        return flushed;
    return e.file.finish();
}

} // namespace perilune::capture
