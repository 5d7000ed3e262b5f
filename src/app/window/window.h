#pragma once

#include "app/commands/loading.h"

#include <filesystem>
#include <optional>
#include <string>

namespace perilune::app {

struct WindowOptions {
    Paths timelines;
    std::filesystem::path story;
    std::string language; ///< of the titles; empty: that of the link, or English
    std::string state;    ///< a link to show; empty: the opening picture
    std::optional<capture::Size> size;
    std::filesystem::path screenshot; ///< draw, save, end
    bool present = false;             ///< the story is told at once, full screen
};
int window(const WindowOptions& options);

} // namespace perilune::app
