#include "app/window/reloading.h"

#include "base/diagnostic.h"

#include <utility>

namespace perilune::app {

std::vector<std::string> mistakesOf(const std::vector<base::Diagnostic>& found) {
    std::vector<std::string> lines;
    for (const base::Diagnostic& one : found)
        if (one.severity == base::Severity::Error)
            lines.push_back(base::format(one));
    return lines;
}

namespace {

/// The user's own may be taken away, and are looked for in their folder.
player::Paths withoutOwn(player::Paths files) {
    std::erase_if(files, [own = player::ownFolder()](const auto& file) { return file.parent_path() == own; });
    return files;
}

/// Where they and installed records come and go; nowhere while other timelines are named.
InstalledFiles ownOf(const player::ContentWish& wish) {
    if (!wish.timelines.empty())
        return InstalledFiles({});
    return InstalledFiles({player::ownFolder(), player::installedRecords()});
}

} // namespace

Reloading::Reloading(player::ContentWish wish, const player::Content& content, base::Workers workers)
    : wish_(std::move(wish)), watch_(withoutOwn(content.files())), own_(ownOf(wish_)),
      workers_(std::move(workers)) {}

std::optional<Reloading::Reloaded> Reloading::look(double nowS) {
    if (!reading_.isBegun()) {
        if (nowS - lookedS_ < 1.0 && !asked_)
            return std::nullopt;
        lookedS_ = nowS;
        const bool changed = watch_.hasChanged(), come = own_.haveChanged(nowS);
        if (!changed && !come && !asked_)
            return std::nullopt;
        if (std::exchange(asked_, false))
            own_ = ownOf(wish_); // what asked is no news when it is found there, too
        reading_ = workers_.startLong([wish = wish_] { return player::readContent(wish); });
    }
    if (!reading_.isReady() && workers_.count() > 1) // where nobody works beside it is read here
        return std::nullopt;
    auto read = reading_.take();
    watch_ = Watch(withoutOwn(read.value.files())); // a story may name other timelines now
    if (!read.ok())
        return Reloaded{std::nullopt, mistakesOf(read.diagnostics)};
    return Reloaded{std::move(read.value), {}};
}

} // namespace perilune::app
