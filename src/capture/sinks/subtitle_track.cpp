#include "capture/sinks/subtitle_track.h"

#include "capture/sinks/library.h"

#include <cmath>
#include <cstring>
#include <string_view>

namespace perilune::capture {

namespace {

constexpr AVRational kMilliseconds{1, 1000};

AVCodecID codecIn(std::string_view container) {
    if (container == "mp4" || container == "mov")
        return AV_CODEC_ID_MOV_TEXT;
    if (container == "webm")
        return AV_CODEC_ID_WEBVTT;
    if (container == "matroska")
        return AV_CODEC_ID_SUBRIP;
    return AV_CODEC_ID_NONE;
}

/// The sample description behind a track of 3GPP timed text (3GPP TS 26.245, 5.16): white on nothing, at the
/// bottom, in the middle, in the player's sans serif.
constexpr std::uint8_t kTextDescription[] = {
    0, 0,    0, 0,                                              // flags
    1, 0xFF,                                                    // in the middle, at the bottom
    0, 0,    0, 0,                                              // no background
    0, 0,    0, 0,  0,   0,   0,   0,                           // the whole text box
    0, 0,    0, 0,  0,   1,   0,   18,  0xFF, 0xFF, 0xFF, 0xFF, // style: font 1, size 18, white
    0, 0,    0, 18, 'f', 't', 'a', 'b', 0,    1,    0,    1,    5, 'S', 'e', 'r', 'i', 'f',
};

std::string payload(const std::string& text, AVCodecID codec) {
    if (codec != AV_CODEC_ID_MOV_TEXT)
        return text;
    const std::size_t bytes = std::min<std::size_t>(text.size(), 0xFFFF);
    std::string out;
    out += char(bytes >> 8);
    out += char(bytes & 0xFF);
    return out + text.substr(0, bytes);
}

} // namespace

base::Result<void> SubtitleTrack::addTo(AVFormatContext& format, const std::string& language) {
    const AVCodecID codec = codecIn(format.oformat->name);
    if (subtitles_.empty() || codec == AV_CODEC_ID_NONE)
        return {};
    stream_ = av::lib().avformat_new_stream(&format, nullptr);
    if (stream_ == nullptr)
        return av::failed("the film", "hold subtitles", AVERROR(ENOMEM));
    stream_->codecpar->codec_type = AVMEDIA_TYPE_SUBTITLE;
    stream_->codecpar->codec_id = codec;
    stream_->time_base = kMilliseconds;
    av::lib().av_dict_set(&stream_->metadata, "language", language.c_str(), 0);
    if (codec == AV_CODEC_ID_MOV_TEXT) {
        auto* extra = static_cast<std::uint8_t*>(
            av::lib().av_mallocz(sizeof kTextDescription + AV_INPUT_BUFFER_PADDING_SIZE));
        if (extra == nullptr)
            return av::failed("the film", "hold subtitles", AVERROR(ENOMEM));
        std::memcpy(extra, kTextDescription, sizeof kTextDescription);
        stream_->codecpar->extradata = extra;
        stream_->codecpar->extradata_size = int(sizeof kTextDescription);
    }
    return {};
}

base::Result<void> SubtitleTrack::writeUpTo(double seconds, MuxedFile& file) {
    if (stream_ == nullptr)
        return {};
    for (; next_ < subtitles_.size() && subtitles_[next_].fromS <= seconds; ++next_) {
        const Subtitle& subtitle = subtitles_[next_];
        const std::string bytes = payload(subtitle.text, stream_->codecpar->codec_id);
        av::PacketPtr packet(av::lib().av_packet_alloc());
        if (!packet || av::lib().av_new_packet(packet.get(), int(bytes.size())) < 0)
            return av::failed(file.path, "hold subtitles", AVERROR(ENOMEM));
        std::memcpy(packet->data, bytes.data(), bytes.size());
        packet->stream_index = stream_->index;
        packet->flags |= AV_PKT_FLAG_KEY;
        packet->pts = packet->dts = std::llround(subtitle.fromS * 1000.0);
        packet->duration = std::llround((subtitle.toS - subtitle.fromS) * 1000.0);
        av::lib().av_packet_rescale_ts(packet.get(), kMilliseconds, stream_->time_base);
        if (auto written = file.write(*packet); !written)
            return written;
    }
    return {};
}

} // namespace perilune::capture
