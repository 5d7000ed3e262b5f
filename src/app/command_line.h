#pragma once

namespace perilune::app {

/// The whole program: reads the command line, does what it says, gives the exit status.
int run(int argc, const char* const* argv);

} // namespace perilune::app
