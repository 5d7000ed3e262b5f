#pragma once

#include "base/platform/leftovers.h"
#include "base/platform/open_file.h"
#include "base/platform/temporary_file.h"
#include "base/result.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>

namespace perilune::base {

// Whatever this program writes is opened, written and finished here: tests/base/outputs_test.cpp holds that
// no other file opens one.

/// A file that appears under its name only when it is finished; else nothing is left behind, and what stood
/// there stays. A link stays a link, and what it names is replaced; rights are kept. "-" is standard output;
/// what is a device, a pipe or an open file's number (/dev/fd/3) is written to as it is.
class OutputFile {
  public:
    static Result<OutputFile> create(const std::filesystem::path& target);

    /// Whether it is a plain file, so that one can go back in it.
    bool isPlain() const { return std::holds_alternative<TemporaryFile>(file_); }
    OpenFile& file();
    /// After what was written so before.
    Result<void> write(const void* data, std::size_t bytes);
    Result<void> finish();

  private:
    OutputFile(std::filesystem::path target, std::variant<TemporaryFile, OpenFile> file)
        : target_(std::move(target)), file_(std::move(file)) {}
    std::filesystem::path target_;
    std::variant<TemporaryFile, OpenFile> file_;
};

/// One that is made over several runs: `<target>.part`, which the next run goes on with, until it is
/// finished. Where this goes before that, the part stays.
class PartFile {
  public:
    PartFile() = default;
    /// An error too where that is a link, a device, or has a second name; `device_or_resource_busy` where
    /// another process makes it.
    static tl::expected<PartFile, std::error_code> open(const std::filesystem::path& target);
    const std::filesystem::path& path() const { return part_; }
    OpenFile& file() { return file_; }
    const OpenFile& file() const { return file_; }
    /// It is on the disk and, in one step, has its name.
    std::error_code finish();
    void discard();

  private:
    std::filesystem::path target_, part_;
    OpenFile file_;
};

/// A folder for files that are made over several runs. Where it is new and nothing came into it, it goes when
/// this goes, and when a signal ends the process.
class OutputFolder {
  public:
    static Result<OutputFolder> open(const std::filesystem::path& path);
    OutputFolder() = default;

  private:
    OpenFile parent_;
    std::optional<Leftover> own_; ///< last: it goes before its parent is closed
};

/// A file that is nothing but a name that one process at a time can lock.
tl::expected<OpenFile, std::error_code> openLock(const std::filesystem::path& file);

/// Checks that a file could be written at `path` (the folder exists and takes files) without making it.
Result<void> checkWritable(const std::filesystem::path& path);

/// A whole file at once; a reader sees the old one or the new one, never half of one.
Result<void> writeAtomically(const std::filesystem::path& path, const void* data, std::size_t bytes);

/// Gives a folder, whose files are finished, its name: in one step, and on the disk. Nothing stands there
/// yet.
std::error_code publishFolder(const std::filesystem::path& made, const std::filesystem::path& name);

/// What the machine says against an output, for a person. Where the reader of a pipe has gone (`| head -1`)
/// that is cancelled without a word.
tl::unexpected<Error> cannotWrite(const std::filesystem::path& path, std::error_code fault);

/// Whether a path is standard output: "-", /dev/stdout, or whatever leads to where that goes.
bool isStandardOutput(const std::filesystem::path& path);
/// Whether a person sees what is written there.
bool leadsToTerminal(const std::filesystem::path& path);

} // namespace perilune::base
