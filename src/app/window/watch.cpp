#include "app/window/watch.h"

#include <utility>

namespace perilune::app {

Watch::Watch(player::Paths files) : files_(std::move(files)), stamps_(stamps()) {}

std::vector<Watch::Stamp> Watch::stamps() const {
    std::vector<Stamp> result;
    for (const auto& file : files_) {
        std::error_code error; // a file that an editor is just replacing counts as its oldest
        const auto stamp = std::filesystem::last_write_time(file, error);
        result.push_back(error ? Stamp::min() : stamp);
    }
    return result;
}

bool Watch::hasChanged() {
    auto now = stamps();
    for (std::size_t i = 0; i < now.size(); ++i)
        if (now[i] == Stamp::min() && stamps_[i] != Stamp::min())
            return false; // what was never there is not waited for
    return std::exchange(stamps_, std::move(now)) != stamps_;
}

} // namespace perilune::app
