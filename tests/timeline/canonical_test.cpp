// The canonical form: the same data, remarks kept, and a form that stays as it is.
#include "timeline/write/canonical.h"

#include "timeline/read/parse.h"
#include "base/yaml.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

namespace perilune::timeline {
namespace {

using testing::HasSubstr;
namespace fs = std::filesystem;

std::string canonical(const std::string& text) {
    const auto made = canonicalForm(text, "club.yaml");
    for (const auto& d : made.diagnostics)
        ADD_FAILURE() << format(d) << "\n" << text;
    return made.value;
}

std::string squeezed(std::string_view text) {
    std::string result;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (!blank)
            result += c;
        else if (!result.empty() && result.back() != ' ')
            result += ' ';
    }
    while (!result.empty() && result.back() == ' ')
        result.pop_back();
    return result;
}

/// The data of a YAML text with keys in the order of the alphabet: what the program reads of it.
std::string dataOf(const base::YamlNode& node) {
    using Kind = base::YamlNode::Kind;
    std::string text;
    switch (node.kind) {
    case Kind::Null:
        return "~";
    case Kind::Scalar:
        return "'" + squeezed(node.scalar) + "'";
    case Kind::Sequence:
        for (const auto& item : node.items)
            text += dataOf(item) + ",";
        return "[" + text + "]";
    case Kind::Mapping:
        std::map<std::string, std::string> sorted;
        for (const auto& entry : node.entries)
            sorted[entry.key] = dataOf(entry.value);
        for (const auto& [key, value] : sorted)
            text += key + ":" + value + ",";
        return "{" + text + "}";
    }
    return "?";
}

std::string dataOf(const std::string& text) {
    const auto yaml = base::parseYaml(text, "club.yaml");
    EXPECT_TRUE(yaml.ok()) << text;
    return dataOf(yaml.value);
}

constexpr const char* kHead = "perilune: timeline/1\n\nprogramme:\n  id: club\n";

TEST(Canonical, keysAreOrderedQuotesAreSparedAndLongTextIsFolded) {
    EXPECT_EQ(
        canonical("perilune: \"timeline/1\"\n"
                  "milestones:\n"
                  "    landing:\n"
                  "        history:\n"
                  "        -   target: '2026'\n"
                  "            words: \"It's late: wait\"\n"
                  "            announced: 2024\n"
                  "        lane: 'all'\n"
                  "        title: 'Landing'\n"
                  "programme: {title: Club, id: club}\n"),
        "perilune: timeline/1\n\nprogramme: {id: club, title: Club}\n\nmilestones:\n  landing:\n    title: "
        "Landing\n    lane: all\n    history:\n      - announced: 2024\n        target: \"2026\"\n        "
        "words: "
        "\"It's late: wait\"\n");
    std::string words;
    for (int i = 0; i < 40; ++i)
        words += "word" + std::to_string(i) + " ";
    const std::string folded = canonical(std::string(kHead) + "  title: " + words + "\n");
    EXPECT_THAT(folded, HasSubstr("  title: >-\n    word0 word1"));
    for (std::size_t at = 0; at < folded.size();) {
        const std::size_t end = std::min(folded.find('\n', at), folded.size());
        EXPECT_LE(end - at, 118u);
        at = end + 1;
    }
}

TEST(Canonical, remarksStayWithWhatTheyStoodAt) {
    const std::string text = "perilune: timeline/1\n"
                             "\n"
                             "# above the programme\n"
                             "programme: # at the programme\n"
                             "  # above the id\n"
                             "  id: club # at the id\n"
                             "  title: \"a # in quotes\" # at the title\n"
                             "  lanes:\n"
                             "    # above a lane\n"
                             "    - {id: one, title: 'it''s # one'} # at a lane\n"
                             "\n"
                             "sites:\n"
                             "  a:\n"
                             "    note: >-\n"
                             "      a text # no remark\n"
                             "      # nor this\n"
                             "    # above where\n"
                             "    where: unknown\n"
                             "# at the end\n";
    const std::string made = canonical(text);
    for (const char* line :
         {"# above the programme\nprogramme: # at the programme\n  # above the id\n  id: club # at the id\n",
          "title: \"a # in quotes\" # at the title\n",
          "    # above a lane\n    - {id: one, title: \"it's # one\"} # at a lane\n",
          "note: \"a text # no remark # nor this\"\n", "# at the end\n"})
        EXPECT_THAT(made, HasSubstr(line));
    EXPECT_THAT(made, HasSubstr("    # above where\n    where: unknown\n"));
    EXPECT_EQ(canonical(made), made);
    EXPECT_EQ(dataOf(made), dataOf(text));
}

TEST(Canonical, anEmptyLinePartsRemarksOfAllFromThoseOfTheFirst) {
    const std::string text = "# of the file\n"
                             "\n"
                             "# of its form\n"
                             "perilune: timeline/1\n"
                             "\n"
                             "# of all sources\n"
                             "\n"
                             "sources:\n"
                             "  # of the minutes\n"
                             "\n"
                             "  # of the first\n"
                             "  a: {title: A}\n"
                             "  # at the end of a\n"
                             "\n"
                             "  b: {title: B}\n"
                             "\n"
                             "# at the end\n"
                             "\n"
                             "# the author\n";
    EXPECT_EQ(canonical(text), text);
    EXPECT_EQ(canonical("# of the file\n \n\n" + text.substr(text.find("\n\n") + 2) + "\n\n"), text);
}

TEST(Canonical, anEmptyLineAboveAnItemStaysThereWhenItsKeysAreOrdered) {
    EXPECT_EQ(canonical(std::string(kHead) + "history:\n\n  - target: 2026\n\n    # of all\n\n    # when\n"
                                             "    announced: 2024\n"),
              std::string(kHead) +
                  "\nhistory:\n\n  # of all\n\n  # when\n  - announced: 2024\n    target: 2026\n");
}

TEST(Canonical, wordsOfOtherReadersStayInQuotes) {
    for (const char* word : {"<<", "="}) {
        const std::string text = fmt::format("{}  title: \"{}\"\n", kHead, word);
        EXPECT_EQ(canonical(text), text);
    }
}

TEST(Canonical, theRemarkOfAListInAListStandsAboveIt) {
    const std::string once =
        canonical(kHead + ("\nwhere: {polygon: [[1, 2], # " + std::string(110, 'x')) + "\n    [3, 4]]}\n");
    EXPECT_THAT(once, HasSubstr("xx\n    - [1, 2]\n    - [3, 4]\n"));
    EXPECT_EQ(canonical(once), once);
}

TEST(Canonical, aLineOfThousandsOfValuesIsNoHang) {
    std::string text = std::string(kHead) + "milestones: {";
    for (int i = 0; i < 12'000; ++i)
        text += fmt::format("\"é{}\": [a: 1, b], ", i);
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_TRUE(canonicalForm(text + "}\n", "x.yaml").ok());
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(8));
}

TEST(Canonical, aMappingOfManyKeysIsNoHang) {
    std::string text = std::string(kHead) + "milestones:\n";
    for (int i = 0; i < 150'000; ++i)
        text += fmt::format("  m{}: x\n", i);
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_TRUE(canonicalForm(text, "x.yaml").ok());
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(8));
}

TEST(Canonical, whatIsNoTimelineOrUsesAliasesIsRefused) {
    const auto refusal = [](const std::string& text) {
        const auto made = canonicalForm(text, "x.yaml");
        EXPECT_TRUE(made.value.empty());
        return made.diagnostics.empty() ? "" : format(made.diagnostics[0]);
    };
    EXPECT_THAT(refusal("a: [1"), HasSubstr("not YAML"));
    EXPECT_THAT(refusal("perilune: story/1\n"), HasSubstr("no timeline"));
    EXPECT_THAT(refusal("perilune: timeline/1\na: &x 1\nb: *x\n"), HasSubstr("x.yaml:3:4: error: an alias"));
    EXPECT_THAT(refusal(""), HasSubstr("no timeline"));
    EXPECT_THAT(refusal("perilune: timeline/1\na: b\nc: " + std::string(5000, 'x') + "\n"),
                HasSubstr("x.yaml:3:4: error: a text of more than 4000 bytes"));
}

TEST(CanonicalLaws, everyFileOfTheCorpusKeepsItsDataAndItsFormIsStable) {
    std::size_t files = 0;
    for (const char* folder :
         {"timelines", "tests/timeline/valid", "tests/timeline/valid/over", "tests/timeline/invalid"})
        for (const auto& entry : fs::directory_iterator(fs::path(PERILUNE_SOURCE_DIR) / folder)) {
            if (entry.path().extension() != ".yaml")
                continue;
            std::ifstream file(entry.path(), std::ios::binary);
            const std::string text(std::istreambuf_iterator<char>(file), {});
            const auto made = canonicalForm(text, entry.path().filename().string());
            if (!made.ok()) {
                EXPECT_TRUE(!std::string_view(folder).ends_with("/valid") || entry.path().stem() == "aliases")
                    << entry.path();
                continue;
            }
            ++files;
            EXPECT_EQ(dataOf(made.value), dataOf(text)) << entry.path();
            EXPECT_EQ(canonicalForm(made.value, "again").value, made.value) << entry.path();
            EXPECT_EQ(std::count(made.value.begin(), made.value.end(), '#') >=
                          std::count(text.begin(), text.end(), '#'),
                      true)
                << entry.path();
        }
    EXPECT_GT(files, 60u);
}

// Remarks and empty lines that already stand as the form has them, at every place that there is.
TEST(CanonicalLaws, whatStandsBetweenLinesStaysThere) {
    const std::vector<std::string> lines = {"perilune: timeline/1",
                                            "programme:",
                                            "  id: club",
                                            "  lanes:",
                                            "    - {id: a, title: A}",
                                            "    - id: b",
                                            "      title: B",
                                            "sources:",
                                            "  s: {title: S, publisher: P}",
                                            "milestones:",
                                            "  m:",
                                            "    title: M # here",
                                            "    history:",
                                            "      - announced: 2024",
                                            "        target: 2026",
                                            "        sources: [s]",
                                            "      - announced: 2025",
                                            "  n: {title: N}",
                                            ""};
    std::mt19937 random(1959);
    for (int round = 0; round < 500; ++round) {
        std::string text;
        for (const std::string& line : lines) {
            const bool section = !line.empty() && line[0] != ' ' && !line.starts_with("perilune");
            bool parted = false;
            const auto part = [&](bool must) {
                if (!text.empty() && (must || random() % 2 == 0))
                    text += "\n", parted = true;
            };
            const std::string indent(std::min(line.find_first_not_of(' '), line.size()), ' ');
            for (auto remarks = random() % 4; remarks > 0; --remarks) {
                part(false);
                text += indent + "# remark\n";
            }
            if (!line.empty()) {
                part(section && !parted);
                text += line + "\n";
            }
        }
        EXPECT_EQ(canonical(text), text);
    }
}

// Texts that YAML would rather read as something else.
TEST(CanonicalLaws, anyTextSurvives) {
    const std::vector<std::string> naughty = {"a: b",
                                              "# x",
                                              "- x",
                                              "-",
                                              "--- x",
                                              "...",
                                              "? x",
                                              ":",
                                              "x:",
                                              "null",
                                              "~",
                                              "true",
                                              "NO",
                                              "1e3",
                                              "0x1F",
                                              "*x",
                                              "&x",
                                              "!x",
                                              "%x",
                                              "@x",
                                              "`x",
                                              "'",
                                              "\"",
                                              "it's",
                                              "a \"b\"",
                                              "[x]",
                                              "{x}",
                                              "a, b",
                                              "x #y",
                                              "x#y",
                                              "\\n",
                                              "a\\",
                                              "|",
                                              ">-",
                                              "=",
                                              "<<",
                                              "2024",
                                              "-1",
                                              "+1",
                                              ".5",
                                              "a\tb",
                                              "月: 球",
                                              "э # ю",
                                              "’",
                                              "\xC2\x85x",
                                              "a\xE2\x80\xA8"
                                              "b",
                                              "\xEF\xBB\xBFx",
                                              "😀",
                                              "x: y # z, [w]",
                                              "-x",
                                              "?x",
                                              ":x",
                                              "x :y"};
    std::mt19937 random(1969);
    for (int round = 0; round < 1500; ++round) {
        std::string title;
        for (int k = round < static_cast<int>(naughty.size()) ? 0 : static_cast<int>(random() % 40); k >= 0;
             --k)
            title += (title.empty() ? "" : " ") +
                     naughty[round < static_cast<int>(naughty.size()) ? static_cast<std::size_t>(round)
                                                                      : random() % naughty.size()];
        const std::string quoted = [&] {
            std::string out = "\"";
            for (const char c : title)
                out += c == '"' || c == '\\' ? std::string("\\") + c : c == '\t' ? "\\t" : std::string(1, c);
            return out + "\"";
        }();
        // U+0085, U+2028 and a mark of byte order can stand in double quotes only as escapes.
        std::string escaped = quoted;
        for (const auto& [raw, code] :
             {std::pair{"\xC2\x85", "\\N"}, {"\xE2\x80\xA8", "\\L"}, {"\xEF\xBB\xBF", "\\uFEFF"}})
            for (std::size_t at = escaped.find(raw); at != std::string::npos; at = escaped.find(raw))
                escaped.replace(at, std::string_view(raw).size(), code);
        const std::string text = std::string(kHead) + "  title: " + escaped +
                                 "\n  lanes: [{id: a, title: " + escaped +
                                 "}]\nsources:\n  s: # r\n    title: " + escaped + "\n";
        const std::string made = canonical(text);
        EXPECT_EQ(dataOf(made), dataOf(text)) << made;
        EXPECT_EQ(canonical(made), made);
    }
}

// Norway's letters are a text here, and "no" to readers of YAML 1.1; so is the language Norwegian as a key.
TEST(Canonical, wordsThatOlderReadersTakeForYesOrNoAreQuoted) {
    const std::string text =
        canonical("perilune: timeline/1\npartners:\n  norway:\n    title: {en: Norway, no: Norge}\n"
                  "    country: NO\n    bloc: accords\n    joined: 2025-05-15\n    disputed: true\n");
    EXPECT_THAT(text, HasSubstr("country: \"NO\""));
    EXPECT_THAT(text, HasSubstr("\"no\": Norge"));
    EXPECT_THAT(text, HasSubstr("joined: 2025-05-15"));
    EXPECT_THAT(text, HasSubstr("disputed: true"));
}

} // namespace
} // namespace perilune::timeline
