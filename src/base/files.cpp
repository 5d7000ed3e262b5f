#include "base/files.h"

#include "base/platform/open_file.h"
#include "base/platform/process.h"

#include <fmt/format.h>

#include <cerrno>
#include <system_error>

namespace perilune::base {

namespace fs = std::filesystem;

namespace {

auto cannotRead(const fs::path& path, std::error_code code) {
    const std::string text = fmt::format("{}: cannot read: {}", path.string(), code.message());
    return code.value() == EIO || code.value() == ENOMEM ? machineError(text) : inputError(text);
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
        return cannotRead(path, file.error());
    if (!file->isPlain())
        return inputError(fmt::format("{}: cannot read: it is no plain file; name a file", path.string()));
    const std::uint64_t size = file->bytes();
    if (size > limitBytes)
        return inputError(fmt::format("{}: too large: {} bytes, at most {} are read; split it", path.string(),
                                      size, limitBytes));
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(size));
    const auto done = file->read(0, bytes.data(), bytes.size());
    if (!done)
        return cannotRead(path, done.error());
    bytes.resize(*done);
    return bytes;
}

Result<std::string> readText(const fs::path& path, std::size_t limitBytes) {
    return readBytes(path, limitBytes).map([](const std::vector<std::uint8_t>& bytes) {
        return std::string(bytes.begin(), bytes.end());
    });
}

} // namespace perilune::base
