#pragma once

#include <imgui.h>

#include <string>
#include <string_view>

namespace perilune::ui {

/// Colours of the chrome: the documentary's lower third, not the debugger's.
namespace colour {
inline constexpr ImVec4 kPanel{0.045f, 0.055f, 0.085f, 0.975f};
inline constexpr ImVec4 kField{1.0f, 1.0f, 1.0f, 0.07f};
inline constexpr ImVec4 kHover{1.0f, 1.0f, 1.0f, 0.13f};
inline constexpr ImVec4 kPress{1.0f, 1.0f, 1.0f, 0.20f};
inline constexpr ImVec4 kEdge{1.0f, 1.0f, 1.0f, 0.09f};
inline constexpr ImVec4 kText{0.95f, 0.96f, 0.98f, 1.0f};
inline constexpr ImVec4 kFaint{0.62f, 0.66f, 0.73f, 1.0f};
inline constexpr ImVec4 kAccent{0.435f, 0.694f, 1.0f, 1.0f};
inline constexpr ImVec4 kWarn{1.0f, 0.69f, 0.36f, 1.0f};
} // namespace colour

/// One unit of the theme: 1 at 16 pixels text.
float themeScale();
ImFont* strongFont();
/// Whether the panels' font has all of it.
bool canWrite(std::string_view text);
// Texts that may be of any script: set by Dear ImGui where that is right, else by the PanelLetters.
/// Whether the PanelLetters set it.
bool isShaped(std::string_view text);
/// Whether it runs from the right to the left.
bool runsLeft(std::string_view text);
float textWidth(std::string_view text);
void drawText(ImDrawList& list, ImVec2 from, ImU32 colour, std::string_view text);
/// The text, or its beginning with "…".
std::string fittedText(std::string_view text, float width);
/// As ImGui::TextUnformatted, in lines no wider than the place where it wraps (0: the window's edge).
void textLines(std::string_view text, float wrapAt);
/// Until ImGui::PopFont.
void pushStrongFont();

} // namespace perilune::ui
