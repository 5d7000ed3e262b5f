// Outputs: what is written, and where, and what is left when it goes wrong. The first test is the law that
// makes the others hold for every writer: one place opens files for writing.
#include "base/files.h"
#include "base/output_rules.h"
#include "base/platform/output_file.h"
#include "base/source_tree.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <regex>
#include <set>
#include <sstream>
#include <string>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace perilune::base {
namespace {

namespace fs = std::filesystem;
using test::SourceFile;
using test::sources;
using test::textOf;

TEST(OutputLaws, onlyThePlaceForOutputsOpensAFileForWriting) {
    // What opens or renames a file, and who may: base/platform/output_file.cpp decides, the platform does.
    const std::regex writes(
        R"re(\bo?fstream\b(?!>)|\bf(re)?open\(|\bfdopen\(|\bmkstemp|\bcreat\(|O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND|)re"
        R"re(\bavio_open|\bgzopen|stbi_write_[a-z]+\(|fs::rename\(|filesystem::rename\(|\brename(at)?\(|copy_file\(|)re"
        R"re(fs::copy\(|resize_file\(|Mode::(Device|Part)\b|\bfs::create_(hard_link|symlink)\()re");
    const std::set<std::string> mayWrite = {
        "base/platform/output_file.cpp",   "base/platform/open_file.h",
        "base/platform/open_file.cpp",     "base/platform/temporary_file.cpp",
        "base/platform/process.cpp",       // /dev/null, for a stream that was closed
        "base/platform/child_program.cpp", // /dev/null, for a child's grumbling
    };
    int files = 0;
    for (const SourceFile& file : sources()) {
        const std::string& name = file.path;
        if (mayWrite.contains(name))
            continue;
        ++files;
        std::istringstream lines(std::regex_replace(file.text, std::regex(R"re(std::ifstream)re"), ""));
        int number = 0;
        for (std::string line; std::getline(lines, line);) {
            ++number;
            const std::string code = line.substr(0, line.find("//"));
            EXPECT_FALSE(std::regex_search(code, writes) && !code.starts_with("#include"))
                << name << ":" << number << " writes a file by itself: " << line
                << "\n  use base/platform/output_file.h";
        }
    }
    EXPECT_GT(files, 300);
}

class Outputs : public testing::Test {
  protected:
    void SetUp() override {
        path = fs::temp_directory_path() / ("perilune-outputs-" + std::to_string(getpid()));
        fs::create_directories(path);
    }
    void TearDown() override { fs::remove_all(path); }

    std::set<std::string> names() const {
        std::set<std::string> found;
        for (const auto& entry : fs::directory_iterator(path))
            found.insert(entry.path().filename().string());
        return found;
    }
    /// The one name in the folder that is no `known` one.
    std::string other(const std::string& known) const {
        for (const std::string& name : names())
            if (name != known)
                return name;
        return "";
    }
    /// Runs it in a child process; the status that waitpid gives.
    static int inChild(const std::function<void()>& work) {
        const pid_t child = fork();
        if (child == 0) {
            work();
            _exit(0);
        }
        int status = 0;
        waitpid(child, &status, 0);
        return status;
    }
    static mode_t modeOf(const fs::path& file) {
        struct stat info {};
        return stat(file.c_str(), &info) == 0 ? info.st_mode & 0777 : 0;
    }
    fs::path path;
};

using Names = std::set<std::string>;

TEST_F(Outputs, areThereUnderTheirNameOnlyWhenTheyAreWhole) {
    ASSERT_TRUE(writeAtomically(path / "a", "old", 3));
    {
        auto output = OutputFile::create(path / "a");
        ASSERT_TRUE(output) << output.error().message;
        ASSERT_TRUE(output->write("half", 4));
        EXPECT_EQ(textOf(path / "a"), "old");
    }
    EXPECT_EQ(textOf(path / "a"), "old");
    EXPECT_EQ(names(), Names{"a"});
}

TEST_F(Outputs, areMadeUnderANameThatNobodyCanForetell) {
    std::set<std::string> made;
    for (int i = 0; i < 100; ++i) {
        auto output = OutputFile::create(path / "a.png");
        ASSERT_TRUE(output);
        made.insert(other("a.png"));
    }
    EXPECT_EQ(made.size(), 100u);
    for (const std::string& name : made)
        EXPECT_TRUE(std::regex_match(name, std::regex(R"re(\.perilune-[0-9a-f]{16}\.part)re"))) << name;
}

TEST_F(Outputs, throughALinkKeepItAndReplaceWhatItNames) {
    fs::create_directory(path / "far");
    ASSERT_TRUE(writeAtomically(path / "far" / "file", "old", 3));
    fs::create_symlink("far/file", path / "link");
    fs::create_symlink("link", path / "link2");
    ASSERT_TRUE(writeAtomically(path / "link2", "newer", 5));
    EXPECT_EQ(fs::read_symlink(path / "link"), "far/file");
    EXPECT_EQ(fs::read_symlink(path / "link2"), "link");
    EXPECT_EQ(textOf(path / "far" / "file"), "newer");
    // What the link names may not be there yet.
    fs::create_symlink("far/coming", path / "ahead");
    ASSERT_TRUE(writeAtomically(path / "ahead", "there", 5));
    EXPECT_TRUE(fs::is_symlink(path / "ahead"));
    EXPECT_EQ(textOf(path / "far" / "coming"), "there");
    fs::create_symlink("ring", path / "ring");
    EXPECT_FALSE(writeAtomically(path / "ring", "x", 1));
    EXPECT_TRUE(fs::is_symlink(path / "ring"));
}

TEST_F(Outputs, keepTheRightsOfWhatTheyReplaceAndTheMasksElse) {
    const mode_t before = umask(027);
    ASSERT_TRUE(writeAtomically(path / "new", "x", 1));
    umask(before);
    EXPECT_EQ(modeOf(path / "new"), 0640u);
    ASSERT_EQ(chmod((path / "new").c_str(), 0604), 0);
    auto output = OutputFile::create(path / "new");
    ASSERT_TRUE(output);
    EXPECT_EQ(modeOf(path / other("new")), 0604u) << "nobody else reads it while it is made";
    ASSERT_TRUE(output->finish());
    EXPECT_EQ(modeOf(path / "new"), 0604u);
}

TEST_F(Outputs, leaveNothingWhereTheProcessEndsInTheMiddle) {
    ASSERT_TRUE(writeAtomically(path / "a", "old", 3));
    for (const int signal : {SIGHUP, SIGINT, SIGTERM, SIGQUIT, SIGXCPU, SIGABRT}) {
        const int status = inChild([&] {
            const rlimit none{0, 0};
            setrlimit(RLIMIT_CORE, &none);
            auto output = OutputFile::create(path / "a");
            (void)output->write("half", 4);
            raise(signal);
        });
        EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == signal) << "it ends as it would have";
        EXPECT_EQ(names(), Names{"a"}) << "after signal " << signal;
    }
    // A window system that is gone ends its programs like this, out of the middle of a library.
    const int status = inChild([&] {
        auto output = OutputFile::create(path / "a");
        std::exit(1);
    });
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 1);
    EXPECT_EQ(names(), Names{"a"});
    EXPECT_EQ(textOf(path / "a"), "old");
}

TEST_F(Outputs, ofAKilledProcessAreSweptByTheNextThatWritesThere) {
    inChild([&] {
        auto output = OutputFile::create(path / "a");
        (void)output->write("half", 4);
        raise(SIGKILL);
    });
    ASSERT_EQ(names().size(), 1u) << "nothing can be done against kill -9";
    // One that is being made, another program's, and a link under such a name are let alone.
    auto living = OutputFile::create(path / "b");
    ASSERT_TRUE(living);
    const std::string theirs = other("");
    ASSERT_TRUE(writeAtomically(path / ".perilune-notes.part", "x", 1));
    fs::create_symlink("/etc/hostname", path / ".perilune-0123456789abcdef.part");
    ASSERT_TRUE(writeAtomically(path / "c", "new", 3));
    EXPECT_EQ(names(), (Names{".perilune-0123456789abcdef.part", ".perilune-notes.part", "c", theirs}));
    EXPECT_TRUE(living->finish());
    EXPECT_TRUE(fs::exists(path / "b"));
}

TEST_F(Outputs, mayHaveAnyNameThatTheDiskTakes) {
    for (const std::string& name : {std::string(255, 'n'), std::string("12:30.mp4"), std::string("-x"),
                                    std::string("\xff\xfe.png"), std::string("a\nb.png"), std::string(" ")})
        EXPECT_TRUE(writeAtomically(path / name, "x", 1)) << name;
    EXPECT_EQ(names().size(), 6u);
    const auto longer = OutputFile::create(path / std::string(256, 'n'));
    ASSERT_FALSE(longer);
    EXPECT_NE(longer.error().message.find("shorter"), std::string::npos) << longer.error().message;
    EXPECT_FALSE(writeAtomically(path, "x", 1));
    EXPECT_FALSE(writeAtomically(path / ".", "x", 1));
    EXPECT_FALSE(writeAtomically(path / "..", "x", 1));
    EXPECT_FALSE(writeAtomically(path / "none" / "a", "x", 1));
}

TEST_F(Outputs, goIntoPipesDevicesAndOpenFilesAsTheyAre) {
    ASSERT_EQ(mkfifo((path / "pipe").c_str(), 0600), 0);
    const int reader = open((path / "pipe").c_str(), O_RDONLY | O_NONBLOCK);
    ASSERT_GE(reader, 0);
    ASSERT_TRUE(writeAtomically(path / "pipe", "through", 7));
    char got[16] = "";
    EXPECT_EQ(read(reader, got, sizeof got), 7);
    close(reader);
    EXPECT_TRUE(fs::is_fifo(path / "pipe"));

    const int open3 = open((path / "shell.txt").c_str(), O_WRONLY | O_CREAT, 0600);
    ASSERT_EQ(write(open3, "before ", 7), 7);
    fs::create_symlink("/dev/fd/" + std::to_string(open3), path / "link");
    ASSERT_TRUE(writeAtomically("/dev/fd/" + std::to_string(open3), "by number ", 10));
    ASSERT_TRUE(writeAtomically(path / "link", "by link", 7));
    close(open3);
    EXPECT_EQ(textOf(path / "shell.txt"), "before by number by link");
    EXPECT_FALSE(writeAtomically("/dev/fd/" + std::to_string(open3), "x", 1)) << "closed";

    const auto full = writeAtomically("/dev/full", "x", 1);
    ASSERT_FALSE(full);
    EXPECT_EQ(full.error().fault, Fault::Machine);
    EXPECT_TRUE(fs::is_character_file("/dev/full"));
}

TEST_F(Outputs, thatGrowPastALimitAreAFaultOfTheMachineAndLeaveNothing) {
    const int status = inChild([&] {
        signal(SIGXFSZ, SIG_IGN);
        const rlimit small{1000, 1000};
        setrlimit(RLIMIT_FSIZE, &small);
        const std::string much(5000, 'x');
        const auto done = writeAtomically(path / "a", much.data(), much.size());
        _exit(!done && done.error().fault == Fault::Machine ? 7 : 1);
    });
    EXPECT_EQ(WEXITSTATUS(status), 7);
    EXPECT_EQ(names(), Names{});
}

TEST_F(Outputs, overSeveralRunsAreLockedAndNeverGoThroughALink) {
    {
        auto part = PartFile::open(path / "map");
        ASSERT_TRUE(part);
        ASSERT_FALSE(part->file().write(0, "half", 4));
        const auto second = PartFile::open(path / "map");
        ASSERT_FALSE(second);
        EXPECT_EQ(second.error(), std::errc::device_or_resource_busy);
    }
    auto again = PartFile::open(path / "map");
    ASSERT_TRUE(again);
    EXPECT_EQ(again->file().bytes(), 4u) << "the next run goes on with it";
    EXPECT_FALSE(again->finish());
    EXPECT_EQ(names(), Names{"map"});
    fs::create_symlink("map", path / "other.part");
    EXPECT_FALSE(PartFile::open(path / "other"));
    fs::create_hard_link(path / "map", path / "third.part");
    EXPECT_FALSE(PartFile::open(path / "third"));
    EXPECT_EQ(textOf(path / "map"), "half");
}

TEST_F(Outputs, neverGoOntoAnInputHoweverItIsNamed) {
    const fs::path input = path / "club.png";
    ASSERT_TRUE(writeAtomically(input, "mine", 4));
    fs::create_directories(path / "share" / "models");
    ASSERT_TRUE(writeAtomically(path / "share" / "models" / "moon.png", "map", 3));
    fs::create_symlink("club.png", path / "soft.png");
    fs::create_hard_link(input, path / "hard.png");
    fs::create_hard_link(path / "share" / "models" / "moon.png", path / "moon.png");
    fs::create_symlink(path / "share", path / "way");
    const int number = open(input.c_str(), O_RDWR);
    const std::vector<fs::path> inputs = {input, path / "share"};
    for (const fs::path& target :
         {input, path / "soft.png", path / "hard.png", path / "share" / ".." / "club.png", path / "moon.png",
          path / "way" / "models" / "moon.png", fs::path("/dev/fd/" + std::to_string(number)),
          fs::path("/proc/self/fd/" + std::to_string(number))}) {
        const auto checked = checkOutput(target, kPicture, inputs);
        ASSERT_FALSE(checked) << target;
        EXPECT_NE(checked.error().message.find("is read here"), std::string::npos) << checked.error().message;
    }
    close(number);
    EXPECT_TRUE(checkOutput(path / "new.png", kPicture, inputs));
    EXPECT_TRUE(checkOutput(path / "share" / "new.png", kPicture, inputs));
}

TEST_F(Outputs, whoseEndingNamesAnotherFormatAreRefusedWithTheRightOne) {
    struct Case {
        const char* name;
        const OutputForm& form;
        const char* right;
    };
    for (const auto& [name, form, right] :
         {Case{"a.jpg", kPicture, "a.png"}, Case{"a.b.JPEG", kPicture, "a.b.png"},
          Case{"a.mp4", kPicture, "a.png"}, Case{"a.yaml", kPicture, "a.png"}, Case{"a.webm", kFilm, "a.mp4"},
          Case{"a.png", kFilm, "a.mp4"}, Case{"a.MOV", kFilm, "a.mp4"},
          Case{"a.csv", kTimelineFile, "a.yaml"}}) {
        const auto checked = checkOutput(path / name, form, {});
        ASSERT_FALSE(checked) << name;
        EXPECT_NE(checked.error().message.find((path / right).string()), std::string::npos)
            << checked.error().message;
    }
    for (const char* name : {"a.png", "A.PNG", "a", "12:30", "v1.2", ".png"})
        EXPECT_TRUE(checkOutput(path / name, kPicture, {})) << name;
    EXPECT_TRUE(checkOutput(path / "a.yml", kTimelineFile, {}));
}

TEST_F(Outputs, areFilmsOnlyInFiles) {
    ASSERT_EQ(mkfifo((path / "pipe").c_str(), 0600), 0);
    for (const fs::path& target :
         {fs::path("-"), fs::path("/dev/stdout"), fs::path("/dev/null"), path / "pipe"}) {
        const auto checked = checkOutput(target, kFilm, {});
        ASSERT_FALSE(checked) << target;
        EXPECT_NE(checked.error().message.find("cat film.mp4"), std::string::npos) << checked.error().message;
    }
}

TEST_F(Outputs, areOfferedANameThatIsFree) {
    EXPECT_EQ(freeName(path / "a.png"), path / "a.png");
    ASSERT_TRUE(writeAtomically(path / "a.png", "x", 1));
    EXPECT_EQ(freeName(path / "a.png"), path / "a-2.png");
    fs::create_symlink("nowhere", path / "a-2.png");
    EXPECT_EQ(freeName(path / "a.png"), path / "a-3.png");
}

} // namespace
} // namespace perilune::base
