#pragma once

#include "capture/sinks/join.h"
#include "capture/sinks/output.h"
#include "base/result.h"

#include <cstddef>
#include <string>
#include <vector>

namespace perilune::capture {

/// Subtitles as a track beside the pictures: mov_text in MP4 and QuickTime, WebVTT in WebM, SubRip in
/// Matroska. Other containers hold none, and nothing is done.
class SubtitleTrack {
  public:
    explicit SubtitleTrack(const std::vector<Subtitle>& subtitles) : subtitles_(subtitles) {}
    /// Before the file is begun.
    base::Result<void> addTo(AVFormatContext& format, const std::string& language);
    /// What begins until then; tracks are written side by side.
    base::Result<void> writeUpTo(double seconds, MuxedFile& file);

  private:
    const std::vector<Subtitle>& subtitles_;
    AVStream* stream_ = nullptr; // the format's; null: no track
    std::size_t next_ = 0;
};

} // namespace perilune::capture
