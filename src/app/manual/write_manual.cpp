#include "app/manual/write_manual.h"

#include "app/manual/completions.h"
#include "base/platform/output_file.h"

#include <fmt/format.h>

#include <system_error>

namespace perilune::app {

namespace fs = std::filesystem;

namespace {

base::Result<void> write(const fs::path& file, const std::string& text) {
    std::error_code failed;
    fs::create_directories(file.parent_path(), failed); // what fails here is told by the writing
    return base::writeAtomically(file, text.data(), text.size());
}

} // namespace

base::Result<void> writeManual(const CommandHelp& program, const PageFrame& frame, const fs::path& folder) {
    const fs::path pages = folder / "man" / "man1", completions = folder / "completions";
    if (auto ok = write(pages / fmt::format("{}.1", program.name), programPage(program, frame)); !ok)
        return ok;
    for (const CommandHelp& command : program.commands)
        if (auto ok = write(pages / fmt::format("{}-{}.1", program.name, command.name),
                            commandPage(program, command, frame));
            !ok)
            return ok;
    if (auto ok = write(completions / fmt::format("{}.bash", program.name), bashCompletion(program)); !ok)
        return ok;
    if (auto ok = write(completions / fmt::format("_{}", program.name), zshCompletion(program)); !ok)
        return ok;
    return write(completions / fmt::format("{}.fish", program.name), fishCompletion(program));
}

} // namespace perilune::app
