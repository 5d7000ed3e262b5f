#include "base/line_diff.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>
#include <sstream>
#include <string>
#include <vector>

namespace perilune::base {
namespace {

std::vector<std::string> linesIn(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t end = std::min(text.find('\n', from), text.size() - 1) + 1;
        lines.push_back(text.substr(from, end - from));
        from = end;
    }
    return lines;
}

/// What `patch` makes of the first text; told where the difference does not fit.
std::string patched(const std::string& before, const std::string& diff) {
    const auto old = linesIn(before);
    std::string out;
    std::size_t at = 0;
    const auto lines = linesIn(diff);
    for (std::size_t i = 2; i < lines.size(); ++i) {
        const std::string& line = lines[i];
        std::string body = line.substr(1);
        if (i + 1 < lines.size() && lines[i + 1][0] == '\\')
            body.pop_back();
        if (line.starts_with("@@")) {
            unsigned first = 0, count = 1;
            std::sscanf(line.c_str(), "@@ -%u,%u", &first, &count);
            for (; at + 1 < first + (count == 0 ? 1 : 0); ++at)
                out += old.at(at);
        } else if (line[0] == '+') {
            out += body;
        } else if (line[0] == ' ' || line[0] == '-') {
            EXPECT_EQ(old.at(at), body);
            if (line[0] == ' ')
                out += body;
            ++at;
        }
    }
    for (; at < old.size(); ++at)
        out += old[at];
    return out;
}

TEST(LineDiff, isWrittenAsOtherProgramsWriteIt) {
    EXPECT_EQ(unifiedDiff("a\nb\nc\nd\ne\nf\ng\n", "a\nb\nc\nd\nE\nf\ng\n", "x", "y"),
              "--- x\n+++ y\n@@ -2,6 +2,6 @@\n b\n c\n d\n-e\n+E\n f\n g\n");
    EXPECT_EQ(unifiedDiff("", "a\nb\n", "/dev/null", "y"), "--- /dev/null\n+++ y\n@@ -0,0 +1,2 @@\n+a\n+b\n");
    EXPECT_EQ(unifiedDiff("a", "a\n", "x", "y"),
              "--- x\n+++ y\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n");
    EXPECT_EQ(unifiedDiff("a\n", "a\n", "x", "y"), "");
}

TEST(LineDiff, makesTheSecondTextOfTheFirst) {
    std::mt19937 chance(7);
    for (int round = 0; round < 400; ++round) {
        const auto text = [&] {
            std::string made;
            for (auto lines = chance() % 30; lines > 0; --lines)
                made += fmt::format("{}\n", chance() % 4);
            if (!made.empty() && chance() % 4 == 0)
                made.pop_back();
            return made;
        };
        const std::string a = text(), b = text();
        EXPECT_EQ(patched(a, unifiedDiff(a, b, "a", "b")), b) << a << "----\n" << b;
    }
}

TEST(LineDiff, ofTextsThatHaveNothingInCommonIsAllOfBoth) {
    std::string a, b;
    for (int i = 0; i < 3000; ++i) {
        a += fmt::format("a{}\n", i);
        b += fmt::format("b{}\n", i);
    }
    EXPECT_EQ(patched(a, unifiedDiff(a, b, "a", "b")), b);
}

} // namespace
} // namespace perilune::base
