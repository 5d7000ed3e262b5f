#pragma once

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
    InputFile(InputFile&& other) noexcept;
    InputFile& operator=(InputFile&&) = delete;
    ~InputFile();
    std::uint64_t bytes() const { return bytes_; }
    base::Result<void> read(std::uint64_t offset, void* into, std::size_t count) const;

  private:
    InputFile() = default;
    std::filesystem::path path_;
    int file_ = -1;
    std::uint64_t bytes_ = 0;
};

} // namespace perilune::survey
