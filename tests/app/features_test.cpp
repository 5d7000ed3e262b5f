// What CMake's options leave out of a build is still a command, which says so and ends with status 3; help
// does not list it.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include <sys/wait.h>
#include <unistd.h>

namespace fs = std::filesystem;
using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

namespace {

struct Outcome {
    int status = -1;
    std::string said;
};

Outcome run(const std::string& arguments) {
    Outcome outcome;
    // As where no map is installed.
    FILE* pipe = popen(
        ("XDG_DATA_HOME=/nonexistent '" PERILUNE_BINARY "' " + arguments + " 2>&1 </dev/null").c_str(), "r");
    std::array<char, 4096> buffer{};
    for (std::size_t n = 0; (n = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
        outcome.said.append(buffer.data(), n);
    const int status = pclose(pipe);
    outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return outcome;
}

struct Part {
    bool isHere;
    const char* command; ///< that wants it
    const char* list;    ///< the help that lists it
    const char* row;     ///< how a row of that list begins
    const char* option;
};
constexpr Part kParts[] = {
    {PERILUNE_HAS_WINDOW != 0, "--screenshot x.png", "--help", "\n  --screenshot", "PERILUNE_WINDOW"},
    {PERILUNE_HAS_FILM != 0, "film none.story.yaml -o none.mp4", "--help", "\n  film ", "PERILUNE_FILM"},
    {PERILUNE_HAS_FETCH != 0, "terrain fetch polar --dry-run", "terrain --help", "\n  fetch ",
     "PERILUNE_FETCH"},
    {PERILUNE_HAS_FETCH != 0, "record update none.tar.gz", "record --help", "\n  update ", "PERILUNE_FETCH"},
    {PERILUNE_HAS_SURVEY != 0, "terrain import none.img --dry-run", "terrain --help", "\n  import ",
     "PERILUNE_SURVEY"},
};

/// "terrain fetch polar --dry-run": "terrain fetch"
std::string wordsOf(const Part& part) {
    const std::string command = part.command;
    return command.starts_with("terrain")  ? command.substr(0, command.find(' ', 8))
           : command.starts_with("record") ? command.substr(0, command.find(' ', 7))
           : command.starts_with("-")      ? ""
                                           : command.substr(0, command.find(' '));
}

} // namespace

TEST(Features, whatIsLeftOutSaysSoHowToGetItAndEndsWithStatusThree) {
    for (const Part& part : kParts) {
        if (part.isHere)
            continue;
        // As it is meant, and as one tries what it may be.
        for (const std::string& asked : {std::string(part.command), wordsOf(part)}) {
            const Outcome outcome = run(asked);
            EXPECT_EQ(outcome.status, 3) << asked;
            EXPECT_THAT(outcome.said, AllOf(HasSubstr("this build has no"), HasSubstr(part.option),
                                            HasSubstr("install a package"), EndsWith("\n")));
            EXPECT_EQ(std::count(outcome.said.begin(), outcome.said.end(), '\n'), 1) << outcome.said;
        }
        if (const std::string words = wordsOf(part); !words.empty()) {
            const Outcome help = run(words + " --help");
            EXPECT_EQ(help.status, 0) << words;
            EXPECT_THAT(help.said, AllOf(HasSubstr("this build has no"), HasSubstr(part.option)));
        }
    }
}

TEST(Features, aLinkWantsTheWindow) {
    if (PERILUNE_HAS_WINDOW)
        GTEST_SKIP() << "a window would open";
    EXPECT_THAT(run("perilune:1").said, HasSubstr("PERILUNE_WINDOW"));
}

TEST(Features, helpListsWhatIsHereAndNothingElse) {
    for (const Part& part : kParts)
        EXPECT_EQ(run(part.list).said.find(part.row) != std::string::npos, part.isHere) << part.row;
    EXPECT_THAT(run("--help").said, Not(HasSubstr("[]"))) << "something hidden has left its place";
    const std::string shown = run("terrain info").said;
    EXPECT_EQ(shown.find("terrain import") != std::string::npos, PERILUNE_HAS_SURVEY != 0) << shown;
}

TEST(Features, whatIsHereDoesNotSpeakOfTheBuild) {
    // Each page's last lines may say that there is no window; the cure is told by what lacks something alone.
    for (const Part& part : kParts)
        if (part.isHere && !wordsOf(part).empty()) {
            EXPECT_THAT(run(wordsOf(part) + " --help").said, Not(HasSubstr("build it with")));
            EXPECT_THAT(run(wordsOf(part)).said, Not(HasSubstr("build it with")));
        }
}

TEST(Features, aJobOfAFilmIsPrintedWithOrWithoutFilms) {
    const fs::path folder = fs::temp_directory_path() / fmt::format("perilune-features-{}", getpid());
    fs::create_directories(folder);
    std::ofstream(folder / "a.job.yaml") << "perilune: film/1\nstory: a.story.yaml\n";
    const Outcome outcome = run("film '" + (folder / "a.job.yaml").string() + "' --frames 3-7 --job");
    fs::remove_all(folder);
    EXPECT_EQ(outcome.status, 0);
    EXPECT_THAT(outcome.said, HasSubstr("frames: 3-7"));
}
