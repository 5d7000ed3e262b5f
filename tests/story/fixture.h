#pragma once

#include "story/storyboard.h"
#include "timeline/read/parse.h"

#include <string>

namespace perilune::story::test {

inline const timeline::Timeline& twoProgrammes() {
    static const timeline::Timeline timeline = timeline::readTimelines({PERILUNE_TIMELINE}).value;
    return timeline;
}

/// A story of 20 seconds with these keyframes, and what was found in it as text.
inline base::Parsed<Storyboard> storyWith(const std::string& keyframes, const std::string& captions = {}) {
    std::string text = "perilune: story/1\ntitle: A test\nduration: 20\nkeyframes:\n" + keyframes;
    if (!captions.empty())
        text += "captions:\n" + captions;
    return parseStory(text, "test.story.yaml", twoProgrammes());
}

inline std::string messagesOf(const std::vector<base::Diagnostic>& diagnostics) {
    std::string text;
    for (const base::Diagnostic& diagnostic : diagnostics)
        text += base::format(diagnostic) + "\n";
    return text;
}

} // namespace perilune::story::test
