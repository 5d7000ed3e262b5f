// How a film is made does not show in it: at once, in parts, after an interruption, from segments of before.
#include "capture/decode.h"
#include "capture/film/lock.h"
#include "capture/film/work_folder.h"
#include "capture/film_making.h"
#include "capture/sinks/frame_reader.h"
#include "story/film_format.h"

#include <gtest/gtest.h>

#include <fstream>

namespace perilune::capture {
namespace {

using FilmParts = FilmMaking;

TEST_F(FilmParts, interruptedAndGoneOnWithIsTheSameFilm) {
    ASSERT_TRUE(make());
    const auto whole = bytes(work.file);
    fs::remove(work.file);
    const auto stopped = make(17);
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().fault, base::Fault::Cancelled);
    EXPECT_NE(stopped.error().message.find("film.mp4.segments"), std::string::npos)
        << stopped.error().message;
    EXPECT_FALSE(fs::exists(work.file));
    work.mustResume = true;
    const auto done = make();
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(done->kept.size(), 1u);
    EXPECT_EQ(done->drawn.size(), 1u);
    EXPECT_EQ(bytes(work.file), whole);
    EXPECT_FALSE(fs::exists(WorkFolder::pathFor(work.file)));
}

TEST_F(FilmParts, partsJoinedAreTheFilmOfOneGo) {
    job.frames = {3, 20}; // neither end where a segment is cut
    ASSERT_TRUE(make());
    const auto whole = bytes(work.file);
    const auto lock = readLock(lockFileOf(work.file));
    ASSERT_TRUE(lock);
    EXPECT_EQ(lock->frames.size(), 18u);
    EXPECT_EQ(lock->first, 3);
    fs::remove(work.file);
    work.part = Part{2, 2};
    ASSERT_TRUE(make());
    work.part.reset();
    work.joinOnly = true;
    const auto early = make();
    ASSERT_FALSE(early);
    EXPECT_NE(early.error().message.find("lacks frames 3-11"), std::string::npos) << early.error().message;
    work.joinOnly = false;
    work.part = Part{1, 2};
    ASSERT_TRUE(make());
    work.part.reset();
    work.joinOnly = true;
    const auto done = make();
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_TRUE(done->drawn.empty());
    EXPECT_EQ(bytes(work.file), whole);
    EXPECT_EQ(readLock(lockFileOf(work.file))->frames, lock->frames);
    EXPECT_EQ(decodeFilm(work.file).luma.size(), 18u);
}

TEST_F(FilmParts, aChangeDrawsOnlyWhatItTouches) {
    work.keep = true;
    ASSERT_TRUE(make());
    tell(-79);
    const auto done = make();
    ASSERT_TRUE(done) << done.error().message;
    ASSERT_EQ(done->kept.size(), 1u);
    ASSERT_EQ(done->drawn.size(), 1u);
    EXPECT_EQ(done->kept[0].number, 0);
    const auto kept = bytes(work.file);
    fs::remove_all(WorkFolder::pathFor(work.file));
    ASSERT_TRUE(make());
    EXPECT_EQ(bytes(work.file), kept);
}

TEST_F(FilmParts, segmentsOfAnotherFilmAreNotJoined) {
    work.part = Part{1, 2};
    ASSERT_TRUE(make());
    work.part.reset();
    work.mustResume = true;
    job.quality = story::Quality::Low;
    const auto other = make();
    ASSERT_FALSE(other);
    EXPECT_NE(other.error().message.find("quality high (here low)"), std::string::npos)
        << other.error().message;
}

TEST_F(FilmParts, aSegmentThatWasCutShortIsDrawnAgain) {
    work.keep = true;
    ASSERT_TRUE(make());
    const auto whole = bytes(work.file);
    for (const auto& entry : fs::directory_iterator(WorkFolder::pathFor(work.file)))
        if (entry.path().extension() == ".mp4")
            fs::resize_file(entry.path(), fs::file_size(entry.path()) / 2);
    const auto done = make();
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(done->drawn.size(), 2u);
    EXPECT_EQ(bytes(work.file), whole);
}

TEST_F(FilmParts, whatIsNotTheProgramsStaysInTheFolder) {
    fs::create_directories(WorkFolder::pathFor(work.file));
    std::ofstream(WorkFolder::pathFor(work.file) / "notes.txt") << "mine";
    ASSERT_TRUE(make());
    EXPECT_TRUE(fs::exists(WorkFolder::pathFor(work.file) / "notes.txt"));
}

TEST_F(FilmParts, losslessComesBackPixelForPixel) {
    work.file = folder / "film.mkv";
    ASSERT_TRUE(make());
    const auto lock = readLock(lockFileOf(work.file));
    const auto check = verifyFilm(*studio_, *renderer_, story, job, work, 24, {});
    ASSERT_TRUE(check) << check.error().message;
    EXPECT_EQ(check->compared, 24);
    EXPECT_TRUE(check->different.empty());
    EXPECT_EQ(check->otherwise, "");
    // What is in the file is what was drawn: the last frame's pixels, decoded.
    auto reader = FrameReader::open(work.file);
    ASSERT_TRUE(reader);
    base::Image image, last;
    int frames = 0;
    for (; *(*reader)->next(image); ++frames)
        last = image;
    EXPECT_EQ(frames, 24);
    Studio studio = *studio_;
    const auto drawn =
        shoot(studio, *renderer_, story::momentAt(story, story::timeOfFrame(23, 6, 1)), job.size, 1);
    ASSERT_TRUE(drawn);
    EXPECT_EQ(last.pixels, drawn->pixels);
}

TEST_F(FilmParts, aFilmThatComesOutDifferentlyIsFound) {
    ASSERT_TRUE(make());
    tell(-60);
    const auto check = verifyFilm(*studio_, *renderer_, story, job, work, 24, {});
    ASSERT_TRUE(check);
    EXPECT_FALSE(check->different.empty());
    EXPECT_GT(check->different.front(), 17); // up to the second keyframe nothing moved
    EXPECT_NE(check->otherwise.find("the story"), std::string::npos);
}

TEST_F(FilmParts, everyCodecGivesItsFrames) {
    for (const story::FilmFormat& format : story::filmFormats()) {
        SCOPED_TRACE(format.codec);
        work.file = folder / ("film" + std::string(format.endings.front()));
        job.codec = format.codec;
        job.frames = {0, 12};
        const auto done = make();
        if (!done && done.error().message.find("this libavcodec has no") != std::string::npos)
            continue;
        ASSERT_TRUE(done) << done.error().message;
        if (format.codec == "webp") // libavformat 59 writes it and reads none
            EXPECT_GT(fs::file_size(work.file), 1'000u);
        else
            EXPECT_EQ(decodeFilm(work.file).luma.size(), 13u);
    }
}

} // namespace
} // namespace perilune::capture
