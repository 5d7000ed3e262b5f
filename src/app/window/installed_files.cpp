#include "app/window/installed_files.h"

#include <system_error>
#include <utility>

namespace perilune::app {

InstalledFiles::InstalledFiles(std::vector<std::filesystem::path> folders)
    : folders_(std::move(folders)), told_(stamps()), seen_(told_) {}

bool InstalledFiles::haveChanged(double nowS) {
    if (nowS - lookedS_ < 1.0)
        return false;
    lookedS_ = nowS;
    const Stamps before = std::exchange(seen_, stamps());
    if (seen_ == told_ || seen_ != before)
        return false;
    told_ = seen_;
    return true;
}

InstalledFiles::Stamps InstalledFiles::stamps() const {
    Stamps found;
    std::error_code error;
    for (const auto& folder : folders_)
        for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
             entry.increment(error)) {
            std::error_code none;
            found[entry->path()] = entry->last_write_time(none);
        }
    return found;
}

} // namespace perilune::app
