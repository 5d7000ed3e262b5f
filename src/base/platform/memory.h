#pragma once

#include <cstdint>
#include <optional>

namespace perilune::base {

/// Bytes of memory that this process may still come to have: what the machine can give without swapping,
/// within the process's own limit of addresses; nothing where the machine does not tell.
std::optional<std::uint64_t> availableMemory();

} // namespace perilune::base
