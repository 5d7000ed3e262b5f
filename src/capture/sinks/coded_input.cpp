#include "capture/sinks/coded_input.h"

#include <fmt/format.h>

namespace perilune::capture {

base::Result<CodedInput> CodedInput::open(const std::filesystem::path& file) {
    av::lib().av_log_set_level(AV_LOG_ERROR);
    AVFormatContext* raw = nullptr;
    // By its protocol's name: a colon in a file's name is none of a protocol.
    if (int code = av::lib().avformat_open_input(&raw, ("file:" + file.string()).c_str(), nullptr, nullptr);
        code < 0)
        return av::failed(file, "read", code);
    CodedInput input;
    input.path_ = file;
    input.format_.reset(raw);
    if (int code = av::lib().avformat_find_stream_info(raw, nullptr); code < 0)
        return av::failed(file, "read", code);
    if (raw->nb_streams < 1 || raw->streams[0]->codecpar->codec_type != AVMEDIA_TYPE_VIDEO)
        return base::inputError(fmt::format("{}: holds no pictures", file.string()));
    return input;
}

base::Result<bool> CodedInput::next(AVPacket& packet) {
    for (;;) {
        const int read = av::lib().av_read_frame(format_.get(), &packet);
        if (read == AVERROR_EOF)
            return false;
        if (read < 0)
            return av::failed(path_, "read", read);
        if (packet.stream_index == 0)
            return true;
        av::lib().av_packet_unref(&packet);
    }
}

} // namespace perilune::capture
