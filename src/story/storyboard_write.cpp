#include "story/storyboard_write.h"

#include "story/keyframe_writer.h"
#include "story/keyframes.h"
#include "story/look_fields.h"
#include "story/look_writer.h"
#include "story/moment_values.h"
#include "story/times.h"
#include "scene/moment_fields.h"
#include "base/paths.h"
#include "base/yaml_edit.h"

#include <fmt/format.h>

#include <algorithm>

namespace perilune::story {

using base::YamlNode;
using scene::Moment;

namespace {

constexpr const char* kFormat = "story/1";
constexpr std::string_view kByteOrder = "\xEF\xBB\xBF";

/// Keys in the order of the format's page.
constexpr std::string_view kFile[] = {"perilune",  "title",    "language",  "timelines", "duration",
                                      "keyframes", "captions", "narration", "music"};
constexpr std::string_view kKeyframe[] = {
    "at",   "date",  "known",    "look",      "light",   "select",        "said",         "site",
    "span", "show",  "paths",    "path-axes", "country", "changed-since", "changes-from", "relief",
    "sky",  "tint",  "heights",  "exposure",  "theme",   "text-size",     "safe",         "fold",
    "hide", "title", "subtitle", "curtain",   "ease",    "step"};
constexpr std::string_view kLookKeys[] = {"from", "craft",   "site",      "lat",      "lon",
                                          "disc", "at",      "north",     "range_km", "heading",
                                          "tilt", "azimuth", "elevation", "fov"};
constexpr std::string_view kStep[] = {"title", "notes", "advance"};
constexpr std::string_view kCaption[] = {"from", "to", "text"};
constexpr std::string_view kSound[] = {"file", "at", "to", "gain", "fade-in", "fade-out", "hold", "repeat"};
constexpr std::string_view kPlace[] = {"lat", "lon"};

std::size_t rank(const base::YamlPath& path, const YamlNode&, std::string_view key) {
    const auto in = [&](const auto& keys) {
        return static_cast<std::size_t>(std::find(std::begin(keys), std::end(keys), key) - std::begin(keys));
    };
    if (path.empty())
        return in(kFile);
    if (path.size() == 2)
        return path[0] == "keyframes" ? in(kKeyframe) : path[0] == "captions" ? in(kCaption) : in(kSound);
    return path.back() == "look" ? in(kLookKeys) : path.back() == "step" ? in(kStep) : in(kPlace);
}

bool isTall(const base::YamlPath& path) {
    return path.empty() || (path.size() == 1 && path[0] != "timelines") ||
           (path[0] == "keyframes" && (path.size() == 2 || path.back() == "step"));
}

/// Edits the tree of a story's file until it says another storyboard.
class StoryWriter {
  public:
    StoryWriter(const YamlNode& root, const std::string& fileName, const timeline::Timeline& timeline)
        : root_(root), fileName_(fileName), timeline_(timeline) {}

    YamlNode write(const Storyboard& was, const Storyboard& wanted) {
        edited_ = root_;
        if (edited_.kind != YamlNode::Kind::Mapping)
            edited_ = base::yamlMapping({{"perilune", base::yamlWord(kFormat)}});
        if (wanted.title != was.title || !edited_.find("title"))
            set("title", base::yamlWord(wanted.title));
        if (wanted.language != was.language)
            set("language", base::yamlWord(wanted.language));
        if (wanted.timelines != was.timelines)
            putTimelines(wanted);
        if (wanted.durationS != was.durationS || !edited_.find("duration"))
            set("duration", base::yamlWord(fmt::format("{}", wanted.durationS)));
        putKeyframes(wanted);
        putCaptions(was, wanted);
        return std::move(edited_);
    }

  private:
    void set(const char* key, YamlNode value) {
        base::setKey(edited_, {}, key, std::move(value), storyForm());
    }

    void putTimelines(const Storyboard& wanted) {
        const std::filesystem::path folder = std::filesystem::path(fileName_).parent_path();
        std::vector<std::string> names;
        for (const std::filesystem::path& path : wanted.timelines)
            names.push_back(base::seenFrom(folder, path));
        if (names.empty())
            base::removeKey(edited_, "timelines");
        else
            set("timelines", base::yamlList(names));
    }

    /// The item of a list as it was read; an empty mapping of a new one.
    YamlNode itemOf(const char* key, const std::optional<std::size_t>& item) const {
        const YamlNode* list = root_.find(key);
        if (list && item && *item < list->items.size())
            return list->items[*item];
        return base::yamlMapping({});
    }
    void putItems(const char* key, std::vector<YamlNode> items) {
        YamlNode list;
        if (const YamlNode* old = root_.find(key))
            list = *old;
        list.kind = YamlNode::Kind::Sequence;
        list.items = std::move(items);
        set(key, std::move(list));
    }

    void putKeyframes(const Storyboard& wanted) {
        Moment before = beginning(wanted.title);
        before.language = wanted.language;
        std::vector<YamlNode> items;
        for (const Keyframe& keyframe : wanted.keyframes) {
            items.push_back(itemOf("keyframes", keyframe.item));
            putKeyframe(items.back(), keyframe, before, items.size() == 1, timeline_, storyForm());
            before = readOn(items.back(), before).value_or(keyframe).moment;
        }
        putItems("keyframes", std::move(items));
    }

    std::optional<Keyframe> readOn(const YamlNode& node, const Moment& before) const {
        base::Findings findings;
        const base::CheckedYaml fields(findings, fileName_);
        StoryTimes times(HUGE_VAL, false, fields);
        auto read = readKeyframe(node, before, times, timeline_, fields);
        return findings.hasErrors() ? std::nullopt : read;
    }

    void putCaptions(const Storyboard& was, const Storyboard& wanted) {
        if (wanted.captions.empty()) {
            if (!was.captions.empty())
                base::removeKey(edited_, "captions");
            return;
        }
        std::vector<YamlNode> items;
        for (const Caption& caption : wanted.captions) {
            YamlNode item = itemOf("captions", caption.item);
            putCaptionTime(item, "from", caption.fromS);
            putCaptionTime(item, "to", caption.toS);
            const YamlNode* text = item.find("text");
            const std::string said = text && text->kind == YamlNode::Kind::Scalar ? text->scalar : "";
            if (!text || said != caption.text)
                putCaptionKey(item, "text", base::yamlWord(caption.text));
            items.push_back(std::move(item));
        }
        putItems("captions", std::move(items));
    }
    void putCaptionTime(YamlNode& item, const char* key, double timeS) const {
        base::Findings findings;
        const base::CheckedYaml fields(findings, "");
        const YamlNode* there = item.find(key);
        if (!there || readTime(*there, key, HUGE_VAL, fields) != timeS)
            putCaptionKey(item, key, base::yamlWord(fmt::format("{}", timeS)));
    }
    static void putCaptionKey(YamlNode& item, const char* key, YamlNode value) {
        base::setKey(item, {"captions", "-"}, key, std::move(value), storyForm());
    }

    const YamlNode& root_;
    const std::string& fileName_;
    const timeline::Timeline& timeline_;
    YamlNode edited_;
};

/// Where a text that was written is read as another storyboard; empty where it is not.
std::string firstDifference(const Storyboard& wanted, const Storyboard& read) {
    if (wanted.title != read.title || wanted.language != read.language || wanted.durationS != read.durationS)
        return "the title, the language or the duration";
    const auto samePath = [](const std::filesystem::path& a, const std::filesystem::path& b) {
        return a.lexically_normal() == b.lexically_normal();
    };
    if (!std::equal(wanted.timelines.begin(), wanted.timelines.end(), read.timelines.begin(),
                    read.timelines.end(), samePath))
        return "the timelines";
    for (std::size_t i = 0; i < std::max(wanted.keyframes.size(), read.keyframes.size()); ++i) {
        const bool both = i < wanted.keyframes.size() && i < read.keyframes.size();
        const Keyframe *a = both ? &wanted.keyframes[i] : nullptr, *b = both ? &read.keyframes[i] : nullptr;
        if (!both || a->atS != b->atS || a->ease != b->ease || a->step != b->step ||
            !sameInStory(a->moment, b->moment))
            return fmt::format("keyframe {}", i + 1);
    }
    const auto same = [](const Caption& a, const Caption& b) {
        return a.fromS == b.fromS && a.toS == b.toS && a.text == b.text;
    };
    if (!std::equal(wanted.captions.begin(), wanted.captions.end(), read.captions.begin(),
                    read.captions.end(), same))
        return "the captions";
    return "";
}

} // namespace

const base::YamlForm& storyForm() {
    static constexpr base::YamlForm kForm{rank, nullptr, isTall, false};
    return kForm;
}

base::Parsed<std::string> canonicalStory(std::string_view text, const std::string& fileName) {
    return base::inForm(text, fileName, {"story", "story/"}, storyForm());
}

bool sameInStory(const Moment& a, const Moment& b) {
    for (const scene::Field& field : scene::momentFields())
        if (field.key && !isOfLook(field) && !scene::same(field, a, b))
            return false;
    return sameLook(a, b);
}

Storyboard canonical(Storyboard story) {
    for (Keyframe& keyframe : story.keyframes)
        keyframe.moment = scene::canonical(std::move(keyframe.moment));
    return story;
}

base::Parsed<std::string> written(std::string_view text, const std::string& fileName, const Storyboard& board,
                                  const timeline::Timeline& timeline) {
    base::Parsed<std::string> result;
    const auto refuse = [&](std::string what, std::string todo) {
        result.diagnostics.push_back(
            {base::Severity::Error, {fileName, 0, 0}, std::move(what), std::move(todo)});
        return result;
    };
    const std::string_view bare = text.substr(text.starts_with(kByteOrder) ? kByteOrder.size() : 0);
    base::Parsed<YamlNode> yaml = base::parseYaml(bare, fileName);
    Storyboard was;
    if (yaml.value.kind != YamlNode::Kind::Null || !yaml.ok()) {
        base::Parsed<Storyboard> read = parseStory(std::string(bare), fileName, timeline);
        if (!read.ok()) {
            result.diagnostics = std::move(read.diagnostics);
            return result;
        }
        was = std::move(read.value);
    }
    const Storyboard wanted = canonical(board);
    const YamlNode edited = StoryWriter(yaml.value, fileName, timeline).write(was, wanted);
    const base::Result<std::string> made = base::rewritten(text, yaml.value, edited, storyForm());
    if (!made)
        return refuse(made.error().message, "");
    base::Parsed<Storyboard> again = parseStory(*made, fileName, timeline);
    result.diagnostics = std::move(again.diagnostics);
    if (!result.diagnostics.empty())
        return result;
    if (const std::string differs = firstDifference(wanted, again.value); !differs.empty())
        return refuse(fmt::format("{} cannot be said in a story", differs), "choose other values");
    result.value = *made;
    return result;
}

} // namespace perilune::story
