// Each room and sub-room opens with five lines in a README.md beside its code: its idea, what it owns, its
// words, the header to begin with, and what it never does. They are held against the table in the top
// CMakeLists.txt and against the code.
#include "base/source_tree.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace perilune {
namespace {

namespace fs = std::filesystem;
using test::matches;

const fs::path kSource = fs::path(PERILUNE_SOURCE_DIR) / "src";

std::vector<std::string> linesOf(const fs::path& file) {
    std::ifstream in(file);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);)
        if (!line.empty())
            lines.push_back(line);
    return lines;
}

// "scene", "timeline/ask": the rooms and sub-rooms of the table.
std::set<std::string> roomsOfTheTable() {
    std::set<std::string> rooms;
    for (const char* file : {PERILUNE_EDGES_FILE, PERILUNE_SUBROOM_EDGES_FILE})
        for (const std::string& line : linesOf(file))
            if (const std::string room = line.substr(0, line.find(':')); !room.ends_with("/."))
                rooms.insert(room);
    return rooms;
}

// All headers of a room, those of its sub-rooms too.
std::string headersOf(const fs::path& folder) {
    std::stringstream text;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.path().extension() == ".h")
            text << test::textOf(entry.path());
    return text.str();
}

TEST(RoomPages, standInEveryRoomAndSubRoomOfTheTableAndNowhereElse) {
    const std::set<std::string> rooms = roomsOfTheTable();
    ASSERT_GT(rooms.size(), 14u);
    for (const std::string& room : rooms)
        EXPECT_TRUE(fs::exists(kSource / room / "README.md"))
            << "src/" << room << " has no README.md; write its five lines, like src/scene/README.md";
    for (const auto& entry : fs::recursive_directory_iterator(kSource))
        if (entry.path().filename() == "README.md")
            EXPECT_TRUE(rooms.contains(fs::relative(entry.path().parent_path(), kSource).string()))
                << entry.path() << " is of no room that the table in CMakeLists.txt names";
}

TEST(RoomPages, areFiveLinesOfAKnownForm) {
    for (const std::string& room : roomsOfTheTable()) {
        const auto lines = linesOf(kSource / room / "README.md");
        const std::string begins[] = {"# `" + room + "`: ", "- **Owns** ", "- **Words** ",
                                      "- **Begin with** ", "- **Never** "};
        ASSERT_EQ(lines.size(), std::size(begins)) << "src/" << room << "/README.md";
        for (std::size_t i = 0; i < lines.size(); ++i) {
            EXPECT_TRUE(lines[i].starts_with(begins[i]) && lines[i].size() > begins[i].size())
                << "src/" << room << "/README.md: '" << lines[i] << "' should begin with '" << begins[i]
                << "'";
            EXPECT_LE(lines[i].size(), 240u) << "src/" << room << "/README.md: a line is long; say less";
        }
    }
}

TEST(RoomPages, beginWithHeadersThatAreThere) {
    for (const std::string& room : roomsOfTheTable()) {
        const auto lines = linesOf(kSource / room / "README.md");
        ASSERT_GE(lines.size(), 4u) << room;
        const auto headers = matches(lines[3], R"re(\]\(([^)]+)\))re");
        EXPECT_FALSE(headers.empty()) << "src/" << room << "/README.md names no header to begin with";
        for (const std::string& header : headers)
            EXPECT_TRUE(header.ends_with(".h") && fs::exists(kSource / room / header))
                << "src/" << room << "/README.md begins with " << header << ", which is not there";
    }
}

TEST(RoomPages, useWordsThatStandInTheRoomsHeaders) {
    for (const std::string& room : roomsOfTheTable()) {
        const auto lines = linesOf(kSource / room / "README.md");
        ASSERT_GE(lines.size(), 3u) << room;
        const std::string headers = headersOf(kSource / room);
        for (const std::string& word : matches(lines[2], "`([^`]+)`"))
            EXPECT_TRUE(std::regex_search(headers, std::regex("\\b" + word + "\\b")))
                << "src/" << room << "/README.md explains " << word << ", which no header of the room has";
    }
}

} // namespace
} // namespace perilune
