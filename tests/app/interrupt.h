#pragma once

#include <string>

namespace perilune {

/// A shell line that runs `program`, what it says on standard error into stderr.txt, and sends it an
/// interrupt, as Ctrl+C does, once that holds `word`.
inline std::string interruptedAt(const std::string& word, const std::string& program) {
    return program + " 2> stderr.txt & pid=$!; while kill -0 $pid 2> /dev/null && ! grep -q -e '" + word +
           "' stderr.txt; do sleep 0.02; done; kill -INT $pid; wait $pid";
}

} // namespace perilune
