#pragma once

#include <optional>
#include <string>
#include <vector>

namespace perilune::ui {

/// After so long without a touch the chrome fades away.
inline constexpr double kChromeRestS = 3.0;

/// The panel that is open over the picture; one at a time.
enum class Panel { None, Help, Export, AsOf, Layers, Views, Find, Announce, Stories, Time, Palette };

/// What is wrong with files that are shown, or should be.
struct Mistakes {
    std::string heading;            ///< what that comes to
    std::vector<std::string> lines; ///< as commands tell them; empty: nothing is wrong
    bool mayGo = true;              ///< there is something to be seen without them
};

/// What only the person at the machine sees. Nothing of it changes what an audience sees.
struct Desk {
    Panel panel = Panel::None;
    Mistakes mistakes;        ///< stand until they are mended or put away
    std::string message;      ///< one line for the user; empty = none
    double messageForS = 0.0; ///< so long it still stands
    bool notes = false;       ///< the notes of the story's step lie over the picture
    float notesScale = 1.4f;  ///< their letters, in shares of the panels'
    double talkS = 0.0;       ///< since the talk began
    double chrome = 1.0;      ///< opacity of the bar, 0..1
    double restedS = 0.0;     ///< since the last touch
};

/// Puts up a message, for as long as it takes to read it or for a time.
void say(Desk& desk, std::string message);
void say(Desk& desk, std::string message, double forS);

/// Time passes at the desk: the chrome comes and goes, a message goes.
void pass(Desk& desk, double dtS);

/// The chrome is on its way: another Tick is wanted at once.
bool isMoving(const Desk& desk);
/// Seconds until time alone changes something (the chrome hides, a message goes); nothing while all rests.
std::optional<double> restsForS(const Desk& desk);

} // namespace perilune::ui
