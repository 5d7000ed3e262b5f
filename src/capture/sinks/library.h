#pragma once

#include "base/result.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavfilter/avfilter.h>
#include <libavfilter/buffersink.h>
#include <libavfilter/buffersrc.h>
#include <libavformat/avformat.h>
#include <libavutil/channel_layout.h>
#include <libavutil/mem.h>
#include <libavutil/murmur3.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
#include <libavutil/samplefmt.h>
#include <libswscale/swscale.h>
}

// Every function of FFmpeg that is called here. Its libraries bring a hundred others; linked, each start of
// the program would load them all, so that they are loaded when the first film wants them.

#define PERILUNE_OF_AVUTIL(F)                                                                                \
    F(av_channel_layout_copy)                                                                                \
    F(av_channel_layout_default)                                                                             \
    F(av_channel_layout_describe)                                                                            \
    F(av_dict_get)                                                                                           \
    F(av_get_sample_fmt_name)                                                                                \
    F(av_calloc)                                                                                             \
    F(av_dict_free)                                                                                          \
    F(av_dict_set)                                                                                           \
    F(av_frame_alloc)                                                                                        \
    F(av_frame_clone)                                                                                        \
    F(av_frame_free)                                                                                         \
    F(av_frame_get_buffer)                                                                                   \
    F(av_frame_make_writable)                                                                                \
    F(av_frame_unref)                                                                                        \
    F(av_free)                                                                                               \
    F(av_freep)                                                                                              \
    F(av_log_set_level)                                                                                      \
    F(av_malloc)                                                                                             \
    F(av_mallocz)                                                                                            \
    F(av_murmur3_alloc)                                                                                      \
    F(av_murmur3_final)                                                                                      \
    F(av_murmur3_init)                                                                                       \
    F(av_murmur3_update)                                                                                     \
    F(av_opt_set)                                                                                            \
    F(av_pix_fmt_desc_get)                                                                                   \
    F(av_rescale_q_rnd)                                                                                      \
    F(av_strerror)

#define PERILUNE_OF_AVCODEC(F)                                                                               \
    F(av_new_packet)                                                                                         \
    F(av_packet_alloc)                                                                                       \
    F(av_packet_free)                                                                                        \
    F(av_packet_rescale_ts)                                                                                  \
    F(av_packet_unref)                                                                                       \
    F(avcodec_alloc_context3)                                                                                \
    F(avcodec_find_decoder)                                                                                  \
    F(avcodec_find_encoder_by_name)                                                                          \
    F(avcodec_free_context)                                                                                  \
    F(avcodec_open2)                                                                                         \
    F(avcodec_parameters_copy)                                                                               \
    F(avcodec_parameters_from_context)                                                                       \
    F(avcodec_parameters_to_context)                                                                         \
    F(avcodec_receive_frame)                                                                                 \
    F(avcodec_receive_packet)                                                                                \
    F(avcodec_send_frame)                                                                                    \
    F(avcodec_send_packet)

#define PERILUNE_OF_AVFORMAT(F)                                                                              \
    F(av_find_best_stream)                                                                                   \
    F(av_interleaved_write_frame)                                                                            \
    F(av_read_frame)                                                                                         \
    F(av_write_trailer)                                                                                      \
    F(avformat_alloc_output_context2)                                                                        \
    F(avformat_close_input)                                                                                  \
    F(avformat_find_stream_info)                                                                             \
    F(avformat_free_context)                                                                                 \
    F(avformat_new_stream)                                                                                   \
    F(avformat_open_input)                                                                                   \
    F(avformat_write_header)                                                                                 \
    F(avio_alloc_context)                                                                                    \
    F(avio_context_free)                                                                                     \
    F(avio_flush)

#define PERILUNE_OF_AVFILTER(F)                                                                              \
    F(av_buffersink_get_samples)                                                                             \
    F(av_buffersrc_add_frame_flags)                                                                          \
    F(av_buffersrc_get_nb_failed_requests)                                                                   \
    F(av_buffersink_get_frame)                                                                               \
    F(av_buffersink_get_frame_flags)                                                                         \
    F(av_buffersrc_add_frame)                                                                                \
    F(avfilter_get_by_name)                                                                                  \
    F(avfilter_graph_alloc)                                                                                  \
    F(avfilter_graph_config)                                                                                 \
    F(avfilter_graph_create_filter)                                                                          \
    F(avfilter_graph_free)                                                                                   \
    F(avfilter_link)

#define PERILUNE_OF_SWSCALE(F)                                                                               \
    F(sws_freeContext)                                                                                       \
    F(sws_getCoefficients)                                                                                   \
    F(sws_getContext)                                                                                        \
    F(sws_scale)                                                                                             \
    F(sws_setColorspaceDetails)

namespace perilune::capture::av {

struct Functions {
// NOLINTNEXTLINE(bugprone-macro-parentheses): a name is declared, which takes none
#define PERILUNE_FUNCTION(name) decltype(&::name) name = nullptr;
    PERILUNE_OF_AVUTIL(PERILUNE_FUNCTION)
    PERILUNE_OF_AVCODEC(PERILUNE_FUNCTION)
    PERILUNE_OF_AVFORMAT(PERILUNE_FUNCTION)
    PERILUNE_OF_AVFILTER(PERILUNE_FUNCTION)
    PERILUNE_OF_SWSCALE(PERILUNE_FUNCTION)
#undef PERILUNE_FUNCTION
};

/// Before anything of a film is begun: an error names what is missing and how it is had.
base::Result<void> load();
/// Once they are loaded.
const Functions& lib();

} // namespace perilune::capture::av
