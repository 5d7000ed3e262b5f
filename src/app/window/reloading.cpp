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

Reloading::Reloading(player::ContentWish wish, const player::Content& content)
    : wish_(std::move(wish)), watch_(content.files()) {}

std::optional<Reloading::Reloaded> Reloading::look(double nowS) {
    if (nowS - lookedS_ < 1.0)
        return std::nullopt;
    lookedS_ = nowS;
    if (!watch_.hasChanged())
        return std::nullopt;
    return read();
}

Reloading::Reloaded Reloading::read() {
    auto read = player::readContent(wish_);
    watch_ = Watch(read.value.files()); // a story may name other timelines now
    if (!read.ok())
        return {std::nullopt, mistakesOf(read.diagnostics)};
    return {std::move(read.value), {}};
}

} // namespace perilune::app
