#include "story/captions.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace perilune::story {

namespace {

std::string timeWith(char point, double seconds) {
    const auto ms = std::int64_t(std::llround(seconds * 1000.0));
    return fmt::format("{:02}:{:02}:{:02}{}{:03}", ms / 3'600'000, ms / 60'000 % 60, ms / 1000 % 60, point,
                       ms % 1000);
}

/// WebVTT's text has tags and references, as HTML has.
std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text)
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        default:
            out += c;
        }
    return out;
}

} // namespace

std::vector<Caption> captionsBetween(const Storyboard& story, double fromS, double toS) {
    std::vector<Caption> captions;
    for (const Caption& caption : story.captions) {
        Caption cut = caption;
        cut.fromS = std::max(caption.fromS, fromS) - fromS;
        cut.toS = std::min(caption.toS, toS) - fromS;
        if (cut.toS > cut.fromS)
            captions.push_back(std::move(cut));
    }
    return captions;
}

std::string webVtt(const std::vector<Caption>& captions) {
    std::string out = "WEBVTT\n";
    for (const Caption& caption : captions)
        out += fmt::format("\n{} --> {}\n{}\n", timeWith('.', caption.fromS), timeWith('.', caption.toS),
                           escaped(caption.text));
    return out;
}

std::string subRip(const std::vector<Caption>& captions) {
    std::string out;
    for (std::size_t i = 0; i < captions.size(); ++i)
        out +=
            fmt::format("{}{}\n{} --> {}\n{}\n", i == 0 ? "" : "\n", i + 1, timeWith(',', captions[i].fromS),
                        timeWith(',', captions[i].toS), captions[i].text);
    return out;
}

} // namespace perilune::story
