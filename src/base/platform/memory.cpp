#include "base/platform/memory.h"

#include "base/numbers.h"

#include <algorithm>
#include <fstream>
#include <string>
#include <string_view>

#include <sys/resource.h>

namespace perilune::base {

namespace {

/// The bytes behind a word in one of the kernel's tables, which count in kB.
std::optional<std::uint64_t> bytesIn(const char* table, std::string_view word) {
    std::ifstream in(table);
    for (std::string line; std::getline(in, line);) {
        const std::size_t first = line.find_first_of("0123456789");
        if (!line.starts_with(word) || first == std::string::npos)
            continue;
        const std::size_t end = std::min(line.find_first_not_of("0123456789", first), line.size());
        const auto kilobytes = wholeNumber<std::uint64_t>(std::string_view(line).substr(first, end - first));
        return kilobytes ? std::optional(*kilobytes * 1024) : std::nullopt;
    }
    return std::nullopt;
}

} // namespace

std::optional<std::uint64_t> availableMemory() {
    auto available = bytesIn("/proc/meminfo", "MemAvailable:");
    rlimit addresses{};
    const auto taken = bytesIn("/proc/self/status", "VmSize:");
    if (taken && ::getrlimit(RLIMIT_AS, &addresses) == 0 && addresses.rlim_cur != RLIM_INFINITY) {
        const auto limit = std::uint64_t(addresses.rlim_cur);
        const std::uint64_t left = limit - std::min(limit, *taken);
        available = std::min(available.value_or(left), left);
    }
    return available;
}

} // namespace perilune::base
