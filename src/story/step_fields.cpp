#include "story/step_fields.h"

#include "story/times.h"
#include "base/yaml_edit.h"

#include <fmt/format.h>

#include <algorithm>

namespace perilune::story {

using base::YamlNode;

namespace {

constexpr const char* kExample = "step: {title: \"The promise\", notes: \"…\", advance: click}";

std::optional<Advance> readAdvance(const YamlNode& node, const base::CheckedYaml& fields) {
    if (node.kind == YamlNode::Kind::Scalar && node.scalar == kOnClick)
        return Advance{};
    const bool isTime = node.kind == YamlNode::Kind::Scalar && !node.scalar.empty() &&
                        (node.scalar[0] == '.' || (node.scalar[0] >= '0' && node.scalar[0] <= '9'));
    if (!isTime) {
        fields.error(node, "advance is neither click nor a time",
                     "write advance: click to wait for one, or the seconds after which it goes on");
        return std::nullopt;
    }
    const auto seconds = readTime(node, "advance", kLongestRestS, fields);
    return seconds ? std::optional(Advance{false, *seconds}) : std::nullopt;
}

/// Lines of text, without blanks at their ends and empty lines around them.
std::optional<std::string> readNotes(const YamlNode& node, const base::CheckedYaml& fields) {
    const auto lines = fields.line(node, "notes", kMostNotes);
    if (!lines)
        return std::nullopt;
    std::string notes;
    for (std::size_t from = 0; from <= lines->size();) {
        const std::size_t end = std::min(lines->find('\n', from), lines->size());
        std::string line = lines->substr(from, end - from);
        line.erase(line.find_last_not_of(" \t\r") + 1);
        notes += line + '\n';
        from = end + 1;
    }
    notes.erase(notes.find_last_not_of('\n') + 1);
    notes.erase(0, std::min(notes.find_first_not_of('\n'), notes.size()));
    return notes;
}

std::string wordOf(const Advance& advance) {
    return advance.onClick ? std::string(kOnClick) : fmt::format("{}", advance.afterS);
}

} // namespace

std::vector<std::string> stepKeys() {
    return {"title", "notes", "advance"};
}

std::optional<Step> readStep(const YamlNode& node, const base::CheckedYaml& fields) {
    if (!fields.isMapping(node, "a step", kExample))
        return std::nullopt;
    fields.allowOnly(node, stepKeys(), "a step");
    Step step;
    const YamlNode* title = node.find("title");
    const auto words = title ? fields.line(*title, "the step's title", kMostStepTitle) : std::nullopt;
    if (!title || (words && words->empty())) {
        fields.error(node, "the step has no title", fmt::format("write {}", kExample));
        return std::nullopt;
    }
    if (!words)
        return std::nullopt;
    step.title = *words;
    if (const YamlNode* notes = node.find("notes"))
        step.notes = readNotes(*notes, fields).value_or("");
    if (const YamlNode* advance = node.find("advance"))
        step.advance = readAdvance(*advance, fields);
    return step;
}

void putStep(YamlNode& keyframe, const std::optional<Step>& step, const base::YamlForm& form) {
    const YamlNode* said = keyframe.find("step");
    if (!step) {
        if (said)
            base::removeKey(keyframe, "step");
        return;
    }
    base::Findings findings;
    const base::CheckedYaml fields(findings, "");
    const std::optional<Step> was = said ? readStep(*said, fields) : std::nullopt;
    if (was == step && !findings.hasErrors())
        return;
    YamlNode node = said && said->kind == YamlNode::Kind::Mapping ? *said : base::yamlMapping({});
    const auto put = [&](const char* key, bool same, const std::optional<std::string>& value) {
        if (same)
            return;
        if (value)
            base::setKey(node, {"keyframes", "-", "step"}, key, base::yamlWord(*value), form);
        else
            base::removeKey(node, key);
    };
    put("title", was && was->title == step->title, step->title);
    put("notes", was ? was->notes == step->notes : step->notes.empty(),
        step->notes.empty() ? std::nullopt : std::optional(step->notes));
    put("advance", was ? was->advance == step->advance : !step->advance,
        step->advance ? std::optional(wordOf(*step->advance)) : std::nullopt);
    base::setKey(keyframe, {"keyframes", "-"}, "step", std::move(node), form);
}

} // namespace perilune::story
