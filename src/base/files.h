#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace perilune::base {

/// The folder with the shaders, maps, models, fonts and timelines that belong to the program:
/// PERILUNE_SHARE where that is set, else share/perilune beside the executable's folder. A build tree is laid
/// out as an installed one is, and no other place is known to the program: both can be moved.
std::filesystem::path shareDir();

/// The user's own folders, by the XDG Base Directory Specification 0.8: for what was installed by hand
/// ($XDG_DATA_HOME/perilune) and for what can be made again ($XDG_CACHE_HOME/perilune). They need not exist;
/// empty where the machine has no home.
std::filesystem::path dataDir();
std::filesystem::path cacheDir();

/// A whole file; an error for one that is missing, unreadable, a folder, or above `limitBytes`.
Result<std::vector<std::uint8_t>> readBytes(const std::filesystem::path& path, std::size_t limitBytes);
Result<std::string> readText(const std::filesystem::path& path, std::size_t limitBytes);

/// Checks that a file could be written at `path` (the folder exists and takes files) without making it.
Result<void> checkWritable(const std::filesystem::path& path);

/// Writes beside the target and renames, so that a reader sees the old file or the new one, never half of
/// one.
Result<void> writeAtomically(const std::filesystem::path& path, const void* data, std::size_t bytes);

/// A file that appears under its name only when `commit` succeeds; otherwise nothing is left behind.
/// Devices and pipes (/dev/stdout) are written to directly.
class PendingFile {
  public:
    static Result<PendingFile> create(const std::filesystem::path& target);
    PendingFile(PendingFile&& other) noexcept;
    PendingFile& operator=(PendingFile&&) = delete;
    ~PendingFile();
    const std::filesystem::path& temporary() const { return temporary_; }
    Result<void> commit();

  private:
    PendingFile(std::filesystem::path target, std::filesystem::path temporary);
    std::filesystem::path target_, temporary_;
};

} // namespace perilune::base
