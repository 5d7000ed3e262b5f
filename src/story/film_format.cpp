#include "story/film_format.h"

#include "base/did_you_mean.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace perilune::story {

namespace {

const std::vector<FilmFormat>& table() {
    static const std::vector<FilmFormat> formats{
        {"h264", "H.264", "plays everywhere", {".mp4", ".mov", ".mkv", ".m4v"}},
        {"hevc", "HEVC", "half the bytes of H.264; newer machines", {".mp4", ".mov", ".mkv", ".m4v"}},
        {"av1", "AV1", "the fewest bytes; browsers", {".webm", ".mp4", ".mkv"}},
        {"vp9", "VP9", "browsers", {".webm", ".mkv"}},
        {"prores", "ProRes 422 HQ", "cutting rooms", {".mov", ".mkv"}},
        {"prores4444",
         "ProRes 4444",
         "cutting rooms, all of the colours",
         {".mov", ".mkv"},
         false,
         false,
         true},
        {"ffv1", "FFV1", "archives: every pixel comes back", {".mkv", ".nut"}, true, false, true},
        {"gif", "GIF", "pages and slides, 256 colours, no sound", {".gif"}, false, true},
        {"webp", "animated WebP", "pages", {".webp"}, false, true, true},
        {"apng", "animated PNG", "pages; every pixel comes back", {".apng", ".png"}, true, true, true},
    };
    return formats;
}

constexpr int kFastestGif = 50;

/// Which codec an ending means where none is named.
constexpr std::pair<std::string_view, std::string_view> kUsual[] = {
    {".mp4", "h264"}, {".m4v", "h264"}, {".mov", "prores"}, {".webm", "vp9"},  {".mkv", "ffv1"},
    {".nut", "ffv1"}, {".gif", "gif"},  {".webp", "webp"},  {".apng", "apng"},
};

constexpr FilmPreset kPresets[] = {
    {"slides", "for a talk's slides", {1920, 1080}, {30, 1}, 4, "h264", Quality::High},
    {"youtube-4k60", "to upload", {3840, 2160}, {60, 1}, 4, "h264", Quality::Best},
    {"broadcast-1080p25", "for television", {1920, 1080}, {25, 1}, 8, "prores", Quality::High},
    {"projector-1080p60", "for a hall", {1920, 1080}, {60, 1}, 4, "h264", Quality::High},
    {"social-vertical", "for telephones", {1080, 1920}, {30, 1}, 4, "h264", Quality::High},
    {"square", "for feeds", {1080, 1080}, {30, 1}, 4, "h264", Quality::High},
    {"archive-lossless", "to keep", {1920, 1080}, {30, 1}, 8, "ffv1", Quality::Best},
};

std::string endingOf(const std::filesystem::path& file) {
    std::string ending = file.extension().string();
    for (char& c : ending)
        c = c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
    return ending;
}

bool holds(const FilmFormat& format, std::string_view ending) {
    return std::find(format.endings.begin(), format.endings.end(), ending) != format.endings.end();
}

const FilmFormat& formatOf(std::string_view codec) {
    const auto found =
        std::find_if(table().begin(), table().end(), [&](const FilmFormat& f) { return f.codec == codec; });
    return found == table().end() ? table().front() : *found;
}

} // namespace

std::span<const FilmFormat> filmFormats() {
    return table();
}

std::vector<std::string> filmCodecs() {
    std::vector<std::string> names;
    for (const FilmFormat& format : table())
        names.emplace_back(format.codec);
    return names;
}

const FilmFormat* formatOfEnding(std::string_view ending) {
    const auto* found = std::find_if(std::begin(kUsual), std::end(kUsual),
                                     [&](const auto& row) { return row.first == ending; });
    return found == std::end(kUsual) ? nullptr : &formatOf(found->second);
}

base::Result<const FilmFormat*> formatFor(const FilmJob& job, const std::filesystem::path& file) {
    const std::string ending = endingOf(file);
    const FilmFormat* usual = formatOfEnding(ending);
    // A name without an ending, or with one that says nothing about films, is an MP4 all the same.
    const FilmFormat& format = !job.codec.empty() ? formatOf(job.codec) : usual ? *usual : table().front();
    if (format.codec == "gif" && job.rate.num > kFastestGif * job.rate.den)
        return base::inputError(
            fmt::format("a GIF counts in hundredths of a second and shows at most {} frames "
                        "a second; give --fps 25, or name a .webp or .mp4",
                        kFastestGif));
    if (job.clearSky && !format.hasAlpha)
        return base::inputError(
            fmt::format("{}: {} is never transparent; choose --codec prores4444 (.mov) or ffv1 "
                        "(.mkv), name a .webp or .apng, or leave --alpha out",
                        file.string(), format.name));
    const bool anotherFilm = usual != nullptr || ending == ".png";
    if (job.codec.empty() || holds(format, ending) || !anotherFilm)
        return &format;
    std::filesystem::path right = file;
    right.replace_extension(format.endings.front());
    return base::inputError(
        fmt::format("{}: {} does not go into a {} file; name it {}, or leave the codec to "
                    "the ending",
                    file.string(), format.name, ending, right.string()));
}

base::OutputForm outputFormOf(const FilmFormat& format, const std::filesystem::path& file) {
    const std::string ending = endingOf(file);
    const auto held = std::find(format.endings.begin(), format.endings.end(), ending);
    const std::string_view shown = held == format.endings.end() ? format.endings.front() : *held;
    return {"a film", base::formOfEnding(shown), shown, false, false};
}

base::Result<std::string> parseCodec(std::string_view text) {
    const auto names = filmCodecs();
    if (std::find(names.begin(), names.end(), text) != names.end())
        return std::string(text);
    return base::inputError(
        fmt::format("\"{}\" is no codec of films here; give one of {}", text, fmt::join(names, ", ")));
}

base::Result<Quality> parseQuality(std::string_view text) {
    for (const Quality quality : {Quality::Low, Quality::Medium, Quality::High, Quality::Best})
        if (nameOf(quality) == text)
            return quality;
    return base::inputError(fmt::format("\"{}\" is no quality; give low, medium, high or best", text));
}

std::string_view nameOf(Quality quality) {
    switch (quality) {
    case Quality::Low:
        return "low";
    case Quality::Medium:
        return "medium";
    case Quality::High:
        break;
    case Quality::Best:
        return "best";
    }
    return "high";
}

base::Result<Captions> parseCaptions(std::string_view text) {
    for (const Captions captions : {Captions::Burnt, Captions::Track, Captions::Both, Captions::None})
        if (nameOf(captions) == text)
            return captions;
    return base::inputError(
        fmt::format("\"{}\" is no place for captions; give burnt, track, both or none", text));
}

std::string_view nameOf(Captions captions) {
    switch (captions) {
    case Captions::Burnt:
        break;
    case Captions::Track:
        return "track";
    case Captions::Both:
        return "both";
    case Captions::None:
        return "none";
    }
    return "burnt";
}

std::span<const FilmPreset> filmPresets() {
    return kPresets;
}

base::Result<const FilmPreset*> parsePreset(std::string_view text) {
    std::vector<std::string> names;
    for (const FilmPreset& preset : kPresets) {
        if (preset.name == text)
            return &preset;
        names.emplace_back(preset.name);
    }
    return base::inputError(fmt::format("\"{}\" is no preset; give one of {}", text, fmt::join(names, ", ")));
}

void apply(const FilmPreset& preset, FilmJob& job) {
    job.size = preset.size;
    job.rate = preset.rate;
    job.samples = preset.samples;
    job.codec = preset.codec;
    job.quality = preset.quality;
}

} // namespace perilune::story
