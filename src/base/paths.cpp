#include "base/paths.h"

namespace perilune::base {

std::string seenFrom(const std::filesystem::path& folder, const std::filesystem::path& path) {
    if (folder.empty() || path.is_absolute())
        return path.generic_string();
    std::error_code fault;
    const auto whole = [&](const std::filesystem::path& one) {
        return std::filesystem::absolute(one, fault).lexically_normal();
    };
    const std::filesystem::path seen = whole(path).lexically_relative(whole(folder));
    return (fault || seen.empty() ? path : seen).generic_string();
}

} // namespace perilune::base
