// `perilune check` knows what film and still know.
#include "app/commands/check_shown.h"
#include "timeline/read/parse.h"
#include "base/files.h"
#include "base/platform/process.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace perilune::app {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Check : public testing::Test {
  protected:
    void SetUp() override {
        folder = fs::temp_directory_path() / ("perilune-check-" + std::to_string(base::processNumber()));
        fs::create_directories(folder);
        timelineWith("title: Pad");
        write("a.story.yaml", "perilune: story/1\ntitle: A\nduration: 1\ntimelines: [club.yaml]\nkeyframes:\n"
                              "  - {at: 0, date: 2024-05-01, look: {disc: {lat: 0, lon: 0}}}\n");
    }
    void TearDown() override { fs::remove_all(folder); }

    fs::path write(const std::string& name, const std::string& text) const {
        std::ofstream(folder / name) << text;
        return folder / name;
    }
    /// club.yaml, with these keys of its site.
    fs::path timelineWith(const std::string& site) const {
        return write(
            "club.yaml",
            "perilune: timeline/1\nprogramme: {id: club, title: Club, mark: square, colour: \"#f2b544\", "
            "lanes: [{id: all, title: All}]}\nsites:\n  pad: {" +
                site +
                ", where: {point: [0, 0]}, confidence: unverified}\nmilestones:\n  hop: {title: Hop, lane: "
                "all, history: [{announced: 2024, target: 2026, confidence: unverified}]}\n");
    }
    static std::vector<std::string> words(const std::vector<base::Diagnostic>& found) {
        std::vector<std::string> told;
        for (const auto& d : found)
            told.push_back(base::format(d));
        return told;
    }
    std::vector<std::string> ofTimeline() const {
        const auto parsed = timeline::readTimelines({folder / "club.yaml"});
        EXPECT_TRUE(parsed.ok()) << words(parsed.diagnostics).front();
        return words(checkShown(parsed.value, {folder / "club.yaml"}));
    }
    std::vector<std::string> ofFilm(story::FilmJob job = {}) const {
        job.story = folder / "a.story.yaml";
        return words(checkFilm(job, folder / "a.job.yaml", {}));
    }
    fs::path folder;
};

TEST_F(Check, tellsOfAModelThatIsNotThere) {
    timelineWith("title: Pad, model: nobody.glb, model_milestone: hop");
    const auto missing =
        AllOf(HasSubstr("club.yaml:4:28: warning: there is no model 'nobody.glb'; nothing is drawn"));
    EXPECT_THAT(ofTimeline(), ElementsAre(missing));
    EXPECT_THAT(ofFilm(), ElementsAre(missing)) << "a story's timelines are its own";
}

TEST_F(Check, tellsOfLettersWithoutAFontOnceAFile) {
    EXPECT_THAT(ofTimeline(), IsEmpty());
    timelineWith("title: \"ⵣⵓⵔ ⵜⴰⵢⵢⵓⵔⵜ 🚀\", note: \"ⵣⵓⵔ ⵜⴰⵢⵢⵓⵔⵜ\"");
    EXPECT_THAT(ofTimeline(), ElementsAre(AllOf(HasSubstr("club.yaml:4:17: warning: "),
                                                HasSubstr("letters such as"), HasSubstr("boxes"))));
    timelineWith("title: Pad");
    write("a.story.yaml", "perilune: story/1\ntitle: ⵣⵓⵔ\nduration: 1\ntimelines: [club.yaml]\nkeyframes:\n"
                          "  - {at: 0, date: 2024-05-01, look: {disc: {lat: 0, lon: 0}}}\n");
    EXPECT_THAT(ofFilm(), ElementsAre(HasSubstr("a.story.yaml:2:8: warning: ")));
}

TEST_F(Check, holdsAJobAgainstItsStory) {
    EXPECT_THAT(ofFilm(), IsEmpty());
    write("a.job.yaml", "perilune: film/1\nstory: a.story.yaml\nframes: 40-50\nlanguage: xx\n");
    story::FilmJob job;
    job.frames = {40, 50};
    job.language = "xx";
    EXPECT_THAT(ofFilm(job),
                ElementsAre(HasSubstr("a.job.yaml:4:11: error: language: "),
                            HasSubstr("a.job.yaml:3:9: error: frames: the story has frames 0 to 29")));
}

TEST_F(Check, tellsOfTheShippedFilesNothing) {
    if (!fs::exists(base::shareDir() / "fonts" / "DroidSansFallbackFull.ttf"))
        GTEST_SKIP() << "skipped: needs the package fonts-droid-fallback";
    const auto parsed = timeline::readTimelines(player::shippedTimelines());
    EXPECT_THAT(words(checkShown(parsed.value, player::shippedTimelines())), IsEmpty());
    EXPECT_THAT(words(checkFilm(story::FilmJob{.story = player::shippedStory()}, "", {})), IsEmpty());
}

} // namespace
} // namespace perilune::app
