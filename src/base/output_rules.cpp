#include "base/output_rules.h"

#include "base/platform/open_file.h"
#include "base/platform/output_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace perilune::base {

namespace fs = std::filesystem;

namespace {

struct Ending {
    std::string_view ending, form;
};
/// What programs write pictures, films, tables and texts as: whoever names one of them means it.
constexpr Ending kEndings[] = {
    {".png", "PNG"},          {".apng", "APNG"},     {".jpg", "JPEG"},    {".jpeg", "JPEG"},
    {".jp2", "JPEG 2000"},    {".jxl", "JPEG XL"},   {".webp", "WebP"},   {".avif", "AVIF"},
    {".heic", "HEIC"},        {".gif", "GIF"},       {".bmp", "BMP"},     {".tga", "TGA"},
    {".ppm", "PPM"},          {".tif", "TIFF"},      {".tiff", "TIFF"},   {".exr", "OpenEXR"},
    {".hdr", "HDR"},          {".psd", "PSD"},       {".ico", "ICO"},     {".svg", "SVG"},
    {".pdf", "PDF"},          {".eps", "EPS"},       {".mp4", "MP4"},     {".m4v", "MP4"},
    {".nut", "NUT"},          {".mov", "QuickTime"}, {".webm", "WebM"},   {".mkv", "Matroska"},
    {".avi", "AVI"},          {".ogv", "Ogg"},       {".ogg", "Ogg"},     {".mpg", "MPEG"},
    {".mpeg", "MPEG"},        {".wmv", "WMV"},       {".flv", "FLV"},     {".mp3", "MP3"},
    {".wav", "WAV"},          {".m4a", "MP4 audio"}, {".flac", "FLAC"},   {".opus", "Opus"},
    {".srt", "SubRip"},       {".vtt", "WebVTT"},    {".yaml", "YAML"},   {".yml", "YAML"},
    {".json", "JSON"},        {".csv", "CSV"},       {".tsv", "TSV"},     {".xlsx", "Excel"},
    {".ods", "OpenDocument"}, {".ics", "iCalendar"}, {".txt", "text"},    {".md", "Markdown"},
    {".html", "HTML"},        {".htm", "HTML"},      {".xml", "XML"},     {".bib", "BibTeX"},
    {".glb", "glTF"},         {".gltf", "glTF"},     {".tiles", "a map"}, {".img", "a map"},
    {".lbl", "a label"},      {".ttf", "a font"},    {".otf", "a font"},  {".zip", "ZIP"},
    {".gz", "gzip"},          {".po", "gettext"},
};

std::string nameOf(const fs::path& target) {
    return target == "-" ? "standard output" : target.string();
}

std::string lower(std::string text) {
    for (char& c : text)
        c = c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
    return text;
}

Result<void> checkEnding(const fs::path& target, const OutputForm& form) {
    const std::string ending = lower(target.extension().string());
    const auto* named = std::find_if(std::begin(kEndings), std::end(kEndings),
                                     [&](const Ending& e) { return e.ending == ending; });
    if (named == std::end(kEndings) || named->form == form.form)
        return {};
    fs::path right = target;
    right.replace_extension(form.ending);
    return inputError(fmt::format("{}: {} is written as {} here, not as {}; name it {}", target.string(),
                                  form.what, form.form, named->form, right.string()));
}

/// The input that a path leads to; empty where it leads to none.
fs::path inputAt(const fs::path& target, const std::vector<fs::path>& inputs) {
    const auto out = OpenFile::again(1);
    const auto there = target != "-" ? identityOf(target)
                       : out         ? std::optional(out->identity())
                                     : std::nullopt;
    if (!there)
        return {};
    for (const fs::path& input : inputs) {
        std::error_code none;
        if (!fs::is_directory(input, none)) {
            if (identityOf(input) == there)
                return input;
            continue;
        }
        constexpr auto kHow =
            fs::directory_options::follow_directory_symlink | fs::directory_options::skip_permission_denied;
        for (fs::recursive_directory_iterator it(input, kHow, none), end; !none && it != end;
             it.increment(none))
            if (identityOf(it->path()) == there)
                return it->path();
    }
    return {};
}

Result<void> checkStream(const fs::path& target, const OutputForm& form) {
    std::error_code none;
    const auto number = target == "-" ? std::optional<int>(1) : openNumberOf(target);
    if (!number && !(fs::exists(target, none) && fs::is_other(target, none)))
        return {};
    if (!form.isStream)
        return inputError(
            fmt::format("{}: {} cannot be sent on while it is made, for its index is put to the front at the "
                        "end; write a file and send that: -o film{} && cat film{}",
                        nameOf(target), form.what, form.ending, form.ending));
    if (number)
        if (const auto file = OpenFile::again(*number); !file)
            return cannotWrite(target, file.error());
    if (!form.isText && leadsToTerminal(target))
        return inputError(fmt::format("{}: that is a terminal, and {} is no text; send it into a file or "
                                      "a program (> FILE{}, | PROGRAM)",
                                      nameOf(target), form.what, form.ending));
    return {};
}

} // namespace

std::string_view formOfEnding(std::string_view ending) {
    const auto* named = std::find_if(std::begin(kEndings), std::end(kEndings),
                                     [&](const Ending& e) { return e.ending == ending; });
    return named == std::end(kEndings) ? std::string_view() : named->form;
}

Result<Outcome> checkOutput(const fs::path& target, const OutputForm& form,
                            const std::vector<fs::path>& inputs) {
    if (auto ok = checkEnding(target, form); !ok)
        return tl::unexpected(ok.error());
    if (const fs::path input = inputAt(target, inputs); !input.empty())
        return inputError(
            input == target
                ? fmt::format("{}: is read here and would be lost; choose another name", nameOf(target))
                : fmt::format(
                      "{}: is the same file as {}, which is read here and would be lost; choose another "
                      "name",
                      nameOf(target), input.string()));
    if (auto ok = checkStream(target, form); !ok)
        return tl::unexpected(ok.error());
    if (auto ok = checkWritable(target); !ok)
        return tl::unexpected(ok.error());
    std::error_code none;
    const bool isFile = target != "-" && !openNumberOf(target) && fs::is_regular_file(target, none);
    return isFile && fs::file_size(target, none) > 0 ? Outcome::Replaces : Outcome::New;
}

fs::path freeName(const fs::path& wished) {
    std::error_code none;
    const auto isTaken = [&](const fs::path& path) {
        return fs::symlink_status(path, none).type() != fs::file_type::not_found;
    };
    fs::path name = wished;
    for (int number = 2; isTaken(name) && number < 10'000; ++number) {
        name = wished;
        name.replace_filename(
            fmt::format("{}-{}{}", wished.stem().string(), number, wished.extension().string()));
    }
    return name;
}

} // namespace perilune::base
