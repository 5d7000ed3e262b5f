#include "base/files.h"

#include "base/platform/open_file.h"
#include "base/platform/process.h"

#include <fmt/format.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace perilune::base {

namespace fs = std::filesystem;

namespace {

auto cannot(const char* verb, const fs::path& path, std::error_code code) {
    const std::string text = fmt::format("{}: cannot {}: {}", path.string(), verb, code.message());
    const bool machine =
        code.value() == ENOSPC || code.value() == EDQUOT || code.value() == EIO || code.value() == ENOMEM;
    return machine ? machineError(text + "; free some room or choose another place") : inputError(text);
}

} // namespace

fs::path shareDir() {
    if (const std::string set = environment("PERILUNE_SHARE"); !set.empty())
        return set;
    return executablePath().parent_path().parent_path() / "share" / "perilune";
}

namespace {

fs::path userDir(const char* variable, const char* belowHome) {
    // A relative path there is to be taken as not set, says the specification.
    if (const fs::path set = environment(variable); set.is_absolute())
        return set / "perilune";
    if (const fs::path home = environment("HOME"); home.is_absolute())
        return home / belowHome / "perilune";
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
    const auto file = OpenFile::open(path, OpenFile::Mode::Read);
    if (!file)
        return cannot("read", path, file.error());
    if (!file->isPlain())
        return inputError(fmt::format("{}: cannot read: it is no plain file; name a file", path.string()));
    const std::uint64_t size = file->bytes();
    if (size > limitBytes)
        return inputError(fmt::format("{}: too large: {} bytes, at most {} are read; split it", path.string(),
                                      size, limitBytes));
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(size));
    const auto done = file->read(0, bytes.data(), bytes.size());
    if (!done)
        return cannot("read", path, done.error());
    bytes.resize(*done);
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
    if (const auto fault = mayWriteIn(folder))
        return cannot("write", path, fault);
    return {};
}

PendingFile::PendingFile(fs::path target, fs::path temporary)
    : target_(std::move(target)), temporary_(std::move(temporary)) {}

PendingFile::PendingFile(PendingFile&& other) noexcept
    : target_(std::move(other.target_)), temporary_(std::exchange(other.temporary_, fs::path())) {}

PendingFile::~PendingFile() {
    std::error_code none;
    if (temporary_ != target_ && !temporary_.empty())
        fs::remove(temporary_, none);
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
    const fs::path temporary =
        target.parent_path() /
        fmt::format(".{}.{}.part{}", target.stem().string(), processNumber(), target.extension().string());
    if (const auto file = OpenFile::open(temporary, OpenFile::Mode::Replace); !file)
        return cannot("write", target, file.error());
    return PendingFile(target, temporary);
}

Result<void> PendingFile::commit() {
    if (temporary_ == target_)
        return {};
    std::error_code fault;
    fs::rename(temporary_, target_, fault);
    if (fault)
        return cannot("write", target_, fault);
    temporary_.clear();
    return {};
}

Result<void> writeAtomically(const fs::path& path, const void* data, std::size_t bytes) {
    auto pending = PendingFile::create(path);
    if (!pending)
        return tl::unexpected(pending.error());
    auto file = OpenFile::open(pending->temporary(), OpenFile::Mode::Replace);
    if (!file)
        return cannot("write", path, file.error());
    if (const auto fault = file->writeOn(data, bytes))
        return cannot("write", path, fault);
    if (const auto fault = file->close())
        return cannot("write", path, fault);
    return pending->commit();
}

} // namespace perilune::base
