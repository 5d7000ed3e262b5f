#include "story/chapters.h"

namespace perilune::story {

std::vector<Chapter> chaptersOf(const Storyboard& story) {
    std::vector<Chapter> chapters;
    const scene::Moment* before = nullptr;
    for (const Keyframe& keyframe : story.keyframes) {
        const scene::Moment& now = keyframe.moment;
        const bool otherTitle = !before || now.title != before->title;
        const bool otherSubtitle = !before || now.subtitle != before->subtitle;
        before = &now;
        if ((!otherTitle && !otherSubtitle) || keyframe.atS >= story.durationS)
            continue;
        const bool bySubtitle = !now.subtitle.empty() && otherSubtitle;
        const std::string& title = bySubtitle ? now.subtitle : now.title.empty() ? story.title : now.title;
        if (!chapters.empty())
            chapters.back().toS = keyframe.atS;
        chapters.push_back({title, keyframe.atS, story.durationS});
    }
    return chapters;
}

} // namespace perilune::story
