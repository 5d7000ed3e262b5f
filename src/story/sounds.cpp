#include "story/sounds.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace perilune::story {

using base::YamlNode;

namespace {

constexpr double kQuietestDb = -60.0, kLoudestDb = 20.0, kLongestFadeS = 60.0;
constexpr std::size_t kLongestName = 4096, kMostSounds = 200;

std::optional<SoundClip> readClip(const YamlNode& node, SoundClip::Kind kind,
                                  const std::filesystem::path& folder, StoryTimes& times,
                                  const base::CheckedYaml& fields) {
    const bool music = kind == SoundClip::Kind::Music;
    const char* const what = music ? "a piece of music" : "a narration";
    const char* const example = music ? "{file: theme.ogg, at: 0, fade-out: 3}" : "{file: voice.wav, at: 3}";
    if (!fields.isMapping(node, what, example))
        return std::nullopt;
    if (music)
        fields.allowOnly(node, {"file", "at", "to", "gain", "fade-in", "fade-out", "repeat"}, what);
    else
        fields.allowOnly(node, {"file", "at", "to", "gain", "fade-in", "fade-out", "hold"}, what);
    SoundClip clip{.kind = kind, .place = fields.placeOf(node)};
    const YamlNode* file = node.find("file");
    if (!file) {
        fields.error(node, std::string(what) + " has no 'file'", std::string("write ") + example);
        return std::nullopt;
    }
    const auto name = fields.line(*file, "file", kLongestName);
    if (!name)
        return std::nullopt;
    if (name->empty()) {
        fields.error(*file, std::string(what) + " names no file",
                     "write its path, seen from the story's folder");
        return std::nullopt;
    }
    clip.file = folder / *name;
    clip.place = fields.placeOf(*file);
    if (const YamlNode* at = node.find("at")) {
        const auto seconds = times.read(*at, "at");
        if (!seconds)
            return std::nullopt;
        clip.atS = *seconds;
    }
    if (const YamlNode* to = node.find("to")) {
        clip.toS = times.read(*to, "to");
        if (clip.toS && *clip.toS <= clip.atS)
            fields.error(*to, "the sound ends before it begins", "let to be later than at");
    }
    const auto number = [&](const char* key, double least, double most, double& into) {
        if (const YamlNode* given = node.find(key))
            if (const auto value = fields.number(*given, key, least, most))
                into = *value;
    };
    number("gain", kQuietestDb, kLoudestDb, clip.gainDb);
    number("fade-in", 0.0, kLongestFadeS, clip.fadeInS);
    number("fade-out", 0.0, kLongestFadeS, clip.fadeOutS);
    if (const YamlNode* hold = node.find("hold"))
        clip.holds = fields.truth(*hold, "hold").value_or(false);
    if (const YamlNode* repeat = node.find("repeat"))
        clip.repeats = fields.truth(*repeat, "repeat").value_or(false);
    return clip;
}

} // namespace

std::vector<SoundClip> readSounds(const YamlNode& root, const std::string& fileName, StoryTimes& times,
                                  const base::CheckedYaml& fields) {
    std::vector<SoundClip> clips;
    const std::filesystem::path folder = std::filesystem::path(fileName).parent_path();
    constexpr std::array kLists{std::pair{"narration", SoundClip::Kind::Narration},
                                std::pair{"music", SoundClip::Kind::Music}};
    for (const auto& [key, kind] : kLists) {
        const YamlNode* list = root.find(key);
        if (!list || !fields.isSequence(*list, key, "a list of {file: voice.wav, at: 3}"))
            continue;
        if (list->items.size() > kMostSounds) {
            fields.error(*list, std::to_string(list->items.size()) + " sounds are too many",
                         "keep to " + std::to_string(kMostSounds));
            continue;
        }
        for (const YamlNode& item : list->items)
            if (auto clip = readClip(item, kind, folder, times, fields))
                clips.push_back(std::move(*clip));
    }
    return clips;
}

std::vector<base::Diagnostic> missingSounds(const Storyboard& story) {
    std::vector<base::Diagnostic> found;
    for (const SoundClip& clip : story.sounds) {
        std::error_code none;
        if (!std::filesystem::is_regular_file(clip.file, none))
            found.push_back({base::Severity::Error, clip.place,
                             "there is no sound '" + clip.file.string() + "'",
                             "give its path as seen from the story's folder"});
    }
    return found;
}

bool hasHolds(const Storyboard& story) {
    return std::any_of(
        story.sounds.begin(), story.sounds.end(), [](const SoundClip& clip) { return clip.holds; });
}

base::Error atPlaceOf(const SoundClip& clip, const base::Error& error) {
    if (clip.place.line == 0)
        return error;
    return {fmt::format("{}:{}:{}: {}", clip.place.file, clip.place.line, clip.place.column, error.message),
            error.fault};
}

Storyboard heldForNarration(Storyboard story, const std::vector<double>& lengthsS) {
    struct Said {
        double atS, endS;
    };
    std::vector<Said> holding;
    for (std::size_t i = 0; i < story.sounds.size() && i < lengthsS.size(); ++i)
        if (const SoundClip& clip = story.sounds[i]; clip.holds)
            holding.push_back({clip.atS, std::min(clip.atS + lengthsS[i], clip.toS.value_or(HUGE_VAL))});
    std::sort(holding.begin(), holding.end(), [](const Said& a, const Said& b) { return a.atS < b.atS; });
    // How much later what stands at a time comes: each hold shifts what follows the narration's beginning.
    struct Shift {
        double fromS, byS;
    };
    std::vector<Shift> shifts;
    const auto shifted = [&](double seconds) {
        double by = 0.0;
        for (const Shift& shift : shifts)
            if (seconds >= shift.fromS)
                by += shift.byS;
        return seconds + by;
    };
    for (const Said& said : holding) {
        double next = story.durationS;
        for (const Keyframe& keyframe : story.keyframes)
            if (keyframe.atS > said.atS) {
                next = keyframe.atS;
                break;
            }
        const double late = shifted(said.atS) + (said.endS - said.atS) - shifted(next);
        if (late > 0.0)
            shifts.push_back({next, late});
    }
    const double before = story.durationS;
    const auto move = [&](double& seconds) { seconds = shifted(seconds); };
    for (Keyframe& keyframe : story.keyframes)
        move(keyframe.atS);
    for (Caption& caption : story.captions) {
        move(caption.fromS);
        // One that ends when the picture changes is shown until it does.
        move(caption.toS);
    }
    for (SoundClip& clip : story.sounds) {
        move(clip.atS);
        if (clip.toS)
            move(*clip.toS);
    }
    story.durationS = shifted(before);
    return story;
}

} // namespace perilune::story
