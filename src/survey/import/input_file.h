#pragma once

#include "base/platform/open_file.h"
#include "base/result.h"

#include <cstdint>
#include <filesystem>

namespace perilune::survey {

/// A file that is read in pieces. Not mapped: a file that shrinks while it is read is an error, no signal,
/// and what was read is not counted as the program's memory.
class InputFile {
  public:
    /// An error for what is missing or no plain file.
    static base::Result<InputFile> open(const std::filesystem::path& path);
    std::uint64_t bytes() const { return bytes_; }
    base::Result<void> read(std::uint64_t offset, void* into, std::size_t count) const;

  private:
    InputFile(std::filesystem::path path, base::OpenFile file)
        : path_(std::move(path)), file_(std::move(file)), bytes_(file_.bytes()) {}
    std::filesystem::path path_;
    base::OpenFile file_;
    std::uint64_t bytes_;
};

} // namespace perilune::survey
