#include "story/fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace perilune::story {

using base::YamlNode;

namespace {

std::optional<double> plainNumber(std::string_view text) {
    double value = 0.0;
    const char* last = text.data() + text.size();
    if (!text.empty() && text.front() == '+')
        text.remove_prefix(1);
    const auto [end, fault] = std::from_chars(text.data(), last, value);
    if (fault != std::errc{} || end != last || !std::isfinite(value))
        return std::nullopt;
    return value;
}

std::string shown(std::string_view text) {
    return std::string(text.substr(0, 40)) + (text.size() > 40 ? "…" : "");
}

// UTF-8 was checked by the reader: count the bytes that begin a character.
std::size_t lengthOf(std::string_view text) {
    return std::size_t(std::count_if(
        text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

} // namespace

void Fields::error(int line, int column, std::string what, std::string todo) {
    diagnostics.push_back({base::Severity::Error, {file_, line, column}, std::move(what), std::move(todo)});
}
void Fields::error(const YamlNode& node, std::string what, std::string todo) {
    error(node.line, node.column, std::move(what), std::move(todo));
}
void Fields::error(const YamlNode::Entry& entry, std::string what, std::string todo) {
    error(entry.keyLine, entry.keyColumn, std::move(what), std::move(todo));
}

std::string Fields::suggest(std::string_view word, const std::vector<std::string>& candidates) {
    const std::string close = base::closestWord(word, candidates);
    if (!close.empty())
        return fmt::format("did you mean '{}'?", close);
    if (candidates.empty())
        return "there is none to name";
    if (candidates.size() > 14)
        return fmt::format("{} are known, none of them alike", candidates.size());
    return fmt::format("use one of {}", fmt::join(candidates, ", "));
}

void Fields::allowOnly(const YamlNode& mapping, const std::vector<std::string>& keys, std::string_view of) {
    for (const YamlNode::Entry& entry : mapping.entries)
        if (std::find(keys.begin(), keys.end(), entry.key) == keys.end())
            error(entry, fmt::format("{} has no key '{}'", of, shown(entry.key)), suggest(entry.key, keys));
}

bool Fields::isMapping(const YamlNode& node, std::string_view what, std::string_view example) {
    if (node.kind == YamlNode::Kind::Mapping)
        return true;
    error(node, fmt::format("{} is no mapping", what), fmt::format("write {}", example));
    return false;
}

bool Fields::isSequence(const YamlNode& node, std::string_view what, std::string_view example) {
    if (node.kind == YamlNode::Kind::Sequence)
        return true;
    error(node, fmt::format("{} is no list", what), fmt::format("write {}", example));
    return false;
}

std::optional<std::string> Fields::text(const YamlNode& node, std::string_view what, std::size_t most) {
    if (node.kind == YamlNode::Kind::Null)
        return std::string();
    if (node.kind != YamlNode::Kind::Scalar) {
        error(node, fmt::format("{} is no text", what),
              "write one line of text, in quotes where it holds a colon");
        return std::nullopt;
    }
    if (const std::size_t length = lengthOf(node.scalar); length > most) {
        error(node, fmt::format("{} has {} characters", what, length),
              fmt::format("keep it within {}", most));
        return std::nullopt;
    }
    return node.scalar;
}

std::optional<double> Fields::number(const YamlNode& node, std::string_view what, double least,
                                     double greatest) {
    const std::optional<double> value =
        node.kind == YamlNode::Kind::Scalar ? plainNumber(node.scalar) : std::optional<double>();
    if (!value) {
        const std::string given =
            node.kind == YamlNode::Kind::Scalar ? "'" + shown(node.scalar) + "'" : "what stands here";
        error(node, fmt::format("{}: {} is no number", what, given),
              fmt::format("write a number from {} to {}", least, greatest));
        return std::nullopt;
    }
    if (*value < least || *value > greatest) {
        error(node, fmt::format("{}: {} is outside {} to {}", what, shown(node.scalar), least, greatest),
              fmt::format("write a number from {} to {}", least, greatest));
        return std::nullopt;
    }
    return value;
}

std::optional<double> Fields::time(const YamlNode& node, std::string_view what, double greatest) {
    const std::size_t colon = node.scalar.find(':');
    if (node.kind != YamlNode::Kind::Scalar || colon == std::string::npos)
        return number(node, what, 0.0, greatest);
    const std::string_view text = node.scalar;
    const std::optional<double> minutes = plainNumber(text.substr(0, colon)),
                                seconds = plainNumber(text.substr(colon + 1));
    const bool good = minutes && seconds && *minutes >= 0.0 && *minutes == std::floor(*minutes) &&
                      *seconds >= 0.0 && *seconds < 60.0 &&
                      text.find(':', colon + 1) == std::string_view::npos;
    if (!good) {
        error(node, fmt::format("{}: '{}' is no time", what, shown(text)),
              "write seconds, or minutes:seconds as in 1:05.5");
        return std::nullopt;
    }
    const double value = *minutes * 60.0 + *seconds;
    if (value <= greatest)
        return value;
    error(node, fmt::format("{}: {} is outside 0 to {}", what, shown(text), greatest),
          fmt::format("write a time within {} seconds", greatest));
    return std::nullopt;
}

} // namespace perilune::story
