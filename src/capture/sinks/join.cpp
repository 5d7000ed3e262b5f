#include "capture/sinks/join.h"

#include "capture/sinks/coded_input.h"
#include "capture/sinks/output.h"
#include "capture/sinks/sound_track.h"
#include "capture/sinks/subtitle_track.h"

#include <fmt/format.h>

#include <algorithm>

namespace perilune::capture {

namespace {

/// In frames, whatever the container's clock is; Matroska's milliseconds are finer than any film's frame.
std::int64_t frameOf(const AVPacket& packet, const AVStream& stream, AVRational perFrame) {
    const std::int64_t ticks = packet.pts == AV_NOPTS_VALUE ? packet.dts : packet.pts;
    return av::lib().av_rescale_q_rnd(ticks, stream.time_base, perFrame, AV_ROUND_NEAR_INF);
}

/// By how many frames pictures are coded before they are shown, at most.
base::Result<std::int64_t> delayOf(const std::filesystem::path& segment, AVRational perFrame) {
    auto input = CodedInput::open(segment);
    if (!input)
        return tl::unexpected(input.error());
    av::PacketPtr packet(av::lib().av_packet_alloc());
    std::int64_t delay = 0;
    for (std::int64_t number = 0;; ++number) {
        auto more = input->next(*packet);
        if (!more)
            return tl::unexpected(more.error());
        if (!*more)
            return delay;
        delay = std::max(delay, number - frameOf(*packet, input->stream(), perFrame));
        av::lib().av_packet_unref(packet.get());
    }
}

void addChapters(AVFormatContext& format, const std::vector<Chapter>& chapters) {
    if (chapters.empty())
        return;
    const auto count = chapters.size();
    format.chapters = static_cast<AVChapter**>(av::lib().av_calloc(count, sizeof(AVChapter*)));
    for (std::size_t i = 0; i < count; ++i) {
        auto* chapter = static_cast<AVChapter*>(av::lib().av_mallocz(sizeof(AVChapter)));
        chapter->id = std::int64_t(i) + 1;
        chapter->time_base = {1, 1000};
        chapter->start = std::int64_t(chapters[i].fromS * 1000.0 + 0.5);
        chapter->end = std::int64_t(chapters[i].toS * 1000.0 + 0.5);
        av::lib().av_dict_set(&chapter->metadata, "title", chapters[i].title.c_str(), 0);
        format.chapters[i] = chapter;
        format.nb_chapters = unsigned(i + 1);
    }
}

} // namespace

base::Result<void> join(const Joined& parts, const std::filesystem::path& file,
                        const std::function<bool()>& goOn) {
    const AVRational perFrame{int(parts.fpsDen), int(parts.fpsNum)};
    std::int64_t delay = 0;
    for (const auto& segment : parts.segments) {
        auto found = delayOf(segment, perFrame);
        if (!found)
            return tl::unexpected(found.error());
        delay = std::max(delay, *found);
    }

    auto muxed = MuxedFile::create(file, parts.container);
    if (!muxed)
        return tl::unexpected(muxed.error());
    AVFormatContext& format = *muxed->format;
    const auto note = [&](const char* key, const std::string& value) {
        if (!value.empty())
            av::lib().av_dict_set(&format.metadata, key, value.c_str(), 0);
    };
    note("title", parts.title);
    note("description", parts.description);
    note("comment", parts.comment);
    note("copyright", parts.copyright);
    addChapters(format, parts.chapters);

    SubtitleTrack subtitles(parts.subtitles);
    SoundTrack sound(parts.sound);
    av::PacketPtr packet(av::lib().av_packet_alloc());
    AVStream* stream = nullptr;
    std::int64_t order = 0, begun = 0;
    for (std::size_t i = 0; i < parts.segments.size(); ++i) {
        auto input = CodedInput::open(parts.segments[i]);
        if (!input)
            return tl::unexpected(input.error());
        if (stream == nullptr) {
            stream = av::lib().avformat_new_stream(&format, nullptr);
            if (stream == nullptr)
                return av::failed(file, "make a video track", AVERROR(ENOMEM));
            if (int code = av::lib().avcodec_parameters_copy(stream->codecpar, input->stream().codecpar);
                code < 0)
                return av::failed(file, "make a video track", code);
            tagForPlayers(*stream->codecpar, format);
            stream->time_base = perFrame;
            stream->avg_frame_rate = {perFrame.den, perFrame.num};
            stream->sample_aspect_ratio = {1, 1};
            if (auto ok = sound.addTo(*muxed, stream->codecpar->codec_id, parts.soundLanguage); !ok)
                return ok;
            if (auto ok = subtitles.addTo(format, parts.language); !ok)
                return ok;
            if (auto ok = muxed->begin(); !ok)
                return ok;
        }
        std::int64_t here = 0;
        for (;; ++here, ++order) {
            auto more = input->next(*packet);
            if (!more)
                return tl::unexpected(more.error());
            if (!*more)
                break;
            packet->pts = begun + frameOf(*packet, input->stream(), perFrame);
            packet->dts = order - delay;
            packet->duration = 1;
            packet->pos = -1;
            packet->stream_index = stream->index;
            av::lib().av_packet_rescale_ts(packet.get(), perFrame, stream->time_base);
            if (auto written = muxed->write(*packet); !written)
                return written;
            if (auto written = sound.writeUpTo(double(begun + here) * av_q2d(perFrame), *muxed); !written)
                return written;
            if (auto written = subtitles.writeUpTo(double(begun + here) * av_q2d(perFrame), *muxed); !written)
                return written;
            if (!goOn())
                return base::cancelled("stopped");
        }
        if (here != parts.frames[i])
            return base::inputError(
                fmt::format("{}: has {} frames and not {}; delete it, and it is drawn again",
                            parts.segments[i].string(), here, parts.frames[i]));
        begun += here;
    }
    if (auto written = sound.finish(*muxed); !written)
        return written;
    return muxed->finish();
}

} // namespace perilune::capture
