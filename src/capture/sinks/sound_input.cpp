#include "capture/sinks/sound_input.h"

#include "capture/sinks/mix.h"
#include "base/platform/open_file.h"

#include <fmt/format.h>

#include <cstring>

extern "C" {
#include <libavutil/channel_layout.h>
#include <libavutil/samplefmt.h>
}

namespace perilune::capture {

namespace {

constexpr double kMayLackS = 0.25; ///< of the length that a file says it has
constexpr double kMayLackShare = 0.02;

tl::unexpected<base::Error> noSound(const std::filesystem::path& file, const std::string& why) {
    return base::inputError(
        fmt::format("{}: {}; give a sound file, for example WAV, FLAC, Ogg or MP3", file.string(), why));
}

/// libavformat takes a WAV file that was cut short for a shorter one. Its header tells: RIFF, and how many
/// bytes follow; nothing or all ones where whoever wrote it could not go back.
base::Result<void> checkWhole(const std::filesystem::path& file) {
    const auto opened = base::OpenFile::open(file, base::OpenFile::Mode::Read);
    unsigned char head[8] = {};
    if (!opened || opened->read(0, head, sizeof head).value_or(0) != sizeof head ||
        std::memcmp(head, "RIFF", 4) != 0)
        return {};
    const std::uint32_t follow = std::uint32_t(head[4]) | std::uint32_t(head[5]) << 8 |
                                 std::uint32_t(head[6]) << 16 | std::uint32_t(head[7]) << 24;
    if (follow == 0 || follow == 0xFFFFFFFFu || opened->bytes() + 8 >= follow)
        return {};
    return noSound(file, fmt::format("breaks off: {} of {} bytes are there", opened->bytes(), follow + 8ull));
}

} // namespace

base::Result<std::unique_ptr<SoundInput>> SoundInput::open(const std::filesystem::path& file, bool repeats) {
    if (auto films = av::load(); !films)
        return tl::unexpected(films.error());
    std::unique_ptr<SoundInput> input(new SoundInput(file, repeats));
    if (auto begun = input->begin(); !begun)
        return tl::unexpected(begun.error());
    return input;
}

base::Result<void> SoundInput::begin() {
    av::lib().av_log_set_level(AV_LOG_ERROR);
    std::error_code none;
    if (!std::filesystem::exists(path_, none))
        return base::inputError(
            fmt::format("{}: there is no such file; check the name, which is seen from the "
                        "story's folder",
                        path_.string()));
    if (auto whole = checkWhole(path_); !whole)
        return whole;
    // A name is a file's, whatever it looks like ("12:30.wav"), and what is in it opens no other.
    AVDictionary* options = nullptr;
    av::lib().av_dict_set(&options, "protocol_whitelist", "file", 0);
    AVFormatContext* raw = nullptr;
    const std::string name = "file:" + std::filesystem::absolute(path_, none).string();
    const int opened = av::lib().avformat_open_input(&raw, name.c_str(), nullptr, &options);
    av::lib().av_dict_free(&options);
    if (opened < 0)
        return noSound(path_, "is no sound that can be read");
    format_.reset(raw);
    if (av::lib().avformat_find_stream_info(raw, nullptr) < 0)
        return noSound(path_, "is no sound that can be read");
    const AVCodec* decoder = nullptr;
    track_ = av::lib().av_find_best_stream(raw, AVMEDIA_TYPE_AUDIO, -1, -1, &decoder, 0);
    if (track_ < 0 || decoder == nullptr)
        return noSound(path_, "holds no sound that can be read");
    codec_.reset(av::lib().avcodec_alloc_context3(decoder));
    frame_.reset(av::lib().av_frame_alloc());
    packet_.reset(av::lib().av_packet_alloc());
    if (!codec_ || !frame_ || !packet_)
        return av::failed(path_, "read", AVERROR(ENOMEM));
    const AVStream& stream = *raw->streams[track_];
    int code = av::lib().avcodec_parameters_to_context(codec_.get(), stream.codecpar);
    codec_->pkt_timebase = stream.time_base;
    codec_->thread_count = 1;
    code = code < 0 ? code : av::lib().avcodec_open2(codec_.get(), decoder, nullptr);
    if (code < 0 || codec_->sample_rate <= 0 || codec_->ch_layout.nb_channels <= 0)
        return noSound(path_, "holds no sound that can be read");
    if (codec_->ch_layout.order == AV_CHANNEL_ORDER_UNSPEC)
        av::lib().av_channel_layout_default(&codec_->ch_layout, codec_->ch_layout.nb_channels);
    decoded_ = 0;
    return {};
}

std::string SoundInput::form() const {
    char layout[128] = {};
    av::lib().av_channel_layout_describe(&codec_->ch_layout, layout, sizeof layout);
    return fmt::format("time_base=1/{0}:sample_rate={0}:sample_fmt={1}:channel_layout={2}",
                       codec_->sample_rate, av::lib().av_get_sample_fmt_name(codec_->sample_fmt), layout);
}

base::Result<bool> SoundInput::decodeNext() {
    for (;;) {
        const int received = av::lib().avcodec_receive_frame(codec_.get(), frame_.get());
        if (received == 0)
            return true;
        if (received == AVERROR_EOF)
            return false;
        if (received != AVERROR(EAGAIN))
            return noSound(path_, "breaks off: what follows cannot be read");
        int read = 0;
        do {
            av::lib().av_packet_unref(packet_.get());
            read = av::lib().av_read_frame(format_.get(), packet_.get());
        } while (read == 0 && packet_->stream_index != track_);
        if (read < 0 && read != AVERROR_EOF)
            return noSound(path_, "breaks off: what follows cannot be read");
        const int sent = av::lib().avcodec_send_packet(codec_.get(), read == 0 ? packet_.get() : nullptr);
        av::lib().av_packet_unref(packet_.get());
        if (sent < 0 && sent != AVERROR(EAGAIN))
            return noSound(path_, "breaks off: what follows cannot be read");
    }
}

base::Result<AVFrame*> SoundInput::next() {
    auto more = decodeNext();
    if (!more)
        return tl::unexpected(more.error());
    if (!*more) {
        const AVStream& stream = *format_->streams[track_];
        const double saysS = stream.duration > 0 ? double(stream.duration) * av_q2d(stream.time_base) : 0.0;
        const double heardS = double(decoded_) / codec_->sample_rate;
        if (heardS < saysS * (1.0 - kMayLackShare) - kMayLackS)
            return noSound(path_, fmt::format("breaks off after {:.1f} of {:.1f} seconds", heardS, saysS));
        if (!repeats_ || decoded_ == 0)
            return nullptr;
        const int rate = codec_->sample_rate;
        if (auto again = begin(); !again)
            return tl::unexpected(again.error());
        if (codec_->sample_rate != rate)
            return nullptr;
        return next();
    }
    // Times are those of the samples' order: what a container rounds is not in them.
    frame_->pts = at_;
    at_ += frame_->nb_samples;
    decoded_ += frame_->nb_samples;
    if (frame_->ch_layout.order == AV_CHANNEL_ORDER_UNSPEC)
        av::lib().av_channel_layout_copy(&frame_->ch_layout, &codec_->ch_layout);
    return frame_.get();
}

base::Result<double> soundLengthOf(const std::filesystem::path& file) {
    auto input = SoundInput::open(file, false);
    if (!input)
        return tl::unexpected(input.error());
    std::int64_t samples = 0;
    for (;;) {
        auto frame = (*input)->next();
        if (!frame)
            return tl::unexpected(frame.error());
        if (!*frame)
            break;
        samples += (*frame)->nb_samples;
    }
    if (samples == 0)
        return noSound(file, "holds not one sample");
    return double(samples) / (*input)->rate();
}

} // namespace perilune::capture
