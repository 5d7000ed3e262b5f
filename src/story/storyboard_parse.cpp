#include "story/keyframes.h"
#include "story/sounds.h"
#include "story/times.h"
#include "base/files.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace perilune::story {

using base::YamlNode;

namespace {

constexpr std::size_t kMostTitle = 80, kMostCaption = 160;
constexpr std::size_t kMostKeyframes = 10'000;
constexpr const char* kStoryFormat = "story/1";

// True where the document says that it is a story of this version.
bool isStory(const YamlNode& root, const base::CheckedYaml& fields) {
    if (root.kind != YamlNode::Kind::Mapping) {
        fields.error(root, "the file is no story", "begin it with perilune: story/1");
        return false;
    }
    const YamlNode* format = root.find("perilune");
    if (!format) {
        fields.error(root, "the file does not say what it is", "begin it with perilune: story/1");
        return false;
    }
    if (format->scalar == kStoryFormat)
        return true;
    fields.error(*format,
                 fmt::format("'{}' is no story that this program reads", format->scalar.substr(0, 40)),
                 "write perilune: story/1");
    return false;
}

std::vector<std::filesystem::path> readTimelineNames(const YamlNode& root, const std::string& fileName,
                                                     bool mustExist, const base::CheckedYaml& fields) {
    std::vector<std::filesystem::path> paths;
    const YamlNode* node = root.find("timelines");
    if (!node || !fields.isSequence(*node, "timelines", "timelines: [artemis.yaml, ilrs.yaml]"))
        return paths;
    for (const YamlNode& item : node->items) {
        const std::optional<std::string> name = fields.line(item, "a timeline's name", 4096);
        if (!name)
            continue;
        if (name->empty()) {
            fields.error(item, "a timeline has no name",
                         "write the file's path, seen from the story's folder");
            continue;
        }
        std::filesystem::path path = std::filesystem::path(fileName).parent_path() / *name;
        std::error_code ignored;
        if (mustExist && !std::filesystem::is_regular_file(path, ignored)) {
            fields.error(item, fmt::format("there is no timeline '{}'", path.string()),
                         "give its path as seen from the story's folder");
            continue;
        }
        paths.push_back(std::move(path));
    }
    return paths;
}

void readKeyframes(const YamlNode& node, Storyboard& story, StoryTimes& times,
                   const timeline::Timeline& timeline, const base::CheckedYaml& fields) {
    if (!fields.isSequence(node, "keyframes", "a list, each beginning with - at: and a second"))
        return;
    if (node.items.empty())
        return fields.error(node, "the story has no keyframes", "add one at 0");
    if (node.items.size() > kMostKeyframes)
        return fields.error(node, fmt::format("{} keyframes are too many", node.items.size()),
                            fmt::format("keep to {}", kMostKeyframes));
    scene::Moment before = beginning(story.title);
    before.language = story.language;
    const YamlNode& first = node.items.front();
    if (first.kind == YamlNode::Kind::Mapping && !first.find("date"))
        fields.error(first, "the first keyframe has no date",
                     "add date: and the day on which the story begins");
    for (const YamlNode& item : node.items) {
        std::optional<Keyframe> keyframe = readKeyframe(item, before, times, timeline, fields);
        if (!keyframe)
            continue;
        const YamlNode& at = *item.find("at");
        if (story.keyframes.empty() && &item == &first && keyframe->atS != 0.0)
            fields.error(at, "the first keyframe is not at 0", "let the story begin at 0");
        if (!story.keyframes.empty() && keyframe->atS <= story.keyframes.back().atS)
            fields.error(at,
                         fmt::format("the keyframe at {} s does not come after the one at {} s",
                                     keyframe->atS, story.keyframes.back().atS),
                         "put keyframes in order of time, each at its own");
        keyframe->item = std::size_t(&item - node.items.data());
        before = keyframe->moment;
        story.keyframes.push_back(std::move(*keyframe));
    }
}

std::optional<Caption> readCaption(const YamlNode& node, StoryTimes& times, const base::CheckedYaml& fields) {
    constexpr const char* kExample = "{from: 1, to: 6, text: \"…\"}";
    if (!fields.isMapping(node, "a caption", kExample))
        return std::nullopt;
    fields.allowOnly(node, {"from", "to", "text"}, "a caption");
    bool whole = true;
    for (const char* key : {"from", "to", "text"})
        if (!node.find(key)) {
            fields.error(node, fmt::format("the caption has no '{}'", key),
                         fmt::format("write {}", kExample));
            whole = false;
        }
    if (!whole)
        return std::nullopt;
    const auto from = times.read(*node.find("from"), "from");
    const auto to = times.read(*node.find("to"), "to");
    auto text = fields.line(*node.find("text"), "text", kMostCaption);
    if (!from || !to || !text)
        return std::nullopt;
    if (*to <= *from) {
        fields.error(*node.find("to"), "the caption ends before it begins", "let to be later than from");
        return std::nullopt;
    }
    return Caption{*from, *to, std::move(*text), std::nullopt};
}

void readCaptions(const YamlNode& node, Storyboard& story, StoryTimes& times,
                  const base::CheckedYaml& fields) {
    if (!fields.isSequence(node, "captions", "a list of {from: 1, to: 6, text: \"…\"}"))
        return;
    for (const YamlNode& item : node.items) {
        std::optional<Caption> caption = readCaption(item, times, fields);
        if (!caption)
            continue;
        if (!story.captions.empty() && caption->fromS < story.captions.back().toS)
            fields.error(item,
                         fmt::format("the caption begins at {} s, before the one above has gone at {} s",
                                     caption->fromS, story.captions.back().toS),
                         "put captions in order and let none overlap");
        caption->item = std::size_t(&item - node.items.data());
        story.captions.push_back(std::move(*caption));
    }
}

void readLanguage(const YamlNode& node, std::string& language, const base::CheckedYaml& fields) {
    const std::string& given = node.scalar;
    const bool good =
        given.size() >= 2 && given.size() <= 12 && std::all_of(given.begin(), given.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
        });
    if (good) {
        language = given;
        // Titles are found by codes in small letters: "ZH" means "zh".
        const auto dash = std::min(given.find('-'), given.size());
        std::transform(given.begin(), given.begin() + std::ptrdiff_t(dash), language.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
        return;
    }
    fields.error(node, fmt::format("'{}' is no language", given.substr(0, 40)),
                 "write a code such as en, lv or zh");
}

Storyboard readStoryboard(const YamlNode& root, const std::string& fileName,
                          const timeline::Timeline& timeline, const base::CheckedYaml& fields) {
    Storyboard story;
    if (!isStory(root, fields))
        return story;
    fields.allowOnly(root,
                     {"perilune", "title", "language", "timelines", "duration", "keyframes", "captions",
                      "narration", "music"},
                     "a story");
    for (const char* key : {"title", "duration", "keyframes"})
        if (!root.find(key))
            fields.error(root, fmt::format("the story has no '{}'", key), fmt::format("add {}:", key));

    if (const YamlNode* title = root.find("title"))
        if (auto text = fields.line(*title, "title", kMostTitle))
            story.title = std::move(*text);
    if (const YamlNode* language = root.find("language"))
        readLanguage(*language, story.language, fields);
    story.timelines = readTimelineNames(root, fileName, false, fields);

    story.durationS = kLongestStoryS; // where it is wrong the rest is still checked
    bool isGiven = false;
    if (const YamlNode* duration = root.find("duration")) {
        const std::optional<double> seconds = readTime(*duration, "duration", kLongestStoryS, fields);
        if (seconds && *seconds > 0.0)
            story.durationS = *seconds, isGiven = true;
        else if (seconds)
            fields.error(*duration, "the story lasts no time", "give its length in seconds");
    }
    StoryTimes times(story.durationS, isGiven, fields);
    if (const YamlNode* keyframes = root.find("keyframes"))
        readKeyframes(*keyframes, story, times, timeline, fields);
    if (const YamlNode* captions = root.find("captions"))
        readCaptions(*captions, story, times, fields);
    story.sounds = readSounds(root, fileName, times, fields);
    times.tell();
    return story;
}

template <class T, class Read>
base::Parsed<T> readRoot(base::Parsed<YamlNode> yaml, const std::string& fileName, Read&& read) {
    base::Parsed<T> parsed;
    parsed.diagnostics = std::move(yaml.diagnostics);
    if (base::hasErrors(parsed.diagnostics))
        return parsed;
    base::Findings findings(kChoiceWords);
    findings.add(std::move(parsed.diagnostics));
    parsed.value = read(yaml.value, base::CheckedYaml(findings, fileName));
    parsed.diagnostics = findings.take({fileName});
    return parsed;
}

base::Parsed<Storyboard> storyFrom(base::Parsed<YamlNode> yaml, const std::string& fileName,
                                   const timeline::Timeline& timeline) {
    return readRoot<Storyboard>(
        std::move(yaml), fileName,
        [&](const YamlNode& root, const base::CheckedYaml& fields) {
            return readStoryboard(root, fileName, timeline, fields);
        });
}

} // namespace

base::Parsed<Storyboard> readStory(const std::filesystem::path& file, const timeline::Timeline& timeline) {
    return storyFrom(base::readYaml(file), file.string(), timeline);
}

base::Parsed<Storyboard> parseStory(const std::string& text, const std::string& fileName,
                                    const timeline::Timeline& timeline) {
    return storyFrom(base::parseYaml(text, fileName), fileName, timeline);
}

base::Parsed<std::vector<std::filesystem::path>> timelinesOf(const std::filesystem::path& file) {
    using Paths = std::vector<std::filesystem::path>;
    return readRoot<Paths>(
        base::readYaml(file), file.string(), [&](const YamlNode& root, const base::CheckedYaml& fields) {
            return isStory(root, fields) ? readTimelineNames(root, file.string(), true, fields) : Paths();
        });
}

} // namespace perilune::story
