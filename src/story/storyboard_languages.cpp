#include "story/storyboard.h"

namespace perilune::story {

Storyboard inLanguage(Storyboard story, const std::string& language) {
    story.language = language;
    for (Keyframe& keyframe : story.keyframes)
        keyframe.moment.language = language;
    return story;
}

base::Letters lettersOf(const Storyboard& story) {
    base::Letters letters;
    base::addLetters(letters, story.title);
    for (const Keyframe& keyframe : story.keyframes) {
        base::addLetters(letters, keyframe.moment.title);
        base::addLetters(letters, keyframe.moment.subtitle);
        if (keyframe.step) { // at the desk
            base::addLetters(letters, keyframe.step->title);
            base::addLetters(letters, keyframe.step->notes);
        }
    }
    for (const Caption& caption : story.captions)
        base::addLetters(letters, caption.text);
    return letters;
}

} // namespace perilune::story
