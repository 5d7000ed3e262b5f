#include "capture/sinks/coders.h"

#include <algorithm>

namespace perilune::capture {

namespace {

constexpr const char* kPackage = "libavcodec59 or later";

constexpr Coder kCoders[] = {
    {"h264", "libx264", AV_PIX_FMT_YUV420P, AV_PIX_FMT_NONE, "mp4", ".mp4", kPackage, true},
    {"hevc", "libx265", AV_PIX_FMT_YUV420P, AV_PIX_FMT_NONE, "mp4", ".mp4", kPackage, true},
    {"av1", "libaom-av1", AV_PIX_FMT_YUV420P, AV_PIX_FMT_NONE, "mp4", ".mp4", kPackage, true},
    {"vp9", "libvpx-vp9", AV_PIX_FMT_YUV420P, AV_PIX_FMT_NONE, "matroska", ".mkv", kPackage, true},
    {"prores", "prores_ks", AV_PIX_FMT_YUV422P10, AV_PIX_FMT_NONE, "mov", ".mov", kPackage, false},
    {"prores4444", "prores_ks", AV_PIX_FMT_YUV444P10, AV_PIX_FMT_YUVA444P10, "mov", ".mov", kPackage, false},
    {"ffv1", "ffv1", AV_PIX_FMT_BGR0, AV_PIX_FMT_BGRA, "matroska", ".mkv", kPackage, false},
    {"gif", "gif", AV_PIX_FMT_PAL8, AV_PIX_FMT_NONE, "gif", ".gif", kPackage, true},
    {"webp", "libwebp_anim", AV_PIX_FMT_YUV420P, AV_PIX_FMT_YUVA420P, "webp", ".webp", kPackage, true},
    {"apng", "apng", AV_PIX_FMT_RGB24, AV_PIX_FMT_RGBA, "apng", ".apng", kPackage, true},
};

/// Constant quality: x264's and x265's rate factor, libaom's and libvpx's level, WebP's quality.
const char* level(std::string_view codec, story::Quality quality) {
    struct Row {
        std::string_view codec;
        const char* of[4];
    };
    static constexpr Row kRows[] = {
        {"h264", {"28", "23", "18", "14"}}, {"hevc", {"30", "25", "20", "16"}},
        {"av1", {"45", "36", "28", "20"}},  {"vp9", {"45", "36", "28", "20"}},
        {"webp", {"50", "70", "80", "95"}},
    };
    for (const Row& row : kRows)
        if (row.codec == codec)
            return row.of[std::size_t(quality)];
    return nullptr;
}

/// x264's fast code for its tree of macroblocks takes eight at once, and behind the last one of a row it
/// reads memory that nobody has written: what had been there before would show in the film (seen in 0.164
/// with MALLOC_PERTURB_; widths of whole eights are safe). Without the tree such films are a half larger.
bool isTreeSafe(int width) {
    const int macroblocks = (width + 15) / 16;
    return macroblocks % 8 == 0;
}

} // namespace

const Coder& coderOf(std::string_view codec) {
    const auto* found = std::find_if(std::begin(kCoders), std::end(kCoders),
                                     [&](const Coder& c) { return c.codec == codec; });
    return found == std::end(kCoders) ? kCoders[0] : *found;
}

const Coder& losslessCoder() {
    return coderOf("ffv1");
}

std::vector<std::pair<const char*, std::string>> optionsOf(const Coder& coder, story::Quality quality,
                                                           int width) {
    const char* wanted = level(coder.codec, quality);
    if (coder.codec == "h264")
        return {{"preset", "veryfast"},
                {"crf", wanted},
                {"x264-params", isTreeSafe(width) ? "mbtree=1" : "mbtree=0"}};
    if (coder.codec == "hevc")
        // Two frames at a time and no wavefronts: another number of threads would be other bytes.
        return {{"preset", "fast"},
                {"crf", wanted},
                {"x265-params", "log-level=none:pools=4:frame-threads=2:open-gop=0:info=0"}};
    if (coder.codec == "av1")
        return {{"crf", wanted}, {"cpu-used", "6"}, {"row-mt", "1"}, {"tiles", "2x2"}};
    if (coder.codec == "vp9")
        return {{"crf", wanted}, {"b", "0"}, {"deadline", "good"}, {"cpu-used", "5"}, {"row-mt", "1"}};
    if (coder.codec == "prores")
        return {{"profile", "hq"}, {"vendor", "apl0"}};
    if (coder.codec == "prores4444")
        return {{"profile", "4444"}, {"vendor", "apl0"}};
    if (coder.codec == "ffv1")
        return {{"level", "3"}, {"slices", "4"}, {"slicecrc", "1"}};
    if (coder.codec == "webp")
        return {{"quality", wanted}, {"lossless", "0"}};
    return {};
}

const char* containerOf(std::string_view ending) {
    if (ending == ".mov")
        return "mov";
    if (ending == ".webm")
        return "webm";
    if (ending == ".mkv")
        return "matroska";
    if (ending == ".nut")
        return "nut";
    if (ending == ".gif")
        return "gif";
    if (ending == ".webp")
        return "webp";
    if (ending == ".apng" || ending == ".png")
        return "apng";
    return "mp4";
}

} // namespace perilune::capture
