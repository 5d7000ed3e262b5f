// What CMake's options leave out of a build is still a command: its help says so, and it ends with status 3.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <string>

#include <sys/wait.h>

using testing::AllOf;
using testing::HasSubstr;

namespace {

struct Outcome {
    int status = -1;
    std::string said;
};

Outcome run(const std::string& arguments) {
    Outcome outcome;
    FILE* pipe = popen(("'" PERILUNE_BINARY "' " + arguments + " 2>&1 </dev/null").c_str(), "r");
    std::array<char, 4096> buffer{};
    for (std::size_t n = 0; (n = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
        outcome.said.append(buffer.data(), n);
    const int status = pclose(pipe);
    outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return outcome;
}

struct Part {
    bool isHere;
    const char *command, *help, *option;
};
constexpr Part kParts[] = {
    {PERILUNE_HAS_WINDOW != 0, "--screenshot x.png", "--help", "PERILUNE_WINDOW"},
    {PERILUNE_HAS_FILM != 0, "film none.story.yaml -o none.mp4", "film --help", "PERILUNE_FILM"},
    {PERILUNE_HAS_FETCH != 0, "terrain fetch polar", "terrain fetch --help", "PERILUNE_FETCH"},
    {PERILUNE_HAS_SURVEY != 0, "terrain import none.img", "terrain import --help", "PERILUNE_SURVEY"},
};

} // namespace

TEST(Features, WhatIsLeftOutSaysSoAndEndsWithStatusThree) {
    for (const Part& part : kParts) {
        const Outcome help = run(part.help);
        EXPECT_EQ(help.status, 0) << part.help;
        EXPECT_EQ(help.said.find("this build") == std::string::npos, part.isHere) << help.said;
        if (part.isHere)
            continue;
        const Outcome outcome = run(part.command);
        EXPECT_EQ(outcome.status, 3) << part.command;
        EXPECT_THAT(outcome.said, AllOf(HasSubstr("this build has no"), HasSubstr(part.option)));
    }
}

TEST(Features, WhatIsHereDoesNotSpeakOfTheBuild) {
    EXPECT_EQ(run("film none.story.yaml -o none.mp4").said.find("this build") == std::string::npos,
              PERILUNE_HAS_FILM != 0);
    EXPECT_EQ(run("terrain import none.img").said.find("this build") == std::string::npos,
              PERILUNE_HAS_SURVEY != 0);
}
