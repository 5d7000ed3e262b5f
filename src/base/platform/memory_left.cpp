#include "base/platform/memory_left.h"

#include <algorithm>
#include <fstream>

#include <sys/resource.h>
#include <unistd.h>

namespace perilune::base {

namespace {

/// A file of one number; nothing where it is not there or says "max".
std::optional<std::uint64_t> numberIn(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::uint64_t number = 0;
    return in >> number ? std::optional(number) : std::nullopt;
}

/// What the group cannot give back: its processes' own memory, without files that are kept for speed.
std::uint64_t takenIn(const std::filesystem::path& group) {
    std::ifstream in(group / "memory.stat");
    std::string name;
    for (std::uint64_t bytes = 0; in >> name >> bytes;)
        if (name == "anon")
            return bytes;
    return numberIn(group / "memory.current").value_or(0);
}

/// The path of this process's group in the tree of groups.
std::string groupPath() {
    std::ifstream in("/proc/self/cgroup");
    for (std::string line; std::getline(in, line);)
        if (line.starts_with("0::/"))
            return line.substr(4);
    return {};
}

} // namespace

std::optional<MemoryLeft> addressesLeft() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
        return std::nullopt;
    const std::uint64_t pages = numberIn("/proc/self/statm").value_or(0);
    const std::uint64_t taken = pages * std::uint64_t(::sysconf(_SC_PAGESIZE)), most = limit.rlim_cur;
    return MemoryLeft{most - std::min(taken, most), most, "ulimit -v"};
}

std::optional<MemoryLeft> groupMemoryLeft(const std::filesystem::path& asked) {
    const std::filesystem::path root = asked.empty() ? "/sys/fs/cgroup" : asked;
    std::optional<MemoryLeft> least;
    for (std::filesystem::path group = groupPath();; group = group.parent_path()) {
        if (const auto most = numberIn(root / group / "memory.max")) {
            const std::uint64_t left = *most - std::min(takenIn(root / group), *most);
            if (!least || left < least->bytes)
                least = MemoryLeft{left, *most, "its control group, memory.max"};
        }
        if (group.empty())
            return least;
    }
}

std::uint64_t stackBytes(unsigned threads) {
    constexpr std::uint64_t kUsual = std::uint64_t{8} << 20;
    rlimit limit{};
    const bool known = ::getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
    return threads * (known ? std::uint64_t(limit.rlim_cur) : kUsual);
}

} // namespace perilune::base
