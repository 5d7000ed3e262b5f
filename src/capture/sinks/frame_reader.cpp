#include "capture/sinks/frame_reader.h"

#include "capture/sinks/av.h"
#include "capture/sinks/coded_input.h"

#include <fmt/format.h>

#include <utility>

namespace perilune::capture {

struct FrameReader::Impl {
    CodedInput input;
    av::CodecContext codec;
    av::FramePtr frame;
    av::PacketPtr packet;
    av::Scaler scaler;
    bool ended = false;
};

FrameReader::FrameReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
FrameReader::~FrameReader() = default;

base::Result<std::unique_ptr<FrameReader>> FrameReader::open(const std::filesystem::path& file) {
    auto input = CodedInput::open(file);
    if (!input)
        return tl::unexpected(input.error());
    const AVCodecParameters& parameters = *input->stream().codecpar;
    const AVCodec* decoder = av::lib().avcodec_find_decoder(parameters.codec_id);
    av::CodecContext codec(av::lib().avcodec_alloc_context3(decoder));
    av::FramePtr frame(av::lib().av_frame_alloc());
    av::PacketPtr packet(av::lib().av_packet_alloc());
    if (decoder == nullptr || !codec || !frame || !packet)
        return av::failed(file, "read", decoder == nullptr ? AVERROR_DECODER_NOT_FOUND : AVERROR(ENOMEM));
    if (int code = av::lib().avcodec_parameters_to_context(codec.get(), &parameters); code < 0)
        return av::failed(file, "read", code);
    if (int code = av::lib().avcodec_open2(codec.get(), decoder, nullptr); code < 0)
        return av::failed(file, "read", code);
    return std::unique_ptr<FrameReader>(new FrameReader(std::make_unique<Impl>(
        Impl{std::move(*input), std::move(codec), std::move(frame), std::move(packet), nullptr})));
}

base::Result<bool> FrameReader::next(base::Image& into) {
    Impl& r = *impl_;
    for (;;) {
        const int received = av::lib().avcodec_receive_frame(r.codec.get(), r.frame.get());
        if (received == 0)
            break;
        if (received == AVERROR_EOF)
            return false;
        if (received != AVERROR(EAGAIN))
            return av::failed(r.input.path(), "read", received);
        auto more = r.input.next(*r.packet);
        if (!more)
            return tl::unexpected(more.error());
        const int sent = av::lib().avcodec_send_packet(r.codec.get(), *more ? r.packet.get() : nullptr);
        av::lib().av_packet_unref(r.packet.get());
        if (sent < 0)
            return av::failed(r.input.path(), "read", sent);
    }
    const AVFrame& frame = *r.frame;
    if (!r.scaler)
        r.scaler = av::toRgba(frame.width, frame.height, AVPixelFormat(frame.format));
    if (!r.scaler)
        return av::failed(r.input.path(), "hold a frame", AVERROR(ENOMEM));
    into.width = frame.width;
    into.height = frame.height;
    into.channels = 4;
    into.pixels.resize(std::size_t(frame.width) * std::size_t(frame.height) * 4);
    std::uint8_t* target[1] = {into.pixels.data()};
    const int stride[1] = {frame.width * 4};
    av::lib().sws_scale(r.scaler.get(), frame.data, frame.linesize, 0, frame.height, target, stride);
    return true;
}

} // namespace perilune::capture
