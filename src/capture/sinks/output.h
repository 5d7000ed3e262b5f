#pragma once

#include "capture/sinks/av.h"
#include "base/platform/output_file.h"
#include "base/result.h"

#include <filesystem>
#include <memory>
#include <string>

namespace perilune::capture {

/// A file of libavformat that appears when it is whole.
struct MuxedFile {
    std::filesystem::path path;
    std::unique_ptr<base::OutputFile> output; ///< stays where it is: the format's bytes go there
    av::OutputContext format;

    static base::Result<MuxedFile> create(const std::filesystem::path& path, const char* container);
    /// After the streams are made: the index before the pictures where the container has one, so that a
    /// browser starts at once.
    base::Result<void> begin();
    base::Result<void> write(AVPacket& packet);
    base::Result<void> finish();
};

/// What a player needs to know of the colours: BT.709 throughout, video range (ITU-R BT.709-6, H.273); RGB
/// has no matrix.
void tagColours(AVCodecContext& codec);
/// HEVC in an MP4 under the name that Apple's players look for.
void tagForPlayers(AVCodecParameters& stream, const AVFormatContext& format);

} // namespace perilune::capture
