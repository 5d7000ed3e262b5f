// perilune-bake MAPS_DIR OUTPUT: makes the ground file from the Moon's maps. Run by the build.

#include "survey/bake/bake.h"

#include "base/platform/process.h"
#include "base/workers.h"

#include <cstdio>

int main(int argc, char** argv) {
    perilune::base::openStandardStreams();
    if (argc != 3) {
        std::fputs("usage: perilune-bake MAPS_DIR OUTPUT\n", stderr);
        return 2;
    }
    const auto done = perilune::survey::bakeGround(argv[1], argv[2], perilune::base::Workers::onThreads());
    if (!done) {
        std::fprintf(stderr, "perilune-bake: %s\n", done.error().message.c_str());
        return done.error().fault == perilune::base::Fault::Machine ? 3 : 1;
    }
    return 0;
}
