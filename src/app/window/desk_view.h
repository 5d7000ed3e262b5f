#pragma once

#include "app/window/glfw_window.h"
#include "player/player.h"
#include "player/settings.h"
#include "ui/panels/panels.h"
#include "ui/pointer.h"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace perilune::app {

/// What the panels are laid over and told, besides the show.
struct DeskFrame {
    const overlay::Stage& stage;
    ui::ExportState exporting;
    const ui::AnnounceState& announcing;
    bool asksToClose = false;
    std::vector<unsigned> stepPictures{};
    base::Instant now{};
    std::string clock{};
    bool presents = false, twoScreens = false;
    unsigned picture = 0;
    capture::Size size; ///< of the picture
};

/// The desk in a window: keys and mouse become actions, and the panels lie over the picture. Dear ImGui lives
/// here.
class DeskView {
  public:
    /// Fonts and shaders are found in `shareDir`. The window outlives it.
    DeskView(GlfwWindow& window, std::filesystem::path shareDir);
    ~DeskView();
    DeskView(const DeskView&) = delete;
    DeskView& operator=(const DeskView&) = delete;

    /// Own keys and the size of letters.
    void setSettings(const player::Settings& settings);
    /// New texts may have new letters.
    void setContent(const player::Content& content);
    /// Begins a frame; the fonts fit the size then.
    base::Result<void> begin(capture::Size size);
    /// What hand and keys did since the last frame, over the picture that was drawn from `frame`. What
    /// concerns the window is carried out.
    /// `presents`: the picture is on another screen, and here in a part of the window.
    void takeInput(player::Player& player, const render::Frame& frame, capture::Size size, bool presents,
                   double nowS);
    /// Keys that went down in another window of the show.
    void takeKeys(player::Player& player, const std::vector<ui::KeyStroke>& strokes);
    /// Screens are to be changed, once asked.
    bool takeSwap() { return std::exchange(swap_, false); }
    /// Lays the panels over the picture, and tells what was done in them. What concerns the window is carried
    /// out.
    ui::PanelWish layPanels(const player::Player& player, DeskFrame frame);
    /// Draws them into the framebuffer that is bound, which is the window's, and ends the frame.
    void draw();
    /// The hand holds something.
    bool isHeld() const { return pointer_.hold != ui::Hold::Nothing; }
    /// The mouse has just come to rest: what it rests on is told soon, and needs frames for that.
    bool awaitsTip() const { return memory_.mouseRestsS < 2.0 * ui::kTipAfterS; }

  private:
    void setCursor(ui::Shape shape, bool chromeHidden);
    void carryOut(const ui::WindowWish& wish);

    GlfwWindow& window_;
    std::filesystem::path shareDir_;
    ui::Pointer pointer_;
    ui::PanelMemory memory_;
    base::Letters letters_; ///< that the panels need
    std::unique_ptr<ui::PanelLetters> panelLetters_;
    bool swap_ = false;
    ui::KeyCommands commands_ = ui::keyCommands();
    float textSize_ = 1.0f;
    float scale_ = 0.0f, perUnit_ = 0.0f;
};

} // namespace perilune::app
