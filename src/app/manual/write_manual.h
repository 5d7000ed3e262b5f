#pragma once

#include "app/manual/command_help.h"
#include "app/manual/man_page.h"
#include "base/result.h"

#include <filesystem>

namespace perilune::app {

/// Writes the program's man pages into FOLDER/man/man1 and its completions into FOLDER/completions
/// (perilune.bash, _perilune for zsh, perilune.fish); the folders are made. The build does this, for `cmake
/// --install` to take.
base::Result<void> writeManual(const CommandHelp& program, const PageFrame& frame,
                               const std::filesystem::path& folder);

} // namespace perilune::app
