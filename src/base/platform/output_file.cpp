#include "base/platform/output_file.h"

#include <fmt/format.h>

#include <cerrno>
#include <utility>

namespace perilune::base {

namespace fs = std::filesystem;

namespace {

constexpr int kMostLinks = 40, kStandardOutput = 1;

/// The file that a link names, there already or not.
Result<fs::path> behindLinks(const fs::path& path) {
    fs::path at = path;
    for (int links = 0; links <= kMostLinks; ++links) {
        std::error_code none;
        const fs::path to = fs::read_symlink(at, none);
        if (none)
            return at;
        at = to.is_absolute() ? to : at.parent_path() / to;
    }
    return cannotWrite(path, std::make_error_code(std::errc::too_many_symbolic_link_levels));
}

Result<void> checkFolder(const fs::path& asked, const fs::path& path) {
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    std::error_code fault;
    const fs::path name = path.filename();
    if (name.empty() || name == "." || name == ".." || fs::is_directory(path, fault))
        return inputError(fmt::format("{}: is a folder; name a file in it", asked.string()));
    if (!fs::is_directory(folder, fault))
        return inputError(
            fmt::format("{}: the folder {} does not exist; make it first", asked.string(), folder.string()));
    if (const auto closed = mayWriteIn(folder))
        return cannotWrite(asked, closed);
    return {};
}

} // namespace

std::error_code publishFolder(const fs::path& made, const fs::path& name) {
    flushFolder(made);
    std::error_code failed;
    fs::rename(made, name, failed);
    if (!failed)
        flushFolder(name.parent_path());
    return failed;
}

tl::unexpected<Error> cannotWrite(const fs::path& path, std::error_code fault) {
    const std::string text =
        fmt::format("{}: cannot write: {}", path == "-" ? "standard output" : path.string(), fault.message());
    switch (fault.value()) {
    case ENOSPC:
    case EDQUOT:
    case EIO:
    case ENOMEM:
        return machineError(text + "; free some room or choose another place");
    case EFBIG:
        return machineError(text + "; raise the limit (ulimit -f) or choose another place");
    case ENAMETOOLONG:
        return inputError(text + "; choose a shorter one");
    case EPIPE:
        return cancelled(""); // whoever read it has had enough: there is nothing to tell
    default:
        return inputError(text);
    }
}

bool isStandardOutput(const fs::path& path) {
    if (path == "-")
        return true;
    const auto to = identityOf(path), out = identityOf("/proc/self/fd/1");
    return (to && to == out) || openNumberOf(path) == kStandardOutput;
}

bool leadsToTerminal(const fs::path& path) {
    std::error_code none;
    const auto number = path == "-" ? std::optional<int>(kStandardOutput) : openNumberOf(path);
    if (!number && !fs::is_character_file(path, none))
        return false;
    const auto file = number ? OpenFile::again(*number) : OpenFile::open(path, OpenFile::Mode::Device);
    return file && file->isTerminal();
}

Result<void> checkWritable(const fs::path& path) {
    if (path == "-" || openNumberOf(path))
        return {};
    return behindLinks(path).and_then([&](const fs::path& target) -> Result<void> {
        std::error_code none;
        if (fs::exists(path, none) && fs::is_other(path, none))
            return {};
        return checkFolder(path, target);
    });
}

Result<OutputFile> OutputFile::create(const fs::path& target) {
    const auto direct = [&](tl::expected<OpenFile, std::error_code> file) -> Result<OutputFile> {
        if (!file)
            return cannotWrite(target, file.error());
        return OutputFile(target, std::move(*file));
    };
    if (const auto number = target == "-" ? std::optional<int>(kStandardOutput) : openNumberOf(target))
        return direct(OpenFile::again(*number));
    if (auto ok = checkWritable(target); !ok)
        return tl::unexpected(ok.error());
    std::error_code none;
    if (fs::is_block_file(target, none))
        return inputError(fmt::format("{}: is a disk; name a file", target.string()));
    if (fs::is_other(target, none))
        return direct(OpenFile::open(target, OpenFile::Mode::Device));
    const auto path = behindLinks(target);
    if (!path)
        return tl::unexpected(path.error());
    auto made = TemporaryFile::create(path->parent_path(), path->filename().string());
    if (!made)
        return cannotWrite(target, made.error());
    return OutputFile(target, std::move(*made));
}

OpenFile& OutputFile::file() {
    if (auto* made = std::get_if<TemporaryFile>(&file_))
        return made->file();
    return std::get<OpenFile>(file_);
}

Result<void> OutputFile::write(const void* data, std::size_t bytes) {
    if (const auto fault = file().writeOn(data, bytes))
        return cannotWrite(target_, fault);
    return {};
}

Result<void> OutputFile::finish() {
    auto* const made = std::get_if<TemporaryFile>(&file_);
    if (const auto fault = made ? made->publish() : file().close())
        return cannotWrite(target_, fault);
    return {};
}

Result<OutputFolder> OutputFolder::open(const fs::path& path) {
    std::error_code fault;
    const auto status = fs::symlink_status(path, fault);
    if (fs::exists(status) && !fs::is_directory(status))
        return inputError(
            fmt::format("{}: stands where a folder is to be made; move it away", path.string()));
    OutputFolder made;
    if (!fs::create_directory(path, fault) && fault)
        return cannotWrite(path, fault);
    const fs::path parent = path.has_parent_path() ? path.parent_path() : fs::path(".");
    auto opened = OpenFile::open(parent, OpenFile::Mode::Read);
    if (!opened)
        return cannotWrite(path, opened.error());
    made.parent_ = std::move(*opened);
    made.own_.emplace(made.parent_.number_, path.filename().string(), Leftover::Kind::Folder);
    return made;
}

tl::expected<PartFile, std::error_code> PartFile::open(const fs::path& target) {
    PartFile part;
    part.target_ = target;
    part.part_ = target;
    part.part_ += ".part";
    auto file = OpenFile::open(part.part_, OpenFile::Mode::Part);
    if (!file)
        return tl::unexpected(file.error());
    std::error_code none;
    if (!file->isPlain() || fs::hard_link_count(part.part_, none) > 1)
        return tl::unexpected(std::make_error_code(std::errc::operation_not_permitted));
    // Whoever held the lock may have finished it, and then this is no part any more.
    if (!file->lock() || file->identity() != identityOf(part.part_))
        return tl::unexpected(std::make_error_code(std::errc::device_or_resource_busy));
    part.file_ = std::move(*file);
    return part;
}

std::error_code PartFile::finish() {
    if (const auto fault = file_.flush())
        return fault;
    std::error_code fault;
    fs::rename(part_, target_, fault);
    if (fault)
        return fault;
    flushFolder(target_.has_parent_path() ? target_.parent_path() : fs::path("."));
    return file_.close();
}

void PartFile::discard() {
    std::error_code none;
    fs::remove(part_, none);
    (void)file_.close();
}

tl::expected<OpenFile, std::error_code> openLock(const fs::path& file) {
    return OpenFile::open(file, OpenFile::Mode::Part);
}

Result<void> writeAtomically(const fs::path& path, const void* data, std::size_t bytes) {
    auto output = OutputFile::create(path);
    if (!output)
        return tl::unexpected(output.error());
    if (auto written = output->write(data, bytes); !written)
        return written;
    return output->finish();
}

} // namespace perilune::base
