#include "base/files.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <memory>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace perilune::base {

namespace fs = std::filesystem;

namespace {

auto cannot(const char* verb, const fs::path& path, int code) {
    const std::string text = fmt::format("{}: cannot {}: {}", path.string(), verb, std::strerror(code));
    const bool machine = code == ENOSPC || code == EDQUOT || code == EIO || code == ENOMEM;
    return machine ? machineError(text + "; free some room or choose another place") : inputError(text);
}

} // namespace

fs::path shareDir() {
    if (const char* set = std::getenv("PERILUNE_SHARE"); set && *set)
        return set;
    std::error_code none;
    const fs::path executable = fs::read_symlink("/proc/self/exe", none);
    return executable.parent_path().parent_path() / "share" / "perilune";
}

namespace {

fs::path userDir(const char* variable, const char* belowHome) {
    // A relative path there is to be taken as not set, says the specification.
    if (const char* set = std::getenv(variable); set && fs::path(set).is_absolute())
        return fs::path(set) / "perilune";
    if (const char* home = std::getenv("HOME"); home && fs::path(home).is_absolute())
        return fs::path(home) / belowHome / "perilune";
    return {};
}

} // namespace

fs::path dataDir() {
    return userDir("XDG_DATA_HOME", ".local/share");
}

fs::path cacheDir() {
    return userDir("XDG_CACHE_HOME", ".cache");
}

Result<std::vector<std::uint8_t>> readBytes(const fs::path& path, std::size_t limitBytes) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return cannot("read", path, errno);
    struct stat info {};
    if (::fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
        ::close(fd);
        return inputError(fmt::format("{}: cannot read: it is no plain file; name a file", path.string()));
    }
    if (static_cast<std::uint64_t>(info.st_size) > limitBytes) {
        ::close(fd);
        return inputError(fmt::format("{}: too large: {} bytes, at most {} are read; split it", path.string(),
                                      info.st_size, limitBytes));
    }
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(info.st_size));
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t n = ::read(fd, bytes.data() + done, bytes.size() - done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            const int code = errno;
            ::close(fd);
            return cannot("read", path, code);
        }
        if (n == 0)
            break;
        done += static_cast<std::size_t>(n);
    }
    ::close(fd);
    bytes.resize(done);
    return bytes;
}

Result<std::string> readText(const fs::path& path, std::size_t limitBytes) {
    return readBytes(path, limitBytes).map([](const std::vector<std::uint8_t>& bytes) {
        return std::string(bytes.begin(), bytes.end());
    });
}

Result<void> checkWritable(const fs::path& path) {
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    std::error_code none;
    if (path.filename().empty() || fs::is_directory(path, none))
        return inputError(fmt::format("{}: is a folder; name a file in it", path.string()));
    if (!fs::is_directory(folder, none))
        return inputError(
            fmt::format("{}: the folder {} does not exist; make it first", path.string(), folder.string()));
    if (::access(folder.c_str(), W_OK) != 0)
        return cannot("write", path, errno);
    return {};
}

PendingFile::PendingFile(fs::path target, fs::path temporary)
    : target_(std::move(target)), temporary_(std::move(temporary)) {}

PendingFile::PendingFile(PendingFile&& other) noexcept
    : target_(std::move(other.target_)), temporary_(std::exchange(other.temporary_, fs::path())) {}

PendingFile::~PendingFile() {
    if (temporary_ != target_ && !temporary_.empty())
        ::unlink(temporary_.c_str());
}

Result<PendingFile> PendingFile::create(const fs::path& asked) {
    if (auto ok = checkWritable(asked); !ok)
        return tl::unexpected(ok.error());
    std::error_code none;
    // A link keeps pointing to its file; a device or a pipe is written to as it is, never replaced.
    const fs::path target = fs::exists(asked, none) ? fs::canonical(asked, none) : asked;
    if (fs::exists(target, none) && !fs::is_regular_file(target, none))
        return PendingFile(target, target);
    // The extension stays last: muxers and tools choose the format by it.
    const fs::path temporary = target.parent_path() / fmt::format(".{}.{}.part{}", target.stem().string(),
                                                                  ::getpid(), target.extension().string());
    const int fd = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return cannot("write", target, errno);
    ::close(fd);
    return PendingFile(target, temporary);
}

Result<void> PendingFile::commit() {
    if (temporary_ == target_)
        return {};
    if (::rename(temporary_.c_str(), target_.c_str()) != 0)
        return cannot("write", target_, errno);
    temporary_.clear();
    return {};
}

Result<void> writeAtomically(const fs::path& path, const void* data, std::size_t bytes) {
    auto pending = PendingFile::create(path);
    if (!pending)
        return tl::unexpected(pending.error());
    const int fd = ::open(pending->temporary().c_str(), O_WRONLY | O_TRUNC | O_CLOEXEC);
    if (fd < 0)
        return cannot("write", path, errno);
    const auto* at = static_cast<const char*>(data);
    while (bytes > 0) {
        const ssize_t n = ::write(fd, at, bytes);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            const int code = errno;
            ::close(fd);
            return cannot("write", path, code);
        }
        at += n;
        bytes -= static_cast<std::size_t>(n);
    }
    if (::close(fd) != 0)
        return cannot("write", path, errno);
    return pending->commit();
}

} // namespace perilune::base
