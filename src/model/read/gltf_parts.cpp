#include "model/read/gltf_parts.h"

#include "model/read/limits.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

namespace perilune::model {

namespace {

constexpr int kMaxDepth = 128;

std::uint32_t wordAt(std::span<const std::uint8_t> bytes, std::size_t at) {
    std::uint32_t word = 0;
    std::memcpy(&word, bytes.data() + at, sizeof word);
    return word;
}

/// The JSON of a .glb and its data.
struct Chunks {
    std::span<const std::uint8_t> json, binary;
    bool hasBinary = false;
};
Chunks chunksOf(std::span<const std::uint8_t> bytes) {
    constexpr std::uint32_t kJson = 0x4E4F534A, kBinary = 0x004E4942;
    if (bytes.size() < 20)
        throw Wrong{fmt::format("the file ends after {} bytes, inside its header", bytes.size())};
    if (wordAt(bytes, 4) != 2) {
        throw Wrong{
            fmt::format("it is a binary glTF of version {}; only version 2 is read", wordAt(bytes, 4))};
    }
    const std::size_t length = wordAt(bytes, 8);
    if (length > bytes.size())
        throw Wrong{fmt::format("the file is cut short: {} of {} bytes are there", bytes.size(), length)};
    if (length < 20)
        throw Wrong{fmt::format("it says to be {} bytes long, which is less than its header", length)};
    if (wordAt(bytes, 16) != kJson)
        throw Wrong{"its first chunk is not the JSON chunk"};
    const std::size_t jsonLength = wordAt(bytes, 12);
    if (jsonLength > length - 20)
        throw Wrong{fmt::format("the JSON chunk says {} bytes, {} follow", jsonLength, length - 20)};
    if (jsonLength % 4 != 0)
        throw Wrong{fmt::format("the JSON chunk says {} bytes, no multiple of 4", jsonLength)};
    Chunks chunks{bytes.subspan(20, jsonLength), {}, false};
    bool isSecond = true;
    for (std::size_t at = 20 + jsonLength; at < length; isSecond = false) {
        if (at + 8 > length)
            throw Wrong{fmt::format("the file ends at byte {}, inside a chunk's header", length)};
        const std::size_t chunk = wordAt(bytes, at);
        if (chunk > length - at - 8)
            throw Wrong{
                fmt::format("the chunk at byte {} says {} bytes, {} follow", at, chunk, length - at - 8)};
        if (chunk % 4 != 0)
            throw Wrong{fmt::format("the chunk at byte {} says {} bytes, no multiple of 4", at, chunk)};
        const std::uint32_t kind = wordAt(bytes, at + 4);
        if (kind == kJson)
            throw Wrong{fmt::format("the chunk at byte {} is a second JSON chunk", at)};
        if (kind == kBinary) {
            if (!isSecond)
                throw Wrong{fmt::format("the chunk of data at byte {} is not the file's second", at)};
            chunks.binary = bytes.subspan(at + 8, chunk);
            chunks.hasBinary = true;
        }
        at += 8 + chunk;
    }
    return chunks;
}

/// A loader goes down into nested values by recursion.
void checkDepth(std::string_view json) {
    int depth = 0;
    bool inString = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '[' || c == '{') {
            if (++depth > kMaxDepth)
                throw Wrong{fmt::format("its JSON is nested more than {} deep", kMaxDepth)};
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
}

Json parse(std::string_view json) {
    if (json.starts_with("\xEF\xBB\xBF"))
        throw Wrong{"it begins with a byte order mark, which a glTF may not have", "save it without one"};
    try {
        return Json::parse(json);
    } catch (const Json::parse_error& error) {
        std::size_t line = 1;
        std::size_t column = 1;
        for (std::size_t i = 0; i + 1 < error.byte && i < json.size(); ++i) {
            ++column;
            if (json[i] == '\n') {
                ++line;
                column = 1;
            }
        }
        throw Wrong{fmt::format("it is no glTF: not JSON from line {}, column {} on", line, column)};
    }
}

} // namespace

bool isBinaryGltf(std::span<const std::uint8_t> bytes) {
    return bytes.size() >= 4 && std::memcmp(bytes.data(), "glTF", 4) == 0;
}

GltfParts takeApart(std::span<const std::uint8_t> bytes) {
    const Chunks chunks = isBinaryGltf(bytes) ? chunksOf(bytes) : Chunks{bytes, {}, false};
    const std::string_view json(reinterpret_cast<const char*>(chunks.json.data()), chunks.json.size());
    checkDepth(json);
    GltfParts parts{parse(json), isBinaryGltf(bytes), chunks.hasBinary, chunks.binary};
    const Json& root = parts.root;
    if (!root.is_object() || !root.contains("asset") || !root["asset"].is_object())
        throw Wrong{"it is JSON, but no glTF: \"asset\" is missing"};
    return parts;
}

std::string shown(std::string_view text) {
    constexpr std::size_t kLongest = 120;
    std::string out(text.substr(0, kLongest));
    while (out.size() < text.size() && !out.empty() && (std::uint8_t(text[out.size()]) & 0xC0) == 0x80)
        out.pop_back(); // no half letters
    std::replace_if(
        out.begin(), out.end(), [](char c) { return std::uint8_t(c) < 0x20 || c == 0x7F; }, '?');
    return out.size() < text.size() ? out + "…" : out;
}

const Json& listIn(const Json& object, const char* key) {
    static const Json empty = Json::array();
    const auto found = object.find(key);
    return found != object.end() && found->is_array() ? *found : empty;
}

} // namespace perilune::model
