#include "base/platform/open_file.h"

#include <cerrno>
#include <string>

#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace perilune::base {

namespace {

std::error_code lastFault() {
    return {errno, std::generic_category()};
}

int flagsOf(OpenFile::Mode mode) {
    switch (mode) {
    case OpenFile::Mode::Read:
        return O_RDONLY | O_NONBLOCK;
    case OpenFile::Mode::Device:
        return O_WRONLY | O_NOCTTY;
    case OpenFile::Mode::Part:
        return O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK;
    }
    return O_RDONLY;
}

/// Calls `some(done)`, which moves some bytes or gives -1, until `count` are moved or none comes any more.
template <class Some> tl::expected<std::size_t, std::error_code> whole(std::size_t count, const Some& some) {
    std::size_t done = 0;
    while (done < count) {
        const ssize_t n = some(done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return tl::unexpected(lastFault());
        if (n == 0)
            break;
        done += std::size_t(n);
    }
    return done;
}

bool waitForRoom(int number) {
    pollfd room{number, POLLOUT, 0};
    return ::poll(&room, 1, -1) > 0;
}

std::error_code faultOf(const tl::expected<std::size_t, std::error_code>& done, std::size_t wanted) {
    if (!done)
        return done.error();
    return *done == wanted ? std::error_code() : std::make_error_code(std::errc::no_space_on_device);
}

} // namespace

tl::expected<OpenFile, std::error_code> OpenFile::open(const std::filesystem::path& file, Mode mode) {
    const int number = ::open(file.c_str(), flagsOf(mode) | O_CLOEXEC, 0666);
    if (number < 0)
        return tl::unexpected(lastFault());
    return OpenFile(number);
}

tl::expected<OpenFile, std::error_code> OpenFile::again(int number) {
    const int flags = ::fcntl(number, F_GETFL);
    if (flags < 0)
        return tl::unexpected(lastFault());
    if ((flags & O_ACCMODE) == O_RDONLY)
        return tl::unexpected(std::make_error_code(std::errc::permission_denied));
    const int own = ::fcntl(number, F_DUPFD_CLOEXEC, 3);
    if (own < 0)
        return tl::unexpected(lastFault());
    return OpenFile(own);
}

bool OpenFile::isTerminal() const {
    return ::isatty(number_) == 1;
}

bool OpenFile::isPlain() const {
    struct stat info {};
    return ::fstat(number_, &info) == 0 && S_ISREG(info.st_mode);
}

std::uint64_t OpenFile::bytes() const {
    struct stat info {};
    return ::fstat(number_, &info) == 0 ? std::uint64_t(info.st_size) : 0;
}

FileIdentity OpenFile::identity() const {
    struct stat info {};
    return ::fstat(number_, &info) == 0 ? FileIdentity{std::uint64_t(info.st_dev), std::uint64_t(info.st_ino)}
                                        : FileIdentity{};
}

tl::expected<std::size_t, std::error_code> OpenFile::read(std::uint64_t offset, void* into,
                                                          std::size_t count) const {
    return whole(
        count,
        [&](std::size_t done) {
            return ::pread(number_, static_cast<char*>(into) + done, count - done, off_t(offset + done));
        });
}

tl::expected<std::size_t, std::error_code> OpenFile::readOn(void* into, std::size_t count) const {
    return whole(
        count,
        [&](std::size_t done) { return ::read(number_, static_cast<char*>(into) + done, count - done); });
}

std::error_code OpenFile::write(std::uint64_t offset, const void* data, std::size_t count) const {
    return faultOf(whole(
                       count,
                       [&](std::size_t done) {
                           return ::pwrite(number_, static_cast<const char*>(data) + done, count - done,
                                           off_t(offset + done));
                       }),
                   count);
}

std::error_code OpenFile::writeOn(const void* data, std::size_t count) const {
    return faultOf(whole(
                       count,
                       [&](std::size_t done) {
                           ssize_t n = -1;
                           do { // whoever began us may have told the pipe not to wait
                               n = ::write(number_, static_cast<const char*>(data) + done, count - done);
                           } while (n < 0 && errno == EAGAIN && waitForRoom(number_));
                           return n;
                       }),
                   count);
}

std::error_code OpenFile::resize(std::uint64_t bytes) const {
    return ::ftruncate(number_, off_t(bytes)) == 0 ? std::error_code() : lastFault();
}

std::error_code OpenFile::flush() const {
    return ::fsync(number_) == 0 ? std::error_code() : lastFault();
}

bool OpenFile::lock() const {
    return ::flock(number_, LOCK_EX | LOCK_NB) == 0;
}

std::error_code OpenFile::lockWithin(std::chrono::milliseconds longest) const {
    constexpr std::chrono::milliseconds kPause{10};
    for (;; longest -= kPause) {
        if (::flock(number_, LOCK_EX | LOCK_NB) == 0)
            return {};
        if (errno != EWOULDBLOCK && errno != EINTR)
            return lastFault();
        if (longest <= kPause)
            return std::make_error_code(std::errc::timed_out);
        (void)::poll(nullptr, 0, int(kPause.count()));
    }
}

std::error_code OpenFile::close() {
    const int number = std::exchange(number_, -1);
    return number < 0 || ::close(number) == 0 ? std::error_code() : lastFault();
}

tl::expected<Mapping, std::error_code> Mapping::of(const OpenFile& file) {
    const auto bytes = std::size_t(file.bytes());
    void* const data = ::mmap(nullptr, bytes, PROT_READ, MAP_SHARED, file.number_, 0);
    if (data == MAP_FAILED)
        return tl::unexpected(lastFault());
    return Mapping(static_cast<const std::byte*>(data), bytes);
}

Mapping::~Mapping() {
    if (data_)
        ::munmap(const_cast<std::byte*>(data_), bytes_);
}

void Mapping::expectJumps() const {
    ::madvise(const_cast<std::byte*>(data_), bytes_, MADV_RANDOM);
}

void Mapping::forget() const {
    ::madvise(const_cast<std::byte*>(data_), bytes_, MADV_DONTNEED);
}

std::optional<FileIdentity> identityOf(const std::filesystem::path& path) {
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0)
        return std::nullopt;
    return FileIdentity{std::uint64_t(info.st_dev), std::uint64_t(info.st_ino)};
}

std::optional<int> openNumberOf(const std::filesystem::path& path) {
    namespace fs = std::filesystem;
    const fs::path own = "/proc/" + std::to_string(::getpid()) + "/fd";
    std::error_code fault;
    fs::path at = path;
    for (int links = 0; links < 40; ++links) {
        const std::string name = at.filename().string();
        const bool counts =
            !name.empty() && name.size() < 6 && name.find_first_not_of("0123456789") == name.npos;
        if (counts && fs::canonical(at.has_parent_path() ? at.parent_path() : ".", fault) == own && !fault)
            return std::stoi(name);
        const fs::path to = fs::read_symlink(at, fault);
        if (fault)
            return std::nullopt;
        at = to.is_absolute() ? to : at.parent_path() / to;
    }
    return std::nullopt;
}

void flushFolder(const std::filesystem::path& folder) {
    if (const int number = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); number >= 0) {
        ::fsync(number);
        ::close(number);
    }
}

std::error_code mayWriteIn(const std::filesystem::path& folder) {
    return ::access(folder.c_str(), W_OK) == 0 ? std::error_code() : lastFault();
}

bool mayStart(const std::filesystem::path& program) {
    return ::access(program.c_str(), X_OK) == 0;
}

} // namespace perilune::base
