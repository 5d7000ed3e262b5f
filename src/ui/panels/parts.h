#pragma once

#include "ui/panels/panels.h"

#include <imgui.h>

namespace perilune::ui {

/// The choice of what was known; its lower left corner stands at `at`.
void drawAsOf(const PanelView& view, ImVec2 at, PanelMemory& memory, PanelWish& wish);

/// The Export dialog, its middle at `at`.
void drawExport(const PanelView& view, ImVec2 at, PanelMemory& memory, PanelWish& wish);

/// Asks whether the window is to close while an export runs; its middle at `at`.
void drawCloseQuestion(const PanelView& view, ImVec2 at, PanelWish& wish);

/// The form that adds to the record, the middle of its upper edge at `at`: its fields stay where they are
/// while messages come and go below them.
void drawAnnounce(const PanelView& view, ImVec2 at, PanelMemory& memory, PanelWish& wish);

/// The date in the picture opens the field for a time.
void layDateButton(const PanelView& view, PanelWish& wish);
/// That field, its upper right corner at `at`.
void drawTime(const PanelView& view, ImVec2 at, PanelMemory& memory, PanelWish& wish);

/// The field that finds commands, the middle of its upper edge at `at`.
void drawPalette(const PanelView& view, ImVec2 at, PanelMemory& memory, PanelWish& wish);

/// All that a presenter sees, over the whole window.
void drawPresenter(const PanelView& view, PanelMemory& memory, PanelWish& wish);
/// The notes over the picture, for whoever has one screen.
void drawNotesOver(const PanelView& view, ImVec2 display, PanelWish& wish);

/// The stories and the steps of the one that is open, the middle of its upper edge at `at`.
void drawStories(const PanelView& view, ImVec2 at, PanelWish& wish);

/// The find box, the middle of its upper edge at `at`.
void drawFind(const PanelView& view, ImVec2 at, PanelMemory& memory, PanelWish& wish);

} // namespace perilune::ui
