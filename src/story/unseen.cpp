#include "story/unseen.h"

#include "scene/moment_fields.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace perilune::story {

namespace {

/// The frames that a film has, as times.
struct Frames {
    std::int64_t first = 0, last = 0;
    FrameRate rate;

    double timeS(std::int64_t frame) const { return timeOfFrame(frame, rate.num, rate.den).seconds(); }
    /// One shows what lies from a time on and before another one; `strictly`: what lies at its beginning is
    /// not seen yet.
    bool show(double fromS, double beforeS, bool strictly) const {
        auto frame = std::max(first, std::int64_t(std::floor(fromS * double(rate.num) / double(rate.den))));
        while (frame <= last && (strictly ? timeS(frame) <= fromS : timeS(frame) < fromS))
            ++frame;
        return frame <= last && timeS(frame) < beforeS;
    }
};

std::string rateInWords(FrameRate rate) {
    return rate.den == 1 ? fmt::format("{}", rate.num) : fmt::format("{}/{}", rate.num, rate.den);
}

std::string secondsInWords(double seconds) {
    return fmt::format("{:g} s", std::round(seconds * 1000.0) / 1000.0);
}

/// What a keyframe changes that the way to it does not bring about: all of it where it is held, else what
/// switches.
std::vector<std::string> switchedAt(const Storyboard& story, std::size_t number) {
    std::vector<std::string> names;
    const Keyframe &before = story.keyframes[number - 1], &here = story.keyframes[number];
    const double middleS = (before.atS + here.atS) / 2.0;
    const scene::Moment half = momentAt(story, {std::int64_t(std::llround(middleS * 1e9)), 1'000'000'000});
    for (const scene::Field& field : scene::momentFields())
        if (field.key && !scene::same(field, before.moment, here.moment) &&
            scene::same(field, before.moment, half))
            names.emplace_back(field.key);
    return names;
}

/// Where the item of a list of the file stands.
base::SourcePlace placeOf(const std::string& file, const base::YamlNode& root, const char* list,
                          std::optional<std::size_t> item, const char* key) {
    const base::YamlNode* node = root.find(list);
    if (!node || !item || *item >= node->items.size())
        return {file, 1, 1};
    const base::YamlNode& record = node->items[*item];
    const base::YamlNode* at = record.find(key);
    return {file, (at ? *at : record).line, (at ? *at : record).column};
}

} // namespace

base::Result<void> checkFrames(const Storyboard& story, FrameRate rate, FrameRange frames) {
    const std::int64_t count = frameCount(story, rate.num, rate.den);
    if (frames.first < count && frames.last < count)
        return {};
    return base::inputError(
        fmt::format("the story has frames 0 to {} at this rate; choose from these", count - 1));
}

std::vector<base::Diagnostic> unseenIn(const Storyboard& story, const std::string& fileName,
                                       const base::YamlNode& root, FrameRate rate, FrameRange range) {
    std::vector<base::Diagnostic> found;
    const std::int64_t end = frameCount(story, rate.num, rate.den) - 1;
    const Frames frames{range.first, range.last < 0 ? end : std::min(range.last, end), rate};
    if (frames.first > frames.last)
        return found; // told as what it is
    const double firstS = frames.timeS(frames.first), lastS = frames.timeS(frames.last);
    const auto isLeftOut = [&](double fromS, double toS) {
        return (frames.first > 0 && toS <= firstS) || (frames.last < end && fromS > lastS);
    };
    const auto tell = [&](const base::SourcePlace& place, std::string what, double fromS) {
        found.push_back(
            {base::Severity::Warning, place, std::move(what),
             fromS > lastS ? fmt::format("the last frame, at {} a second, is at {}: let it come earlier, or "
                                         "the story last longer",
                                         rateInWords(rate), secondsInWords(lastS))
                           : fmt::format("frames come {} a second: give it more time", rateInWords(rate))});
    };
    for (std::size_t i = 1; i < story.keyframes.size(); ++i) {
        const double fromS = story.keyframes[i].atS;
        const double toS = i + 1 < story.keyframes.size() ? story.keyframes[i + 1].atS : HUGE_VAL;
        if (isLeftOut(fromS, toS) || frames.show(fromS, toS, false))
            continue;
        const std::vector<std::string> lost = switchedAt(story, i);
        if (lost.empty())
            continue; // the way to it is seen
        tell(placeOf(fileName, root, "keyframes", story.keyframes[i].item, "at"),
             fmt::format("no frame shows what this keyframe at {} changes ({})", secondsInWords(fromS),
                         fmt::join(lost, ", ")),
             fromS);
    }
    for (const Caption& caption : story.captions)
        if (!isLeftOut(caption.fromS, caption.toS) && !frames.show(caption.fromS, caption.toS, true))
            tell(placeOf(fileName, root, "captions", caption.item, "from"),
                 fmt::format("no frame shows this caption, from {} to {}", secondsInWords(caption.fromS),
                             secondsInWords(caption.toS)),
                 caption.fromS);
    return found;
}

} // namespace perilune::story
