// What of the machine and of the standard library stays in one place, so that another machine or another
// library (a browser's page, libc++ 14) wants changes there alone.
#include "base/source_tree.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <string>

namespace perilune {
namespace {

namespace fs = std::filesystem;
using test::SourceFile;
using test::sources;

/// The first match's group, or nothing.
std::string found(const std::string& text, const std::string& pattern) {
    std::smatch match;
    return std::regex_search(text, match, std::regex(pattern)) ? match[1].str() : "";
}

TEST(Platform, isAskedInOnePlaceAlone) {
    // Headers of POSIX and Linux, and what needs none of them.
    const std::string header =
        R"re(#include\s+<((?:unistd|fcntl|signal|dlfcn|poll|spawn|dirent|termios|pwd|grp|sched|pthread|glob|fnmatch|libgen|netdb|ifaddrs|syslog|semaphore|aio|ftw|wait|csignal)(?:\.h)?|(?:sys|linux|arpa|netinet|net|asm|bits)/[^>]+|systemd/[^>]+|windows\.h|emscripten[^>]*)>)re";
    const std::string word =
        R"re((\bgetenv\b|\bsetenv\b|"/(?:proc|sys|dev)/|\bpopen\b|\bsystem\(|\bgetpid\b|\bisatty\b|\bmmap\b|\bfork\(\)|\benviron\b))re";
    for (const SourceFile& file : sources()) {
        if (file.path.starts_with("base/platform/"))
            continue;
        EXPECT_EQ(found(file.text, header), "")
            << file.path << " includes a platform's header; see src/base/platform";
        EXPECT_EQ(found(file.text, word), "")
            << file.path << " asks the platform itself; see src/base/platform";
    }
}

TEST(Threads, areMadeByBaseAlone) {
    const std::string word =
        R"re((\b(?:jthread|stop_token|stop_source|stop_callback|packaged_task|promise<|hardware_concurrency)\b|std::(?:async|thread|future|shared_future|latch|barrier)\b|#include\s+<(?:thread|future|stop_token|latch|barrier)>))re";
    for (const SourceFile& file : sources()) {
        if (file.path.starts_with("base/"))
            continue;
        EXPECT_EQ(found(file.text, word), "") << file.path << " makes threads of its own; see base/workers.h";
    }
}

TEST(Numbers, areReadByBaseAlone) {
    // libc++ has no from_chars for double; and strtod, stod and scanf follow the language of the machine.
    const std::string word = R"re((\b(?:from_chars|strtod|strtof|atof|stod|stof)\b|#include\s+<charconv>))re";
    for (const SourceFile& file : sources()) {
        if (file.path.starts_with("base/"))
            continue;
        EXPECT_EQ(found(file.text, word), "") << file.path << " reads numbers itself; see base/numbers.h";
    }
}

} // namespace
} // namespace perilune
