// The pages for those who build on the house are true of it: what they name is there. Tests as `Suite.name`,
// functions as `name()`, types as `Name`, files and folders with a stroke in them, scripts, links, rooms.
#include "base/source_tree.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>

namespace perilune {
namespace {

namespace fs = std::filesystem;
using test::matches;
using test::textOf;

const fs::path kRoot = PERILUNE_SOURCE_DIR;
const fs::path kPages[] = {"docs/ARCHITECTURE.md", "CONTRIBUTING.md"};

// All of a kind of file below a folder, one after the other.
std::string allOf(const fs::path& folder, const std::set<std::string>& endings) {
    std::string text;
    for (const auto& entry : fs::recursive_directory_iterator(kRoot / folder))
        if (endings.contains(entry.path().extension().string()))
            text += textOf(entry.path());
    return text;
}

std::set<std::string> wordsOf(const std::string& text, const std::string& pattern) {
    const auto found = matches(text, pattern);
    return {found.begin(), found.end()};
}

TEST(Pages, nameTestsThatAreThere) {
    std::set<std::string> tests;
    const std::string text = allOf("tests", {".cpp"});
    const std::regex regex(R"re(\bTEST(?:_F|_P)?\(\s*(\w+),\s*(\w+)\))re");
    for (std::sregex_iterator it(text.begin(), text.end(), regex), end; it != end; ++it)
        tests.insert((*it)[1].str() + "." + (*it)[2].str());
    const std::regex file(R"re(.*\.(txt|md|json|cpp|h|yaml))re");
    std::size_t named = 0;
    for (const fs::path& page : kPages)
        for (const std::string& name : matches(textOf(kRoot / page), R"re(`([A-Z]\w*\.\w+)`)re"))
            if (!std::regex_match(name, file)) {
                EXPECT_TRUE(tests.contains(name))
                    << page << " names the test " << name << ", which is not there";
                ++named;
            }
    EXPECT_GE(named, 20u);
}

TEST(Pages, nameFunctionsAndTypesThatAreThere) {
    const std::string source = allOf("src", {".h", ".cpp"});
    const auto called = wordsOf(source, R"re(\b(\w+)\()re");
    const auto words = wordsOf(source, R"re(\b([A-Z]\w+)\b)re");
    for (const fs::path& page : kPages) {
        const std::string text = textOf(kRoot / page);
        for (const std::string& name : matches(text, R"re(`(?:\w+::)*(\w+)\(\)`)re"))
            EXPECT_TRUE(called.contains(name)) << page << " names " << name << "(), which is not there";
        for (const std::string& name : matches(text, R"re(`([A-Z][a-z]\w*)`)re"))
            EXPECT_TRUE(words.contains(name)) << page << " names " << name << ", which is not there";
    }
}

TEST(Pages, nameFilesThatAreThere) {
    for (const fs::path& page : kPages) {
        const std::string text = textOf(kRoot / page);
        ASSERT_FALSE(text.empty()) << page;
        for (const std::string& name : matches(text, R"re(`([A-Za-z.][\w.-]*/[\w./-]*)`)re"))
            EXPECT_TRUE(name.starts_with("build/") || fs::exists(kRoot / name) ||
                        fs::exists(kRoot / "src" / name))
                << page << " names " << name << ", which is not there";
        for (const std::string& script : matches(text, R"re(\b(scripts/[a-z-]+))re"))
            EXPECT_TRUE(fs::exists(kRoot / script)) << page << " names " << script;
    }
}

TEST(Pages, linkToWhatIsThere) {
    for (const fs::path& page : {fs::path("README.md"), kPages[0], kPages[1], fs::path("examples/README.md"),
                                 fs::path("docs/TERRAIN.md"), fs::path("timelines/FORMAT.md")})
        for (const std::string& link : matches(textOf(kRoot / page), R"re(\]\(([^)#\s]+)[^)]*\))re"))
            EXPECT_TRUE(link.find("://") != std::string::npos ||
                        fs::exists((kRoot / page).parent_path() / link))
                << page << " links to " << link << ", which is not there";
}

TEST(Pages, tellAllRoomsAndSubRoomsOfTheTable) {
    const std::string page = textOf(kRoot / kPages[0]);
    std::map<std::string, std::string> rows;
    for (std::istringstream in(page); std::getline(in, rows[""]);) {
        const auto room = matches(rows[""], R"re(^\| \[`(\w+)`\])re");
        if (!room.empty())
            rows[room[0]] = rows[""];
    }
    rows.erase("");
    std::set<std::string> rooms;
    for (const std::string& line : matches(textOf(PERILUNE_EDGES_FILE), R"re((\w+):)re"))
        rooms.insert(line);
    ASSERT_FALSE(rooms.empty());
    for (const std::string& room : rooms)
        EXPECT_TRUE(rows.contains(room)) << "docs/ARCHITECTURE.md tells nothing of src/" << room;
    for (const auto& [room, row] : rows)
        EXPECT_TRUE(rooms.contains(room)) << "docs/ARCHITECTURE.md tells of " << room << ", which is no room";
    const std::string table = textOf(PERILUNE_SUBROOM_EDGES_FILE);
    const std::regex regex(R"re((\w+)/(\w+):)re");
    for (std::sregex_iterator it(table.begin(), table.end(), regex), end; it != end; ++it)
        EXPECT_NE(rows[(*it)[1]].find("`" + (*it)[2].str() + "`"), std::string::npos)
            << "docs/ARCHITECTURE.md does not tell of src/" << (*it)[1] << "/" << (*it)[2];
}

} // namespace
} // namespace perilune
