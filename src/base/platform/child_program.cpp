#include "base/platform/child_program.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <ctime>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace perilune::base {

namespace {

tl::unexpected<Error> cannotStart(const std::filesystem::path& program, int code) {
    return machineError(fmt::format("{}: cannot be started: {}; install or build it again", program.string(),
                                    std::strerror(code)));
}

/// The other end of the socket becomes the child's standard input and output; what its libraries grumble goes
/// nowhere, because our own messages come through the socket.
struct SpawnSetup {
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;

    explicit SpawnSetup(int theirs) {
        posix_spawn_file_actions_init(&files);
        posix_spawn_file_actions_adddup2(&files, theirs, STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&files, theirs, STDOUT_FILENO);
        posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        posix_spawnattr_init(&attributes);
        sigset_t none, usual;
        sigemptyset(&none);
        sigemptyset(&usual);
        sigaddset(&usual, SIGPIPE);
        sigaddset(&usual, SIGINT);
        sigaddset(&usual, SIGTERM);
        sigaddset(&usual, SIGXFSZ);
        posix_spawnattr_setsigmask(&attributes, &none);
        posix_spawnattr_setsigdefault(&attributes, &usual);
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    ~SpawnSetup() {
        posix_spawnattr_destroy(&attributes);
        posix_spawn_file_actions_destroy(&files);
    }
    SpawnSetup(const SpawnSetup&) = delete;
    SpawnSetup& operator=(const SpawnSetup&) = delete;
};

} // namespace

Result<ChildProgram> ChildProgram::start(const std::filesystem::path& program,
                                         const std::vector<std::string>& arguments, double patienceS) {
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return cannotStart(program, errno);
    std::vector<std::string> words{program.string()};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (std::string& word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);
    pid_t pid = -1;
    const SpawnSetup setup(ends[1]);
    const int code =
        ::posix_spawn(&pid, program.c_str(), &setup.files, &setup.attributes, argv.data(), environ);
    ::close(ends[1]);
    if (code != 0) {
        ::close(ends[0]);
        return cannotStart(program, code);
    }
    return ChildProgram(program.filename().string(), pid, ends[0], patienceS);
}

ChildProgram::ChildProgram(ChildProgram&& other) noexcept
    : name_(std::move(other.name_)), pid_(std::exchange(other.pid_, -1)),
      socket_(std::exchange(other.socket_, -1)), patienceS_(other.patienceS_),
      ahead_(std::move(other.ahead_)), taken_(other.taken_) {}

ChildProgram::~ChildProgram() {
    if (socket_ >= 0)
        ::close(socket_);
    int status = 0;
    if (pid_ > 0 && !reap(1000, status)) {
        ::kill(pid_, SIGKILL);
        reap(-1, status);
    }
}

/// True where it has ended within `waitMs` (-1: however long it takes).
bool ChildProgram::reap(int waitMs, int& status) {
    for (int waited = 0;; waited += 5) {
        const pid_t ended = ::waitpid(pid_, &status, waitMs < 0 ? 0 : WNOHANG);
        if (ended == pid_ || (ended < 0 && errno != EINTR)) {
            pid_ = -1;
            return true;
        }
        if (waitMs >= 0 && waited >= waitMs)
            return false;
        if (waitMs >= 0) {
            const timespec pause{0, 5'000'000};
            ::nanosleep(&pause, nullptr);
        }
    }
}

Error ChildProgram::giveUp(const char* why) {
    int status = 0;
    if (pid_ > 0) {
        ::kill(pid_, SIGKILL);
        reap(-1, status);
    }
    return Error{fmt::format("{} {}", name_, why), Fault::Machine};
}

Error ChildProgram::obituary() {
    int status = 0;
    if (pid_ < 0)
        return Error{fmt::format("{} has ended already; start again", name_), Fault::Machine};
    if (!reap(1000, status))
        return giveUp("stopped talking; start again");
    if (WIFSIGNALED(status))
        return Error{fmt::format("{} was ended by signal {} ({}); if memory ran out, try a smaller file",
                                 name_, WTERMSIG(status), strsignal(WTERMSIG(status))),
                     Fault::Machine};
    return Error{
        fmt::format("{} ended too early with status {}; is it of this version?", name_, WEXITSTATUS(status)),
        Fault::Machine};
}

Result<void> ChildProgram::await(short events) {
    if (pid_ < 0)
        return tl::unexpected(obituary());
    pollfd fd{socket_, events, 0};
    const int n = ::poll(&fd, 1, int(std::min(patienceS_ * 1e3, 2e9)));
    if (n == 0)
        return tl::unexpected(giveUp(
            fmt::format("was silent for {:g} s and was ended; try a smaller file", patienceS_).c_str()));
    return {};
}

Result<void> ChildProgram::write(const std::string& text) {
    std::size_t done = 0;
    while (done < text.size()) {
        if (auto ready = await(POLLOUT); !ready)
            return ready;
        // No signal where it is gone: the answer is an error, not our own death.
        const ssize_t n =
            ::send(socket_, text.data() + done, text.size() - done, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (n < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (n < 0)
            return tl::unexpected(obituary());
        done += std::size_t(n);
    }
    return {};
}

/// At least one byte, at most `limit`.
Result<std::size_t> ChildProgram::receive(void* out, std::size_t limit) {
    for (;;) {
        if (auto ready = await(POLLIN); !ready)
            return tl::unexpected(ready.error());
        const ssize_t n = ::recv(socket_, out, limit, MSG_DONTWAIT);
        if (n > 0)
            return std::size_t(n);
        if (n == 0 || (errno != EINTR && errno != EAGAIN))
            return tl::unexpected(obituary());
    }
}

Result<void> ChildProgram::read(void* out, std::size_t bytes) {
    std::size_t done = std::min(bytes, ahead_.size() - taken_);
    std::memcpy(out, ahead_.data() + taken_, done);
    taken_ += done;
    while (done < bytes) {
        const auto got = receive(static_cast<char*>(out) + done, bytes - done);
        if (!got)
            return tl::unexpected(got.error());
        done += *got;
    }
    return {};
}

Result<std::string> ChildProgram::readLine(std::size_t limitBytes) {
    ahead_.erase(0, taken_);
    taken_ = 0;
    for (std::size_t seen = 0;;) {
        if (const std::size_t end = ahead_.find('\n', seen); end != std::string::npos) {
            taken_ = end + 1;
            return ahead_.substr(0, end);
        }
        seen = ahead_.size();
        if (seen >= limitBytes)
            return tl::unexpected(giveUp("talked nonsense and was ended; is it of this version?"));
        ahead_.resize(seen + 16384);
        const auto got = receive(ahead_.data() + seen, 16384);
        ahead_.resize(seen + (got ? *got : 0));
        if (!got)
            return tl::unexpected(got.error());
    }
}

} // namespace perilune::base
