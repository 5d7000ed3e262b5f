#include "app/command_line.h"
#include "base/platform/process.h"

int main(int argc, char** argv) {
    perilune::base::keepFreedMemory();
    perilune::base::openStandardStreams();
    perilune::base::takeWriteFaultsAsValues();
    return perilune::app::run(argc, argv);
}
