#pragma once

#include "ui/story_run.h"
#include "story/steps.h"
#include "scene/scene.h"
#include "timeline/search/search.h"

#include <optional>
#include <vector>

namespace perilune::ui {

/// How fast time runs while playing, days of the calendar a second: from a minute to a year.
inline constexpr double kPlaySpeeds[] = {1.0 / 1440.0, 1.0 / 144.0, 1.0 / 24.0, 0.25, 1.0,
                                         7.0,          30.0,        91.0,       365.0};
inline constexpr int kPlaySpeedCount = 9;
inline constexpr int kUsualSpeed = 6;

/// A flight of the camera under way.
struct Flight {
    scene::Look from, to;
    double startedS = 0.0, lastsS = 0.0;
};

/// A place on the picture in shares of its width and height, from the top left: the same on every screen.
struct Spot {
    double x = 0.5, y = 0.5;
    bool operator==(const Spot&) const = default;
};

/// A line that was drawn over the picture; it fades.
struct InkStroke {
    std::vector<Spot> points;
    double drawnS = 0.0; ///< when it was drawn last, of the show's clock
};
inline constexpr double kInkStaysS = 8.0, kInkFadesS = 1.5;

/// What an audience sees, and what moves it. Every screen of one show shows the same.
struct Show {
    scene::Moment moment; ///< where hand, clock and story have brought it
    double nowS = 0.0;    ///< the show's own clock, fed by Tick
    bool playing = false;
    int speed = kUsualSpeed; ///< index into kPlaySpeeds
    bool calm = false;       ///< whoever wishes for less motion sees cuts in the place of flights
    std::optional<scene::StripSpan> longSpan; ///< of the strip before hours were looked at
    // The camera's motion
    std::optional<Flight> flight;
    double spinXShareS = 0.0, spinYShareS = 0.0;     ///< inertia of a drag, picture heights a second
    double zoomRate = 0.0;                           ///< inertia of the wheel, -d ln(range) / dt
    std::optional<astro::Selenographic> zoomTowards; ///< the ground under the mouse while zooming in
    StoryRun story;                                  ///< that is told
    // Light while time plays: where a frame steps so far that sunlight would flicker, the Sun is held
    int flickers = 0;         ///< frames in a row that would
    bool heldForPlay = false; ///< the Sun was pinned for that, and is let go when it is over
    scene::Light lightBeforeHold;
    bool flickerWanted = false; ///< the viewer let it go all the same
    // What a presenter does to the picture, and no film has
    bool black = false;
    double blackness = 0.0;              ///< on its way there, 0..1
    std::optional<scene::Moment> frozen; ///< the picture stands still at this, whatever goes on behind it
    bool white = false;                  ///< a white screen, as a light to draw on a board by
    bool pointing = false;               ///< the mouse is a laser pointer
    bool penning = false;                ///< the mouse draws while its button is held
    std::vector<InkStroke> ink;
    std::optional<Spot> laser; ///< where it points, while it is over the picture
};

/// What the show is about; frozen.
struct Dataset {
    const timeline::Timeline* timeline = nullptr;
    const terrain::Surface* surface = nullptr;
    const story::Told* story = nullptr;            ///< may be absent
    const timeline::SearchIndex* search = nullptr; ///< null until it was wanted and made
};

/// What an audience sees now. A screen that shows it adds the laser's spot.
scene::Moment momentOf(const Show& show, const Dataset& data);
/// What goes on: the same but for a picture that is frozen or black.
scene::Moment liveMomentOf(const Show& show, const Dataset& data);

/// Time alone will change the picture: another Tick is wanted at once.
bool isMoving(const Show& show);

} // namespace perilune::ui
