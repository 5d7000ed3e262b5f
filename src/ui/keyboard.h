#pragma once

#include <array>
#include <string>
#include <string_view>

namespace perilune::ui {

/// What a key is. Sign: it bears something that is written, so that what it means depends on the layout; all
/// others mean what they are, wherever they lie.
enum class Key {
    Sign,
    Left,
    Right,
    Up,
    Down,
    PageUp,
    PageDown,
    Home,
    End,
    Enter,
    Tab,
    Escape,
    Backspace,
    F1,
    F2,
    F5,
    F6,
    F11
};

/// A key that went down.
struct KeyStroke {
    Key key = Key::Sign;
    char place = 0;     ///< of a Sign: what a US keyboard bears there without Shift; 0 beside the main block
    char32_t typed = 0; ///< what it wrote with this layout and Shift; 0: nothing
    bool shift = false, control = false;
    bool other = false; ///< Alt or Super is held
    bool again = false; ///< it is held down and repeats
    bool operator==(const KeyStroke&) const = default;
};

/// What the keys bear without Shift, by their place on a US keyboard; 0 where nobody knows.
class Layout {
  public:
    /// The places that bear signs, in the rows of a US keyboard.
    static constexpr std::string_view kPlaces = "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./";

    Layout(); ///< a US keyboard
    char32_t at(char place) const;
    void set(char place, char32_t sign);
    /// Some key bears a letter from A to Z: without one, letters and signs are meant by their places.
    bool isLatin() const;
    /// Some key bears it without Shift.
    bool bears(char32_t sign) const;
    bool operator==(const Layout&) const = default;

  private:
    std::array<char32_t, 128> at_{};
};

/// Which of the signs that mean something a key stroke means, as a lower-case sign of a US keyboard; 0: none
/// of them. By character: what it wrote, else what the key bears. By place: digits, which some layouts shift,
/// and, where the layout has no Latin letters, all.
char signOf(const KeyStroke& stroke, const Layout& layout, std::string_view signs);

/// How that sign is got with this layout, for people: "K", "Л (K)", "Shift 6".
std::string nameOf(char sign, const Layout& layout, std::string_view signs);

} // namespace perilune::ui
