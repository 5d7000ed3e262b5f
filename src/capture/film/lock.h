#pragma once

#include "capture/film/work_folder.h"
#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace perilune::capture {

/// What a film was made of, and what each of its frames is: the file beside it.
struct FilmLock {
    Manifest manifest;
    std::string sources;
    std::int64_t first = 0;          ///< number of its first frame
    std::vector<std::string> frames; ///< a hash each
};

base::Result<void> writeLock(const std::filesystem::path& file, const FilmLock& lock);
base::Result<FilmLock> readLock(const std::filesystem::path& file);

} // namespace perilune::capture
