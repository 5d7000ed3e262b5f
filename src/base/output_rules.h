#pragma once

#include "base/result.h"

#include <filesystem>
#include <string_view>
#include <vector>

namespace perilune::base {

/// What a command writes.
struct OutputForm {
    std::string_view what;   ///< "a picture"
    std::string_view form;   ///< "PNG"
    std::string_view ending; ///< ".png"
    bool isText = false;     ///< may go to a terminal
    bool isStream = true;    ///< may go to standard output, a pipe or a device
};
inline constexpr OutputForm kPicture{"a picture", "PNG", ".png"};
inline constexpr OutputForm kFilm{"a film", "MP4", ".mp4", false, false};
/// What an ending such as ".mov" says that a file is ("QuickTime"); empty where it says nothing.
std::string_view formOfEnding(std::string_view ending);

inline constexpr OutputForm kTimelineFile{"a timeline", "YAML", ".yaml", true};

/// What becomes of what stands at an output's path.
enum class Outcome {
    New,     ///< nothing is lost: nothing stands there, or an empty file, a pipe, a device
    Replaces ///< a file stands there, which goes when the new one is whole
};

/// Before the work: whether it can be written there, the ending names no other format, and nothing that is
/// read would be lost. `inputs`: files, and folders of which every file counts; however a path leads to one
/// (links, a second name, "..", /dev/fd), it is the same.
Result<Outcome> checkOutput(const std::filesystem::path& target, const OutputForm& form,
                            const std::vector<std::filesystem::path>& inputs);

/// The path, or where something stands there already the first one of name-2, name-3, … that is free.
std::filesystem::path freeName(const std::filesystem::path& wished);

} // namespace perilune::base
