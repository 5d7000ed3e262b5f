// What is heard in a film: in step with its pictures, as loud as it should be, the same however it is made.
#include "capture/film/sound.h"
#include "capture/film/work_folder.h"
#include "capture/film_making.h"
#include "capture/sinks/sound_input.h"
#include "base/image.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>

extern "C" {
#include <libavformat/avformat.h>
#include <libavutil/samplefmt.h>
}

namespace perilune::capture {
namespace {

using testing::HasSubstr;

/// 16 bits, one channel.
void writeWav(const fs::path& file, const std::vector<double>& samples, int rate = 48000) {
    std::ofstream out(file, std::ios::binary);
    const auto put = [&](std::uint32_t value, int bytes) {
        for (int i = 0; i < bytes; ++i)
            out.put(char(value >> (8 * i)));
    };
    const auto bytes = std::uint32_t(samples.size() * 2);
    out << "RIFF", put(36 + bytes, 4), out << "WAVEfmt ", put(16, 4), put(1, 2), put(1, 2);
    put(std::uint32_t(rate), 4), put(std::uint32_t(rate) * 2, 4), put(2, 2), put(16, 2);
    out << "data", put(bytes, 4);
    for (const double sample : samples)
        put(std::uint32_t(std::int32_t(std::lround(std::clamp(sample, -1.0, 1.0) * 32767.0))), 2);
}

std::vector<double> tone(double seconds, double level, double hz = 997.0, int rate = 48000) {
    std::vector<double> samples(std::size_t(seconds * rate));
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] = level * std::sin(2.0 * std::numbers::pi * hz * double(i) / rate);
    return samples;
}

/// A click at the beginning of each of these seconds, on silence.
std::vector<double> clicks(double seconds, const std::vector<double>& at) {
    std::vector<double> samples(std::size_t(seconds * 48000.0));
    for (const double second : at)
        for (std::size_t i = 0; i < 96; ++i)
            samples[std::size_t(second * 48000.0) + i] = (i / 8) % 2 == 0 ? 0.9 : -0.9;
    return samples;
}

/// Left channel of a film's sound as a player hears it: at the times of the film.
struct Heard {
    std::vector<float> samples;
    std::string codec;
    std::vector<double> pictureS; ///< when each picture is shown
    /// Seconds at which it becomes loud.
    std::vector<double> onsets(float level) const {
        std::vector<double> found;
        std::int64_t quietSince = -10'000;
        for (std::int64_t i = 0; i < std::int64_t(samples.size()); ++i)
            if (std::abs(samples[std::size_t(i)]) > level) {
                if (i - quietSince > 4800)
                    found.push_back(double(i) / kSoundRate);
                quietSince = i;
            }
        return found;
    }
    double level(double fromS, double toS) const { // root of the mean square, decibels
        double sum = 0.0;
        const auto from = std::size_t(fromS * kSoundRate), to = std::size_t(toS * kSoundRate);
        for (std::size_t i = from; i < to; ++i)
            sum += double(samples[i]) * double(samples[i]);
        return 10.0 * std::log10(sum / double(to - from) + 1e-12);
    }
};

Heard heardIn(const fs::path& file) {
    Heard heard;
    AVFormatContext* format = nullptr;
    EXPECT_GE(avformat_open_input(&format, file.c_str(), nullptr, nullptr), 0);
    avformat_find_stream_info(format, nullptr);
    const int track = av_find_best_stream(format, AVMEDIA_TYPE_AUDIO, -1, -1, nullptr, 0);
    const int pictures = av_find_best_stream(format, AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
    if (track < 0) {
        avformat_close_input(&format);
        return heard;
    }
    const AVStream* stream = format->streams[track];
    const AVCodec* decoder = avcodec_find_decoder(stream->codecpar->codec_id);
    heard.codec = decoder->name;
    AVCodecContext* codec = avcodec_alloc_context3(decoder);
    avcodec_parameters_to_context(codec, stream->codecpar);
    codec->pkt_timebase = stream->time_base;
    avcodec_open2(codec, decoder, nullptr);
    AVPacket* packet = av_packet_alloc();
    AVFrame* frame = av_frame_alloc();
    const auto take = [&] {
        while (avcodec_receive_frame(codec, frame) == 0) {
            const double beginS = double(frame->pts) * av_q2d(stream->time_base);
            const auto at = std::int64_t(std::llround(beginS * kSoundRate));
            for (int i = 0; i < frame->nb_samples; ++i) {
                float value = 0.0f;
                const int channels = frame->ch_layout.nb_channels;
                switch (frame->format) {
                case AV_SAMPLE_FMT_FLTP:
                    value = reinterpret_cast<const float*>(frame->data[0])[i];
                    break;
                case AV_SAMPLE_FMT_FLT:
                    value = reinterpret_cast<const float*>(frame->data[0])[i * channels];
                    break;
                case AV_SAMPLE_FMT_S32:
                    value = float(reinterpret_cast<const std::int32_t*>(frame->data[0])[i * channels]) /
                            2147483648.0f;
                    break;
                default:
                    ADD_FAILURE() << frame->format;
                }
                if (at + i < 0)
                    continue;
                if (heard.samples.size() <= std::size_t(at + i))
                    heard.samples.resize(std::size_t(at + i) + 1);
                heard.samples[std::size_t(at + i)] = value;
            }
        }
    };
    while (av_read_frame(format, packet) == 0) {
        if (packet->stream_index == track) {
            avcodec_send_packet(codec, packet);
            take();
        } else if (packet->stream_index == pictures) {
            heard.pictureS.push_back(double(packet->pts) * av_q2d(format->streams[pictures]->time_base));
        }
        av_packet_unref(packet);
    }
    avcodec_send_packet(codec, nullptr);
    take();
    std::sort(heard.pictureS.begin(), heard.pictureS.end());
    av_packet_free(&packet);
    av_frame_free(&frame);
    avcodec_free_context(&codec);
    avformat_close_input(&format);
    return heard;
}

class FilmSound : public FilmMaking {
  protected:
    void SetUp() override {
        FilmMaking::SetUp();
        job.size = {64, 36};
    }
    /// The four seconds, with these sounds.
    void hear(const std::string& sounds) {
        const std::string text = storyWith(-80) + sounds;
        const fs::path file = folder / "s.story.yaml";
        std::ofstream(file) << text;
        auto parsed = story::parseStory(text, file.string(), *studio_->timeline);
        ASSERT_TRUE(parsed.ok()) << base::format(parsed.diagnostics.front());
        story = std::move(parsed.value);
    }
};

TEST_F(FilmSound, isInStepWithThePicturesInEveryContainer) {
    writeWav(folder / "clicks.wav", clicks(4.0, {0.5, 1.0, 3.5}));
    hear("narration:\n  - {file: clicks.wav}\n");
    const std::pair<const char*, const char*> kFilms[] = {
        {"film.mp4", "aac"}, {"film.mkv", "flac"}, {"film.mov", "pcm_s24le"}, {"film.webm", "libopus"}};
    for (const auto& [name, codec] : kFilms) {
        SCOPED_TRACE(name);
        work.file = folder / name;
        const auto done = make();
        ASSERT_TRUE(done) << done.error().message;
        const Heard heard = heardIn(work.file);
        EXPECT_THAT(heard.codec, testing::AnyOf(codec, "opus"));
        ASSERT_EQ(heard.pictureS.size(), 24u);
        const auto onsets = heard.onsets(0.2f);
        ASSERT_EQ(onsets.size(), 3u);
        // The pictures 3, 6 and 21 begin when the clicks are heard.
        EXPECT_NEAR(onsets[0], heard.pictureS[3], 0.010);
        EXPECT_NEAR(onsets[1], heard.pictureS[6], 0.010);
        EXPECT_NEAR(onsets[2], heard.pictureS[21], 0.010);
    }
}

TEST_F(FilmSound, isInStepAfterTenMinutesAtARateThatIsNoWholeNumber) {
    // Computed: a story of ten minutes, of which the last second alone is drawn.
    job.rate = {30000, 1001};
    story.durationS = 600.0;
    story::SoundClip clip;
    clip.file = folder / "clicks.wav";
    clip.atS = 599.0;
    writeWav(clip.file, clicks(1.0, {0.25}));
    story.sounds = {clip};
    const auto reel = Reel::create(*studio_, story, job);
    ASSERT_TRUE(reel);
    job.frames = {reel->frameAt(599.0), reel->count() - 1};
    const auto done = make();
    ASSERT_TRUE(done) << done.error().message;
    const Heard heard = heardIn(work.file);
    const auto onsets = heard.onsets(0.2f);
    ASSERT_EQ(onsets.size(), 1u);
    EXPECT_NEAR(onsets[0], 599.25 - reel->secondsAt(job.frames.first), 0.010);
    EXPECT_NEAR(double(heard.samples.size()) / kSoundRate, reel->secondsAt(reel->count() - job.frames.first),
                0.03);
}

TEST_F(FilmSound, isTheSameFilmAtOnceInPartsAndResumed) {
    writeWav(folder / "voice.wav", tone(2.0, 0.1));
    writeWav(folder / "music.wav", tone(0.7, 0.3, 220.0, 44100), 44100);
    hear("narration:\n  - {file: voice.wav, at: 1}\nmusic:\n  - {file: music.wav, repeat: true, fade-out: "
         "1}\n");
    ASSERT_TRUE(make());
    const auto whole = bytes(work.file);
    fs::remove(work.file);
    ASSERT_FALSE(make(17));
    ASSERT_TRUE(make());
    EXPECT_EQ(bytes(work.file), whole);
    fs::remove(work.file);
    for (const int part : {2, 1}) {
        work.part = Part{part, 2};
        ASSERT_TRUE(make());
    }
    work.part.reset();
    work.joinOnly = true;
    ASSERT_TRUE(make());
    EXPECT_EQ(bytes(work.file), whole);
}

TEST_F(FilmSound, musicMakesWayForNarrationAndFadesAtItsEnds) {
    writeWav(folder / "voice.wav", tone(1.5, 0.2, 3000.0));
    writeWav(folder / "music.wav", tone(4.0, 0.3, 220.0));
    work.file = folder / "film.mkv"; // every sample comes back
    hear("music:\n  - {file: music.wav, fade-in: 0.5, fade-out: 0.5}\n");
    ASSERT_TRUE(make());
    const Heard alone = heardIn(work.file);
    EXPECT_NEAR(alone.level(1.0, 1.5), alone.level(2.5, 3.0), 0.2);
    EXPECT_LT(alone.level(0.0, 0.1), alone.level(1.0, 1.5) - 12.0);
    EXPECT_LT(alone.level(3.9, 4.0), alone.level(1.0, 1.5) - 12.0);
    // Told apart by pitch: what is left of the music's tone while somebody speaks.
    hear("narration:\n  - {file: voice.wav, at: 1.5}\nmusic:\n  - {file: music.wav}\n");
    ASSERT_TRUE(make());
    const Heard both = heardIn(work.file);
    const auto musicAt = [&](double fromS) {
        double sine = 0.0, cosine = 0.0;
        for (int i = 0; i < kSoundRate / 2; ++i) {
            const double value = both.samples[std::size_t(fromS * kSoundRate) + std::size_t(i)];
            const double phase = 2.0 * std::numbers::pi * 220.0 * i / kSoundRate;
            sine += value * std::sin(phase), cosine += value * std::cos(phase);
        }
        return 20.0 * std::log10(std::hypot(sine, cosine) + 1e-12);
    };
    EXPECT_LT(musicAt(2.2), musicAt(0.5) - 6.0);
}

TEST_F(FilmSound, isAsLoudAsAskedForHoweverLoudItsFilesAre) {
    work.file = folder / "film.mkv";
    for (const double level : {0.003, 0.9}) {
        SCOPED_TRACE(level);
        writeWav(folder / "voice.wav", tone(4.0, level));
        hear("narration:\n  - {file: voice.wav}\n");
        ASSERT_TRUE(make());
        // 997 Hz in two channels alike: its loudness is 3.01 LU over its level in one (BS.1770-4: a full sine
        // in one channel is -3.01 LUFS), so -16 LUFS are -19.01 dB of the root of the mean square.
        EXPECT_NEAR(heardIn(work.file).level(1.0, 3.0), -19.01, 0.3);
    }
    writeWav(folder / "voice.wav", std::vector<double>(48000, 0.0));
    hear("narration:\n  - {file: voice.wav}\n");
    const auto silent = make();
    ASSERT_TRUE(silent) << silent.error().message; // silence is not raised
    EXPECT_LT(heardIn(work.file).level(0.1, 0.9), -100.0);
}

TEST_F(FilmSound, whatIsMissingOrBrokenIsToldWithItsPlaceBeforeAnythingIsDrawn) {
    const auto failure = [&] {
        const auto done = make();
        EXPECT_FALSE(done);
        EXPECT_FALSE(fs::exists(WorkFolder::pathFor(work.file)));
        return done ? std::string() : done.error().message;
    };
    hear("narration:\n  - {at: 1, file: nobody.wav}\n");
    EXPECT_THAT(failure(), HasSubstr("s.story.yaml:9:19: "));
    EXPECT_THAT(failure(), HasSubstr("there is no such file"));
    std::ofstream(folder / "text.wav") << "no sound at all\n";
    hear("narration:\n  - {at: 1, file: text.wav}\n");
    EXPECT_THAT(failure(), HasSubstr("is no sound that can be read"));
    writeWav(folder / "short.wav", tone(3.0, 0.1));
    fs::resize_file(folder / "short.wav", 100'000);
    hear("narration:\n  - {at: 1, file: short.wav}\n");
    EXPECT_THAT(failure(), HasSubstr("short.wav: breaks off: 100000 of 288044 bytes are there"));
    base::Image image{16, 16, 4, std::vector<std::uint8_t>(1024, 100)};
    ASSERT_TRUE(base::writePng(folder / "picture.png", image));
    hear("music:\n  - {file: picture.png}\n");
    EXPECT_THAT(failure(), HasSubstr("s.story.yaml:9:12: "));
    EXPECT_THAT(failure(), HasSubstr("holds no sound"));
}

TEST_F(FilmSound, aNarrationThatIsWaitedForMovesWhatFollows) {
    writeWav(folder / "voice.wav", tone(4.5, 0.1));
    hear("narration:\n  - {file: voice.wav, at: 1, hold: true}\n");
    const auto held = heldStory(story, job);
    ASSERT_TRUE(held);
    ASSERT_EQ(held->keyframes.size(), 3u);
    EXPECT_DOUBLE_EQ(held->keyframes[1].atS, 5.5); // said from 1 to 5.5; it was at 3
    EXPECT_DOUBLE_EQ(held->keyframes[2].atS, 6.5);
    EXPECT_DOUBLE_EQ(held->durationS, 6.5);
    ASSERT_TRUE(make());
    EXPECT_EQ(heardIn(work.file).pictureS.size(), 39u);
    job.narration.what = story::SoundChoice::What::None; // then nobody is waited for
    EXPECT_DOUBLE_EQ(heldStory(story, job)->durationS, 4.0);
}

TEST_F(FilmSound, ofThePartOfAFilmIsThatOfItsSeconds) {
    writeWav(folder / "clicks.wav", clicks(4.0, {0.5, 2.5}));
    hear("narration:\n  - {file: clicks.wav}\n");
    job.titleCardS = 1.0;
    job.frames = {18, 29}; // from two seconds into the story
    ASSERT_TRUE(make());
    const auto onsets = heardIn(work.file).onsets(0.2f);
    ASSERT_EQ(onsets.size(), 1u);
    EXPECT_NEAR(onsets[0], 0.5, 0.010);
}

TEST_F(FilmSound, aJobsOwnFilesTakeThePlaceOfTheStorys) {
    writeWav(folder / "music.wav", tone(0.5, 0.3, 220.0));
    job.music = {story::SoundChoice::What::File, folder / "music.wav"};
    ASSERT_TRUE(make());
    const Heard heard = heardIn(work.file);
    EXPECT_GT(heard.level(0.5, 0.9), -30.0); // it is played again and again
    EXPECT_LT(heard.level(3.9, 4.0), heard.level(0.5, 0.9) - 12.0);
}

} // namespace
} // namespace perilune::capture
