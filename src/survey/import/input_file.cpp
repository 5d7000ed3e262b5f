#include "survey/import/input_file.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace perilune::survey {

base::Result<InputFile> InputFile::open(const std::filesystem::path& path) {
    InputFile file;
    file.path_ = path;
    file.file_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat info {};
    if (file.file_ < 0 || ::fstat(file.file_, &info) != 0)
        return base::inputError(fmt::format("{}: cannot read: {}", path.string(), std::strerror(errno)));
    if (!S_ISREG(info.st_mode))
        return base::inputError(
            fmt::format("{}: cannot read: it is no plain file; name a file", path.string()));
    file.bytes_ = std::uint64_t(info.st_size);
    return file;
}

InputFile::InputFile(InputFile&& other) noexcept
    : path_(std::move(other.path_)), file_(std::exchange(other.file_, -1)), bytes_(other.bytes_) {}

InputFile::~InputFile() {
    if (file_ >= 0)
        ::close(file_);
}

base::Result<void> InputFile::read(std::uint64_t offset, void* into, std::size_t count) const {
    auto* to = static_cast<char*>(into);
    while (count > 0) {
        const ssize_t n = ::pread(file_, to, count, off_t(offset));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return base::machineError(
                fmt::format("{}: cannot read: {}; is the disk well?", path_.string(), std::strerror(errno)));
        if (n == 0)
            return base::inputError(
                fmt::format("{}: has become shorter while it was read; copy it again", path_.string()));
        to += n, offset += std::uint64_t(n), count -= std::size_t(n);
    }
    return {};
}

} // namespace perilune::survey
