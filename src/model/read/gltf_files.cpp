#include "model/read/gltf_files.h"

#include "model/read/limits.h"
#include "base/files.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

namespace perilune::model {

namespace {

namespace fs = std::filesystem;

bool isMarked(std::string_view uri) {
    constexpr std::string_view kData = "data:";
    return uri.size() >= kData.size() &&
           std::equal(kData.begin(), kData.end(), uri.begin(),
                      [](char a, char b) { return a == char(std::tolower(static_cast<unsigned char>(b))); });
}
/// Data in the text: also where its mark is damaged, for no message may repeat it.
bool isData(std::string_view uri) {
    return uri.find(";base64,") != std::string_view::npos || isMarked(uri);
}

int digitOf(char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/// %20 and the like as letters; a % that begins no such pair stays.
std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool pair =
            text[i] == '%' && i + 2 < text.size() && digitOf(text[i + 1]) >= 0 && digitOf(text[i + 2]) >= 0;
        out += pair ? char(digitOf(text[i + 1]) * 16 + digitOf(text[i + 2])) : text[i];
        i += pair ? 2 : 0;
    }
    return out;
}

std::vector<std::uint8_t> unpackBase64(std::string_view text, const std::string& where) {
    std::vector<std::uint8_t> out;
    out.reserve(text.size() / 4 * 3);
    std::uint32_t bits = 0;
    int count = 0;
    while (!text.empty() && text.back() == '=')
        text.remove_suffix(1);
    if (text.size() % 4 == 1)
        throw Wrong{where + ": the data in its text is no base64: a letter is left over"};
    for (const char c : text) {
        const int value = c >= 'A' && c <= 'Z'   ? c - 'A'
                          : c >= 'a' && c <= 'z' ? c - 'a' + 26
                          : c >= '0' && c <= '9' ? c - '0' + 52
                          : c == '+' || c == '-' ? 62
                          : c == '/' || c == '_' ? 63
                                                 : -1;
        if (value < 0)
            throw Wrong{where + ": the data in its text is no base64"};
        bits = bits << 6 | std::uint32_t(value);
        if (count += 6; count >= 8) {
            count -= 8;
            out.push_back(std::uint8_t(bits >> count));
        }
    }
    return out;
}

/// Whatever kind of data it says to be: "data:;base64,", "data:image/png;base64,",
/// "data:x/y;charset=z;base64,".
std::vector<std::uint8_t> dataOf(const std::string& uri, const std::string& where) {
    const std::size_t comma = uri.find(',');
    if (comma == std::string::npos)
        throw Wrong{where + ": the data in its text begins nowhere: it has no comma"};
    const std::string text = unescaped(std::string_view(uri).substr(comma + 1));
    if (std::string_view(uri).substr(0, comma).ends_with(";base64"))
        return unpackBase64(text, where);
    return {text.begin(), text.end()};
}

/// What data in the text say to be: "image/png".
std::string_view kindOf(std::string_view uri) {
    const std::size_t begin = uri.find(':') + 1;
    return uri.substr(begin, std::min(uri.find(';'), uri.find(',')) - begin);
}

/// A name of a file in the folder or below; none where it leads out of it.
std::optional<fs::path> inside(const std::string& name) {
    const fs::path path = fs::path(name).lexically_normal();
    if (name.find('\0') != std::string::npos || path.empty() || path.is_absolute() || *path.begin() == "..")
        return {};
    return path;
}

bool isScheme(std::string_view uri) {
    const std::size_t colon = uri.find(':');
    return colon != std::string_view::npos && colon > 1 &&
           std::all_of(uri.begin(), uri.begin() + std::ptrdiff_t(colon),
                       [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '+'; }) &&
           uri.substr(colon).starts_with("://");
}

} // namespace

std::string shownReference(const Json& object) {
    const auto uri = object.find("uri");
    if (uri == object.end() || !uri->is_string())
        return "";
    const auto& text = uri->get_ref<const std::string&>();
    if (isData(text))
        return " (data in its text)";
    return " " + shown(text);
}

std::vector<std::uint8_t> GltfFiles::bytesOf(const std::string& uri, const std::string& where,
                                             std::span<const std::string_view> kinds) const {
    if (isData(uri) && !isMarked(uri))
        throw Wrong{where + " is neither data nor a file: its mark \"data:\" is damaged"};
    if (isData(uri)) {
        const std::string_view kind = kindOf(uri);
        if (!kinds.empty() && std::find(kinds.begin(), kinds.end(), kind) == kinds.end())
            throw Wrong{fmt::format("{}: the data in its text are of the kind \"{}\", not \"{}\"", where,
                                    shown(kind), kinds.front())};
        return dataOf(uri, where);
    }
    if (isScheme(uri))
        throw Wrong{where + " lies elsewhere; only files beside the model are read",
                    "save it beside the model and name it so"};
    // As the standard has it, and else as it stands: many exporters write a % as it is.
    const auto meant = inside(unescaped(uri)), raw = inside(uri);
    if (!meant || !raw)
        throw Wrong{where + " lies outside of the model's folder, where nothing is looked at",
                    "put it beside the model and name it so"};
    std::error_code none;
    const fs::path path = folder_ / (fs::is_regular_file(folder_ / *meant, none) ? *meant : *raw);
    if (!fs::exists(path, none))
        throw Wrong{where + " is not there", "put it beside the model"};
    auto bytes = base::readBytes(path, kMaxModelBytes);
    if (!bytes)
        throw Wrong{where + " cannot be read", "make it a file that can be read"};
    return std::move(*bytes);
}

// The standard has the first two; the others are what a reference without a kind is, and many write none.
constexpr std::array<std::string_view, 4> kBufferKinds = {"application/octet-stream",
                                                          "application/gltf-buffer", "", "text/plain"};

std::vector<std::uint8_t> GltfFiles::buffer(std::size_t index) {
    const Json& buffer = listIn(parts_.root, "buffers")[index];
    const std::string where = fmt::format("buffers[{}]{}", index, shownReference(buffer));
    const std::size_t length = std::size_t(buffer.at("byteLength").get<double>());
    if (length == 0)
        throw Wrong{where + " holds no bytes"};
    if (taken_ += length; taken_ > kMaxModelBytes)
        throw Wrong{fmt::format("its buffers ask for more than {} bytes in all", kMaxModelBytes)};
    std::vector<std::uint8_t> bytes;
    const auto uri = buffer.find("uri");
    if (uri != buffer.end() && uri->is_string())
        bytes = bytesOf(uri->get<std::string>(), where, kBufferKinds);
    else if (index == 0 && parts_.hasBinary)
        bytes.assign(parts_.binary.begin(), parts_.binary.end());
    else if (index == 0 && parts_.isBinary)
        throw Wrong{where + " names no data: it has no \"uri\", and the file no chunk of data"};
    else
        return {}; // left to whoever uses the file; the standard allows it
    if (bytes.size() < length)
        throw Wrong{fmt::format("{} says {} bytes, {} are there", where, length, bytes.size())};
    bytes.resize(length);
    return bytes;
}

std::vector<std::uint8_t> GltfFiles::image(std::size_t index) const {
    const Json& image = listIn(parts_.root, "images")[index];
    return bytesOf(image.at("uri").get<std::string>(),
                   fmt::format("images[{}]{}", index, shownReference(image)), {});
}

} // namespace perilune::model
