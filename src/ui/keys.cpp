#include "ui/keys.h"

#include "scene/camera.h"

namespace perilune::ui {

namespace {

using base::Angle;

scene::Look disc(double latitude, double longitude) {
    return scene::wholeDisc(Angle::degrees(latitude), Angle::degrees(longitude));
}

/// The ground around a pole, seen straight from above.
scene::Look pole(double latitude) {
    scene::Look look;
    look.latitude = Angle::degrees(latitude);
    look.rangeM = 1.4e6;
    return look;
}

struct Binding {
    ImGuiKey key;
    bool repeats;
    Action action;
};

const std::vector<Binding>& bindings() {
    static const std::vector<Binding> table{
        {ImGuiKey_PageDown, true, action::NextStop{}},
        {ImGuiKey_PageUp, true, action::PreviousStop{}},
        {ImGuiKey_Home, false, action::FirstStop{}},
        {ImGuiKey_End, false, action::LastStop{}},
        {ImGuiKey_Space, false, action::TogglePlay{}},
        {ImGuiKey_K, false, action::CycleAsOf{}},
        {ImGuiKey_S, false, action::ToggleSources{}},
        {ImGuiKey_H, false, action::TogglePanel{Panel::Help}},
        {ImGuiKey_F1, false, action::TogglePanel{Panel::Help}},
        {ImGuiKey_L, false, action::TogglePanel{Panel::Layers}},
        {ImGuiKey_E, false, action::TogglePanel{Panel::Export}},
        {ImGuiKey_F, false, action::TogglePanel{Panel::Find}},
        {ImGuiKey_Slash, false, action::TogglePanel{Panel::Find}},
        {ImGuiKey_KeypadDivide, false, action::TogglePanel{Panel::Find}},
        {ImGuiKey_P, false, action::TogglePinnedSun{}},
        {ImGuiKey_Enter, false, action::FlyToSelected{}},
        {ImGuiKey_KeypadEnter, false, action::FlyToSelected{}},
        {ImGuiKey_U, false, action::NorthUp{}},
        {ImGuiKey_N, false, action::ToggleLayer{&scene::Layers::names}},
        {ImGuiKey_G, false, action::ToggleLayer{&scene::Layers::graticule}},
        {ImGuiKey_R, false, action::ToggleLayer{&scene::Layers::scale}},
        {ImGuiKey_C, false, action::CycleTint{}},
        {ImGuiKey_M, false, action::ToggleRelief{}},
        {ImGuiKey_Y, false, action::CycleSky{}},
        {ImGuiKey_X, false, action::ToggleExposure{}},
        {ImGuiKey_J, false, action::CycleLanguage{}},
        {ImGuiKey_T, false, action::ToggleLayer{&scene::Layers::strip}},
        {ImGuiKey_W, false, action::ToggleLayer{&scene::Layers::partners}},
        {ImGuiKey_D, false, action::ToggleChanges{}},
        {ImGuiKey_B, false, action::ToggleBlack{}},
        {ImGuiKey_Period, false, action::ToggleBlack{}},
        {ImGuiKey_Z, false, action::ToggleFreeze{}},
        {ImGuiKey_O, false, action::ToggleLaser{}},
        {ImGuiKey_Escape, false, action::Deselect{}},
        {ImGuiKey_0, false, action::FlyHome{}},
        {ImGuiKey_1, false, action::FlyToLook{disc(0, 0)}},
        {ImGuiKey_2, false, action::FlyToLook{pole(-90)}},
        {ImGuiKey_3, false, action::FlyToLook{disc(0, 180)}},
        {ImGuiKey_4, false, action::FlyToLook{pole(90)}},
        {ImGuiKey_5, false, action::LookFrom{scene::Vantage::Earth}},
        {ImGuiKey_6, false, action::LookFrom{scene::Vantage::Site}},
        {ImGuiKey_7, false, action::LookFrom{scene::Vantage::Craft}},
        {ImGuiKey_8, false, action::LookFrom{scene::Vantage::TwoBodies}},
        {ImGuiKey_9, false, action::CycleAim{}},
        {ImGuiKey_V, false, action::TogglePanel{Panel::Views}},
        {ImGuiKey_I, false, action::ToggleLayer{&scene::Layers::facts}},
        {ImGuiKey_Equal, true, action::Zoom{2.0, std::nullopt}},
        {ImGuiKey_KeypadAdd, true, action::Zoom{2.0, std::nullopt}},
        {ImGuiKey_Minus, true, action::Zoom{-2.0, std::nullopt}},
        {ImGuiKey_KeypadSubtract, true, action::Zoom{-2.0, std::nullopt}},
        {ImGuiKey_Backspace, false, action::WholeStrip{}},
    };
    return table;
}

} // namespace

MouseInput mouseFromImGui(double nowS, float scaleX, float scaleY) {
    const ImGuiIO& io = ImGui::GetIO();
    MouseInput input;
    input.nowS = nowS;
    input.x = io.MousePos.x * scaleX;
    input.y = io.MousePos.y * scaleY;
    input.overWidget = io.WantCaptureMouse;
    input.shift = io.KeyShift;
    const auto button = [](ImGuiMouseButton which) {
        return MouseInput::Button{ImGui::IsMouseClicked(which), ImGui::IsMouseReleased(which),
                                  ImGui::IsMouseDown(which), ImGui::IsMouseDoubleClicked(which)};
    };
    input.left = button(ImGuiMouseButton_Left);
    input.right = button(ImGuiMouseButton_Right);
    input.wheel = io.MouseWheel;
    return input;
}

std::vector<Action> keysFromImGui(const Session& session, WindowWish& wish) {
    std::vector<Action> actions;
    const ImGuiIO& io = ImGui::GetIO();
    if (ImGui::IsKeyPressed(ImGuiKey_F11, false))
        wish.fullScreen = true;
    if (io.KeyCtrl && ImGui::IsKeyPressed(ImGuiKey_Q, false))
        wish.quit = true;
    // A field takes the keys a frame or two after its panel opened: until then they are no commands, either.
    const bool finding = session.desk.panel == Panel::Find && !session.show.black;
    if (io.KeyCtrl && ImGui::IsKeyPressed(ImGuiKey_F, false) && !finding)
        actions.push_back(action::TogglePanel{Panel::Find});
    if (io.WantTextInput || finding) {
        if (ImGui::IsKeyPressed(ImGuiKey_Escape, false)) // the box alone: a story goes on behind it
            actions.push_back(finding ? Action{action::TogglePanel{Panel::Find}}
                                      : Action{action::Deselect{}});
        return actions;
    }
    if (io.KeyCtrl || io.KeyAlt || io.KeySuper)
        return actions;
    for (const auto& binding : bindings())
        if (ImGui::IsKeyPressed(binding.key, binding.repeats))
            actions.push_back(binding.action);
    const auto arrow = [&](ImGuiKey key, int days, const Action& stop) {
        if (ImGui::IsKeyPressed(key, true))
            actions.push_back(io.KeyShift ? Action{action::StepDays{days}} : stop);
    };
    arrow(ImGuiKey_RightArrow, 1, action::NextStop{});
    arrow(ImGuiKey_LeftArrow, -1, action::PreviousStop{});
    if (ImGui::IsKeyPressed(ImGuiKey_UpArrow, false))
        actions.push_back(action::SetSpeed{session.show.speed + 1});
    if (ImGui::IsKeyPressed(ImGuiKey_DownArrow, false))
        actions.push_back(action::SetSpeed{session.show.speed - 1});
    if (ImGui::IsKeyPressed(ImGuiKey_Tab, true))
        actions.push_back(action::NextSite{io.KeyShift ? -1 : 1});
    if (ImGui::IsKeyPressed(ImGuiKey_F5, false)) // the start key of presenters' clickers
        actions.push_back(action::PlayStory{!session.show.storyPlaying});
    return actions;
}

const std::vector<KeyGroup>& keyHelp() {
    static const std::vector<KeyGroup> groups{
        {"The Moon",
         {{"drag", "turn"},
          {"wheel, + −", "nearer, farther"},
          {"right drag, Shift drag", "tilt and turn the view"},
          {"double click", "fly there"},
          {"click a pin", "fly to the site; again: down to the spacecraft"},
          {"Tab", "next site"},
          {"0 1 2 3 4", "light side, near side, south pole, far side, north pole"},
          {"5 6 7 8", "from the Earth, the site, a spacecraft, both bodies; again: another"},
          {"9", "look at something else from there"},
          {"V", "all views"},
          {"U", "north up, or straight ahead"},
          {"P", "pin the Sun, or let it go"}}},
        {"The picture",
         {{"N", "names of craters and seas"},
          {"G, R", "graticule, scale bar"},
          {"I", "figures: phase, light, distance"},
          {"C", "colour the ground: height, slope, sunlight"},
          {"M, X", "modelled relief, exposure"},
          {"Y", "stars, constellations, black sky"},
          {"L, T", "all layers; the strip"},
          {"J", "language of the titles"}}},
        {"The timeline",
         {{"← →, Page Up, Page Down", "previous, next milestone"},
          {"Home, End", "first, last milestone"},
          {"Shift ← →", "a day back, on"},
          {"Space", "play, pause"},
          {"↑ ↓", "faster, slower"},
          {"click a mark", "its card"},
          {"Enter", "fly to where it happens"},
          {"K", "as it looked then, or hindsight"},
          {"D", "what changed since a known day; drag the hollow one"},
          {"W", "the world: who joined whom, and when"},
          {"wheel on the strip", "shorter, longer span; Backspace: all of it"}}},
        {"The show",
         {{"F, Ctrl F or /", "find anything by its name"},
          {"S", "sources"},
          {"F5", "play the story"},
          {"B or .", "black screen"},
          {"Z", "freeze the picture; again: go on"},
          {"O", "laser pointer"},
          {"E", "export a picture or a film"},
          {"F11", "full screen"},
          {"Esc", "close"},
          {"H or F1", "this help"},
          {"Ctrl Q", "quit"}}},
    };
    return groups;
}

} // namespace perilune::ui
