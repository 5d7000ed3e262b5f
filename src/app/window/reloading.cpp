#include "app/window/reloading.h"

#include "base/diagnostic.h"

#include <algorithm>
#include <utility>

namespace perilune::app {

Reloading::Reloading(player::ContentWish wish, const player::Content& content, base::Workers workers)
    : wish_(std::move(wish)), watch_(content.files()), workers_(std::move(workers)) {}

std::optional<Reloading::Reloaded> Reloading::look(double nowS) {
    if (!reading_.isBegun()) {
        if (nowS - lookedS_ < 1.0)
            return std::nullopt;
        lookedS_ = nowS;
        if (!watch_.hasChanged())
            return std::nullopt;
        reading_ = workers_.startLong([wish = wish_] { return player::readContent(wish); });
    }
    if (!reading_.isReady() && workers_.count() > 1) // where nobody works beside it is read here
        return std::nullopt;
    auto read = reading_.take();
    if (read.ok()) {
        watch_ = Watch(read.value.files()); // a story may name other timelines now
        return Reloaded{std::move(read.value), "Read again"};
    }
    const auto mistake =
        std::find_if(read.diagnostics.begin(), read.diagnostics.end(),
                     [](const base::Diagnostic& d) { return d.severity == base::Severity::Error; });
    return Reloaded{std::nullopt, base::format(*mistake)};
}

} // namespace perilune::app
