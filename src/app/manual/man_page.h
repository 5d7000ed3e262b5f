#pragma once

#include "app/manual/command_help.h"

#include <string>
#include <string_view>

namespace perilune::app {

/// What stands on every page, whatever the command.
struct PageFrame {
    std::string_view version;
    std::string_view exitStatuses;         ///< "0 done, 1 bad input, ..."
    std::string_view without;              ///< what the program does without a command
    bool imports = true, downloads = true; ///< what a build may lack
};

/// The page of the whole program, in the language of man(7): its options, and all commands by name.
std::string programPage(const CommandHelp& program, const PageFrame& frame);
/// The page of one of its commands, with all that lie in it.
std::string commandPage(const CommandHelp& program, const CommandHelp& command, const PageFrame& frame);

} // namespace perilune::app
