#include "capture/sinks/sound_track.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

extern "C" {
#include <libavutil/opt.h>
#include <libavutil/samplefmt.h>
}

namespace perilune::capture {

namespace {

constexpr std::int64_t kSoundBitRate = 192'000;
constexpr int kFrameWhereFree = 1024; ///< samples, where the encoder takes any number

/// Planar floats in the encoder's own format.
void convert(const AVFrame& from, AVFrame& to) {
    const auto* left = reinterpret_cast<const float*>(from.data[0]);
    const auto* right = reinterpret_cast<const float*>(from.data[1]);
    const auto whole = [](float value, double scale) {
        return std::int32_t(std::clamp(std::nearbyint(double(value) * scale), -scale, scale - 1.0));
    };
    for (int i = 0; i < from.nb_samples; ++i)
        switch (to.format) {
        case AV_SAMPLE_FMT_FLT: {
            auto* out = reinterpret_cast<float*>(to.data[0]) + 2 * i;
            out[0] = left[i], out[1] = right[i];
            break;
        }
        case AV_SAMPLE_FMT_S32: { // 24 bits, in the upper ones
            auto* out = reinterpret_cast<std::int32_t*>(to.data[0]) + 2 * i;
            out[0] = whole(left[i], 8388608.0) * 256, out[1] = whole(right[i], 8388608.0) * 256;
            break;
        }
        default: {
            auto* out = reinterpret_cast<std::int16_t*>(to.data[0]) + 2 * i;
            out[0] = std::int16_t(whole(left[i], 32768.0)), out[1] = std::int16_t(whole(right[i], 32768.0));
        }
        }
}

AVSampleFormat sampleFormatOf(std::string_view encoder) {
    if (encoder == "aac")
        return AV_SAMPLE_FMT_FLTP;
    if (encoder == "libopus")
        return AV_SAMPLE_FMT_FLT;
    return encoder == "pcm_s24le" ? AV_SAMPLE_FMT_S32 : AV_SAMPLE_FMT_S32;
}

} // namespace

const char* soundEncoderFor(std::string_view container, AVCodecID pictures) {
    if (container == "webm")
        return "libopus";
    if (container == "mp4")
        return "aac";
    if (container == "mov")
        return pictures == AV_CODEC_ID_PRORES ? "pcm_s24le" : "aac";
    if (container == "matroska")
        return pictures == AV_CODEC_ID_FFV1 || pictures == AV_CODEC_ID_PRORES ? "flac" : "aac";
    if (container == "nut")
        return "flac";
    return nullptr;
}

base::Result<void> SoundTrack::addTo(MuxedFile& file, AVCodecID pictures, const std::string& language) {
    const char* name = mix_ ? soundEncoderFor(file.format->oformat->name, pictures) : nullptr;
    if (!name)
        return {};
    const AVCodec* encoder = av::lib().avcodec_find_encoder_by_name(name);
    if (!encoder)
        return base::machineError(fmt::format(
            "this libavcodec has no {} for the film's sound; install Debian's libavcodec59 or later", name));
    codec_.reset(av::lib().avcodec_alloc_context3(encoder));
    if (!codec_)
        return av::failed(file.path, "hold sound", AVERROR(ENOMEM));
    codec_->sample_rate = kSoundRate;
    codec_->time_base = {1, kSoundRate};
    av::lib().av_channel_layout_default(&codec_->ch_layout, 2);
    codec_->sample_fmt = sampleFormatOf(name);
    if (codec_->sample_fmt == AV_SAMPLE_FMT_S32)
        codec_->bits_per_raw_sample = 24;
    codec_->bit_rate = kSoundBitRate;
    codec_->thread_count = 1;
    codec_->flags |= AV_CODEC_FLAG_BITEXACT;
    if (file.format->oformat->flags & AVFMT_GLOBALHEADER)
        codec_->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    if (int code = av::lib().avcodec_open2(codec_.get(), encoder, nullptr); code < 0)
        return av::failed(file.path, fmt::format("start the encoder {}", name).c_str(), code);
    AVStream* stream = av::lib().avformat_new_stream(file.format.get(), nullptr);
    if (!stream || av::lib().avcodec_parameters_from_context(stream->codecpar, codec_.get()) < 0)
        return av::failed(file.path, "hold sound", AVERROR(ENOMEM));
    stream->time_base = codec_->time_base;
    av::lib().av_dict_set(&stream->metadata, "language", language.c_str(), 0);
    stream_ = stream;
    return {};
}

base::Result<void> SoundTrack::drain(MuxedFile& file) {
    av::PacketPtr packet(av::lib().av_packet_alloc());
    for (;;) {
        const int code = av::lib().avcodec_receive_packet(codec_.get(), packet.get());
        if (code == AVERROR(EAGAIN) || code == AVERROR_EOF)
            return {};
        if (code < 0)
            return av::failed(file.path, "encode sound", code);
        packet->stream_index = stream_->index;
        av::lib().av_packet_rescale_ts(packet.get(), codec_->time_base, stream_->time_base);
        if (auto written = file.write(*packet); !written)
            return written;
    }
}

base::Result<void> SoundTrack::encodeNext(MuxedFile& file) {
    auto mixed = mix_->next(codec_->frame_size > 0 ? codec_->frame_size : kFrameWhereFree);
    if (!mixed)
        return tl::unexpected(mixed.error());
    AVFrame* frame = *mixed;
    if (frame && codec_->sample_fmt != AV_SAMPLE_FMT_FLTP) {
        converted_.reset(av::lib().av_frame_alloc());
        if (!converted_)
            return av::failed(file.path, "hold sound", AVERROR(ENOMEM));
        converted_->format = codec_->sample_fmt;
        converted_->nb_samples = frame->nb_samples;
        converted_->sample_rate = kSoundRate;
        av::lib().av_channel_layout_copy(&converted_->ch_layout, &codec_->ch_layout);
        if (int code = av::lib().av_frame_get_buffer(converted_.get(), 0); code < 0)
            return av::failed(file.path, "hold sound", code);
        convert(*frame, *converted_);
        frame = converted_.get();
    }
    if (frame) {
        frame->pts = next_;
        next_ += frame->nb_samples;
    } else {
        ended_ = true;
    }
    if (int code = av::lib().avcodec_send_frame(codec_.get(), frame); code < 0)
        return av::failed(file.path, "encode sound", code);
    return drain(file);
}

base::Result<void> SoundTrack::writeUpTo(double seconds, MuxedFile& file) {
    while (stream_ && !ended_ && double(next_) <= seconds * kSoundRate)
        if (auto ok = encodeNext(file); !ok)
            return ok;
    return {};
}

base::Result<void> SoundTrack::finish(MuxedFile& file) {
    while (stream_ && !ended_)
        if (auto ok = encodeNext(file); !ok)
            return ok;
    return {};
}

} // namespace perilune::capture
