// What is in a film besides its story: cards, chapters, notes, a poster, a sky that is clear.
#include "capture/film/lock.h"
#include "capture/film/reel.h"
#include "capture/film_making.h"
#include "capture/sinks/digest.h"
#include "capture/sinks/frame_reader.h"
#include "base/image.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

extern "C" {
#include <libavformat/avformat.h>
}

namespace perilune::capture {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// What a player is told of a film.
struct Told {
    std::vector<std::string> chapters; ///< "0.000 2.000 title"
    std::string title, description, comment, copyright;
};

Told toldBy(const fs::path& file) {
    AVFormatContext* format = nullptr;
    EXPECT_GE(avformat_open_input(&format, file.c_str(), nullptr, nullptr), 0);
    const auto tag = [](AVDictionary* all, const char* key) {
        const AVDictionaryEntry* entry = av_dict_get(all, key, nullptr, 0);
        return entry ? std::string(entry->value) : std::string();
    };
    Told told{{},
              tag(format->metadata, "title"),
              tag(format->metadata, "description"),
              tag(format->metadata, "comment"),
              tag(format->metadata, "copyright")};
    for (unsigned i = 0; i < format->nb_chapters; ++i) {
        const AVChapter& chapter = *format->chapters[i];
        char times[64];
        std::snprintf(times, sizeof times, "%.3f %.3f ", double(chapter.start) * av_q2d(chapter.time_base),
                      double(chapter.end) * av_q2d(chapter.time_base));
        told.chapters.push_back(times + tag(chapter.metadata, "title"));
    }
    avformat_close_input(&format);
    return told;
}

class FilmContent : public FilmMaking {
  protected:
    void tellStory(const std::string& keyframes) {
        const std::string text =
            "perilune: story/1\ntitle: Four seconds\nduration: 4\nkeyframes:\n" + keyframes;
        std::ofstream(folder / "s.story.yaml") << text;
        auto parsed = story::parseStory(text, "s.story.yaml", *studio_->timeline);
        ASSERT_TRUE(parsed.ok()) << base::format(parsed.diagnostics.front());
        story = std::move(parsed.value);
    }
    void tellWithHeadings() {
        tellStory("  - {at: 0, date: 2021-03-09, look: {disc: {lat: 0, lon: 0}}, light: {lat: 0, lon: 50}, "
                  "select: first-crewed-landing}\n"
                  "  - {at: 1.5, subtitle: The promise}\n"
                  "  - {at: 3, date: 2024-06-01, subtitle: What became of it, select: chang-e-6}\n");
    }
    std::vector<std::string> hashes() { return readLock(lockFileOf(work.file))->frames; }
};

TEST_F(FilmContent, chaptersAreTheStorysHeadings) {
    tellWithHeadings();
    for (const char* name : {"film.mp4", "film.mkv", "film.mov"}) {
        SCOPED_TRACE(name);
        work.file = folder / name;
        ASSERT_TRUE(make());
        const Told told = toldBy(work.file);
        EXPECT_THAT(told.chapters, ElementsAre("0.000 1.500 Four seconds", "1.500 3.000 The promise",
                                               "3.000 4.000 What became of it"));
    }
    // Of a part of the film: those that are in it, from its beginning on.
    job.frames = {12, 23};
    ASSERT_TRUE(make());
    const Told told = toldBy(work.file);
    EXPECT_THAT(told.chapters, ElementsAre("0.000 1.000 The promise", "1.000 2.000 What became of it"));
}

TEST_F(FilmContent, cardsStandAroundTheStoryAndChangeNothingOfIt) {
    tellWithHeadings();
    ASSERT_TRUE(make());
    const auto plain = hashes();
    job.titleCardS = 1.0;
    job.creditsS = 0.5;
    const auto done = make();
    ASSERT_TRUE(done) << done.error().message;
    const auto carded = hashes();
    const auto reel = Reel::create(*studio_, story, job);
    ASSERT_TRUE(reel);
    ASSERT_EQ(std::int64_t(carded.size()), reel->count());
    ASSERT_GE(carded.size(), 6u + 24u + 3u);
    const std::vector<std::string> between(carded.begin() + 6, carded.begin() + 30);
    EXPECT_EQ(between, plain);
    EXPECT_NE(carded[3], plain[0]);
    EXPECT_NE(carded[31], plain[23]);
    const auto chapters = toldBy(work.file).chapters;
    ASSERT_EQ(chapters.size(), 5u);
    EXPECT_EQ(chapters[0], "0.000 1.000 Four seconds");
    EXPECT_EQ(chapters[2], "2.500 4.000 The promise");
    EXPECT_THAT(chapters[4], HasSubstr("5.000 "));
    EXPECT_THAT(chapters[4], HasSubstr("Sources"));
}

TEST_F(FilmContent, creditsNameTheSourceOfEveryClaim) {
    tellWithHeadings();
    job.creditsS = 1.0;
    job.licence = "CC BY 4.0";
    const auto reel = Reel::create(*studio_, story, job);
    ASSERT_TRUE(reel);
    std::vector<std::string> credited;
    for (std::int64_t frame = 24; frame < reel->count(); ++frame) {
        const auto shown = reel->at(frame);
        for (const std::string& line : std::get<overlay::Placard>(*shown).lines)
            credited.push_back(line);
    }
    std::size_t claims = 0;
    for (std::int64_t frame = 0; frame < 24; ++frame) {
        const auto shown = reel->at(frame);
        const auto& scene = std::get<scene::Scene>(*shown);
        if (!scene.card)
            continue;
        for (const std::string& source : scene.card->sources) {
            ++claims;
            EXPECT_THAT(credited, testing::Contains(source)) << "frame " << frame;
        }
    }
    EXPECT_GT(claims, 24u);
    EXPECT_THAT(credited, testing::Contains("This film: CC BY 4.0"));
    EXPECT_THAT(credited, testing::Contains(HasSubstr("NASA Scientific Visualization Studio")));
}

TEST_F(FilmContent, whatIsLeftOutIsNotInThePicture) {
    tellWithHeadings();
    const auto sceneOf = [&] {
        const auto reel = Reel::create(*studio_, story, job);
        const auto shown = reel->at(0);
        return std::get<scene::Scene>(*shown);
    };
    const auto whole = sceneOf();
    EXPECT_TRUE(whole.strip && whole.card && !whole.date.empty() && !whole.title.empty());
    ASSERT_FALSE(whole.notes.empty());
    job.without = {true, true, true, true, true};
    const auto bare = sceneOf();
    EXPECT_FALSE(bare.strip || bare.card);
    EXPECT_EQ(bare.title + bare.subtitle + bare.date + bare.knownWords, "");
    EXPECT_TRUE(bare.sites.empty());
    EXPECT_EQ(bare.notes, whole.notes); // what is pinned or modelled is said all the same
}

TEST_F(FilmContent, aClearSkyOverBlackIsTheOpaqueFilm) {
    tellStory("  - {at: 0, date: 2021-03-09, look: {disc: {lat: 0, lon: 0}}, light: {lat: 0, lon: 50}, sky: "
              "black}\n");
    job.without = {true, true, true, true, true};
    for (const int samples : {1, 4}) {
        SCOPED_TRACE(samples);
        job.samples = samples;
        job.frames = {0, 1};
        work.file = folder / "film.mkv";
        const auto pictureOf = [&](bool clear) {
            job.clearSky = clear;
            EXPECT_TRUE(make());
            base::Image image;
            auto reader = FrameReader::open(work.file);
            EXPECT_TRUE(reader && *(*reader)->next(image));
            return image;
        };
        const base::Image opaque = pictureOf(false), clear = pictureOf(true);
        ASSERT_EQ(opaque.pixels.size(), clear.pixels.size());
        int worst = 0, covered = 0, empty = 0, between = 0;
        for (std::size_t i = 0; i < clear.pixels.size(); i += 4) {
            const int alpha = clear.pixels[i + 3];
            ++(alpha == 255 ? covered : alpha == 0 ? empty : between);
            for (std::size_t c = 0; c < 3; ++c)
                worst = std::max(worst, std::abs(int(std::lround(clear.pixels[i + c] * alpha / 255.0)) -
                                                 int(opaque.pixels[i + c])));
        }
        EXPECT_LE(worst, 1);
        EXPECT_GT(covered, 160 * 90 / 10); // the Moon, its night too
        EXPECT_GT(empty, 160 * 90 / 20);
        EXPECT_GT(between, 10);
    }
}

TEST_F(FilmContent, theFileSaysWhatItIs) {
    job.story = "talks/s.story.yaml";
    job.licence = "CC BY 4.0";
    for (const char* name : {"film.mp4", "film.mkv"}) {
        work.file = folder / name;
        ASSERT_TRUE(make());
        const Told told = toldBy(work.file);
        EXPECT_EQ(told.title, "Four seconds");
        EXPECT_EQ(told.copyright, "CC BY 4.0");
        EXPECT_THAT(told.comment, HasSubstr("Made with test of s.story.yaml"));
        EXPECT_THAT(told.description, HasSubstr("The story s.story.yaml"));
        EXPECT_THAT(told.description, HasSubstr("looked after until: Artemis "));
    }
}

TEST_F(FilmContent, thePosterIsAFrameOfTheFilm) {
    work.poster = folder / "poster.png";
    job.titleCardS = 1.0;
    job.posterS = 1.0 + 2.5; // frame 15 of the story
    ASSERT_TRUE(make());
    const auto poster = base::readImage(work.poster, 4);
    ASSERT_TRUE(poster);
    EXPECT_EQ(digestOf(*poster), hashes()[6 + 15]);
}

TEST_F(FilmContent, safeAreasAreDrawnWhereTheyAreAskedFor) {
    job.frames = {0, 0};
    ASSERT_TRUE(make());
    const auto plain = hashes();
    job.safeAreas = true;
    ASSERT_TRUE(make());
    EXPECT_NE(hashes(), plain);
}

} // namespace
} // namespace perilune::capture
