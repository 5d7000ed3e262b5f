#include "model/gltf_parts.h"

#include "model/gltf_check.h"

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
    if (wordAt(bytes, 16) != kJson)
        throw Wrong{"its first chunk is not the JSON chunk"};
    const std::size_t jsonLength = wordAt(bytes, 12);
    if (jsonLength > bytes.size() - 20)
        throw Wrong{fmt::format("the JSON chunk says {} bytes, {} follow", jsonLength, bytes.size() - 20)};
    Chunks chunks{bytes.subspan(20, jsonLength), {}, false};
    std::size_t at = 20 + jsonLength;
    while (at + 8 <= length) {
        const std::size_t chunk = wordAt(bytes, at);
        if (chunk > length - at - 8) {
            throw Wrong{
                fmt::format("the chunk at byte {} says {} bytes, {} follow", at, chunk, length - at - 8)};
        }
        if (wordAt(bytes, at + 4) == kBinary && !chunks.hasBinary) {
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
    GltfParts parts{parse(json), chunks.hasBinary, chunks.binary};
    const Json& root = parts.root;
    if (!root.is_object() || !root.contains("asset") || !root["asset"].is_object())
        throw Wrong{"it is JSON, but no glTF: \"asset\" is missing"};
    const auto version = root["asset"].find("version");
    if (version == root["asset"].end() || !version->is_string() ||
        version->get<std::string>().rfind("2.", 0) != 0)
        throw Wrong{"it is not glTF version 2"};
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
