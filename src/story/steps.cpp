#include "story/steps.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace perilune::story {

namespace {

bool hasSteps(const Storyboard& story) {
    return std::any_of(
        story.keyframes.begin(), story.keyframes.end(),
        [](const Keyframe& keyframe) { return keyframe.step.has_value(); });
}

/// What a keyframe that nobody named is called: what is said there, else its time.
std::string nameOfKeyframe(const Storyboard& story, const Keyframe& keyframe) {
    for (const Caption& caption : story.captions)
        if (caption.fromS <= keyframe.atS && keyframe.atS < caption.toS)
            return caption.text;
    return fmt::format("{}:{:02}", int(keyframe.atS) / 60, int(keyframe.atS) % 60);
}

/// Puts in the rests; `lasts` says how long one is, of steps that have a rest at all.
template <class Lasts> Telling told(const Storyboard& story, bool waiting, const Lasts& lasts) {
    Telling telling;
    Storyboard& board = telling.board;
    board = story;
    board.keyframes.clear();
    const bool unnamed = !hasSteps(story);
    double laterS = 0.0;
    for (const Keyframe& keyframe : story.keyframes) {
        board.keyframes.push_back(keyframe);
        Keyframe& here = board.keyframes.back();
        here.atS += laterS;
        if (!keyframe.step) {
            if (unnamed)
                telling.rests.push_back({{nameOfKeyframe(story, keyframe), "", {}},
                                         here.atS,
                                         here.atS,
                                         here.atS,
                                         false,
                                         keyframe.atS});
            continue;
        }
        const double restS = lasts(*keyframe.step);
        const bool click = !keyframe.step->advance || keyframe.step->advance->onClick;
        telling.rests.push_back({*keyframe.step, here.atS, here.atS + std::min(kClickInTalkS, restS) / 2.0,
                                 here.atS + restS, waiting && click, keyframe.atS});
        if (!(restS > 0.0))
            continue;
        Keyframe still = here;
        still.atS += restS;
        still.ease = Ease::Smooth;
        still.step.reset();
        still.item.reset();
        laterS += restS;
        board.keyframes.push_back(std::move(still));
    }
    // A caption that begins at a step begins as the rest does, one that ends there is gone before it.
    for (Caption& caption : board.captions) {
        caption.fromS = toldS(telling, caption.fromS);
        caption.toS = toldS(telling, caption.toS);
    }
    for (SoundClip& clip : board.sounds) {
        clip.atS = toldS(telling, clip.atS);
        if (clip.toS)
            clip.toS = toldS(telling, *clip.toS);
    }
    board.durationS = story.durationS + laterS;
    return telling;
}

} // namespace

Telling asFilm(const Storyboard& story) {
    return told(
        story, false,
        [](const Step& step) {
            if (!step.advance)
                return 0.0;
            return step.advance->onClick ? kClickInFilmS : step.advance->afterS;
        });
}

Telling asTalk(const Storyboard& story) {
    return told(
        story, true,
        [](const Step& step) {
            return step.advance && !step.advance->onClick ? step.advance->afterS : kClickInTalkS;
        });
}

std::string heldInFilm(const Storyboard& story) {
    const auto clicks =
        std::count_if(story.keyframes.begin(), story.keyframes.end(), [](const Keyframe& keyframe) {
            return keyframe.step && keyframe.step->advance && keyframe.step->advance->onClick;
        });
    if (clicks == 0)
        return "";
    return fmt::format("a film has nobody to click: it rests for {} s at {}; write advance: and seconds for "
                       "another time",
                       kClickInFilmS,
                       clicks == 1 ? std::string("the step that waits for a click")
                                   : fmt::format("each of the {} steps that wait for a click", clicks));
}

double toldS(const Telling& telling, double atS) {
    double by = 0.0;
    for (const Rest& rest : telling.rests)
        if (rest.writtenS < atS)
            by += rest.untilS - rest.fromS;
    return atS + by;
}

double writtenS(const Telling& telling, double atS) {
    double by = 0.0;
    for (const Rest& rest : telling.rests)
        by += std::clamp(atS - rest.fromS, 0.0, rest.untilS - rest.fromS);
    return atS - by;
}

std::optional<std::size_t> restAt(const Telling& telling, double atS) {
    const auto after = restAfter(telling, atS).value_or(telling.rests.size());
    return after > 0 ? std::optional(after - 1) : std::nullopt;
}

std::optional<std::size_t> restAfter(const Telling& telling, double atS) {
    for (std::size_t i = 0; i < telling.rests.size(); ++i)
        if (telling.rests[i].standsS > atS)
            return i;
    return std::nullopt;
}

std::optional<std::size_t> restBefore(const Telling& telling, double atS) {
    for (std::size_t i = telling.rests.size(); i-- > 0;)
        if (telling.rests[i].standsS < atS)
            return i;
    return std::nullopt;
}

} // namespace perilune::story
