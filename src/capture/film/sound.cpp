#include "capture/film/sound.h"

#include "capture/film/speech.h"
#include "story/sounds.h"

#include <algorithm>
#include <cmath>

namespace perilune::capture {

namespace {

std::int64_t samplesOf(double seconds) {
    return std::int64_t(std::llround(seconds * kSoundRate));
}

/// Music that a job names alone fades out with the film.
constexpr double kFadeOutS = 3.0;

} // namespace

base::Result<std::vector<story::SoundClip>> soundsOf(const story::Storyboard& story,
                                                     const story::FilmJob& job,
                                                     const std::filesystem::path& folderForSpeech) {
    using Kind = story::SoundClip::Kind;
    using What = story::SoundChoice::What;
    std::vector<story::SoundClip> clips;
    for (const auto& [kind, choice] :
         {std::pair{Kind::Narration, &job.narration}, std::pair{Kind::Music, &job.music}}) {
        if (choice->what == What::Story)
            for (const story::SoundClip& clip : story.sounds)
                if (clip.kind == kind)
                    clips.push_back(clip);
        if (choice->what == What::File) {
            story::SoundClip clip{.kind = kind, .file = choice->file};
            clip.repeats = kind == Kind::Music;
            clip.fadeOutS = clip.repeats ? kFadeOutS : 0.0;
            clips.push_back(std::move(clip));
        }
        if (choice->what == What::Draft) {
            auto spoken = speechOf(story, folderForSpeech);
            if (!spoken)
                return tl::unexpected(spoken.error());
            clips.insert(clips.end(), spoken->begin(), spoken->end());
        }
    }
    return clips;
}

base::Result<story::Storyboard> heldStory(const story::Storyboard& story, const story::FilmJob& job) {
    if (job.narration.what != story::SoundChoice::What::Story)
        return story;
    std::vector<double> lengths;
    for (const story::SoundClip& clip : story.sounds) {
        const auto length = clip.holds ? soundLengthOf(clip.file) : base::Result<double>(0.0);
        if (!length)
            return tl::unexpected(story::atPlaceOf(clip, length.error()));
        lengths.push_back(*length);
    }
    return story::heldForNarration(story, lengths);
}

base::Result<std::vector<MixClip>> clipsOf(const Reel& reel, const std::vector<story::SoundClip>& clips,
                                           std::int64_t first, std::int64_t last) {
    std::vector<MixClip> heard;
    const std::int64_t begin = samplesOf(reel.secondsAt(first));
    const std::int64_t end = samplesOf(reel.secondsAt(last + 1)) - begin;
    for (const story::SoundClip& clip : clips) {
        const auto lengthS = soundLengthOf(clip.file);
        if (!lengthS)
            return tl::unexpected(story::atPlaceOf(clip, lengthS.error()));
        MixClip mixed;
        mixed.file = clip.file;
        mixed.isMusic = clip.kind == story::SoundClip::Kind::Music;
        mixed.length = samplesOf(*lengthS);
        mixed.gainDb = clip.gainDb;
        mixed.fadeInS = clip.fadeInS;
        mixed.fadeOutS = clip.fadeOutS;
        mixed.repeats = clip.repeats;
        mixed.at = samplesOf(reel.storyBeginsS() + clip.atS) - begin;
        if (clip.toS)
            mixed.to = samplesOf(reel.storyBeginsS() + *clip.toS) - begin;
        if (mixed.at < 0) { // begun before the first of these frames: its fade is over
            mixed.skip = -mixed.at;
            mixed.at = 0;
            mixed.fadeInS = std::max(mixed.fadeInS - double(mixed.skip) / kSoundRate, 0.0);
            if (mixed.repeats)
                mixed.skip %= std::max<std::int64_t>(mixed.length, 1);
        }
        const bool isOver = !mixed.repeats && mixed.skip >= mixed.length;
        if (isOver || mixed.at >= end || (mixed.to && *mixed.to <= mixed.at))
            continue;
        heard.push_back(std::move(mixed));
    }
    return heard;
}

base::Result<std::unique_ptr<Mix>> soundOf(const Reel& reel, const std::vector<story::SoundClip>& clips,
                                           std::int64_t first, std::int64_t last) {
    auto heard = clipsOf(reel, clips, first, last);
    if (!heard)
        return tl::unexpected(heard.error());
    if (heard->empty())
        return std::unique_ptr<Mix>();
    const std::int64_t samples = samplesOf(reel.secondsAt(last + 1)) - samplesOf(reel.secondsAt(first));
    return Mix::create(*heard, samples);
}

} // namespace perilune::capture
