#pragma once

#include "ui/panels/icons.h"

#include <imgui.h>

namespace perilune::ui {

/// Sides of round buttons at scale 1.
inline constexpr float kButtonSide = 36.0f, kSmallButtonSide = 30.0f;

/// A round button with a drawn sign; `on` tints it. True when it was clicked.
bool iconButton(const char* id, Icon icon, const char* tip, bool on = false, float sideAtOne = kButtonSide);

/// A flat button with a word and, where wanted, a small arrow that tells of a menu.
bool wordButton(const char* id, const char* word, const char* tip, bool menu);

/// Begins a panel without a title bar, placed by its anchor (0..1 of itself) at a point. Where it `scrolls`
/// what has no room is reached by the wheel; what stays `below` never comes before another panel; where it
/// `isForm` the Tab key goes from field to field.
bool beginPanel(const char* id, ImVec2 at, ImVec2 anchor, float opacity = 1.0f,
                ImVec2 padding = {-1.0f, -1.0f}, bool scrolls = false, bool below = false,
                bool isForm = false);
void endPanel();

void heading(const char* text);
void faint(const char* text);

/// A row of choices of which one stands; true when another was chosen.
bool segments(const char* id, const char* const* words, int count, int& chosen);

/// A row with a label and a switch at its right.
bool switchRow(const char* label, bool on, float width);

/// A thin line between groups of buttons in a row.
void gap();

} // namespace perilune::ui
