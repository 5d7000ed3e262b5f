#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace perilune::base {

/// What a process may still ask for where somebody set a limit.
struct MemoryLeft {
    std::uint64_t bytes = 0; ///< still
    std::uint64_t limit = 0; ///< in all
    std::string setBy;       ///< "ulimit -v"
};

/// Addresses: libraries, threads and what is kept free count too. Nothing where there is no limit.
std::optional<MemoryLeft> addressesLeft();
/// Memory of the control group that this process is in, or of one around it; nothing where there is no limit.
/// `root`: where its tree lies, if not in the machine's own.
std::optional<MemoryLeft> groupMemoryLeft(const std::filesystem::path& root = {});
/// How many addresses so many threads take for their stacks.
std::uint64_t stackBytes(unsigned threads);

} // namespace perilune::base
