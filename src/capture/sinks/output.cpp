#include "capture/sinks/output.h"

#include <fmt/format.h>

#include <string_view>

namespace perilune::capture {

base::Result<MuxedFile> MuxedFile::create(const std::filesystem::path& path, const char* container) {
    av::lib().av_log_set_level(AV_LOG_ERROR);
    auto opened = base::OutputFile::create(path);
    if (!opened)
        return tl::unexpected(opened.error());
    if (!opened->isPlain())
        return base::inputError(
            fmt::format("{}: a film needs a file in which its index is put to the front at "
                        "the end, no pipe or device; name a file, film.mp4, and send that on",
                        path.string()));
    MuxedFile made;
    made.path = path;
    made.output = std::make_unique<base::OutputFile>(std::move(*opened));
    AVFormatContext* raw = nullptr;
    if (int code = av::lib().avformat_alloc_output_context2(&raw, nullptr, container, nullptr); code < 0)
        return av::failed(path, fmt::format("make a {} file", container).c_str(), code);
    made.format.reset(raw);
    // No version or clock in the file: the same film twice is the same bytes.
    made.format->flags |= AVFMT_FLAG_BITEXACT;
    return made;
}

base::Result<void> MuxedFile::begin() {
    if (int code = attach(*format, output->file()); code < 0)
        return av::failed(path, "write", code);
    AVDictionary* muxing = nullptr;
    const std::string_view name = format->oformat->name;
    if (name == "mp4" || name == "mov")
        av::lib().av_dict_set(&muxing, "movflags", "+faststart", 0);
    if (name == "gif" || name == "webp")
        av::lib().av_dict_set(&muxing, "loop", "0", 0); // for ever
    if (name == "apng")
        av::lib().av_dict_set(&muxing, "plays", "0", 0);
    const int headed = av::lib().avformat_write_header(format.get(), &muxing);
    av::lib().av_dict_free(&muxing);
    if (headed < 0)
        return av::failed(path, "write", headed);
    return {};
}

base::Result<void> MuxedFile::write(AVPacket& packet) {
    if (int code = av::lib().av_interleaved_write_frame(format.get(), &packet); code < 0)
        return av::failed(path, "write", code);
    if (format->pb->error < 0)
        return av::failed(path, "write", format->pb->error);
    return {};
}

base::Result<void> MuxedFile::finish() {
    if (int code = av::lib().av_write_trailer(format.get()); code < 0)
        return av::failed(path, "write", code);
    if (int code = release(*format); code < 0)
        return av::failed(path, "write", code);
    return output->finish();
}

void tagForPlayers(AVCodecParameters& stream, const AVFormatContext& format) {
    const std::string_view name = format.oformat->name;
    const bool tagged = name == "mp4" || name == "mov";
    stream.codec_tag = tagged && stream.codec_id == AV_CODEC_ID_HEVC ? MKTAG('h', 'v', 'c', '1') : 0;
}

void tagColours(AVCodecContext& codec) {
    const AVPixFmtDescriptor* pixels = av::lib().av_pix_fmt_desc_get(codec.pix_fmt);
    const bool rgb = pixels != nullptr && (pixels->flags & (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL)) != 0;
    codec.color_primaries = AVCOL_PRI_BT709;
    codec.color_trc = AVCOL_TRC_BT709;
    codec.colorspace = rgb ? AVCOL_SPC_RGB : AVCOL_SPC_BT709;
    codec.color_range = rgb ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
    if (!rgb)
        codec.chroma_sample_location = AVCHROMA_LOC_LEFT;
}

} // namespace perilune::capture
