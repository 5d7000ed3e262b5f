#pragma once

#include "ui/commands.h"
#include "base/diagnostic.h"
#include "base/size.h"

#include <filesystem>
#include <optional>
#include <string>

namespace perilune::player {

/// What somebody wishes for the window, whatever it shows. No command prints or draws otherwise for it.
struct Settings {
    std::optional<base::Size> size;           ///< of the window
    bool fullScreen = false;                  ///< it opens so
    std::string audienceMonitor;              ///< by its name; empty: the other one
    std::string language;                     ///< of the titles; empty: English
    double textSize = 1.0;                    ///< of the panels, in shares of the usual size
    bool reducedMotion = false;               ///< cuts in the place of flights
    ui::KeyCommands keys = ui::keyCommands(); ///< with one's own keys in them
};

/// $XDG_CONFIG_HOME/perilune/settings.yaml; empty where this machine has no home.
std::filesystem::path settingsFile();

/// All mistakes in one pass.
base::Parsed<Settings> parseSettings(const std::string& text, const std::string& fileName);

struct SettingsRead {
    Settings settings;
    std::string message; ///< what became of a file with mistakes; empty: all is well
};
/// Reads the file, if there is one. One with mistakes is set aside under another name, and told: the program
/// goes on as without it.
SettingsRead readSettings(const std::filesystem::path& file);

} // namespace perilune::player
