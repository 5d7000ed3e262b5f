// What a test is called is what it holds: a sentence about its suite, never a single word. It begins small,
// for its subject is the suite: Describe.isPure.
#include "base/source_tree.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <regex>
#include <string>

namespace perilune {
namespace {

namespace fs = std::filesystem;

TEST(TestNames, areSentences) {
    const std::regex regex(R"re(\bTEST(?:_F|_P)?\(\s*(\w+),\s*(\w+)\))re");
    std::size_t found = 0;
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(PERILUNE_SOURCE_DIR) / "tests")) {
        if (!entry.path().filename().string().ends_with("_test.cpp"))
            continue;
        const std::string tests = test::textOf(entry.path());
        for (std::sregex_iterator it(tests.begin(), tests.end(), regex), end; it != end; ++it, ++found) {
            const std::string name = (*it)[2];
            EXPECT_TRUE(std::islower(static_cast<unsigned char>(name[0])))
                << entry.path() << ": " << (*it)[1] << "." << name << " begins with a small letter";
            EXPECT_TRUE(std::any_of(name.begin() + 1, name.end(),
                                    [](unsigned char c) { return std::isupper(c) != 0; }))
                << entry.path() << ": " << (*it)[1] << "." << name
                << " is a word; say in a sentence what it holds";
        }
    }
    EXPECT_GT(found, 600u);
}

} // namespace
} // namespace perilune
