#include "app/window/glfw_keyboard.h"

#include "base/letters.h"

#include <GLFW/glfw3.h>

#include <string_view>

namespace perilune::app {

namespace {

using ui::Key;

struct NamedKey {
    int glfw;
    Key key;
};
constexpr NamedKey kNamedKeys[] = {{GLFW_KEY_LEFT, Key::Left},
                                   {GLFW_KEY_RIGHT, Key::Right},
                                   {GLFW_KEY_UP, Key::Up},
                                   {GLFW_KEY_DOWN, Key::Down},
                                   {GLFW_KEY_PAGE_UP, Key::PageUp},
                                   {GLFW_KEY_PAGE_DOWN, Key::PageDown},
                                   {GLFW_KEY_HOME, Key::Home},
                                   {GLFW_KEY_END, Key::End},
                                   {GLFW_KEY_ENTER, Key::Enter},
                                   {GLFW_KEY_KP_ENTER, Key::Enter},
                                   {GLFW_KEY_TAB, Key::Tab},
                                   {GLFW_KEY_ESCAPE, Key::Escape},
                                   {GLFW_KEY_BACKSPACE, Key::Backspace},
                                   {GLFW_KEY_F1, Key::F1},
                                   {GLFW_KEY_F2, Key::F2},
                                   {GLFW_KEY_F5, Key::F5},
                                   {GLFW_KEY_F6, Key::F6},
                                   {GLFW_KEY_F11, Key::F11}};

struct WrittenKey {
    int glfw;
    char32_t writes;
};
/// The same on every layout.
constexpr WrittenKey kWrittenKeys[] = {{GLFW_KEY_SPACE, U' '},
                                       {GLFW_KEY_KP_ADD, U'+'},
                                       {GLFW_KEY_KP_SUBTRACT, U'-'},
                                       {GLFW_KEY_KP_DIVIDE, U'/'}};

/// GLFW names a key that bears a sign by that of a US keyboard.
char placeOf(int key) {
    if (key <= 0 || key > 0x7F)
        return 0;
    const char sign = key >= 'A' && key <= 'Z' ? char(key - 'A' + 'a') : char(key);
    return ui::Layout::kPlaces.find(sign) != std::string_view::npos ? sign : 0;
}

/// The decimal point of a number pad is a comma on some, and stop on none.
bool mayWrite(int key) {
    return placeOf(key) || key == GLFW_KEY_WORLD_1 || key == GLFW_KEY_WORLD_2 || key == GLFW_KEY_UNKNOWN ||
           (key >= GLFW_KEY_KP_0 && key <= GLFW_KEY_KP_9);
}

} // namespace

std::optional<ui::KeyStroke> strokeOf(int key, int action, int mods) {
    if (action == GLFW_RELEASE)
        return std::nullopt;
    ui::KeyStroke stroke;
    stroke.shift = mods & GLFW_MOD_SHIFT;
    stroke.control = mods & GLFW_MOD_CONTROL;
    stroke.other = mods & (GLFW_MOD_ALT | GLFW_MOD_SUPER);
    stroke.again = action == GLFW_REPEAT;
    for (const NamedKey& named : kNamedKeys)
        if (named.glfw == key) {
            stroke.key = named.key;
            return stroke;
        }
    stroke.place = placeOf(key);
    for (const WrittenKey& written : kWrittenKeys)
        if (written.glfw == key) {
            stroke.typed = written.writes;
            return stroke;
        }
    return mayWrite(key) ? std::optional(stroke) : std::nullopt;
}

ui::Layout layoutNow() {
    ui::Layout layout;
    for (const char place : ui::Layout::kPlaces) {
        const int key = place >= 'a' && place <= 'z' ? place - 'a' + 'A' : place;
        const char* name = glfwGetKeyName(key, 0);
        std::string_view text = name ? name : "";
        layout.set(place, text.empty() ? 0 : base::nextCharacter(text));
    }
    return layout;
}

} // namespace perilune::app
