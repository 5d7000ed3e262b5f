#pragma once

namespace perilune::app {

/// Exit statuses of the program.
enum Exit {
    kDone = 0,
    kBadInput = 1,      ///< a file or value that somebody gave
    kUsage = 2,         ///< the command line itself
    kMachine = 3,       ///< the machine cannot: no GL, no display, disk full
    kInterrupted = 130, ///< Ctrl+C, as shells count it
};

} // namespace perilune::app
