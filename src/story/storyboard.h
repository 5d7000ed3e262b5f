#pragma once

#include "story/sound_clip.h"
#include "scene/moment.h"
#include "timeline/timeline.h"
#include "base/diagnostic.h"
#include "base/letters.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace perilune::story {

/// Seconds into a film, as a fraction: exact for every frame rate.
struct StoryTime {
    std::int64_t numerator = 0;
    std::int64_t denominator = 1; ///< > 0
    double seconds() const { return double(numerator) / double(denominator); }
};

/// How the way to a keyframe is gone.
enum class Ease { Hold, Linear, Smooth };

/// When a story goes on from a step.
struct Advance {
    bool onClick = true;
    double afterS = 0.0; ///< read only without a click
    bool operator==(const Advance&) const = default;
};

/// A place in a story to which a talk goes, and where it may rest.
struct Step {
    std::string title;
    std::string notes; ///< for whoever tells it, in lines; no audience sees them
    /// Nothing is said: a talk rests there until a click, a film does not.
    std::optional<Advance> advance;
    bool operator==(const Step&) const = default;
};

/// A full state at a time; between two, what is continuous is interpolated and what is not switches.
struct Keyframe {
    double atS = 0.0;
    Ease ease = Ease::Smooth; ///< of the way that leads here
    scene::Moment moment;
    std::optional<Step> step; ///< that begins here
    std::optional<std::size_t>
        item; ///< which one of the file's keyframes it was read from; new ones are none
};

struct Caption {
    double fromS = 0.0, toS = 0.0;
    std::string text;
    std::optional<std::size_t> item; ///< as a keyframe's
};

inline constexpr double kLongestStoryS = 3600.0;

/// A film as data.
struct Storyboard {
    std::string title;
    std::string language = "en"; ///< of its texts, and of the titles that its Moments show
    double durationS = 0.0;
    std::vector<Keyframe> keyframes;              ///< in order of time, the first at 0
    std::vector<Caption> captions;                ///< in order, not overlapping
    std::vector<SoundClip> sounds;                ///< narration, then music, each as the file lists them
    std::vector<std::filesystem::path> timelines; ///< that the story names, resolved against its folder
};

/// Reads a story and checks it against the timelines (sites, milestones, dates). All mistakes in one pass.
base::Parsed<Storyboard> readStory(const std::filesystem::path& file, const timeline::Timeline& timeline);
base::Parsed<Storyboard> parseStory(const std::string& text, const std::string& fileName,
                                    const timeline::Timeline& timeline);

/// The story with the titles in another language.
Storyboard inLanguage(Storyboard story, const std::string& language);
/// What is written in its texts.
base::Letters lettersOf(const Storyboard& story);

/// The timelines that a story file names, before it can be checked against them; empty: the shipped ones.
base::Parsed<std::vector<std::filesystem::path>> timelinesOf(const std::filesystem::path& file);

/// The Moment at a story time; times outside are held at the ends.
scene::Moment momentAt(const Storyboard& story, StoryTime t);

/// Frames of a film at fpsNum/fpsDen: the last frame lies before the end.
std::int64_t frameCount(const Storyboard& story, std::int64_t fpsNum, std::int64_t fpsDen);
/// t = n * den / num.
StoryTime timeOfFrame(std::int64_t frame, std::int64_t fpsNum, std::int64_t fpsDen);

} // namespace perilune::story
