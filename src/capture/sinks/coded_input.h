#pragma once

#include "capture/sinks/av.h"
#include "base/result.h"

#include <filesystem>

namespace perilune::capture {

/// A coded file of one video track that is read packet by packet.
class CodedInput {
  public:
    static base::Result<CodedInput> open(const std::filesystem::path& file);
    const std::filesystem::path& path() const { return path_; }
    const AVStream& stream() const { return *format_->streams[0]; }
    /// False at the end. A file that breaks off is an error.
    base::Result<bool> next(AVPacket& packet);

  private:
    std::filesystem::path path_;
    av::InputContext format_;
};

} // namespace perilune::capture
