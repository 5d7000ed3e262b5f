#pragma once

#include "capture/sinks/mix.h"
#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace perilune::capture {

struct Chapter {
    std::string title;
    double fromS = 0.0, toS = 0.0; ///< in the film
};

/// Words of a track that a player shows or not.
struct Subtitle {
    std::string text;
    double fromS = 0.0, toS = 0.0; ///< in the film
};

struct Joined {
    std::vector<std::filesystem::path> segments; ///< in order; each begins with a picture for itself
    std::vector<std::int64_t> frames;            ///< of each
    std::int64_t fpsNum = 30, fpsDen = 1;
    std::string title, description, comment, copyright; ///< metadata; empty ones are not written
    std::vector<Chapter> chapters;
    std::vector<Subtitle> subtitles; ///< in order; a track where there are any and the container has such
    std::string language;            ///< of these, ISO 639-2: "eng"
    Mix* sound = nullptr;            ///< as long as the film; null: none
    std::string soundLanguage;       ///< ISO 639-2; empty: und
    const char* container = "mp4";
};

/// One film of coded segments: packets are moved as they are, nothing is coded again. Their times are made
/// anew of their order, so that no container's rounding is left in them. An error where a segment has not the
/// frames that it is said to have.
base::Result<void> join(const Joined& parts, const std::filesystem::path& file,
                        const std::function<bool()>& goOn);

} // namespace perilune::capture
