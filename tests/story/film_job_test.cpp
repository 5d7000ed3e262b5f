// A film's job as data, to and from a file.
#include "story/film_job.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <random>

namespace perilune::story {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> mistakesOf(const std::string& text) {
    std::vector<std::string> messages;
    for (const base::Diagnostic& diagnostic : parseFilmJob(text, "jobs/a.yaml").diagnostics)
        messages.push_back(base::format(diagnostic));
    return messages;
}

TEST(FilmJobWords, sizesAreWidthAndHeightWithinBounds) {
    const auto size = base::parseSize("1280x720");
    ASSERT_TRUE(size);
    EXPECT_EQ(size->width, 1280);
    EXPECT_EQ(size->height, 720);
    EXPECT_TRUE(base::parseSize("16x16384"));
    for (const char* bad : {"", "x", "1280", "1280x", "x720", "1280x720x3", "1280X720", "15x720",
                            "1280x16385", "-1280x720", "1e3x720", " 1280x720", "99999999999999999999x720"})
        EXPECT_FALSE(base::parseSize(bad)) << bad;
}

TEST(FilmJobWords, frameRatesAreWholeOrFractions) {
    const auto ntsc = parseFrameRate("30000/1001");
    ASSERT_TRUE(ntsc);
    EXPECT_EQ(ntsc->num, 30000);
    EXPECT_EQ(ntsc->den, 1001);
    EXPECT_EQ(parseFrameRate("24")->num, 24);
    for (const char* bad : {"", "0", "-30", "30/0", "30/1/1", "29.97", "1/2", "241", "a"})
        EXPECT_FALSE(parseFrameRate(bad)) << bad;
}

TEST(FilmJobWords, frameRangesHoldBothEnds) {
    const auto range = parseFrameRange("10-20");
    ASSERT_TRUE(range);
    EXPECT_EQ(range->first, 10);
    EXPECT_EQ(range->last, 20);
    EXPECT_EQ(parseFrameRange("7")->last, 7);
    for (const char* bad : {"", "-", "20-10", "5--1", "-5", "1-2-3", "a-b"})
        EXPECT_FALSE(parseFrameRange(bad)) << bad;
}

TEST(FilmJobWords, samplesHaveBounds) {
    EXPECT_EQ(*parseSamples("256"), 256);
    for (const char* bad : {"0", "257", "8.5", ""})
        EXPECT_FALSE(parseSamples(bad)) << bad;
}

TEST(FilmJobWords, whatIsLeftOutIsNamedByItsParts) {
    EXPECT_EQ(*parseLeftOut("nothing"), LeftOut{});
    EXPECT_EQ(inWords(*parseLeftOut("pins,strip ,  card")), "strip, card, pins");
    for (const char* bad : {"", "strip,", "strips", "strip card", "nothing, strip"})
        EXPECT_FALSE(parseLeftOut(bad)) << bad;
    EXPECT_THAT(parseLeftOut("strips").error().message, HasSubstr("\"strips\" is no part"));
}

TEST(FilmJobWords, timesOfCardsAndPostersHaveBounds) {
    EXPECT_EQ(*parseCardSeconds("2.5"), 2.5);
    for (const char* bad : {"-1", "61", "two", "", "nan", "inf"})
        EXPECT_FALSE(parseCardSeconds(bad)) << bad;
    EXPECT_EQ(*parsePosterTime("1:05.5"), 65.5);
    EXPECT_LT(*parsePosterTime("auto"), 0.0);
    for (const char* bad : {"-1", "1:60", "1:-5", ":", "1:2:3", "", "7201"})
        EXPECT_FALSE(parsePosterTime(bad)) << bad;
}

TEST(FilmJobFile, saysAllThatThereIsToChange) {
    FilmJob job;
    job.story = "timelines/a b.story.yaml";
    EXPECT_EQ(
        writeFilmJob(job, {}),
        "perilune: film/1\nstory: timelines/a b.story.yaml\nsize: 1280x720\n"
        "rate: 30\nframes: all\nsamples: 1\ncodec: usual\nquality: high\n"
        "captions: burnt\ntitle-card: 0\ncredits: 0\nwithout: nothing\n"
        "safe-areas: hidden\nalpha: none\nnarration: story\nmusic: story\nposter: auto\nlicence: unsaid\n");
    job.timelines = {"/data/x.yaml", "timelines/ilrs.yaml"};
    job.language = "lv";
    job.rate = {30000, 1001};
    job.frames = {100, -1};
    job.titleCardS = 3.5;
    job.without.date = job.without.strip = true;
    job.clearSky = true;
    job.narration.what = SoundChoice::What::Draft;
    job.music = {SoundChoice::What::File, "m.ogg"};
    job.posterS = 61.5;
    job.licence = "CC BY 4.0";
    EXPECT_EQ(
        writeFilmJob(job, "timelines"),
        "perilune: film/1\nstory: a b.story.yaml\ntimelines: [/data/x.yaml, ilrs.yaml]\nlanguage: lv\n"
        "size: 1280x720\nrate: 30000/1001\nframes: 100-\nsamples: 1\ncodec: usual\nquality: high\n"
        "captions: burnt\ntitle-card: 3.5\ncredits: 0\nwithout: strip, date\nsafe-areas: hidden\nalpha: sky\n"
        "narration: draft\nmusic: ../m.ogg\nposter: 61.5\nlicence: CC BY 4.0\n");
}

TEST(FilmJobFile, namesFilesAsSeenFromItsFolder) {
    const auto job = parseFilmJob("perilune: film/1\nstory: ../a.story.yaml\ntimelines: [b.yaml, /c.yaml]\n",
                                  "jobs/a.yaml");
    ASSERT_TRUE(job.ok());
    EXPECT_EQ(job.value.story, fs::path("a.story.yaml"));
    EXPECT_THAT(job.value.timelines, ElementsAre(fs::path("jobs/b.yaml"), fs::path("/c.yaml")));
    EXPECT_EQ(job.value.size, (base::Size{1280, 720})); // what is not said is as usual
}

TEST(FilmJobFile, tellsEveryMistakeWithItsPlaceAndWhatToDo) {
    EXPECT_THAT(
        mistakesOf("perilune: film/1\nstroy: a\nsize: 1281x720\nrate: 0\nframes: [1]\nsamples: 999\n"
                   "timelines: a.yaml\n"),
        ElementsAre("jobs/a.yaml:1:1: error: the job has no 'story'; add story: and the story's file",
                    "jobs/a.yaml:2:1: error: a job has no key 'stroy'; did you mean 'story'?",
                    "jobs/a.yaml:3:7: error: size: a film needs an even width and height, 1281x720 is not; "
                    "try 1280x720",
                    "jobs/a.yaml:4:7: error: rate: \"0\" is no frame rate; give 1 to 240 as N or N/D, for "
                    "example 30 or 30000/1001",
                    "jobs/a.yaml:5:9: error: frames is no text; write one line of text, in quotes where it "
                    "holds a colon",
                    "jobs/a.yaml:6:10: error: samples: \"999\" is no number of samples; give 1 to 256",
                    "jobs/a.yaml:7:12: error: timelines is no list; write timelines: [artemis.yaml, "
                    "ilrs.yaml]"));
    EXPECT_THAT(
        mistakesOf("perilune: story/1\n"),
        ElementsAre(HasSubstr("jobs/a.yaml:1:11: error: 'story/1' is no job that this program reads")));
    EXPECT_THAT(mistakesOf("story: a\n"), ElementsAre(HasSubstr("the file is no job for a film")));
    EXPECT_THAT(mistakesOf("perilune: film/1\nstory:\n"),
                ElementsAre(HasSubstr(":2:1: error: story names no file")));
    EXPECT_THAT(mistakesOf("perilune: film/1\nstory: [a\n"), ElementsAre(HasSubstr("not YAML")));
    EXPECT_FALSE(readFilmJob("no/such/job.yaml").ok());
    EXPECT_FALSE(isFilmJob("no/such/job.yaml"));
}

// Law: what was written is read as the same job, wherever the file lies; from elsewhere its files are the
// same.
TEST(FilmJobLaws, jobToYamlToJobIsTheIdentity) {
    std::mt19937 random(1969);
    const auto lot = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    const std::vector<std::string> names = {"a.yaml",     "b c.story.yaml", "../x.yaml", "/abs/y.yaml", "- z",
                                            "d/e/f.yaml", "null",           "2024",      "ш: #.yaml",   "'"};
    const std::vector<std::string> folders = {"", "d", "d/e", "/abs", "/abs/other", "../up"};
    const auto name = [&] { return fs::path(names[static_cast<std::size_t>(lot(int(names.size())))]); };
    for (int round = 0; round < 2000; ++round) {
        FilmJob job;
        job.story = name();
        for (int n = lot(4); n > 0; --n)
            job.timelines.push_back(name());
        job.language = std::vector<std::string>{"", "en", "zh-Hans", "no"}[static_cast<std::size_t>(lot(4))];
        job.size = {2 * (8 + lot(5000)), 2 * (8 + lot(5000))};
        job.rate = lot(2) == 0 ? FrameRate{1 + lot(240), 1} : FrameRate{1001 * (1 + lot(200)), 1 + lot(1001)};
        if (job.rate.num > 240 * job.rate.den)
            job.rate = {};
        if (lot(2) == 0)
            job.frames.first = lot(1000);
        if (lot(2) == 0)
            job.frames.last = job.frames.first + lot(1000);
        job.samples = 1 + lot(kGreatestSamples);
        job.titleCardS = 0.25 * lot(100);
        job.creditsS = 0.1 * lot(100);
        job.without = {lot(2) == 0, lot(2) == 0, lot(2) == 0, lot(2) == 0, lot(2) == 0};
        job.safeAreas = lot(2) == 0;
        job.clearSky = lot(2) == 0;
        for (SoundChoice* choice : {&job.narration, &job.music}) {
            choice->what = std::vector{SoundChoice::What::Story, SoundChoice::What::None,
                                       SoundChoice::What::File}[static_cast<std::size_t>(lot(3))];
            if (choice->what == SoundChoice::What::File)
                choice->file = lot(3) == 0 ? fs::path("draft") : name();
        }
        job.posterS = lot(2) == 0 ? -1.0 : 0.5 * lot(1000);
        job.licence = std::vector<std::string>{"", "CC BY 4.0", "all: rights # reserved",
                                               "yes"}[static_cast<std::size_t>(lot(4))];
        const fs::path folder = folders[static_cast<std::size_t>(lot(int(folders.size())))];
        const std::string text = writeFilmJob(job, folder);
        const auto again = parseFilmJob(text, (folder / "job.yaml").string());
        ASSERT_TRUE(again.ok()) << base::format(again.diagnostics.front()) << "\n" << text;
        FilmJob read = again.value;
        if (folder.is_absolute() || folder == "../up") {
            const auto whole = [](fs::path& path) { path = fs::absolute(path).lexically_normal(); };
            for (FilmJob* one : {&job, &read}) {
                whole(one->story);
                for (SoundChoice* choice : {&one->narration, &one->music})
                    if (choice->what == SoundChoice::What::File)
                        whole(choice->file);
                std::for_each(one->timelines.begin(), one->timelines.end(), whole);
            }
        }
        EXPECT_TRUE(read == job) << text;
    }
}

} // namespace
} // namespace perilune::story
