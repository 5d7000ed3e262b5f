#pragma once

#include "app/commands/values.h"
#include "scene/link.h"
#include "scene/moment_fields.h"
#include "timeline/timeline.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace perilune::app {

/// What a command line says about the picture.
struct ViewWish {
    std::vector<std::filesystem::path> timelines;
    std::string state; ///< a link; all else is laid over what it shows
    std::optional<LookWish> look;
    std::optional<ViewFrom> from;
    /// An option of one row of the Moment's table, its word read once already.
    struct Said {
        const scene::Field* field;
        std::string words;
    };
    std::vector<Said> said;
    bool plain = false;

    bool says(std::string_view row) const;
};

/// The options for it: those of the Moment's table, --state, and --timeline, which the caller adds.
void addView(CLI::App& app, ViewWish& view);
/// The option --at, of which each command has its own to say.
void addAt(CLI::App& app, ViewWish& view, const std::string& help);

/// A language in which the timelines give titles; an error tells which there are.
base::Result<std::string> findLanguage(const timeline::Timeline& timeline, const std::string& code);

/// What a link shows; what of it is not known here is told on stderr.
base::Result<scene::Followed> follow(const std::string& link, const timeline::Timeline& timeline);
base::Result<scene::Moment> momentFor(const ViewWish& wish, const timeline::Timeline& timeline);

} // namespace perilune::app
