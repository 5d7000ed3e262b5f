#pragma once

#include "ui/find.h"
#include "ui/keys.h"
#include "ui/session.h"
#include "ui/tips.h"
#include "story/film_job.h"
#include "overlay/ink/font_set.h"
#include "overlay/stage.h"
#include "base/letters.h"
#include "base/result.h"

#include <cfloat>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace perilune::ui {

/// A still of what is shown.
struct StillWish {
    base::Size size{1920, 1080};
    int samples = 8;
};

/// What the Export dialog asks for; a film is one of the story that is open.
struct ExportRequest {
    std::filesystem::path file;
    std::variant<StillWish, story::FilmJob> what;
};

/// How an export stands.
struct ExportState {
    enum class Phase { Idle, Running, Done, Failed, Cancelled } phase = Phase::Idle;
    std::int64_t done = 0, total = 0;
    std::string message;
    std::string file;
};

/// What is to be added to the record, as it was typed.
struct AnnounceRequest {
    std::string milestone, on, target, status, actual, because, by, words;
    std::string source, sourceTitle, publisher, published;
    bool anyway = false;   ///< in spite of what is worth a look
    bool withdraw = false; ///< what was said on that day is withdrawn; the words give the reason
};

/// What came of it.
struct AnnounceState {
    std::string message;    ///< what is wrong with it; empty: nothing
    bool mayAnyway = false; ///< that can be written all the same
    int added = 0;          ///< so many were
};

/// A story that can be chosen.
struct StoryChoice {
    std::string title;
    bool isOpen = false;
};

/// What the panels are drawn over; sizes in ImGui's units.
struct PanelView {
    const Session& session;
    const Dataset& data;
    const overlay::Stage& stage;
    const ExportState& exporting;
    const AnnounceState& announcing;
    bool recordShown = true; ///< with the user's own timelines, so that what is added to them is seen
    float scaleX = 1.0f, scaleY = 1.0f; ///< pixels of the picture a unit
    bool fullScreen = false;
    Layout layout{};                              ///< of the keyboard
    bool canMakeFilms = true;                     ///< a build may lack films
    bool asksToClose = false;                     ///< the window was to close while an export runs
    const KeyCommands* commands = &keyCommands(); ///< with the keys that they have here
    std::vector<StoryChoice> stories{};
    std::vector<unsigned> stepPictures{}; ///< textures of the open story's steps, upside down; 0: none yet
    std::optional<base::Instant> now{};   ///< what "today" means
    std::string clock{};                  ///< the time of day, for whoever presents
    bool presents = false; ///< the audience has a screen of its own; this one is the presenter's
    bool twoScreens = false;
    unsigned picture = 0; ///< the texture of what the audience sees
    float pictureAspect = 16.0f / 9.0f;
};

/// What was done in the panels.
struct PanelWish {
    std::vector<Action> actions;
    std::optional<ExportRequest> start;
    bool cancelExport = false;
    std::optional<AnnounceRequest> announce;
    std::optional<std::size_t> story; ///< another one is to be opened
    std::optional<bool> close;        ///< the answer whether the window is to close
    WindowWish window;
};

/// What is typed into the find box, and what was found for it.
struct FindMemory {
    char text[256] = "";
    std::string early;                            ///< typed before the field took the keys
    bool listens = false;                         ///< the field takes the keys
    std::string sought;                           ///< the text that the rows are for
    const timeline::SearchIndex* index = nullptr; ///< that they point into
    std::vector<FoundRow> rows;
    int chosen = 0;
};

/// What is typed into the form that adds to the record.
struct AnnounceMemory {
    std::string milestone; ///< that it is of
    int added = 0;         ///< so many were when it was begun
    char on[32] = "", target[40] = "", status[24] = "", actual[32] = "", because[300] = "", by[200] = "",
         words[1500] = "", source[1000] = "", sourceTitle[300] = "", publisher[200] = "", published[32] = "";
    std::string asked; ///< all that was typed when it was to be added
    bool wantsFocus = true;
};

/// What is typed where a time is to be.
struct TimeMemory {
    char words[200] = "";
    bool asked = false; ///< Enter was pressed on them
};

/// What is typed where a command is to be.
struct PaletteMemory {
    char words[120] = "";
    int chosen = 0;
};

/// A rectangle in ImGui's units.
struct PanelArea {
    float x0 = 0.0f, y0 = 0.0f, x1 = 0.0f, y1 = 0.0f;
};

/// What is typed into the panels' fields, kept between frames.
struct PanelMemory {
    bool film = false;
    char stillFile[1024] = "", filmFile[1024] = "";
    std::string offeredStill, offeredFilm; ///< free names; what was typed differs
    std::filesystem::path taken;           ///< the file that is there already, asked about; empty: none
    int size = 1;                          ///< index of the presets
    int fps = 1;
    int samples = 1;
    char knownDate[16] = "";
    bool knownDateBad = false;
    std::string fileError;
    FindMemory find;
    AnnounceMemory announce;
    TimeMemory time;
    PaletteMemory palette;
    PanelArea picture; ///< where a presenter sees what the audience does
    bool overPicture = false;
    float mouseX = -FLT_MAX, mouseY = -FLT_MAX; ///< where it was
    double mouseRestsS = 1e9;                   ///< since it moved or a button was held
    float toolsWidth = 560.0f;                  ///< of the row of tools, when it was drawn last; at scale 1
};

/// Draws every panel that is open into the current ImGui frame.
PanelWish drawPanels(const PanelView& view, PanelMemory& memory);

/// What panels may have to write: titles in all languages of the timelines, and the languages' own names.
base::Letters panelLettersOf(const timeline::Timeline& timeline);

class PanelLetters;

/// Fonts (Inter, and for `letters` that it lacks those that have them) and colours for this
/// scale, 1 = 16 pixels text. Before a frame begins. What is given back is kept as long as they are used.
base::Result<std::unique_ptr<PanelLetters>> applyTheme(const overlay::FontSources& sources, float scale,
                                                       float framebufferScale,
                                                       const base::Letters& letters = {});

} // namespace perilune::ui
