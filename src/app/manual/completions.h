#pragma once

#include "app/manual/command_help.h"

#include <string>

namespace perilune::app {

/// Scripts that complete the command line in a shell: commands, options, choices and files.
std::string bashCompletion(const CommandHelp& program);
std::string zshCompletion(const CommandHelp& program);
std::string fishCompletion(const CommandHelp& program);

} // namespace perilune::app
