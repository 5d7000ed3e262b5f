#pragma once

#include "capture/segments.h"
#include "base/platform/output_file.h"
#include "base/result.h"
#include "base/yaml.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace perilune::capture {

/// What all segments of a film have in common, a word and its value each. A segment that was drawn under
/// other values belongs to another film.
using Manifest = std::vector<std::pair<std::string, std::string>>;

/// What stands beside a segment that is whole.
struct SegmentSheet {
    std::string sources; ///< of the files that the film is made from, all in one
    std::string content; ///< of what its frames show; the same where other files show the same
    std::int64_t bytes = 0;
    std::vector<std::string> frames; ///< of the pixels of each
};

/// The folder beside a film in which its segments wait until all are there: FILE.segments. Several processes
/// may fill it at once, on one machine or on many. What a killed one left half done is not there.
class WorkFolder {
  public:
    static std::filesystem::path pathFor(const std::filesystem::path& film);

    /// Makes it, or goes on with the one that is there. `ending`: of the files of segments. Where that holds
    /// another film it is emptied, and `told` says so; with `mustFit` that is an error, and what differs is
    /// named.
    static base::Result<WorkFolder> open(const std::filesystem::path& film, const Manifest& manifest,
                                         std::string ending, bool mustFit, std::vector<std::string>& told);

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path fileOf(const Segment& segment) const;
    /// Nothing where it is not there, or not whole.
    std::optional<SegmentSheet> sheetOf(const Segment& segment) const;
    /// After its file was written.
    base::Result<void> record(const Segment& segment, const SegmentSheet& sheet) const;
    bool isEmpty() const; ///< no segment is whole
    /// With all that this program puts into it, and nothing else.
    void remove() const;

  private:
    std::filesystem::path sheetFile(const Segment& segment) const;
    std::filesystem::path path_;
    std::string ending_;
    Manifest manifest_;
    std::shared_ptr<base::OutputFolder> own_; ///< goes where nothing whole came into it
};

/// The value of a key of a small file; empty where it has none.
std::string wordOf(const base::YamlNode& root, std::string_view key);

/// A manifest as a file's text, and back; nothing where it is none.
std::string textOf(const Manifest& manifest);
std::optional<Manifest> readManifest(const std::filesystem::path& file);
/// The words whose values differ, with both: for messages.
std::string difference(const Manifest& there, const Manifest& here);

} // namespace perilune::capture
