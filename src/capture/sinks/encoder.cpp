#include "capture/sinks/encoder.h"

#include "capture/sinks/file_io.h"
#include "base/image.h"
#include "base/platform/output_file.h"

#include <fmt/format.h>

#include <cerrno>
#include <system_error>
#include <utility>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/opt.h>
#include <libswscale/swscale.h>
}

namespace perilune::capture {

namespace {

template <auto Free> struct FreeThrough {
    template <class T> void operator()(T* p) const { Free(&p); }
};
using CodecContext = std::unique_ptr<AVCodecContext, FreeThrough<avcodec_free_context>>;
using FramePtr = std::unique_ptr<AVFrame, FreeThrough<av_frame_free>>;
using PacketPtr = std::unique_ptr<AVPacket, FreeThrough<av_packet_free>>;
struct FreeFormat {
    void operator()(AVFormatContext* p) const {
        release(*p);
        avformat_free_context(p);
    }
};
using FormatContext = std::unique_ptr<AVFormatContext, FreeFormat>;
struct FreeScaler {
    void operator()(SwsContext* p) const { sws_freeContext(p); }
};
using Scaler = std::unique_ptr<SwsContext, FreeScaler>;

tl::unexpected<base::Error> failed(const std::filesystem::path& file, const char* what, int code) {
    char text[AV_ERROR_MAX_STRING_SIZE] = {};
    av_strerror(code, text, sizeof text);
    if (code == AVERROR(ENOSPC) || code == AVERROR(EDQUOT) || code == AVERROR(EFBIG))
        return base::cannotWrite(file, {AVUNERROR(code), std::generic_category()});
    return base::machineError(fmt::format("{}: cannot {}: {}", file.string(), what, text));
}

// What a player needs to know of the colours: BT.709 throughout, video range (ITU-R BT.709-6, H.273).
void tagColours(AVCodecContext& codec) {
    codec.color_primaries = AVCOL_PRI_BT709;
    codec.color_trc = AVCOL_TRC_BT709;
    codec.colorspace = AVCOL_SPC_BT709;
    codec.color_range = AVCOL_RANGE_MPEG;
    codec.chroma_sample_location = AVCHROMA_LOC_LEFT;
}

Scaler makeScaler(int width, int height) {
    Scaler scaler(sws_getContext(width, height, AV_PIX_FMT_RGBA, width, height, AV_PIX_FMT_YUV420P,
                                 SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INP | SWS_BITEXACT, nullptr,
                                 nullptr, nullptr));
    if (!scaler)
        return scaler;
    const int* bt709 = sws_getCoefficients(SWS_CS_ITU709);
    constexpr int kFullRange = 1, kVideoRange = 0, kUnity = 1 << 16;
    sws_setColorspaceDetails(scaler.get(), bt709, kFullRange, bt709, kVideoRange, 0, kUnity, kUnity);
    return scaler;
}

} // namespace

struct Encoder::Impl {
    std::filesystem::path file;
    std::unique_ptr<base::OutputFile> output; ///< stays where it is: the format's bytes go there
    FormatContext format;
    CodecContext codec;
    AVStream* stream = nullptr; // owned by format
    FramePtr frame;
    PacketPtr packet;
    Scaler scaler;
    std::int64_t next = 0;

    base::Result<void> send(const AVFrame* input);
};

Encoder::Encoder(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Encoder::~Encoder() = default;

base::Result<std::unique_ptr<Encoder>> Encoder::create(const std::filesystem::path& file,
                                                       const EncoderOptions& options) {
    if (options.width < 2 || options.height < 2 || options.width % 2 || options.height % 2)
        return base::inputError(
            fmt::format("a film of {} x {} pixels cannot be coded; width and height must be even",
                        options.width, options.height));
    av_log_set_level(AV_LOG_ERROR);
    auto opened = base::OutputFile::create(file);
    if (!opened)
        return tl::unexpected(opened.error());
    if (!opened->isPlain())
        return base::inputError(
            fmt::format("{}: a film needs a file in which its index is put to the front at "
                        "the end, no pipe or device; name a file, film.mp4, and send that on",
                        file.string()));
    auto output = std::make_unique<base::OutputFile>(std::move(*opened));

    const AVCodec* x264 = avcodec_find_encoder_by_name("libx264");
    if (!x264)
        return base::machineError("this libavcodec has no libx264; install Debian's libavcodec59 or later");

    AVFormatContext* rawFormat = nullptr;
    if (int code = avformat_alloc_output_context2(&rawFormat, nullptr, "mp4", nullptr); code < 0)
        return failed(file, "make an MP4", code);
    FormatContext format(rawFormat);
    format->flags |=
        AVFMT_FLAG_BITEXACT; // no version or clock in the file: the same film twice is the same bytes
    av_dict_set(&format->metadata, "title", options.title.c_str(), 0);

    CodecContext codec(avcodec_alloc_context3(x264));
    codec->width = options.width;
    codec->height = options.height;
    codec->pix_fmt = AV_PIX_FMT_YUV420P;
    codec->time_base = {static_cast<int>(options.fpsDen), static_cast<int>(options.fpsNum)};
    codec->framerate = {static_cast<int>(options.fpsNum), static_cast<int>(options.fpsDen)};
    codec->sample_aspect_ratio = {1, 1};
    codec->gop_size =
        static_cast<int>(2 * options.fpsNum / options.fpsDen + 1); // seeks land within two seconds
    codec->thread_count = 4; // not the machine's number: the coded bytes may depend on it
    codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT;
    tagColours(*codec);
    av_opt_set(codec->priv_data, "preset", "veryfast", 0);
    av_opt_set(codec->priv_data, "crf", "18", 0);
    if (int code = avcodec_open2(codec.get(), x264, nullptr); code < 0)
        return failed(file, "start the H.264 encoder", code);

    AVStream* stream = avformat_new_stream(format.get(), nullptr);
    if (!stream)
        return failed(file, "make a video track", AVERROR(ENOMEM));
    avcodec_parameters_from_context(stream->codecpar, codec.get());
    stream->time_base = codec->time_base;
    stream->avg_frame_rate = codec->framerate;

    if (int code = attach(*format, output->file()); code < 0)
        return failed(file, "write", code);
    AVDictionary* muxing = nullptr;
    av_dict_set(&muxing, "movflags", "+faststart",
                0); // the index before the pictures: a browser starts at once
    const int headed = avformat_write_header(format.get(), &muxing);
    av_dict_free(&muxing);
    if (headed < 0)
        return failed(file, "write", headed);

    FramePtr frame(av_frame_alloc());
    frame->format = AV_PIX_FMT_YUV420P;
    frame->width = options.width;
    frame->height = options.height;
    if (int code = av_frame_get_buffer(frame.get(), 0); code < 0)
        return failed(file, "hold a frame", code);
    Scaler scaler = makeScaler(options.width, options.height);
    PacketPtr packet(av_packet_alloc());
    if (!scaler || !packet)
        return failed(file, "hold a frame", AVERROR(ENOMEM));

    return std::unique_ptr<Encoder>(new Encoder(
        std::make_unique<Impl>(Impl{file, std::move(output), std::move(format), std::move(codec), stream,
                                    std::move(frame), std::move(packet), std::move(scaler)})));
}

base::Result<void> Encoder::Impl::send(const AVFrame* input) {
    if (int code = avcodec_send_frame(codec.get(), input); code < 0)
        return failed(file, "encode", code);
    for (;;) {
        const int received = avcodec_receive_packet(codec.get(), packet.get());
        if (received == AVERROR(EAGAIN) || received == AVERROR_EOF)
            return {};
        if (received < 0)
            return failed(file, "encode", received);
        packet->stream_index = stream->index;
        packet->duration = 1;
        av_packet_rescale_ts(packet.get(), codec->time_base, stream->time_base);
        if (int code = av_interleaved_write_frame(format.get(), packet.get()); code < 0)
            return failed(file, "write", code);
        if (format->pb->error < 0)
            return failed(file, "write", format->pb->error);
    }
}

base::Result<void> Encoder::add(const base::Image& rgba) {
    Impl& e = *impl_;
    if (rgba.width != e.codec->width || rgba.height != e.codec->height || rgba.channels != 4)
        return base::inputError(fmt::format("a frame of {} x {} does not fit a film of {} x {}", rgba.width,
                                            rgba.height, e.codec->width, e.codec->height));
    if (int code = av_frame_make_writable(e.frame.get()); code < 0)
        return failed(e.file, "hold a frame", code);
    const std::uint8_t* source[1] = {rgba.pixels.data()};
    const int stride[1] = {rgba.width * 4};
    sws_scale(e.scaler.get(), source, stride, 0, rgba.height, e.frame->data, e.frame->linesize);
    e.frame->pts = e.next++;
    return e.send(e.frame.get());
}

base::Result<void> Encoder::finish() {
    Impl& e = *impl_;
    if (auto flushed = e.send(nullptr); !flushed)
        return flushed;
    if (int code = av_write_trailer(e.format.get()); code < 0)
        return failed(e.file, "write", code);
    if (int code = release(*e.format); code < 0)
        return failed(e.file, "write", code);
    return e.output->finish();
}

} // namespace perilune::capture
