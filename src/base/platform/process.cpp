#include "base/platform/process.h"

#include <cerrno>
#include <cmath>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <sstream>

#include <dlfcn.h>
#include <fcntl.h>
#if defined(__GLIBC__)
#include <malloc.h>
#endif
#include <sys/resource.h>
#include <unistd.h>

namespace perilune::base {

void openStandardStreams() {
    for (const int number : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        if (::fcntl(number, F_GETFD) < 0 && errno == EBADF) {
            // The lowest number that is free is this one; a child program gets it too.
            const int nowhere = ::open("/dev/null", O_RDWR);
            if (nowhere >= 0 && nowhere != number) {
                ::dup2(nowhere, number);
                ::close(nowhere);
            }
        }
}

void takeWriteFaultsAsValues() {
    ::signal(SIGPIPE, SIG_IGN);
    ::signal(SIGXFSZ, SIG_IGN);
}

std::string environment(const char* name) {
    const char* const set = std::getenv(name);
    return set ? set : "";
}

std::filesystem::path executablePath() {
    std::error_code none;
    const auto path = std::filesystem::read_symlink("/proc/self/exe", none);
    return none ? std::filesystem::path() : path;
}

int processNumber() {
    return int(::getpid());
}

bool stderrIsTerminal() {
    return ::isatty(STDERR_FILENO) == 1;
}

bool canLoad(const char* library) {
    void* const handle = ::dlopen(library, RTLD_LAZY | RTLD_LOCAL);
    if (handle)
        ::dlclose(handle);
    return handle != nullptr;
}

double processAgeS() {
    std::ifstream file("/proc/self/stat");
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    const auto end = text.rfind(')');
    if (end == std::string::npos)
        return std::nan("");
    std::istringstream rest(text.substr(end + 2));
    std::string word;
    for (int field = 3; field <= 22 && rest >> word; ++field) {
    }
    timespec now{};
    if (!rest || ::clock_gettime(CLOCK_BOOTTIME, &now) != 0)
        return std::nan("");
    const double startS = std::strtod(word.c_str(), nullptr) / double(::sysconf(_SC_CLK_TCK));
    return double(now.tv_sec) + double(now.tv_nsec) * 1e-9 - startS;
}

double processorS() {
    timespec used{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return double(used.tv_sec) + double(used.tv_nsec) * 1e-9;
}

double threadProcessorS() {
    timespec used{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return double(used.tv_sec) + double(used.tv_nsec) * 1e-9;
}

double peakMemoryMb() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return double(usage.ru_maxrss) / 1024.0;
}

void keepFreedMemory() {
#if defined(__GLIBC__)
    ::mallopt(M_MMAP_THRESHOLD, 4 << 20);
    ::mallopt(M_TRIM_THRESHOLD, 16 << 20);
    ::mallopt(M_TOP_PAD, 1 << 20);
    ::mallopt(M_ARENA_MAX, 4);
#endif
}

void giveBackMemory() {
#if defined(__GLIBC__)
    ::malloc_trim(0);
#endif
}

void limitMemory(std::uint64_t bytes) {
    const rlimit memory{rlim_t(bytes), rlim_t(bytes)};
    ::setrlimit(RLIMIT_AS, &memory);
}

OwnStandardOutput::OwnStandardOutput() : number_(::dup(STDOUT_FILENO)) {
    const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    ::dup2(nowhere, STDOUT_FILENO);
    ::close(nowhere);
}

OwnStandardOutput::~OwnStandardOutput() {
    ::close(number_);
}

bool OwnStandardOutput::write(const void* data, std::size_t bytes) const {
    for (std::size_t done = 0; done < bytes;) {
        const ssize_t n = ::write(number_, static_cast<const char*>(data) + done, bytes - done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        done += std::size_t(n);
    }
    return true;
}

} // namespace perilune::base
