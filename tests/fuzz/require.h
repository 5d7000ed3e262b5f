#pragma once

#include <cstdio>
#include <cstdlib>

namespace perilune::fuzz {

/// A law that no input may break; one that does is a find.
inline void require(bool law, const char* what) {
    if (law)
        return;
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
}

} // namespace perilune::fuzz
