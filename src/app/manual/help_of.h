#pragma once

#include "app/manual/command_help.h"

namespace CLI {
class App;
}

namespace perilune::app {

/// What --help of `app` and of all its commands tells; without what it hides.
CommandHelp helpOf(const CLI::App& app);

} // namespace perilune::app
