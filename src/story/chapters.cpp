#include "story/chapters.h"

#include <algorithm>

namespace perilune::story {

namespace {

void beginChapter(std::vector<Chapter>& chapters, const std::string& title, double atS, double endS) {
    if (atS >= endS)
        return;
    if (!chapters.empty())
        chapters.back().toS = atS;
    chapters.push_back({title, atS, endS});
}

std::vector<Chapter> chaptersOfSteps(const Storyboard& story) {
    std::vector<Chapter> chapters;
    for (const Keyframe& keyframe : story.keyframes) {
        if (chapters.empty() && !keyframe.step)
            beginChapter(chapters, story.title, keyframe.atS, story.durationS);
        if (keyframe.step)
            beginChapter(chapters, keyframe.step->title, keyframe.atS, story.durationS);
    }
    return chapters;
}

} // namespace

std::vector<Chapter> chaptersOf(const Storyboard& story) {
    if (std::any_of(story.keyframes.begin(), story.keyframes.end(),
                    [](const Keyframe& keyframe) { return keyframe.step.has_value(); }))
        return chaptersOfSteps(story);
    std::vector<Chapter> chapters;
    const scene::Moment* before = nullptr;
    for (const Keyframe& keyframe : story.keyframes) {
        const scene::Moment& now = keyframe.moment;
        const bool otherTitle = !before || now.title != before->title;
        const bool otherSubtitle = !before || now.subtitle != before->subtitle;
        before = &now;
        if (!otherTitle && !otherSubtitle)
            continue;
        const bool bySubtitle = !now.subtitle.empty() && otherSubtitle;
        const std::string& title = bySubtitle ? now.subtitle : now.title.empty() ? story.title : now.title;
        beginChapter(chapters, title, keyframe.atS, story.durationS);
    }
    return chapters;
}

} // namespace perilune::story
