#include "story/film_format.h"

#include <gtest/gtest.h>

namespace perilune::story {
namespace {

TEST(FilmFormats, theEndingChooses) {
    const auto codec = [](const char* file) { return (*formatFor({}, file))->codec; };
    EXPECT_EQ(codec("a.mp4"), "h264");
    EXPECT_EQ(codec("a.MOV"), "prores");
    EXPECT_EQ(codec("a.webm"), "vp9");
    EXPECT_EQ(codec("a.mkv"), "ffv1");
    EXPECT_EQ(codec("a.gif"), "gif");
    EXPECT_EQ(codec("a.webp"), "webp");
    EXPECT_EQ(codec("a"), "h264");
}

TEST(FilmFormats, aClashOfCodecAndEndingIsToldWithWhatFits) {
    FilmJob job;
    job.codec = "prores";
    const auto clash = formatFor(job, "talk.mp4");
    ASSERT_FALSE(clash);
    EXPECT_NE(clash.error().message.find("talk.mov"), std::string::npos) << clash.error().message;
    job.codec = "av1";
    EXPECT_TRUE(formatFor(job, "talk.mp4"));
    EXPECT_TRUE(formatFor(job, "talk.webm"));
    EXPECT_FALSE(formatFor(job, "talk.gif"));
}

TEST(FilmFormats, whatIsNeverTransparentIsNotAskedToBe) {
    FilmJob job;
    job.clearSky = true;
    const auto refused = formatFor(job, "talk.mp4");
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("H.264 is never transparent"), std::string::npos);
    EXPECT_NE(refused.error().message.find("prores4444"), std::string::npos);
    EXPECT_FALSE(formatFor(job, "talk.mov")); // 422 has none
    job.codec = "prores4444";
    EXPECT_TRUE(formatFor(job, "talk.mov"));
    job.codec = "";
    for (const char* file : {"a.mkv", "a.webp", "a.apng"})
        EXPECT_TRUE(formatFor(job, file)) << file;
}

TEST(FilmFormats, everyUsualEndingHoldsItsCodec) {
    for (const FilmFormat& format : filmFormats()) {
        FilmJob job;
        job.codec = format.codec;
        for (const auto ending : format.endings)
            EXPECT_TRUE(formatFor(job, "film" + std::string(ending))) << format.codec << ending;
        EXPECT_FALSE(outputFormOf(format, "film" + std::string(format.endings.front())).form.empty());
    }
}

TEST(FilmFormats, aPresetIsAJobThatCanBeMade) {
    for (const FilmPreset& preset : filmPresets()) {
        FilmJob job;
        apply(**parsePreset(preset.name), job);
        EXPECT_TRUE(checkFilmSize(job.size)) << preset.name;
        EXPECT_TRUE(parseCodec(job.codec)) << preset.name;
        EXPECT_TRUE(parseSamples(std::to_string(job.samples))) << preset.name;
    }
    EXPECT_FALSE(parsePreset("cinema"));
}

} // namespace
} // namespace perilune::story
