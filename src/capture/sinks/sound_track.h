#pragma once

#include "capture/sinks/av.h"
#include "capture/sinks/mix.h"
#include "capture/sinks/output.h"
#include "base/result.h"

#include <memory>
#include <string>
#include <string_view>

namespace perilune::capture {

/// The encoder of sound that goes with a container and its pictures: AAC in MP4, Opus in WebM, what keeps
/// every sample beside pictures for cutting rooms and archives; null where the container holds none.
const char* soundEncoderFor(std::string_view container, AVCodecID pictures);

/// A mix as a track beside the pictures.
class SoundTrack {
  public:
    explicit SoundTrack(Mix* mix) : mix_(mix) {} ///< null: there is none, and nothing is done
    /// Before the file is begun.
    base::Result<void> addTo(MuxedFile& file, AVCodecID pictures, const std::string& language);
    /// What begins until then; tracks are written side by side.
    base::Result<void> writeUpTo(double seconds, MuxedFile& file);
    /// All that is left.
    base::Result<void> finish(MuxedFile& file);

  private:
    base::Result<void> encodeNext(MuxedFile& file);
    base::Result<void> drain(MuxedFile& file);

    Mix* mix_;
    av::CodecContext codec_;
    av::FramePtr converted_;     ///< in the encoder's format
    AVStream* stream_ = nullptr; // the format's; null: no track
    std::int64_t next_ = 0;      ///< sample
    bool ended_ = false;
};

} // namespace perilune::capture
