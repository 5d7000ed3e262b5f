#include "survey/import/input_file.h"

#include <fmt/format.h>

namespace perilune::survey {

base::Result<InputFile> InputFile::open(const std::filesystem::path& path) {
    auto file = base::OpenFile::open(path, base::OpenFile::Mode::Read);
    if (!file)
        return base::inputError(fmt::format("{}: cannot read: {}", path.string(), file.error().message()));
    if (!file->isPlain())
        return base::inputError(
            fmt::format("{}: cannot read: it is no plain file; name a file", path.string()));
    return InputFile(path, std::move(*file));
}

base::Result<void> InputFile::read(std::uint64_t offset, void* into, std::size_t count) const {
    const auto done = file_.read(offset, into, count);
    if (!done)
        return base::machineError(
            fmt::format("{}: cannot read: {}; is the disk well?", path_.string(), done.error().message()));
    if (*done < count)
        return base::inputError(
            fmt::format("{}: has become shorter while it was read; copy it again", path_.string()));
    return {};
}

} // namespace perilune::survey
