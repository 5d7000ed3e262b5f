#include "capture/film/speech.h"

#include "capture/sinks/digest.h"
#include "capture/sinks/mix.h"
#include "base/platform/child_program.h"
#include "base/platform/open_file.h"
#include "base/platform/process.h"

#include <fmt/format.h>

namespace perilune::capture {

namespace fs = std::filesystem;

namespace {

constexpr const char* kSpeaker = "espeak-ng";
constexpr double kPatienceS = 60.0;

/// Where a program of that name lies; empty where it is not installed.
fs::path installedProgram(const std::string& name) {
    const std::string places = base::environment("PATH");
    for (std::size_t begin = 0; begin <= places.size();) {
        const std::size_t end = std::min(places.find(':', begin), places.size());
        const fs::path program = fs::path(places.substr(begin, end - begin)) / name;
        if (end > begin && base::mayStart(program))
            return program;
        begin = end + 1;
    }
    return {};
}

/// espeak-ng's voice for a language of a story.
std::string voiceFor(const std::string& language) {
    const std::string plain = language.substr(0, language.find('-'));
    return plain == "zh" ? "cmn" : plain;
}

struct Said {
    double atS = 0.0;
    std::string words;
};

/// The notes of its steps; where none has any, its captions.
std::vector<Said> wordsOf(const story::Storyboard& story) {
    std::vector<Said> words;
    for (const story::Keyframe& keyframe : story.keyframes)
        if (keyframe.step && !keyframe.step->notes.empty())
            words.push_back({keyframe.atS, keyframe.step->notes});
    if (words.empty())
        for (const story::Caption& caption : story.captions)
            words.push_back({caption.fromS, caption.text});
    return words;
}

} // namespace

base::Result<std::vector<story::SoundClip>> speechOf(const story::Storyboard& story, const fs::path& folder) {
    const fs::path program = installedProgram(kSpeaker);
    if (program.empty())
        return base::machineError(
            fmt::format("no program that speaks is installed here; install Debian's {}, or "
                        "make the film without --narration draft",
                        kSpeaker));
    std::vector<story::SoundClip> clips;
    for (const Said& said : wordsOf(story)) {
        Digest digest;
        digest.add(story.language + "\n" + said.words);
        const fs::path file = folder / fmt::format("speech-{}.wav", digest.take());
        std::error_code none;
        if (!fs::exists(file, none)) {
            auto speaker = base::ChildProgram::start(
                program, {"-v", voiceFor(story.language), "-w", file.string(), "--", said.words}, kPatienceS);
            if (!speaker)
                return tl::unexpected(speaker.error());
            char nothing = 0;
            (void)speaker->read(&nothing, 1); // it says nothing, and has ended then
        }
        if (const auto length = soundLengthOf(file); !length)
            return base::machineError(
                fmt::format("{} could not speak \"{}\" in {}; give the narration as a file", kSpeaker,
                            said.words, story.language));
        clips.push_back({.kind = story::SoundClip::Kind::Narration, .file = file, .atS = said.atS});
    }
    return clips;
}

} // namespace perilune::capture
