#pragma once

#include <tl/expected.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

namespace perilune::base {

/// Which file of the machine it is, whatever a path calls it: links, "..", letters that a disk does not tell
/// apart, numbers of open files.
struct FileIdentity {
    std::uint64_t device = 0, number = 0;
    bool operator==(const FileIdentity&) const = default;
};
/// A file of the machine while it is open. Faults are given as the machine gives them: who calls knows what
/// they mean to a person. No child program inherits it, and reading waits for nothing (a pipe without a
/// writer).
class OpenFile {
  public:
    /// What is not to be read is opened by base/platform/output_file.cpp alone.
    enum class Mode {
        Read,
        Device, ///< to write into what is there: a pipe (its reader is waited for) or a device
        Part,   ///< to read and write; made where it is not there, and never through a link
    };
    static tl::expected<OpenFile, std::error_code> open(const std::filesystem::path& file, Mode mode);
    /// What this process has open to write under a number, such as 1 for standard output; both write on at
    /// one place.
    static tl::expected<OpenFile, std::error_code> again(int number);
    OpenFile() = default;
    OpenFile(OpenFile&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    OpenFile& operator=(OpenFile&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    ~OpenFile() { (void)close(); }

    bool isOpen() const { return number_ >= 0; }
    /// No folder, device or pipe.
    bool isPlain() const;
    /// A person sees what is written there.
    bool isTerminal() const;
    std::uint64_t bytes() const;
    FileIdentity identity() const;

    /// Bytes that were read: fewer than asked for only at the file's end.
    tl::expected<std::size_t, std::error_code> read(std::uint64_t offset, void* into,
                                                    std::size_t count) const;
    /// From the beginning on, for what has no offsets, such as a device.
    tl::expected<std::size_t, std::error_code> readOn(void* into, std::size_t count) const;
    std::error_code write(std::uint64_t offset, const void* data, std::size_t count) const;
    std::error_code writeOn(const void* data, std::size_t count) const;
    std::error_code resize(std::uint64_t bytes) const;
    /// What was written is on the disk.
    std::error_code flush() const;
    /// True when no other open file has the same one locked; held until this is closed.
    bool lock() const;
    /// Waits for that, so long at most: timed_out where another holds it still. A folder can be locked too.
    std::error_code lockWithin(std::chrono::milliseconds longest) const;
    std::error_code close();

  private:
    explicit OpenFile(int number) : number_(number) {}
    friend class Mapping;
    friend class TemporaryFile;
    friend class OutputFolder;
    int number_ = -1;
};

/// A file's bytes in memory, read when they are touched. Where the file is cut short meanwhile, touching what
/// is gone ends the process: files that may change are better read.
class Mapping {
  public:
    static tl::expected<Mapping, std::error_code> of(const OpenFile& file);
    Mapping(Mapping&& other) noexcept
        : data_(std::exchange(other.data_, nullptr)), bytes_(std::exchange(other.bytes_, 0)) {}
    Mapping& operator=(Mapping&&) = delete;
    ~Mapping();

    const std::byte* data() const { return data_; }
    std::size_t bytes() const { return bytes_; }
    /// What is touched lies here and there: nothing is to be read ahead.
    void expectJumps() const;
    /// Gives back the memory; what is touched again is read again.
    void forget() const;

  private:
    Mapping(const std::byte* data, std::size_t bytes) : data_(data), bytes_(bytes) {}
    const std::byte* data_;
    std::size_t bytes_;
};

/// None where the path leads to no file.
std::optional<FileIdentity> identityOf(const std::filesystem::path& path);

/// The number of an open file that a path names (/dev/stdout, /dev/fd/3, /proc/self/fd/3), through links too.
std::optional<int> openNumberOf(const std::filesystem::path& path);

/// A new name, or a name in a folder, outlives a power cut once its folder is flushed.
void flushFolder(const std::filesystem::path& folder);
/// May this process make files in it?
std::error_code mayWriteIn(const std::filesystem::path& folder);
/// May this process start it?
bool mayStart(const std::filesystem::path& program);

} // namespace perilune::base
