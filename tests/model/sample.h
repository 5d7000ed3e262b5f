#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

namespace perilune::test {

/// A small glTF, made piece by piece: its data in the binary chunk of a .glb.
class Sample {
  public:
    using Json = nlohmann::json;
    Json root = {{"asset", {{"version", "2.0"}}}};

    int view(const void* bytes, std::size_t size, Json more = Json::object()) {
        data_.resize((data_.size() + 3) / 4 * 4, '\0');
        more["buffer"] = 0;
        more["byteOffset"] = data_.size();
        more["byteLength"] = size;
        data_.append(static_cast<const char*>(bytes), size);
        return push("bufferViews", std::move(more));
    }
    /// An accessor of `width` numbers an element, with its bounds.
    template <class T> int list(const std::vector<T>& values, int width, Json more = Json::object()) {
        constexpr const char* kTypes[] = {"", "SCALAR", "VEC2", "VEC3", "VEC4"};
        more["bufferView"] = view(values.data(), values.size() * sizeof(T));
        more["componentType"] = std::is_same_v<T, float>           ? 5126
                                : std::is_same_v<T, std::uint32_t> ? 5125
                                : std::is_same_v<T, std::uint16_t> ? 5123
                                : std::is_same_v<T, std::int16_t>  ? 5122
                                : std::is_same_v<T, std::uint8_t>  ? 5121
                                                                   : 5120;
        more["count"] = values.size() / std::size_t(width);
        more["type"] = width == 16 ? "MAT4" : kTypes[width];
        Json low = Json::array(), high = Json::array();
        for (std::size_t c = 0; c < std::size_t(width); ++c) {
            T least = values[c], most = values[c];
            for (std::size_t i = c; i < values.size(); i += std::size_t(width)) {
                least = std::min(least, values[i]);
                most = std::max(most, values[i]);
            }
            low.push_back(least);
            high.push_back(most);
        }
        more["min"] = low;
        more["max"] = high;
        return push("accessors", std::move(more));
    }
    int floats(const std::vector<float>& values, int width) { return list(values, width); }
    int push(const char* key, Json value) {
        root[key].push_back(std::move(value));
        return int(root[key].size()) - 1;
    }
    /// A mesh of one primitive on a node of its own in the scene.
    int mesh(Json primitive) {
        const int index = push("meshes", {{"primitives", {std::move(primitive)}}});
        stand({{"mesh", index}});
        return index;
    }
    int stand(Json node) {
        const int index = push("nodes", std::move(node));
        if (!root.contains("scenes"))
            root["scenes"] = {{{"nodes", Json::array()}}};
        root["scenes"][0]["nodes"].push_back(index);
        return index;
    }
    void uses(const char* extension, bool required = false) {
        push("extensionsUsed", extension);
        if (required)
            push("extensionsRequired", extension);
    }
    /// Writes the .glb and gives its path.
    std::filesystem::path write(const std::string& name = "sample") const {
        Json whole = root;
        std::string data = data_;
        data.resize((data.size() + 3) / 4 * 4, '\0');
        if (!data.empty()) {
            Json buffers = Json::array();
            buffers.push_back({{"byteLength", data.size()}});
            for (const Json& more : whole.value("buffers", Json::array()))
                buffers.push_back(more);
            whole["buffers"] = buffers;
        }
        std::string text = whole.dump();
        text.resize((text.size() + 3) / 4 * 4, ' ');
        const auto word = [](std::size_t n) {
            const auto value = std::uint32_t(n);
            std::string out(4, '\0');
            std::memcpy(out.data(), &value, 4);
            return out;
        };
        std::string bytes = word(text.size()) + "JSON" + text;
        if (!data.empty())
            bytes += word(data.size()) + std::string("BIN\0", 4) + data;
        const auto path = std::filesystem::temp_directory_path() /
                          ("perilune " + std::to_string(std::uintptr_t(this)) + name + ".glb");
        std::ofstream(path, std::ios::binary) << "glTF" << word(2) << word(12 + bytes.size()) << bytes;
        return path;
    }

  private:
    std::string data_;
};

} // namespace perilune::test
