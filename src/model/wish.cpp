#include "model/wish.h"

#include "base/findings.h"
#include "base/numbers.h"

#include <fmt/format.h>

#include <system_error>

namespace perilune::model {

namespace {

constexpr double kLeastScale = 1e-6, kGreatestScale = 1e6;

std::string escapedName(const std::string& text) {
    std::string out;
    for (const char c : text)
        out += c == '%' || c == '#' || c == '&' ? fmt::format("%{:02X}", int(static_cast<unsigned char>(c)))
                                                : std::string(1, c);
    return out;
}
std::string unescapedName(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto code =
            text[i] == '%' ? base::wholeNumber<int>(text.substr(i + 1, 2), 16) : std::optional<int>();
        out += code ? char(*code) : text[i];
        i += code ? 2 : 0;
    }
    return out;
}

} // namespace

base::Result<ModelWish> parseWish(const std::string& text) {
    ModelWish wish;
    const std::size_t mark = text.rfind('#');
    std::error_code none;
    if (mark == std::string::npos || std::filesystem::exists(text, none)) {
        wish.file = text;
        return wish;
    }
    wish.file = text.substr(0, mark);
    std::string_view rest = std::string_view(text).substr(mark + 1);
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('&'), rest.size());
        const std::string_view word = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        const std::size_t equals = std::min(word.find('='), word.size());
        const std::string_view key = word.substr(0, equals);
        const std::string value = unescapedName(word.substr(std::min(equals + 1, word.size())));
        const auto number = base::decimalNumber(value);
        if (key == "animation")
            wish.animation = value;
        else if (key == "variant")
            wish.variant = value;
        else if (key == "scene")
            wish.scene = value;
        else if (key == "time" && number && *number >= 0.0)
            wish.pose.timeS = *number;
        else if (key == "scale" && number && *number >= kLeastScale && *number <= kGreatestScale)
            wish.pose.scale = *number;
        else if (key == "heading" && number)
            wish.pose.headingDeg = *number;
        else if (key == "wires")
            wish.pose.wires = value != "0";
        else
            return base::inputError(fmt::format(
                "{}: {} says nothing of how a model stands; write animation=NAME, time=SECONDS, "
                "variant=NAME, scene=NAME, scale=FACTOR, heading=DEGREES or wires=1, with & between them",
                wish.file.string(), base::inQuotes(word)));
    }
    return wish;
}

std::string wordsOf(const ModelWish& wish) {
    std::string words;
    const auto add = [&words](const char* key, const std::string& value) {
        words += fmt::format("{}{}={}", words.empty() ? "#" : "&", key, value);
    };
    if (!wish.animation.empty())
        add("animation", escapedName(wish.animation));
    if (wish.pose.timeS != 0.0)
        add("time", fmt::format("{}", wish.pose.timeS));
    if (!wish.variant.empty())
        add("variant", escapedName(wish.variant));
    if (!wish.scene.empty())
        add("scene", escapedName(wish.scene));
    if (wish.pose.scale != 1.0)
        add("scale", fmt::format("{}", wish.pose.scale));
    if (wish.pose.headingDeg != 0.0)
        add("heading", fmt::format("{}", wish.pose.headingDeg));
    if (wish.pose.wires)
        add("wires", "1");
    return wish.file.string() + words;
}

} // namespace perilune::model
