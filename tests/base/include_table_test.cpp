// The plan of the house as tests: rooms include only what the table in the top CMakeLists.txt says, third
// parties stay in the rooms that own them, nothing below render and app touches GL, and nothing below app
// asks a clock.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace perilune {
namespace {

namespace fs = std::filesystem;
using Edges = std::map<std::string, std::set<std::string>>;

Edges readEdges() {
    std::ifstream in(PERILUNE_EDGES_FILE);
    Edges edges;
    for (std::string line; std::getline(in, line);) {
        const std::size_t colon = line.find(':');
        std::istringstream rooms(line.substr(colon + 1));
        auto& allowed = edges[line.substr(0, colon)];
        for (std::string room; rooms >> room;)
            allowed.insert(room);
    }
    return edges;
}

struct SourceFile {
    std::string room, path, text;
};

std::vector<SourceFile> sources() {
    std::vector<SourceFile> files;
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(PERILUNE_SOURCE_DIR) / "src")) {
        if (entry.path().extension() != ".h" && entry.path().extension() != ".cpp")
            continue;
        const fs::path relative = fs::relative(entry.path(), fs::path(PERILUNE_SOURCE_DIR) / "src");
        std::ifstream in(entry.path());
        std::stringstream text;
        text << in.rdbuf();
        files.push_back({relative.begin()->string(), relative.string(), text.str()});
    }
    return files;
}

std::vector<std::string> matches(const std::string& text, const std::string& pattern) {
    std::vector<std::string> found;
    const std::regex regex(pattern);
    for (std::sregex_iterator it(text.begin(), text.end(), regex), end; it != end; ++it)
        found.push_back((*it)[1]);
    return found;
}

TEST(Rooms, includeOnlyWhatTheTableAllows) {
    const Edges edges = readEdges();
    ASSERT_EQ(edges.size(), 11u);
    for (const SourceFile& file : sources())
        for (const std::string& room : matches(file.text, R"re(#include\s+"([a-z]+)/)re"))
            EXPECT_TRUE(room == file.room ||
                        (edges.contains(file.room) && edges.at(file.room).contains(room)))
                << file.path << " includes " << room;
}

TEST(Rooms, formNoCycle) {
    Edges left = readEdges();
    while (!left.empty()) {
        std::string leaf;
        for (const auto& [room, allowed] : left)
            if (std::none_of(allowed.begin(), allowed.end(), [&](const auto& r) { return left.contains(r); }))
                leaf = room;
        ASSERT_FALSE(leaf.empty()) << "rooms depend on each other in a ring";
        left.erase(leaf);
    }
}

TEST(Rooms, keepThirdPartiesWhereTheyBelong) {
    // Header -> where it may be included: rooms, or single files.
    const std::map<std::string, std::set<std::string>> owners = {
        {"epoxy/", {"render", "app"}},
        {"GL/", {}},
        {"GLFW/", {"app"}},
        {"CLI/", {"app"}},
        {"imgui", {"ui", "app", "overlay"}},
        {"tiny_gltf.h", {"render"}},
        {"libav", {"capture/encoder.cpp"}},
        {"libsw", {"capture/encoder.cpp"}},
        {"libfyaml.h", {"base/yaml.cpp"}},
        {"erfa", {"astro"}},
        {"stb_image", {"base/image.cpp"}},
        {"curl/", {"app/download.cpp"}},
        {"gdal",
         {"terrain/gdal/placing.h", "terrain/gdal/placing.cpp", "terrain/gdal/values.h",
          "terrain/gdal/dataset.cpp"}},
        {"ogr_", {"terrain/gdal/placing.cpp"}},
        {"cpl_", {"terrain/gdal/dataset.cpp"}},
        {"glm/", {"astro", "terrain", "scene", "overlay", "render", "story", "ui", "app"}},
    };
    for (const SourceFile& file : sources())
        for (const std::string& header : matches(file.text, R"re(#include\s+<([^>]+)>)re"))
            for (const auto& [prefix, allowed] : owners)
                EXPECT_TRUE(!header.starts_with(prefix) || allowed.contains(file.room) ||
                            allowed.contains(file.path))
                    << file.path << " includes " << header;
}

TEST(Rooms, holdNoGlBelowRenderAndNoWidgetsBelowUi) {
    for (const SourceFile& file : sources()) {
        const bool mayDraw = file.room == "render" || file.room == "app";
        const bool mayHaveWidgets = file.room == "ui" || file.room == "app";
        EXPECT_TRUE(mayDraw || matches(file.text, R"re(\b(gl[A-Z][A-Za-z0-9]+)\s*\()re").empty())
            << file.path << " calls GL";
        EXPECT_TRUE(mayHaveWidgets || matches(file.text, R"re((ImGui::[A-Z]\w+))re").empty())
            << file.path << " draws widgets";
    }
}

TEST(Rooms, askNoClockAndNoChanceBelowApp) {
    for (const SourceFile& file : sources()) {
        if (file.room == "app")
            continue;
        EXPECT_TRUE(
            matches(file.text,
                    R"re((_clock::now|\brand\(|random_device|\btime\(nullptr|getaddrinfo|\bsocket\())re")
                .empty())
            << file.path << " asks a clock, chance or the network";
    }
}

} // namespace
} // namespace perilune
