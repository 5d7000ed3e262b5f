#pragma once

#include "app/window/installed_files.h"
#include "app/window/watch.h"
#include "player/content.h"
#include "base/workers.h"

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
    Reloading(player::ContentWish wish, const player::Content& content, base::Workers workers);

    /// What a change came to: content, or nothing where it has mistakes and the old one stays.
    struct Reloaded {
        std::optional<player::Content> content;
        std::vector<std::string> mistakes;
    };
    /// Looks at the files at most once a second of the caller's clock, and has them read beside; nothing
    /// while they stand or are being read.
    std::optional<Reloaded> look(double nowS);
    /// They are read again at the next look, whatever has changed.
    void ask() { asked_ = true; }
    /// The same with another story.
    void openStory(std::filesystem::path file) {
        wish_.story = std::move(file);
        asked_ = true;
    }
    /// They are being read.
    bool isReading() const { return reading_.isBegun(); }

  private:
    player::ContentWish wish_;
    Watch watch_;
    InstalledFiles own_; ///< the user's own timelines and installed records, which come and go
    bool asked_ = false;
    base::Workers workers_;
    base::Task<base::Parsed<player::Content>> reading_;
    double lookedS_ = 0.0;
};

} // namespace perilune::app
