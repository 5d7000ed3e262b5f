#pragma once

#include "capture/sinks/av.h"
#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace perilune::capture {

/// The sound of a file, decoded frame by frame.
class SoundInput {
  public:
    /// `repeats`: it has no end.
    static base::Result<std::unique_ptr<SoundInput>> open(const std::filesystem::path& file, bool repeats);
    /// For a filter that takes its frames: rate, format and channels.
    std::string form() const;
    int rate() const { return codec_->sample_rate; }
    /// Null behind the last one. Valid until the next call.
    base::Result<AVFrame*> next();

  private:
    SoundInput(std::filesystem::path path, bool repeats) : path_(std::move(path)), repeats_(repeats) {}
    base::Result<void> begin();
    base::Result<bool> decodeNext();

    std::filesystem::path path_;
    bool repeats_;
    av::InputContext format_;
    av::CodecContext codec_;
    av::FramePtr frame_;
    av::PacketPtr packet_;
    int track_ = 0;
    std::int64_t at_ = 0;      ///< samples given so far
    std::int64_t decoded_ = 0; ///< of this time through
};

} // namespace perilune::capture
