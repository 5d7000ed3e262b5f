#include "base/blanks.h"
#include "base/yaml_form.h"

#include <algorithm>
#include <array>

namespace perilune::base {

using Kind = YamlNode::Kind;

namespace {

/// Words that other readers of YAML take for no text.
bool isTypedWord(std::string_view text) {
    static constexpr std::array kWords = {"~",     "null",  "Null",  "NULL", "true", "True", "TRUE",
                                          "false", "False", "FALSE", "yes",  "Yes",  "YES",  "no",
                                          "No",    "NO",    "on",    "On",   "ON",   "off",  "Off",
                                          "OFF",   "y",     "Y",     "n",    "N",    "<<",   "="};
    return std::find(kWords.begin(), kWords.end(), text) != kWords.end();
}

/// Words that a text may be, and that readers of YAML 1.1 take for yes or no: Norway's letters, the language
/// Norwegian.
bool isYesOrNo(std::string_view text) {
    return isTypedWord(text) && (text.size() == 2 || text.size() == 3) && text != "<<";
}

bool looksLikeNumber(std::string_view text) {
    return !text.empty() &&
           text.find_first_not_of("0123456789.+-eExX_:abcdfABCDF") == std::string_view::npos &&
           text.find_first_of("0123456789") != std::string_view::npos;
}

/// Line breaks and marks of Unicode that readers of YAML treat each in their own way.
bool hasOddBreaks(std::string_view text) {
    return text.find("\xC2\x85") != std::string_view::npos ||
           text.find("\xE2\x80\xA8") != std::string_view::npos ||
           text.find("\xE2\x80\xA9") != std::string_view::npos ||
           text.find("\xEF\xBB\xBF") != std::string_view::npos;
}

bool isPlain(std::string_view text, bool inFlow) {
    if (text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL" ||
        text.front() == ' ' || text.back() == ' ')
        return false;
    const char first = text.front();
    if (std::string_view(",[]{}#&*!|>'\"%@`").find(first) != std::string_view::npos)
        return false;
    const bool negative = first == '-' && text.size() > 1 && text[1] >= '0' && text[1] <= '9';
    if ((first == '-' || first == '?' || first == ':') && !negative &&
        (text.size() == 1 || text[1] == ' ' || inFlow))
        return false;
    if (text.starts_with("---") || text.starts_with("..."))
        return false;
    if (text.find(": ") != std::string_view::npos || text.find(" #") != std::string_view::npos ||
        text.back() == ':')
        return false;
    for (const char c : text) {
        if (static_cast<unsigned char>(c) < 0x20)
            return false;
        if (inFlow && std::string_view(",[]{}").find(c) != std::string_view::npos)
            return false;
    }
    return !hasOddBreaks(text);
}

std::string inDoubleQuotes(std::string_view text) {
    std::string out = "\"";
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"' || c == '\\')
            out += std::string("\\") + c;
        else if (c == '\n')
            out += "\\n";
        else if (c == '\t')
            out += "\\t";
        else if (c == '\r')
            out += "\\r";
        else if (text.substr(i).starts_with("\xC2\x85"))
            out += "\\N", i += 1;
        else if (text.substr(i).starts_with("\xE2\x80\xA8"))
            out += "\\L", i += 2;
        else if (text.substr(i).starts_with("\xE2\x80\xA9"))
            out += "\\P", i += 2;
        else if (text.substr(i).starts_with("\xEF\xBB\xBF"))
            out += "\\uFEFF", i += 2;
        else
            out += c;
    }
    return out + '"';
}

} // namespace

bool standsInLines(std::string_view text) {
    if (text.find('\n') == std::string_view::npos || text.front() == ' ' || text.front() == '\n' ||
        text.back() == '\n')
        return false;
    // Blanks before a line's end, and whatever no eye sees, are better told in quotes.
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if ((c < 0x20 && c != '\n') || c == 0x7F ||
            (c == ' ' && (i + 1 == text.size() || text[i + 1] == '\n')))
            return false;
    }
    return !hasOddBreaks(text);
}

std::string yamlScalar(std::string_view text, bool inFlow) {
    return isPlain(text, inFlow) && !isYesOrNo(text) ? std::string(text) : inDoubleQuotes(text);
}

std::string yamlScalar(const YamlNode& node, bool inFlow, const YamlForm& form) {
    if (node.kind == Kind::Null)
        return inFlow ? "null" : "";
    const std::string text = form.texts ? singleSpaced(node.scalar) : node.scalar;
    if (node.quoted && isPlain(text, inFlow) && (isTypedWord(text) || looksLikeNumber(text)))
        return inDoubleQuotes(text);
    return yamlScalar(text, inFlow);
}

bool isFoldable(std::string_view text) {
    return text.find(' ') != std::string_view::npos && text.find("\xC2\x85") == std::string_view::npos &&
           text.find("\xE2\x80\xA8") == std::string_view::npos &&
           text.find("\xE2\x80\xA9") == std::string_view::npos;
}

std::size_t columns(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

} // namespace perilune::base
