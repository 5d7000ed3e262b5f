#include "capture/sinks/mix.h"

#include "capture/sinks/av.h"
#include "capture/sinks/filter_graph.h"
#include "capture/sinks/sound_input.h"
#include "base/numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace perilune::capture {

namespace {

constexpr int kMostTries = 4;
constexpr double kCloseEnoughLu = 0.05;
constexpr double kSilenceLufs = -69.0;

/// One clip in the graph: where its samples are put in.
struct Source {
    MixClip clip;
    std::unique_ptr<SoundInput> input;
    AVFilterContext* filter = nullptr;
    bool ended = false;
};

/// All clips as one sound, raised by so many decibels; measured where it is not wanted itself.
struct Mixer {
    FilterGraph graph;
    std::vector<Source> sources;
    AVFilterContext* sink = nullptr;
};

tl::unexpected<base::Error> mixFault(int code) {
    return av::failed("the film's sound", "be mixed", code);
}

base::Result<AVFilterContext*> chainOfClip(FilterGraph& graph, Source& source, std::int64_t samples) {
    const MixClip& clip = source.clip;
    const std::int64_t end = clip.to ? std::min(*clip.to, samples) : samples;
    const std::int64_t most = std::max<std::int64_t>(end - clip.at, 1);
    std::int64_t heard = most;
    if (!clip.repeats)
        heard = std::clamp<std::int64_t>(clip.length - clip.skip, 1, most);
    const auto in = graph.add("abuffer", source.input->form());
    if (!in)
        return in;
    source.filter = *in;
    std::vector<std::pair<const char*, std::string>> steps{
        {"aresample", fmt::format("{}", kSoundRate)},
        {"aformat", "sample_fmts=fltp:channel_layouts=stereo"},
        {"atrim", fmt::format("start_sample={}:end_sample={}", clip.skip, clip.skip + heard)},
        {"asetpts", "N"},
    };
    if (clip.fadeInS > 0.0)
        steps.emplace_back("afade", fmt::format("type=in:curve=qsin:start_sample=0:nb_samples={}",
                                                std::llround(clip.fadeInS * kSoundRate)));
    if (clip.fadeOutS > 0.0) {
        const std::int64_t fade = std::min<std::int64_t>(std::llround(clip.fadeOutS * kSoundRate), heard);
        steps.emplace_back("afade", fmt::format("type=out:curve=qsin:start_sample={}:nb_samples={}",
                                                heard - fade, std::max<std::int64_t>(fade, 1)));
    }
    if (clip.gainDb != 0.0)
        steps.emplace_back("volume", fmt::format("volume={}dB:precision=float", clip.gainDb));
    if (clip.at > 0)
        steps.emplace_back("adelay", fmt::format("delays={}S:all=1", clip.at));
    steps.emplace_back("apad", fmt::format("whole_len={}", samples));
    steps.emplace_back("atrim", fmt::format("end_sample={}", samples));
    return graph.chain(*in, steps);
}

base::Result<AVFilterContext*> sumOf(FilterGraph& graph, const std::vector<AVFilterContext*>& parts) {
    if (parts.size() == 1)
        return parts.front();
    auto sum = graph.add(
        "amix", fmt::format("inputs={}:duration=longest:normalize=0:dropout_transition=0", parts.size()));
    for (unsigned i = 0; sum && i < parts.size(); ++i)
        if (int code = av::lib().avfilter_link(parts[i], 0, *sum, i); code < 0)
            return mixFault(code);
    return sum;
}

base::Result<Mixer> mixerOf(const std::vector<MixClip>& clips, std::int64_t samples, double gainDb,
                            bool measured) {
    Mixer mixer;
    for (const MixClip& clip : clips) {
        auto input = SoundInput::open(clip.file, clip.repeats);
        if (!input)
            return tl::unexpected(input.error());
        mixer.sources.push_back({clip, std::move(*input)});
    }
    std::vector<AVFilterContext*> said, played;
    for (Source& source : mixer.sources) {
        auto chain = chainOfClip(mixer.graph, source, samples);
        if (!chain)
            return tl::unexpected(chain.error());
        (source.clip.isMusic ? played : said).push_back(*chain);
    }
    AVFilterContext* end = nullptr;
    if (said.empty() || played.empty()) {
        auto all = sumOf(mixer.graph, said.empty() ? played : said);
        if (!all)
            return tl::unexpected(all.error());
        end = *all;
    } else {
        // Whoever speaks is heard: the music goes down before the second word and comes back behind the last.
        auto voice = sumOf(mixer.graph, said), music = sumOf(mixer.graph, played);
        if (!voice || !music)
            return tl::unexpected((voice ? music : voice).error());
        const auto both = mixer.graph.chain(*voice, {{"asplit", "outputs=2"}});
        const auto lowered =
            mixer.graph.add("sidechaincompress", "threshold=0.015:ratio=9:attack=30:release=700:knee=4");
        const auto sum =
            mixer.graph.add("amix", "inputs=2:duration=longest:normalize=0:dropout_transition=0");
        for (const auto* made : {&both, &lowered, &sum})
            if (!*made)
                return tl::unexpected(made->error());
        int code = av::lib().avfilter_link(*music, 0, *lowered, 0);
        code = code < 0 ? code : av::lib().avfilter_link(*both, 1, *lowered, 1);
        code = code < 0 ? code : av::lib().avfilter_link(*both, 0, *sum, 0);
        code = code < 0 ? code : av::lib().avfilter_link(*lowered, 0, *sum, 1);
        if (code < 0)
            return mixFault(code);
        end = *sum;
    }
    std::vector<std::pair<const char*, std::string>> steps{
        {"volume", fmt::format("volume={}dB:precision=float", gainDb)},
        {"alimiter", fmt::format("limit={}:level=disabled:attack=5:release=80:latency=1",
                                 std::pow(10.0, kGreatestPeakDb / 20.0))},
        {"aformat", "sample_fmts=fltp:sample_rates=48000:channel_layouts=stereo"},
        {"apad", fmt::format("whole_len={}", samples)},
        {"atrim", fmt::format("end_sample={}", samples)},
    };
    if (measured)
        steps.emplace_back("ebur128", "metadata=1:framelog=verbose");
    const auto last = mixer.graph.chain(end, steps);
    if (!last)
        return tl::unexpected(last.error());
    const auto sink = mixer.graph.chain(*last, {{"abuffersink", ""}});
    if (!sink)
        return tl::unexpected(sink.error());
    mixer.sink = *sink;
    if (auto ready = mixer.graph.configure(); !ready)
        return tl::unexpected(ready.error());
    return mixer;
}

/// Gives the graph what it waits for; false when nothing is left to give.
base::Result<bool> feed(Mixer& mixer) {
    Source* neediest = nullptr;
    unsigned most = 0;
    for (Source& source : mixer.sources) {
        const unsigned failed =
            source.ended ? 0 : av::lib().av_buffersrc_get_nb_failed_requests(source.filter);
        if (failed > most)
            neediest = &source, most = failed;
    }
    for (Source& source : mixer.sources)
        if (!neediest && !source.ended)
            neediest = &source;
    if (!neediest)
        return false;
    auto frame = neediest->input->next();
    if (!frame)
        return tl::unexpected(frame.error());
    neediest->ended = *frame == nullptr;
    if (int code =
            av::lib().av_buffersrc_add_frame_flags(neediest->filter, *frame, AV_BUFFERSRC_FLAG_KEEP_REF);
        code < 0) {
        if (code != AVERROR_EOF)
            return mixFault(code);
        neediest->ended = true; // the graph has heard enough of it
    }
    return true;
}

/// Null behind the last one.
base::Result<bool> pull(Mixer& mixer, AVFrame* into, int samples) {
    for (;;) {
        const int code = samples > 0 ? av::lib().av_buffersink_get_samples(mixer.sink, into, samples)
                                     : av::lib().av_buffersink_get_frame(mixer.sink, into);
        if (code == 0)
            return true;
        if (code == AVERROR_EOF)
            return false;
        if (code != AVERROR(EAGAIN))
            return mixFault(code);
        auto fed = feed(mixer);
        if (!fed)
            return tl::unexpected(fed.error());
        if (!*fed)
            return false;
    }
}

base::Result<Loudness> loudnessOf(const std::vector<MixClip>& clips, std::int64_t samples, double gainDb) {
    auto mixer = mixerOf(clips, samples, gainDb, true);
    if (!mixer)
        return tl::unexpected(mixer.error());
    av::FramePtr frame(av::lib().av_frame_alloc());
    Loudness loudness;
    for (;;) {
        auto more = pull(*mixer, frame.get(), 0);
        if (!more)
            return tl::unexpected(more.error());
        if (!*more)
            break;
        if (const AVDictionaryEntry* entry =
                av::lib().av_dict_get(frame->metadata, "lavfi.r128.I", nullptr, 0))
            loudness = base::decimalNumber(entry->value);
        av::lib().av_frame_unref(frame.get());
    }
    if (loudness && !(*loudness > kSilenceLufs))
        loudness.reset();
    return loudness;
}

} // namespace

struct Mix::Impl {
    Mixer mixer;
    av::FramePtr frame;
};

Mix::Mix(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Mix::~Mix() = default;

base::Result<std::unique_ptr<Mix>> Mix::create(const std::vector<MixClip>& clips, std::int64_t samples) {
    double gainDb = 0.0;
    // What is limited is less loud than it was raised to be: a second look finds by how much.
    for (int i = 0; i < kMostTries; ++i) {
        const auto loudness = loudnessOf(clips, samples, gainDb);
        if (!loudness)
            return tl::unexpected(loudness.error());
        if (!*loudness || std::abs(kWantedLufs - **loudness) < kCloseEnoughLu)
            break;
        gainDb += kWantedLufs - **loudness;
    }
    auto mixer = mixerOf(clips, samples, gainDb, false);
    if (!mixer)
        return tl::unexpected(mixer.error());
    av::FramePtr frame(av::lib().av_frame_alloc());
    if (!frame)
        return mixFault(AVERROR(ENOMEM));
    return std::unique_ptr<Mix>(new Mix(std::make_unique<Impl>(Impl{std::move(*mixer), std::move(frame)})));
}

base::Result<AVFrame*> Mix::next(int samples) {
    av::lib().av_frame_unref(impl_->frame.get());
    auto more = pull(impl_->mixer, impl_->frame.get(), samples);
    if (!more)
        return tl::unexpected(more.error());
    return *more ? impl_->frame.get() : nullptr;
}

} // namespace perilune::capture
