#include "base/yaml.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace perilune::base {
namespace {

using Kind = YamlNode::Kind;
using testing::HasSubstr;

YamlNode read(std::string_view text) {
    auto parsed = parseYaml(text, "f.yaml");
    for (const Diagnostic& d : parsed.diagnostics)
        ADD_FAILURE() << format(d);
    return parsed.value;
}

std::string firstMistake(std::string_view text, const YamlLimits& limits = {}) {
    const auto parsed = parseYaml(text, "f.yaml", limits);
    return parsed.diagnostics.empty() ? "" : format(parsed.diagnostics.front());
}

TEST(Yaml, everyNodeAndKeyKnowsItsPlaceInCodePoints) {
    const YamlNode root = read("a: 1\nlīgo: {é: x, \"y\": [2, 3]}\r\nb:\n  - first\n  - second\n");
    ASSERT_EQ(root.kind, Kind::Mapping);
    ASSERT_EQ(root.entries.size(), 3u);
    EXPECT_EQ(root.entries[1].key, "līgo");
    EXPECT_EQ(root.entries[1].keyLine, 2);
    const YamlNode* flow = root.find("līgo");
    EXPECT_EQ(flow->column, 7);
    EXPECT_EQ(flow->find("é")->column, 11);
    EXPECT_EQ(flow->find("y")->items[1].column, 23);
    EXPECT_EQ(root.find("b")->items[1].line, 5);
    EXPECT_EQ(root.find("b")->items[1].column, 5);
}

TEST(Yaml, scalarsStayTextAndQuotesAreRemembered) {
    const YamlNode root = read("[2024, 012, yes, ~, \"~\", 'null', null, \"\", ]");
    ASSERT_EQ(root.items.size(), 8u);
    EXPECT_EQ(root.items[0].scalar, "2024");
    EXPECT_EQ(root.items[1].scalar, "012");
    EXPECT_EQ(root.items[2].scalar, "yes");
    EXPECT_EQ(root.items[3].kind, Kind::Null);
    EXPECT_EQ(root.items[4].scalar, "~");
    EXPECT_TRUE(root.items[4].quoted);
    EXPECT_EQ(root.items[5].kind, Kind::Scalar);
    EXPECT_EQ(root.items[6].kind, Kind::Null);
    EXPECT_EQ(root.items[7].kind, Kind::Scalar);
}

TEST(Yaml, blockTextIsFoldedOrKept) {
    const YamlNode root = read("a: >-\n  one\n  two\nb: |\n  one\n  two\n");
    EXPECT_EQ(root.find("a")->scalar, "one two");
    EXPECT_EQ(root.find("b")->scalar, "one\ntwo\n");
}

TEST(Yaml, anAliasIsTheValueOfItsAnchorAtItsOwnPlace) {
    const YamlNode root = read("a: &it {x: [1, 2]}\nb: *it\n");
    const YamlNode* b = root.find("b");
    EXPECT_EQ(b->find("x")->items[1].scalar, "2");
    EXPECT_EQ(b->line, 2);
}

TEST(Yaml, anEmptyTextIsNothing) {
    EXPECT_EQ(read("").kind, Kind::Null);
    EXPECT_EQ(read("# a remark\n").kind, Kind::Null);
    EXPECT_EQ(read("\xEF\xBB\xBF# a byte order mark\n").kind, Kind::Null);
}

TEST(Yaml, mistakesAreToldWithTheirPlace) {
    EXPECT_EQ(firstMistake("a: 1\nb: 2\na: 3\n"),
              "f.yaml:3:1: error: the key 'a' stands twice, first on line 1; keep one of the two");
    EXPECT_THAT(firstMistake("a:\n\tb: 1\n"), HasSubstr("f.yaml:2:1: error: not YAML: "));
    EXPECT_THAT(firstMistake("a: \"open\n"), HasSubstr("without closing quote"));
    EXPECT_THAT(firstMistake("a: [1, 2\n"), HasSubstr("not YAML"));
    EXPECT_THAT(firstMistake("{a: 1}: 2\n"), HasSubstr("a key is a mapping"));
    EXPECT_THAT(firstMistake("*a : 2\n"), HasSubstr("a key is an alias"));
    EXPECT_THAT(firstMistake("a: 1\n---\nb: 2\n"), HasSubstr("f.yaml:2:1: error: a second document"));
    EXPECT_THAT(firstMistake("a: *b\n"), HasSubstr("f.yaml:1:4: error: the alias '*b'"));
    EXPECT_THAT(firstMistake("a: !!binary x\n"), HasSubstr("tag"));
}

TEST(Yaml, aLongMappingKnowsItsKeysToo) {
    std::string text;
    for (int i = 0; i < 1000; ++i)
        text += fmt::format("k{}: 1\n", i);
    EXPECT_EQ(read(text).entries.size(), 1000u);
    EXPECT_THAT(firstMistake(text + "k7: 2\n"),
                HasSubstr("1001:1: error: the key 'k7' stands twice, first on line 8"));
    EXPECT_EQ(parseYaml(text + "k7: 2\nk7: 2\nk8: 1\n", "f.yaml").diagnostics.size(), 3u);
}

TEST(Yaml, allDuplicateKeysAreToldInOnePass) {
    EXPECT_EQ(parseYaml("{a: 1, b: 2, a: 3, b: 4}", "f.yaml").diagnostics.size(), 2u);
}

TEST(Yaml, textThatIsNotUtf8IsRefusedAtItsByte) {
    EXPECT_EQ(firstMistake("é: \xE9\n"), "f.yaml:1:4: error: not UTF-8 (byte 0xE9); save the file as UTF-8");
    EXPECT_THAT(firstMistake("a: \xC0\xAF"), HasSubstr("not UTF-8"));         // overlong
    EXPECT_THAT(firstMistake("a: \xED\xA0\x80"), HasSubstr("not UTF-8"));     // a surrogate
    EXPECT_THAT(firstMistake("a: \xF4\x90\x80\x80"), HasSubstr("not UTF-8")); // above U+10FFFF
    EXPECT_THAT(firstMistake("a: \xE2\x82"), HasSubstr("not UTF-8"));         // cut off
    EXPECT_THAT(firstMistake(std::string_view("\xFF\xFE:\0", 4)), HasSubstr("UTF-16"));
    EXPECT_THAT(firstMistake(std::string_view("a: \0", 4)), HasSubstr("1:4: error: a control character"));
}

TEST(Yaml, limitsHoldForSizeDepthAndAliases) {
    EXPECT_THAT(firstMistake("a: 12345", {.bytes = 4}), HasSubstr("too large: 8 bytes, at most 4"));
    const auto nested = [](int levels) { return std::string(levels, '[') + std::string(levels, ']'); };
    EXPECT_EQ(firstMistake(nested(5), {.depth = 5}), "");
    EXPECT_THAT(firstMistake(nested(6), {.depth = 5}), HasSubstr("nested more than 5 levels deep"));
    EXPECT_THAT(firstMistake("a: &a [[[1]]]\nb: [*a]\n", {.depth = 5}),
                HasSubstr("f.yaml:2:5: error: nested"));
    EXPECT_THAT(firstMistake(nested(100'000)), HasSubstr("deep"));
    EXPECT_THAT(firstMistake("a: 1\nb: " + std::string(300'000, 'x')),
                HasSubstr("2:1: error: a line of more than"));
    EXPECT_THAT(firstMistake("a: 1\n...\n%TAG !a! tag:b\n"), HasSubstr("3:1: error: a %TAG directive"));
    EXPECT_THAT(firstMistake(std::string(20'000, '[')), HasSubstr("deep"));

    // What would keep the library busy for minutes, or eat its memory.
    const std::string many(100'000, ' ');
    EXPECT_THAT(firstMistake("a: 1\nb:\n  -" + many + "c\n"), HasSubstr("3:4: error: 100000 blanks"));
    EXPECT_THAT(firstMistake("a: |\n  b\n" + std::string(100'000, '\n')),
                HasSubstr("2:4: error: 100001 blanks"));
    EXPECT_EQ(firstMistake(std::string(100, '\n') + "a:" + std::string(200, ' ') + "b\n"), "");
    EXPECT_THAT(firstMistake("%" + std::string(100'000, 'x') + "\n---\na: 1\n"),
                HasSubstr("1:1: error: a directive"));
    std::string directives;
    for (int i = 0; i < 17; ++i)
        directives += "%FOO bar\n";
    EXPECT_THAT(firstMistake(directives + "---\na: 1\n"), HasSubstr("17:1: error: too many directives"));
    EXPECT_THAT(firstMistake("a: !" + std::string(2000, 'x') + " b\n"),
                HasSubstr("1:4: error: a word of more than"));

    std::string laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 12; ++i) {
        laughs += fmt::format("a{}: &a{} [", i, i);
        for (int k = 0; k < 10; ++k)
            laughs += fmt::format("*a{}, ", i - 1);
        laughs += "]\n";
    }
    EXPECT_THAT(firstMistake(laughs, {.nodes = 100'000}), HasSubstr("grows beyond 100000 values"));
    std::string longText = "a: &a " + std::string(100'000, 'x') + "\nb: [";
    for (int i = 0; i < 10'000; ++i)
        longText += "*a, ";
    EXPECT_THAT(firstMistake(longText + "]\n", {.bytes = 1'000'000}), HasSubstr("grows"));
}

// Files are looked at by eight bytes at once; a bad one is found wherever it stands among them.
TEST(Yaml, aBadByteIsFoundAtItsPlaceWhereverItStands) {
    for (const char bad : {'\0', '\x1f', '\x7f', '\x80', '\xff'})
        for (std::size_t at = 0; at < 40; ++at) {
            std::string text = "a: " + std::string(40, 'x') + "\n";
            text[3 + at] = bad;
            EXPECT_THAT(firstMistake(text), HasSubstr(fmt::format("1:{}: error: ", 4 + at)))
                << int(static_cast<unsigned char>(bad)) << " at " << at;
        }
}

TEST(Yaml, aLongLineIsFoundWhateverEndsTheOthers) {
    const std::string longLine(std::size_t{1} << 19, 'x'), shorter(std::size_t{1} << 17, 'y');
    EXPECT_THAT(firstMistake("a: " + shorter + "\rb: " + shorter + "\rc: " + longLine + "\n"),
                HasSubstr("error: a line of more than"));
    EXPECT_THAT(firstMistake("a: " + shorter + "\rb: " + shorter + "\rc: " + shorter + "\n"),
                testing::Not(HasSubstr("a line of more than")));
}

TEST(Yaml, textOfManyEscapesIsWhole) {
    std::string single, twoFold;
    for (int i = 0; i < 1000; ++i)
        single += "it''s ", twoFold += "\\t\\u00e9 ";
    EXPECT_EQ(read("a: '" + single + "'").find("a")->scalar.size(), 5000u);
    EXPECT_EQ(read("a: \"" + twoFold + "\"").find("a")->scalar.size(), 4000u);
    EXPECT_EQ(read("''''''''''''").scalar, "'''''");
    EXPECT_EQ(read("'The ''''last'''' word'").scalar, "The ''last'' word");
    EXPECT_EQ(read("' a''  b \n\n\n  c\td \r\n  ''\n '").scalar, " a'  b\n\nc\td ' ");
    EXPECT_EQ(read("{'a''''b': ''}").find("a''b")->scalar, "");
}

TEST(Yaml, aMessageIsOneLineOfWholeCharacters) {
    std::string key;
    for (int i = 0; i < 63; ++i)
        key += i == 5 ? "\\n" : "é";
    const std::string told = firstMistake("\"" + key + "\": 1\n\"" + key + "\": 2\n");
    EXPECT_THAT(told, HasSubstr("ééééé éé"));
    EXPECT_THAT(told, HasSubstr("é…' stands twice"));
}

TEST(Yaml, noMoreOfTheRootIsReadThanAskedFor) {
    const auto parsed = parseYaml("a: [1]\nb: [\n", "f.yaml", {.entries = 1});
    EXPECT_TRUE(parsed.ok());
    ASSERT_EQ(parsed.value.entries.size(), 1u);
    EXPECT_EQ(parsed.value.find("a")->items.size(), 1u);
    EXPECT_THAT(firstMistake("[a\n", {.entries = 1}), HasSubstr("not YAML"));
}

TEST(Yaml, nothingIsPrintedByTheLibrary) {
    testing::internal::CaptureStderr();
    testing::internal::CaptureStdout();
    for (const char* text :
         {"a: [", "a: \"", "%YAML 9.9\n---\na", "a: @b", "- a\nb: c", "{a: 1, a: 2}", "&a &b c", "%"})
        parseYaml(text, "f.yaml");
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
    EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
}

TEST(Yaml, aFileThatIsNotThereIsADiagnostic) {
    const auto parsed = readYaml("/nowhere/at/all.yaml");
    ASSERT_FALSE(parsed.ok());
    EXPECT_THAT(format(parsed.diagnostics[0]), HasSubstr("/nowhere/at/all.yaml:1:1: error: cannot read"));
}

} // namespace
} // namespace perilune::base
