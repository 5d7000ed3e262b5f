#pragma once

#include "app/window/watch.h"
#include "player/content.h"

#include <optional>
#include <string>
#include <vector>

namespace perilune::app {

/// The mistakes among what was found, a line each.
std::vector<std::string> mistakesOf(const std::vector<base::Diagnostic>& found);

/// Reads the content again when its files have changed.
class Reloading {
  public:
    /// `content`: what was read for the wish.
    Reloading(player::ContentWish wish, const player::Content& content);

    /// What a change came to: content, or nothing where it has mistakes and the old one stays.
    struct Reloaded {
        std::optional<player::Content> content;
        std::vector<std::string> mistakes;
    };
    /// Looks at the files at most once a second of the caller's clock; nothing while they stand.
    std::optional<Reloaded> look(double nowS);

  private:
    Reloaded read();

    player::ContentWish wish_;
    Watch watch_;
    double lookedS_ = 0.0;
};

} // namespace perilune::app
