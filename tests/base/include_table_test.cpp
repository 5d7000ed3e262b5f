// The plan of the house as tests: rooms include only what the table in the top CMakeLists.txt says, third
// parties stay in the rooms that own them, nothing below render and app touches GL, and nothing below player
// asks a clock.
#include "base/source_tree.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>

namespace perilune {
namespace {

namespace fs = std::filesystem;
using test::matches;
using test::SourceFile;
using test::sources;
using Edges = std::map<std::string, std::set<std::string>>;

Edges readEdges(const char* file) {
    std::ifstream in(file);
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

// The sub-room of a path under src: "timeline/ask" of "timeline/ask/query.h", "timeline/." of
// "timeline/timeline.h".
std::string subRoomOf(const fs::path& path) {
    const auto parts = std::distance(path.begin(), path.end());
    return path.begin()->string() + "/" + (parts > 2 ? std::next(path.begin())->string() : ".");
}

TEST(Rooms, includeOnlyWhatTheTableAllows) {
    const Edges edges = readEdges(PERILUNE_EDGES_FILE);
    ASSERT_EQ(edges.size(), 14u);
    for (const SourceFile& file : sources())
        for (const std::string& room : matches(file.text, R"re(#include\s+"([a-z]+)/)re"))
            EXPECT_TRUE(room == file.room ||
                        (edges.contains(file.room) && edges.at(file.room).contains(room)))
                << file.path << " includes " << room;
}

TEST(Rooms, formNoCycle) {
    Edges left = readEdges(PERILUNE_EDGES_FILE);
    while (!left.empty()) {
        std::string leaf;
        for (const auto& [room, allowed] : left)
            if (std::none_of(allowed.begin(), allowed.end(), [&](const auto& r) { return left.contains(r); }))
                leaf = room;
        ASSERT_FALSE(leaf.empty()) << "rooms depend on each other in a ring";
        left.erase(leaf);
    }
}

TEST(SubRooms, includeOnlyWhatTheTableAllows) {
    const Edges edges = readEdges(PERILUNE_SUBROOM_EDGES_FILE);
    ASSERT_FALSE(edges.empty());
    for (const SourceFile& file : sources()) {
        const std::string from = subRoomOf(file.path);
        if (from.ends_with("/.") && file.path.ends_with(".cpp"))
            continue; // the room's facade
        for (const std::string& included : matches(file.text, R"re(#include\s+"([^"]+)")re")) {
            const std::string to = subRoomOf(included);
            if (fs::path(included).begin()->string() != file.room || to == from)
                continue;
            const std::string name = to.substr(to.find('/') + 1);
            EXPECT_TRUE(edges.contains(from) && edges.at(from).contains(name))
                << file.path << " includes " << included << ", which " << from << " may not";
        }
    }
}

TEST(SubRooms, areAllInTheTable) {
    const Edges edges = readEdges(PERILUNE_SUBROOM_EDGES_FILE);
    for (const SourceFile& file : sources())
        if (const std::string room = subRoomOf(file.path); !room.ends_with("/."))
            EXPECT_TRUE(edges.contains(room))
                << file.path << " lies in a sub-room that the table does not name";
}

TEST(SourceFiles, haveAHeaderOfTheirNameOrOfTheirGroup) {
    // parse.cpp has parse.h; strip_marks.cpp, which has none, belongs to strip.h; and a sub-room may have one
    // header of its own name, views/views.h.
    std::set<std::string> headers;
    for (const SourceFile& file : sources())
        if (file.path.ends_with(".h"))
            headers.insert(file.path.substr(0, file.path.size() - 2));
    for (const SourceFile& file : sources()) {
        const fs::path path(file.path);
        std::string stem = path.stem().string();
        if (path.extension() != ".cpp" || stem == "main" || stem.ends_with("_main"))
            continue;
        const fs::path folder = path.parent_path();
        bool has =
            !subRoomOf(path).ends_with("/.") && headers.contains((folder / folder.filename()).string());
        while (!has && !stem.empty()) {
            has = headers.contains((folder / stem).string());
            const auto cut = stem.rfind('_');
            stem = cut == std::string::npos ? "" : stem.substr(0, cut);
        }
        EXPECT_TRUE(has) << file.path << " has no header of its name or of its group's";
    }
}

TEST(Rooms, keepThirdPartiesWhereTheyBelong) {
    // Header -> where it may be included: rooms, sub-rooms, or single files.
    const std::map<std::string, std::set<std::string>> owners = {
        {"epoxy/", {"render", "app"}},
        {"GL/", {}},
        {"GLFW/", {"app"}},
        {"CLI/", {"app"}},
        {"imgui", {"ui", "app", "overlay"}},
        {"tiny_gltf.h", {}},
        {"draco/", {"model/read"}},
        {"meshoptimizer.h", {"model"}},
        {"webp/", {"model/read/gltf_images.cpp"}},
        {"libav", {"capture/sinks"}},
        {"libsw", {"capture/sinks"}},
        {"libfyaml.h", {"base/yaml.cpp"}},
        {"erfa", {"astro"}},
        {"ft2build.h", {"overlay/ink/font_file.cpp"}},
        {"hb",
         {"overlay/ink/font_file.cpp", "overlay/ink/itemize.cpp", "overlay/ink/reachable_letters.cpp",
          "overlay/ink/shaper.cpp", "overlay/ink/shaping_features.h"}},
        {"fontconfig/", {"app/system_fonts.cpp"}},
        {"fribidi", {"overlay/ink/itemize.cpp"}},
        {"unicode/", {"overlay/ink/line_breaks.cpp"}},
        {"stb_truetype", {}},
        {"stb_image", {"base/image.cpp"}},
        {"curl/", {"app/commands/download.cpp"}},
        {"archive", {"app/commands/record_archive.cpp"}},
        {"sodium", {"app/commands/record_archive.cpp"}},
        {"gdal",
         {"survey/gdal/placing.h", "survey/gdal/placing.cpp", "survey/gdal/values.h",
          "survey/gdal/dataset.cpp"}},
        {"ogr_", {"survey/gdal/placing.cpp"}},
        {"cpl_", {"survey/gdal/dataset.cpp"}},
        {"glm/",
         {"astro", "model", "terrain", "survey", "scene", "overlay", "render", "story", "ui", "player",
          "app"}},
    };
    for (const SourceFile& file : sources())
        for (const std::string& header : matches(file.text, R"re(#include\s+<([^>]+)>)re"))
            for (const auto& [prefix, allowed] : owners)
                EXPECT_TRUE(!header.starts_with(prefix) || allowed.contains(file.room) ||
                            allowed.contains(file.path) || allowed.contains(subRoomOf(file.path)))
                    << file.path << " includes " << header;
}

TEST(Rooms, haveCommandsThatNeedNothingOfTheUi) {
    for (const SourceFile& file : sources())
        if (file.path.starts_with("app/commands/"))
            EXPECT_TRUE(matches(file.text, R"re(#include\s+"(ui/[^"]+))re").empty()) << file.path;
}

TEST(Rooms, holdNoGlBelowRenderAndNoWidgetsBelowUi) {
    for (const SourceFile& file : sources()) {
        const bool mayDraw = file.room == "render" || file.room == "app";
        const bool mayHaveWidgets = file.room == "ui" || file.room == "app";
        EXPECT_TRUE(mayDraw || matches(file.text, R"re(\b(gl(?!TF)[A-Z][A-Za-z0-9]+)\s*\()re").empty())
            << file.path << " calls GL";
        EXPECT_TRUE(mayHaveWidgets || matches(file.text, R"re((ImGui::[A-Z]\w+))re").empty())
            << file.path << " draws widgets";
    }
}

TEST(Rooms, askHowAMilestoneStandsOnlyWhereItsRowIsMade) {
    // Marks, cards, changes and lists are made from the rows (timeline/ask/standing_milestones.h).
    for (const SourceFile& file : sources())
        EXPECT_TRUE(subRoomOf(file.path) == "timeline/ask" ||
                    matches(file.text, R"re(\b(standingOf|earliestTarget)\()re").empty())
            << file.path << " asks the timeline again";
}

TEST(Rooms, askNoClockAndNoChanceBelowPlayer) {
    for (const SourceFile& file : sources()) {
        if (file.room == "app" || file.room == "player")
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
