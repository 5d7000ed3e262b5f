#pragma once

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <vector>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace perilune::capture {

/// A film read back: what a player would be told, and the luma plane of every frame.
struct DecodedFilm {
    int width = 0, height = 0;
    AVRational frameRate{};
    AVPixelFormat pixelFormat = AV_PIX_FMT_NONE;
    AVColorSpace space{};
    AVColorPrimaries primaries{};
    AVColorTransferCharacteristic transfer{};
    AVColorRange range{};
    std::vector<std::vector<std::uint8_t>> luma;
    std::vector<std::int64_t> pts;
};

inline DecodedFilm decodeFilm(const std::filesystem::path& file) {
    AVFormatContext* format = nullptr;
    if (avformat_open_input(&format, file.c_str(), nullptr, nullptr) < 0)
        throw std::runtime_error("cannot open");
    avformat_find_stream_info(format, nullptr);
    const AVStream* stream = format->streams[0];
    const AVCodec* codec = avcodec_find_decoder(stream->codecpar->codec_id);
    AVCodecContext* context = avcodec_alloc_context3(codec);
    avcodec_parameters_to_context(context, stream->codecpar);
    avcodec_open2(context, codec, nullptr);
    DecodedFilm film;
    film.width = context->width;
    film.height = context->height;
    film.frameRate = stream->avg_frame_rate;
    film.pixelFormat = context->pix_fmt;
    film.space = context->colorspace;
    film.primaries = context->color_primaries;
    film.transfer = context->color_trc;
    film.range = context->color_range;
    AVPacket* packet = av_packet_alloc();
    AVFrame* frame = av_frame_alloc();
    const auto drain = [&] {
        while (avcodec_receive_frame(context, frame) == 0) {
            std::vector<std::uint8_t> plane;
            for (int y = 0; y < frame->height; ++y)
                plane.insert(plane.end(), frame->data[0] + y * frame->linesize[0],
                             frame->data[0] + y * frame->linesize[0] + frame->width);
            film.luma.push_back(std::move(plane));
            film.pts.push_back(frame->pts);
        }
    };
    while (av_read_frame(format, packet) == 0) {
        avcodec_send_packet(context, packet);
        av_packet_unref(packet);
        drain();
    }
    avcodec_send_packet(context, nullptr);
    drain();
    av_packet_free(&packet);
    av_frame_free(&frame);
    avcodec_free_context(&context);
    avformat_close_input(&format);
    return film;
}

} // namespace perilune::capture
