#include "survey/import/pds4_label.h"

#include "survey/import/input_file.h"
#include "survey/import/open.h"
#include "survey/import/pds3_parts.h"

#include <algorithm>

namespace perilune::survey {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kNamespace = "http://pds.nasa.gov/pds4/pds/";

bool isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

std::string trimmed(std::string_view text) {
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return std::string(text);
}

/// Without comments, in which labels keep old names.
std::string withoutComments(std::string_view text) {
    std::string rest;
    while (true) {
        const std::size_t begin = text.find("<!--");
        rest += text.substr(0, begin);
        const std::size_t end = begin == std::string_view::npos ? begin : text.find("-->", begin);
        if (end == std::string_view::npos)
            return rest;
        text.remove_prefix(end + 3);
    }
}

} // namespace

std::optional<std::vector<std::string>> filesOfPds4(std::string_view whole) {
    const std::string text = withoutComments(whole);
    if (text.find(kNamespace) == std::string::npos)
        return std::nullopt;
    std::vector<std::string> files;
    constexpr std::string_view kElement = "file_name";
    for (std::size_t at = 0; (at = text.find(kElement, at)) != std::string::npos;) {
        const std::size_t begin = at;
        at += kElement.size();
        // <file_name>, or <pds:file_name>; not <parent_file_name>, and not the end of one.
        const std::size_t open = text.rfind('<', begin);
        const std::string_view name = open == std::string::npos
                                          ? std::string_view("/")
                                          : std::string_view(text).substr(open + 1, begin - open - 1);
        const bool begins = name.empty() || (name.back() == ':' && name.find_first_of("/ >") == name.npos);
        const std::size_t close = text.find('>', at), end = text.find('<', at);
        if (!begins || close == std::string::npos || end == std::string::npos || end < close ||
            (text[at] != '>' && !isBlank(text[at])))
            continue;
        files.push_back(trimmed(std::string_view(text).substr(close + 1, end - close - 1)));
    }
    return files;
}

bool Pds4Label::names(const fs::path& file) const {
    const std::string name = file.filename().string();
    return std::any_of(files.begin(), files.end(), [&](const std::string& f) { return sameName(f, name); });
}

std::string Pds4Label::inWords() const {
    std::string words;
    for (const std::string& file : files)
        words += (words.empty() ? "" : ", ") + file;
    return words.empty() ? "no file" : words;
}

Pds4Label pds4Of(const fs::path& file) {
    auto input = InputFile::open(file);
    if (!input)
        return {};
    std::string text(std::size_t(std::min<std::uint64_t>(input->bytes(), kMaxLabelBytes)), '\0');
    if (!input->read(0, text.data(), text.size()) || !trimmed(text.substr(0, 64)).starts_with('<'))
        return {};
    auto files = filesOfPds4(text);
    return files ? Pds4Label{file, std::move(*files)} : Pds4Label{};
}

Pds4Label pds4Beside(const fs::path& image) {
    for (const char* extension : {".xml", ".XML", ".lblx", ".LBLX"}) {
        fs::path label = image;
        label.replace_extension(extension);
        std::error_code none;
        if (label != image && fs::is_regular_file(label, none))
            if (Pds4Label found = pds4Of(label); !found.label.empty())
                return found;
    }
    return {};
}

} // namespace perilune::survey
