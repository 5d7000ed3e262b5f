#pragma once

#include "capture/sinks/file_io.h"
#include "capture/sinks/library.h"
#include "base/result.h"

#include <filesystem>
#include <memory>

namespace perilune::capture::av {

// Owners for libav's objects, and its faults in words.

template <auto Free> struct FreeThrough {
    template <class T> void operator()(T* p) const { (lib().*Free)(&p); }
};
using CodecContext = std::unique_ptr<AVCodecContext, FreeThrough<&Functions::avcodec_free_context>>;
using FramePtr = std::unique_ptr<AVFrame, FreeThrough<&Functions::av_frame_free>>;
using PacketPtr = std::unique_ptr<AVPacket, FreeThrough<&Functions::av_packet_free>>;
using InputContext = std::unique_ptr<AVFormatContext, FreeThrough<&Functions::avformat_close_input>>;
struct FreeOutput {
    void operator()(AVFormatContext* p) const {
        release(*p);
        av::lib().avformat_free_context(p);
    }
};
using OutputContext = std::unique_ptr<AVFormatContext, FreeOutput>;
struct FreeScaler {
    void operator()(SwsContext* p) const { av::lib().sws_freeContext(p); }
};
using Scaler = std::unique_ptr<SwsContext, FreeScaler>;
struct FreeDictionary {
    void operator()(AVDictionary* p) const { av::lib().av_dict_free(&p); }
};

/// What libav says against a file: a full disk is told as everywhere.
tl::unexpected<base::Error> failed(const std::filesystem::path& file, const char* what, int code);

/// Between RGBA in full range and a codec's format: BT.709 in video range for luma and chroma (ITU-R
/// BT.709-6), as it is for RGB. Null: no memory.
Scaler fromRgba(int width, int height, AVPixelFormat to);
Scaler toRgba(int width, int height, AVPixelFormat from);

} // namespace perilune::capture::av
