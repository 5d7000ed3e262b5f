// Outputs as a user meets them: where a picture or a film goes, what it never goes onto, and what is left
// when it is stopped.
#include "app/program.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <iterator>
#include <string>

namespace fs = std::filesystem;
using perilune::test::Outcome;
using testing::HasSubstr;

namespace {

const std::string kTimeline = R"(perilune: timeline/1
programme: {id: club, title: Club, mark: square, colour: "#f2b544", lanes: [{id: all, title: All}]}
milestones:
  hop: {title: Hop, lane: all, history: [{announced: 2024, target: 2026, confidence: unverified}]}
)";
const std::string kStory = R"(perilune: story/1
title: Short
duration: 0.2
timelines: [club.yaml]
keyframes:
  - {at: 0, date: 2024-05-01, look: {disc: {lat: 0, lon: 0}}}
)";

class OutputsOfCommands : public perilune::test::Program {
  protected:
    void SetUp() override {
        write("club.yaml", kTimeline);
        write("short.story.yaml", kStory);
    }
    /// Some lines of bash, in which $P is the program.
    Outcome bash(const std::string& lines) const {
        write("line.sh", "P='" PERILUNE_BINARY "'\n" + lines);
        return shell("bash line.sh 2> stderr.txt");
    }
    std::size_t files() const {
        return std::size_t(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
    }
};

const std::string kStill = "$P still --at 2025-01-01 --size 64x36 --samples 1 --timeline club.yaml ";
const std::string kFilm = "$P film short.story.yaml --size 64x36 ";

TEST_F(OutputsOfCommands, aPictureGoesToStandardOutputAndNothingElseDoes) {
    const Outcome file = bash(kStill + "-o a.png");
    if (file.status == 3)
        GTEST_SKIP() << file.err;
    EXPECT_EQ(file.out, "a.png\n");
    const std::string png = contentOf("a.png");
    for (const char* target : {"-", "/dev/stdout", "/dev/fd/1"})
        EXPECT_EQ(bash(kStill + "-o " + target).out, png) << target;
}

TEST_F(OutputsOfCommands, noFilmGoesToAStream) {
    if (!PERILUNE_HAS_FILM)
        GTEST_SKIP() << "this build makes no films";
    const Outcome film = bash(kFilm + "-o -");
    EXPECT_EQ(film.status, 1);
    EXPECT_THAT(film.err, HasSubstr("-o film.mp4 && cat film.mp4"));
    EXPECT_EQ(film.out, "");
}

TEST_F(OutputsOfCommands, neverGoOntoWhatIsRead) {
    const std::string before = contentOf("club.yaml");
    const auto refused = [&](const std::string& line) {
        const Outcome outcome = bash(line);
        EXPECT_EQ(outcome.status, 1) << line;
        EXPECT_THAT(outcome.err, HasSubstr("is read here")) << line;
        EXPECT_EQ(contentOf("club.yaml"), before) << line;
    };
    refused("ln -s club.yaml l.png; " + kStill + "-o l.png");
    if (PERILUNE_HAS_FILM) {
        refused("ln -s ../$(basename $PWD)/club.yaml film.mp4; " + kFilm + "-o film.mp4");
        refused("ln short.story.yaml story.mp4; " + kFilm + "-o story.mp4");
        const Outcome beside = bash("ln -s club.yaml made.mp4.lock; " + kFilm + "-o made.mp4");
        if (beside.status != 3) { // no GL here
            EXPECT_THAT(beside.err, HasSubstr("made.mp4.lock: is the same file as "));
            EXPECT_EQ(contentOf("club.yaml"), before);
            EXPECT_EQ(bash("echo mine > own.mp4.lock; " + kFilm + "-o own.mp4").status, 1);
            EXPECT_EQ(contentOf("own.mp4.lock"), "mine\n") << "what is no lock of a film";
            EXPECT_FALSE(fs::exists(folder / "own.mp4"));
        }
    }
    refused("$P import club.yaml --form csv -o ./club.yaml");
    refused("S=$(dirname $(dirname $P))/share/perilune; ln -s $S/fonts/Inter-Regular.otf font.png; " +
            kStill + "-o font.png");
}

TEST_F(OutputsOfCommands, descriptorsThatAreClosedDoNoHarm) {
    const Outcome whole = bash(kFilm + "-o a.mp4");
    if (whole.status == 3)
        GTEST_SKIP() << whole.err;
    for (const char* closed : {"<&-", ">&-", "2>&-", "<&- >&- 2>&-"}) {
        const Outcome outcome = bash(kFilm + "-o b.mp4 " + closed);
        EXPECT_EQ(outcome.status, 0) << closed << outcome.err;
        EXPECT_EQ(contentOf("b.mp4"), contentOf("a.mp4")) << closed;
        fs::remove(folder / "b.mp4");
    }
}

TEST_F(OutputsOfCommands, aReaderThatHasEnoughIsNobodysFault) {
    for (const char* command :
         {"list", "list --json", "slips", "sources", "--help", "--help-all", "--version",
          "sky --eclipses 1960..2090", "sky --at 2025-01-01", "scene --at 2025-01-01", "terrain info",
          "check club.yaml --json", "search hop", "partners", "film short.story.yaml --job",
          "still --at 2025-01-01 --size 64x36 -o -"}) {
        const Outcome outcome = bash(std::string("exec 3> >(:); wait $!; $P ") + command + " >&3");
        if (outcome.status == 3 && std::string(command).starts_with("still"))
            continue; // no GL here
        EXPECT_EQ(outcome.status, 0) << command;
        EXPECT_EQ(outcome.err, "") << command;
    }
}

TEST_F(OutputsOfCommands, thatAreStoppedLeaveNothing) {
    std::string text = kStory;
    text.replace(text.find("0.2"), 3, "600");
    write("long.story.yaml", text);
    for (const char* signal : {"HUP", "TERM", "INT", "XCPU"}) {
        const Outcome outcome =
            bash("ulimit -c 0; $P film long.story.yaml --size 64x36 -o a.mp4 2> told & pid=$!\n"
                 "while kill -0 $pid && ! ls a.mp4.segments/.perilune-*.part; do sleep 0.02; done > "
                 "/dev/null 2>&1\n"
                 "kill -" +
                 std::string(signal) + " $pid; wait $pid");
        if (outcome.status == 3)
            GTEST_SKIP() << contentOf("told");
        EXPECT_GE(outcome.status, 128) << signal;
        EXPECT_EQ(files(), 5u) << signal; // club, short, long, line.sh, told
    }
}

TEST_F(OutputsOfCommands, thatAreNoFilmsNeedNoLibraryOfFilms) {
    const std::string broken = "mkdir -p lib; for n in 5 6 7 8 9 10; do : > lib/libswscale.so.$n; done\n"
                               "export LD_LIBRARY_PATH=lib; ";
    EXPECT_EQ(bash(broken + "$P list --timeline club.yaml").status, 0);
    if (!PERILUNE_HAS_FILM)
        GTEST_SKIP() << "this build makes no films";
    const Outcome film = bash(broken + kFilm + "-o a.mp4");
    EXPECT_EQ(film.status, 3);
    if (film.err.find("EGL") != std::string::npos)
        GTEST_SKIP() << film.err;
    EXPECT_THAT(film.err, HasSubstr("perilune: films need FFmpeg's lib"));
    EXPECT_THAT(film.err, HasSubstr("; install it (Debian: lib"));
    EXPECT_EQ(std::count(film.err.begin(), film.err.end(), '\n'), 1) << film.err;
}

TEST_F(OutputsOfCommands, endInOneLineWhereMemoryIsShort) {
    if (bash("ulimit -v 600000; $P --version").status != 0)
        GTEST_SKIP() << "this build alone takes more";
    for (const int most : {300, 350, 400, 450, 500, 550, 600}) {
        const Outcome outcome = bash("ulimit -v " + std::to_string(most) + "000; $P still -o a.png");
        EXPECT_EQ(outcome.status, 3) << most;
        EXPECT_THAT(outcome.err, HasSubstr("MB (ulimit -v); allow it ")) << most;
        EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << most << outcome.err;
    }
    const Outcome large = bash("ulimit -v 1200000; $P still --size 16384x16384 -o a.png");
    EXPECT_EQ(large.status, 3);
    EXPECT_THAT(large.err, HasSubstr("perilune: a picture of 16384x16384 needs "));
}

TEST_F(OutputsOfCommands, sayThatTheyReplaceWhatWasThere) {
    const Outcome first = bash(kStill + "-o a.png");
    if (first.status == 3)
        GTEST_SKIP() << first.err;
    EXPECT_EQ(first.err, "");
    EXPECT_EQ(bash(kStill + "-o a.png").err, "perilune: a.png: replaced the file that was there\n");
    EXPECT_EQ(bash("ln -s a.png l.png; " + kStill + "-o l.png").err,
              "perilune: l.png: replaced the file that was there\n");
    EXPECT_EQ(bash(": > empty.png; " + kStill + "-o empty.png").err, "") << "nothing was lost";
    EXPECT_EQ(bash(kStill + "-o - > a.png").err, "");
    write("t.csv", "title,date\nHop,2024-05-01\n");
    EXPECT_THAT(bash("echo mine > t.yaml; $P import t.csv -o t.yaml").err,
                HasSubstr("perilune: t.yaml: replaced the file that was there\n"));
    EXPECT_THAT(bash("$P still --help; $P film --help; $P import --help; $P --help").out,
                HasSubstr("a file of that name is replaced"));
}

TEST_F(OutputsOfCommands, thatAreSeveralAreAllWrittenOrNone) {
    bash("$P list --csv=history > record.csv");
    fs::create_directory(folder / "all-ilrs.yaml");
    const Outcome outcome = bash("$P import record.csv -o all.yaml");
    EXPECT_EQ(outcome.status, 1);
    EXPECT_THAT(outcome.err, HasSubstr("all-ilrs.yaml: is a folder"));
    EXPECT_FALSE(fs::exists(folder / "all-artemis.yaml") || fs::exists(folder / "all-context.yaml"));
    const Outcome piped = bash("$P import record.csv -o -");
    EXPECT_EQ(piped.status, 1);
    EXPECT_THAT(piped.err, HasSubstr("programmes"));
    EXPECT_EQ(piped.out, "");
}

} // namespace
