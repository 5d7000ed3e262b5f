#include "capture/sinks/av.h"

#include "base/platform/output_file.h"

#include <fmt/format.h>

#include <system_error>

namespace perilune::capture::av {

tl::unexpected<base::Error> failed(const std::filesystem::path& file, const char* what, int code) {
    char text[AV_ERROR_MAX_STRING_SIZE] = {};
    av::lib().av_strerror(code, text, sizeof text);
    if (code == AVERROR(ENOSPC) || code == AVERROR(EDQUOT) || code == AVERROR(EFBIG))
        return base::cannotWrite(file, {AVUNERROR(code), std::generic_category()});
    return base::machineError(fmt::format("{}: cannot {}: {}", file.string(), what, text));
}

namespace {

bool isRgb(AVPixelFormat format) {
    const AVPixFmtDescriptor* description = av::lib().av_pix_fmt_desc_get(format);
    return description != nullptr && (description->flags & AV_PIX_FMT_FLAG_RGB) != 0;
}

Scaler between(int width, int height, AVPixelFormat from, AVPixelFormat to) {
    Scaler scaler(av::lib().sws_getContext(width, height, from, width, height, to,
                                           SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INP | SWS_BITEXACT,
                                           nullptr, nullptr, nullptr));
    if (!scaler)
        return scaler;
    const int* bt709 = av::lib().sws_getCoefficients(SWS_CS_ITU709);
    constexpr int kUnity = 1 << 16;
    av::lib().sws_setColorspaceDetails(scaler.get(), bt709, isRgb(from), bt709, isRgb(to), 0, kUnity, kUnity);
    return scaler;
}

} // namespace

Scaler fromRgba(int width, int height, AVPixelFormat to) {
    return between(width, height, AV_PIX_FMT_RGBA, to);
}

Scaler toRgba(int width, int height, AVPixelFormat from) {
    return between(width, height, from, AV_PIX_FMT_RGBA);
}

} // namespace perilune::capture::av
