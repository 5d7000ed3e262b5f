#include "base/platform/temporary_file.h"

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <string_view>

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

namespace perilune::base {

namespace {

constexpr std::string_view kLead = ".perilune-", kEnd = ".part";
constexpr std::size_t kDigits = 16;

std::error_code lastFault() {
    return {errno, std::generic_category()};
}

/// 64 bits that no other process can guess; chance decides nothing but this name.
std::string newName() {
    std::uint64_t bits = 0;
    if (::getrandom(&bits, sizeof bits, 0) != ssize_t(sizeof bits))
        return {};
    char digits[kDigits + 1];
    std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(bits));
    return std::string(kLead) + digits + std::string(kEnd);
}

bool isOurs(std::string_view name) {
    return name.size() == kLead.size() + kDigits + kEnd.size() && name.starts_with(kLead) &&
           name.ends_with(kEnd) &&
           name.substr(kLead.size(), kDigits).find_first_not_of("0123456789abcdef") == name.npos;
}

/// Removes what dead processes left in a folder: a living one holds the lock of its file.
void sweep(int folder) {
    const int again = ::openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR* const list = again < 0 ? nullptr : ::fdopendir(again);
    if (!list) {
        if (again >= 0)
            ::close(again);
        return;
    }
    while (const dirent* entry = ::readdir(list)) {
        if (!isOurs(entry->d_name))
            continue;
        const int file = ::openat(folder, entry->d_name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
        struct stat info {};
        if (file >= 0 && ::fstat(file, &info) == 0 && S_ISREG(info.st_mode) &&
            ::flock(file, LOCK_EX | LOCK_NB) == 0)
            ::unlinkat(folder, entry->d_name, 0);
        if (file >= 0)
            ::close(file);
    }
    ::closedir(list);
}

} // namespace

tl::expected<TemporaryFile, std::error_code> TemporaryFile::create(const std::filesystem::path& folder,
                                                                   const std::string& name) {
    const int number = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (number < 0)
        return tl::unexpected(lastFault());
    TemporaryFile made(OpenFile(number), name);
    sweep(number);
    if (const auto fault = made.begin())
        return tl::unexpected(fault);
    return made;
}

std::error_code TemporaryFile::begin() {
    const int folder = folder_.number_;
    struct stat there {};
    const bool replaces = ::fstatat(folder, name_.c_str(), &there, AT_SYMLINK_NOFOLLOW) == 0;
    if (!replaces && errno != ENOENT)
        return lastFault(); // such as a name that is too long
    if (replaces && ::faccessat(folder, name_.c_str(), W_OK, AT_EACCESS) != 0)
        return lastFault();
    for (int tries = 0; tries < 100; ++tries) {
        own_ = newName();
        if (own_.empty())
            return lastFault();
        leftover_.emplace(folder, own_);
        const int number = ::openat(folder, own_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                                    replaces ? 0600 : 0666);
        if (number < 0) {
            leftover_->forget();
            leftover_.reset();
            if (errno == EEXIST || errno == EINTR)
                continue;
            return lastFault();
        }
        file_ = OpenFile(number);
        // A sweeping process may have come between: then this one has no name any more.
        (void)::flock(number, LOCK_EX | LOCK_NB);
        struct stat info {};
        if (::fstat(number, &info) != 0 || info.st_nlink == 0) {
            leftover_.reset();
            continue;
        }
        return replaces ? takeOverRights() : std::error_code();
    }
    return std::make_error_code(std::errc::file_exists);
}

std::error_code TemporaryFile::takeOverRights() {
    struct stat there {};
    if (::fstatat(folder_.number_, name_.c_str(), &there, AT_SYMLINK_NOFOLLOW) != 0)
        return {};
    // Whose it is can be kept only by who may give files away; what a group might do is not handed on to
    // another one.
    const bool owner = ::fchown(file_.number_, there.st_uid, static_cast<gid_t>(-1)) == 0;
    const bool group = ::fchown(file_.number_, static_cast<uid_t>(-1), there.st_gid) == 0;
    const mode_t mode = there.st_mode & (owner && group ? 0777u : 0707u);
    return ::fchmod(file_.number_, mode) == 0 ? std::error_code() : lastFault();
}

std::error_code TemporaryFile::publish() {
    if (const auto fault = file_.flush())
        return fault;
    if (::renameat(folder_.number_, own_.c_str(), folder_.number_, name_.c_str()) != 0)
        return lastFault();
    leftover_->forget();
    ::fsync(folder_.number_); // the name outlives a power cut too
    return file_.close();
}

} // namespace perilune::base
