#include "story/storyboard_edit.h"

#include "scene/moment_fields.h"

#include <fmt/format.h>

#include <algorithm>

namespace perilune::story {

using base::inputError;
using base::Result;

namespace {

Result<void> holdsKeyframe(const Storyboard& story, std::size_t keyframe) {
    if (keyframe < story.keyframes.size())
        return {};
    return inputError(
        fmt::format("there is no keyframe {}; the story has {}", keyframe + 1, story.keyframes.size()));
}

Result<void> isFree(const Storyboard& story, double atS) {
    if (!(atS >= 0.0 && atS <= story.durationS))
        return inputError(fmt::format("{} s is outside the story; it lasts {} s", atS, story.durationS));
    const bool taken = std::any_of(story.keyframes.begin(), story.keyframes.end(),
                                   [&](const Keyframe& frame) { return frame.atS == atS; });
    if (taken)
        return inputError(fmt::format("there is a keyframe at {} s; choose another time", atS));
    return {};
}

void insert(Storyboard& story, Keyframe keyframe) {
    const auto after = std::upper_bound(story.keyframes.begin(), story.keyframes.end(), keyframe.atS,
                                        [](double atS, const Keyframe& frame) { return atS < frame.atS; });
    story.keyframes.insert(after, std::move(keyframe));
}

} // namespace

Result<Storyboard> withMoment(Storyboard story, std::size_t keyframe, const scene::Moment& moment,
                              Reach reach) {
    if (const auto ok = holdsKeyframe(story, keyframe); !ok)
        return tl::unexpected(ok.error());
    const scene::Moment before = std::exchange(story.keyframes[keyframe].moment, moment);
    if (reach == Reach::Alone)
        return story;
    for (const scene::Field& field : scene::momentFields()) {
        if (scene::same(field, before, moment))
            continue;
        const std::string words = scene::write(field, moment);
        for (std::size_t i = keyframe + 1; i < story.keyframes.size(); ++i) {
            scene::Moment& next = story.keyframes[i].moment;
            if (!scene::same(field, next, before))
                break;
            if (const auto ok = scene::read(field, words, next); !ok)
                return tl::unexpected(ok.error());
        }
    }
    return story;
}

Result<Storyboard> withKeyframe(Storyboard story, double atS, const scene::Moment& moment, Ease ease) {
    if (const auto ok = isFree(story, atS); !ok)
        return tl::unexpected(ok.error());
    insert(story, {atS, ease, moment, std::nullopt});
    return story;
}

Result<Storyboard> withoutKeyframe(Storyboard story, std::size_t keyframe) {
    if (const auto ok = holdsKeyframe(story, keyframe); !ok)
        return tl::unexpected(ok.error());
    if (story.keyframes.size() == 1)
        return inputError("a story needs one keyframe at least; change this one");
    story.keyframes.erase(story.keyframes.begin() + std::ptrdiff_t(keyframe));
    story.keyframes.front().atS = 0.0;
    return story;
}

Result<Storyboard> retimed(Storyboard story, std::size_t keyframe, double atS) {
    if (const auto ok = holdsKeyframe(story, keyframe); !ok)
        return tl::unexpected(ok.error());
    if (story.keyframes[keyframe].atS == atS)
        return story;
    if (keyframe == 0)
        return inputError("the first keyframe stays at 0, where the story begins");
    Keyframe moved = std::move(story.keyframes[keyframe]);
    story.keyframes.erase(story.keyframes.begin() + std::ptrdiff_t(keyframe));
    if (const auto ok = isFree(story, atS); !ok)
        return tl::unexpected(ok.error());
    moved.atS = atS;
    insert(story, std::move(moved));
    return story;
}

Result<Storyboard> stretched(Storyboard story, double durationS) {
    if (!(durationS > 0.0 && durationS <= kLongestStoryS))
        return inputError(
            fmt::format("a story lasts more than 0 and up to {} s, not {}", kLongestStoryS, durationS));
    const double share = durationS / story.durationS;
    // In milliseconds, and never past the end.
    const auto scaled = [&](double timeS) {
        return std::min(std::round(timeS * share * 1e3) / 1e3, durationS);
    };
    for (Keyframe& keyframe : story.keyframes)
        keyframe.atS = scaled(keyframe.atS);
    for (Caption& caption : story.captions) {
        caption.fromS = scaled(caption.fromS);
        caption.toS = scaled(caption.toS);
    }
    story.durationS = durationS;
    const auto meet = std::adjacent_find(story.keyframes.begin(), story.keyframes.end(),
                                         [](const Keyframe& a, const Keyframe& b) { return a.atS >= b.atS; });
    if (meet != story.keyframes.end())
        return inputError(fmt::format("in {} s two keyframes would meet; leave more time", durationS));
    const bool gone = std::any_of(story.captions.begin(), story.captions.end(),
                                  [](const Caption& caption) { return caption.fromS >= caption.toS; });
    if (gone)
        return inputError(fmt::format("in {} s a caption would last no time; leave more", durationS));
    return story;
}

Result<Storyboard> renamed(Storyboard story, const std::string& title) {
    const std::string before = std::exchange(story.title, title);
    for (Keyframe& keyframe : story.keyframes)
        if (keyframe.moment.title == before)
            keyframe.moment.title = title;
    return story;
}

Result<Storyboard> withCaption(Storyboard story, std::size_t caption, Caption words) {
    if (!(words.fromS >= 0.0 && words.fromS < words.toS && words.toS <= story.durationS))
        return inputError(fmt::format("a caption from {} s to {} s does not lie within the story's {} s",
                                      words.fromS, words.toS, story.durationS));
    if (caption < story.captions.size()) {
        words.item = story.captions[caption].item;
        story.captions.erase(story.captions.begin() + std::ptrdiff_t(caption));
    } else {
        words.item.reset();
    }
    const auto after =
        std::upper_bound(story.captions.begin(), story.captions.end(), words.fromS,
                         [](double fromS, const Caption& other) { return fromS < other.fromS; });
    const bool overlaps = (after != story.captions.end() && after->fromS < words.toS) ||
                          (after != story.captions.begin() && std::prev(after)->toS > words.fromS);
    if (overlaps)
        return inputError(
            fmt::format("the caption from {} s to {} s overlaps another; let them follow each other",
                        words.fromS, words.toS));
    story.captions.insert(after, std::move(words));
    return story;
}

Result<Storyboard> withoutCaption(Storyboard story, std::size_t caption) {
    if (caption >= story.captions.size())
        return inputError(
            fmt::format("there is no caption {}; the story has {}", caption + 1, story.captions.size()));
    story.captions.erase(story.captions.begin() + std::ptrdiff_t(caption));
    return story;
}

} // namespace perilune::story
