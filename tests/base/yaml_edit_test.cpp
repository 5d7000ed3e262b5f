// Editing a text by its tree: what is not touched stays as it stands.
#include "base/yaml_edit.h"

#include "base/yaml_remarks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace perilune::base {
namespace {

using Kind = YamlNode::Kind;
using testing::HasSubstr;

constexpr YamlForm kForm{.texts = false};

YamlNode treeOf(const std::string& text) {
    const auto yaml = parseYaml(text, "x.yaml");
    for (const auto& d : yaml.diagnostics)
        ADD_FAILURE() << format(d) << "\n" << text;
    return yaml.value;
}

YamlNode& at(YamlNode& node, std::string_view key) {
    for (YamlNode::Entry& entry : node.entries)
        if (entry.key == key)
            return entry.value;
    ADD_FAILURE() << "no key " << key;
    return node;
}

template <class Edit> std::string edited(const std::string& text, Edit&& edit, const YamlForm& form = kForm) {
    const YamlNode root = treeOf(text);
    YamlNode now = root;
    edit(now);
    const auto made = rewritten(text, root, now, form);
    EXPECT_TRUE(made) << (made ? "" : made.error().message) << "\n" << text;
    return made.value_or("");
}

void set(YamlNode& node, const std::string& word) {
    const std::uint32_t number = node.number, begin = node.begin, end = node.end;
    node = yamlWord(word);
    node.number = number, node.begin = begin, node.end = end;
}

const std::string kStory = "# of the file\n"
                           "kind: \"story\"   # said\n"
                           "\n"
                           "list:\n"
                           "  # the first\n"
                           "  - at:   0 # begin\n"
                           "    look: {site: 'rim',  range: 300} # near\n"
                           "    text: >-\n"
                           "      some # words\n"
                           "      more\n"
                           "\n"
                           "  # the second\n"
                           "  - at: 5\n"
                           "    # above look\n"
                           "    look: {\n"
                           "      a: 1, # one\n"
                           "      b: 2}\n"
                           "    # at the end of the second\n"
                           "  - {at: 7, \"look\": {c: [1, 2]}}\n"
                           "empty:\n"
                           "last: x\n"
                           "# the foot\n";

TEST(YamlEdit, aScalarIsReplacedAndNothingElse) {
    auto expected = kStory;
    expected.replace(expected.find("0 # begin"), 1, "1.5");
    expected.replace(expected.find("300"), 3, "20");
    expected.replace(expected.find("[1, 2]"), 6, "[1, 3]");
    expected.replace(expected.find("a: 1,"), 4, "a: z");
    expected.replace(expected.find("empty:"), 6, "empty: full");
    EXPECT_EQ(edited(kStory,
                     [](YamlNode& root) {
                         set(at(at(root, "list").items[0], "at"), "1.5");
                         set(at(at(at(root, "list").items[0], "look"), "range"), "20");
                         set(at(at(at(root, "list").items[2], "look"), "c").items[1], "3");
                         set(at(at(at(root, "list").items[1], "look"), "a"), "z");
                         at(root, "empty") = yamlWord("full");
                     }),
              expected);
}

TEST(YamlEdit, keysComeAndGoInBlocksAndInBrackets) {
    const std::string made = edited(kStory, [](YamlNode& root) {
        YamlNode& first = at(root, "list").items[0];
        setKey(first, {}, "new", yamlMapping({{"k", yamlWord("a, b")}, {"l", yamlList({"x", "y"})}}), kForm);
        removeKey(at(first, "look"), "site");
        setKey(at(at(root, "list").items[2], "look"), {}, "d", yamlWord("true"), kForm);
        removeKey(root, "last");
    });
    EXPECT_THAT(made,
                HasSubstr("    look: {range: 300} # near\n    text: >-\n      some # words\n      more\n"
                          "    new: {k: \"a, b\", l: [x, y]}\n\n  # the second\n"));
    EXPECT_THAT(made, HasSubstr("  - {at: 7, \"look\": {c: [1, 2], d: true}}\nempty:\n# the foot\n"));
}

TEST(YamlEdit, itemsTakeTheirRemarksAlongAndThoseAboveWhatIsGoneStay) {
    const std::string moved = edited(kStory, [](YamlNode& root) {
        auto& items = at(root, "list").items;
        std::swap(items[0], items[1]);
    });
    EXPECT_THAT(moved, HasSubstr("list:\n\n  # the second\n  - at: 5\n"));
    EXPECT_THAT(moved, HasSubstr("    # at the end of the second\n  # the first\n  - at:   0 # begin\n"));
    const std::string gone = edited(kStory, [](YamlNode& root) {
        auto& items = at(root, "list").items;
        items.erase(items.begin() + 1);
    });
    EXPECT_THAT(gone, HasSubstr("      more\n\n  # the second\n  - {at: 7, "));
}

TEST(YamlEdit, theFirstKeyOfAnItemMayGo) {
    EXPECT_EQ(edited("l:\n  # r\n  - a: 1 # one\n    # s\n    b: 2\n",
                     [](YamlNode& root) { removeKey(at(root, "l").items[0], "a"); }),
              "l:\n  # r\n  # s\n  - b: 2\n");
    EXPECT_EQ(edited("l:\n  - a: 1\n    b: 2\n",
                     [](YamlNode& root) {
                         auto& entries = at(root, "l").items[0].entries;
                         std::swap(entries[0], entries[1]);
                     }),
              "l:\n  - a: 1\n    b: 2\n"); // the order of keys says nothing
}

TEST(YamlEdit, aFileKeepsItsEndsOfLinesAndItsMarkOfByteOrder) {
    EXPECT_EQ(edited(
                  "\xEF\xBB\xBF"
                  "a: 1\r\nb: 2\r\n",
                  [](YamlNode& root) {
                      setKey(root, {}, "c", yamlWord("3"), kForm);
                      set(at(root, "a"), "x");
                  }),
              "\xEF\xBB\xBF"
              "a: x\r\nb: 2\r\nc: 3\r\n");
    EXPECT_EQ(edited(
                  "a: 1\nb: 2", [](YamlNode& root) { setKey(root, {}, "c", yamlWord("3"), kForm); }),
              "a: 1\nb: 2\nc: 3\n");
    EXPECT_EQ(edited("a: 1\nb: 2", [](YamlNode& root) { set(at(root, "a"), "3"); }), "a: 3\nb: 2");
}

TEST(YamlEdit, anAliasIsReplacedByAValueOfItsOwnAndAnAnchorIsNotTornAway) {
    EXPECT_EQ(edited("a: &x {k: 1}\nb: *x\n", [](YamlNode& root) { set(at(at(root, "b"), "k"), "2"); }),
              "a: &x {k: 1}\nb: {k: 2}\n");
    const YamlNode root = treeOf("a: &x 1\nb: *x\n");
    YamlNode now = root;
    set(at(now, "a"), "2");
    const auto made = rewritten("a: &x 1\nb: *x\n", root, now, kForm);
    ASSERT_FALSE(made);
    EXPECT_THAT(made.error().message, HasSubstr("aliases"));
}

/// Texts of all shapes, whose words are all different.
class Author {
  public:
    explicit Author(std::uint32_t seed) : random_(seed) {}

    std::string file() {
        words_ = 0;
        std::string text = lot(3) == 0 ? "# head\n\n" : "";
        mapping(text, 0, 3, false);
        return text + (lot(3) == 0 ? "\n# foot\n" : "");
    }
    std::uint32_t lot(std::uint32_t n) { return static_cast<std::uint32_t>(random_()) % n; }
    std::string word() { return "w" + std::to_string(++words_) + "x"; }

  private:
    void above(std::string& text, std::size_t indent) {
        for (auto n = lot(5); n > 3; --n)
            text += (lot(2) == 0 ? "\n" : "") + std::string(indent, ' ') + "# " + word() + "\n";
        if (lot(8) == 0)
            text += "\n";
    }
    std::string beside() { return (lot(4) == 0 ? "  # " + word() : std::string()) + "\n"; }
    std::string scalar() {
        switch (lot(4)) {
        case 0:
            return "\"" + word() + " # no\"";
        case 1:
            return "'" + word() + "''s'";
        default:
            return word();
        }
    }
    std::string flow(int depth) {
        if (depth == 0 || lot(2) == 0)
            return scalar();
        const bool mapping = lot(2) == 0;
        std::string text;
        for (auto n = lot(4); n > 0; --n)
            text += (text.empty()  ? ""
                     : lot(5) == 0 ? ",\n            "
                                   : ", ") +
                    (mapping ? word() + ": " : "") + flow(depth - 1);
        return mapping ? "{" + text + "}" : "[" + text + "]";
    }
    // What stands behind "key:" or "-", with the line's end.
    void value(std::string& text, std::size_t indent, int depth, bool inList) {
        switch (depth == 0 ? lot(4) : lot(8)) {
        case 0:
            text += (inList ? " " + scalar() : "") + beside(); // nothing
            return;
        case 1:
            text += std::string(" >-") + beside() + std::string(indent, ' ') + word() + " # text\n" +
                    std::string(indent, ' ') + word() + "\n";
            return;
        case 2:
            text += " " + flow(2) + beside();
            return;
        case 3:
            text += "  " + scalar() + beside();
            return;
        case 4:
        case 5:
            text += beside();
            list(text, indent, depth - 1);
            return;
        default:
            if (inList && lot(3) > 0) {
                text += " ";
                mapping(text, indent, depth - 1, true);
                return;
            }
            text += beside();
            mapping(text, indent, depth - 1, false);
        }
    }
    void mapping(std::string& text, std::size_t indent, int depth, bool compact) {
        for (auto n = 1 + lot(4); n > 0; --n) {
            if (!compact) {
                above(text, indent);
                text += std::string(indent, ' ');
            }
            compact = false;
            text += lot(5) == 0 ? "\"" + word() + "\":" : word() + ":";
            value(text, indent + 2 + lot(2), depth, false);
        }
    }
    void list(std::string& text, std::size_t indent, int depth) {
        for (auto n = 1 + lot(4); n > 0; --n) {
            above(text, indent);
            text += std::string(indent, ' ') + "-";
            value(text, indent + 2, depth, true);
        }
    }

    std::mt19937 random_;
    int words_ = 0;
};

std::vector<YamlNode*> nodesOf(YamlNode& node) {
    std::vector<YamlNode*> nodes{&node};
    const auto add = [&](YamlNode& child) {
        for (YamlNode* one : nodesOf(child))
            nodes.push_back(one);
    };
    for (YamlNode& item : node.items)
        add(item);
    for (YamlNode::Entry& entry : node.entries)
        add(entry.value);
    return nodes;
}

std::size_t remarksIn(const std::string& text) {
    return yamlRemarks(text, treeOf(text)).size();
}

// Each word stands once in a text: a word that is exchanged leaves the rest letter for letter.
TEST(YamlEditLaws, aWordIsExchangedAndAllElseStays) {
    for (std::uint32_t seed = 0; seed < 1500; ++seed) {
        Author author(seed);
        const std::string text = author.file();
        const YamlNode root = treeOf(text);
        YamlNode now = root;
        std::vector<YamlNode*> plain;
        for (YamlNode* node : nodesOf(now))
            if (node->kind == Kind::Scalar && !node->quoted)
                plain.push_back(node);
        EXPECT_EQ(*rewritten(text, root, now, kForm), text);
        if (plain.empty())
            continue;
        YamlNode& chosen = *plain[author.lot(static_cast<std::uint32_t>(plain.size()))];
        std::string expected = text;
        expected.replace(text.find(chosen.scalar), chosen.scalar.size(), "o");
        set(chosen, "o");
        EXPECT_EQ(rewritten(text, root, now, kForm).value_or("refused"), expected) << text;
    }
}

// What is added adds lines and takes none away, and no remark is lost.
TEST(YamlEditLaws, whatIsAddedLosesNoRemark) {
    for (std::uint32_t seed = 0; seed < 1500; ++seed) {
        Author author(seed);
        const std::string text = author.file();
        const YamlNode root = treeOf(text);
        YamlNode now = root;
        const auto nodes = nodesOf(now);
        YamlNode& chosen = *nodes[author.lot(static_cast<std::uint32_t>(nodes.size()))];
        if (chosen.kind == Kind::Mapping)
            setKey(chosen, {}, "added", yamlList({"one", "two"}), kForm);
        else if (chosen.kind == Kind::Sequence)
            chosen.items.insert(chosen.items.begin() + author.lot(std::uint32_t(chosen.items.size() + 1)),
                                yamlMapping({{"added", yamlWord("")}, {"more", yamlWord("#")}}));
        else {
            const std::uint32_t number = chosen.number;
            chosen = yamlMapping({{"in place", yamlWord("of it")}});
            chosen.number = number;
        }
        const auto made = rewritten(text, root, now, kForm);
        ASSERT_TRUE(made) << text;
        EXPECT_EQ(remarksIn(*made), remarksIn(text)) << text << "----\n" << *made;
        std::size_t from = 0;
        if (chosen.begin == chosen.end || chosen.kind == Kind::Null)
            continue; // what stood in its place has gone
        if (chosen.begin < chosen.end && (text[chosen.begin] == '{' || text[chosen.begin] == '['))
            continue; // its line is another
        for (const std::string_view line : linesOf(text)) {
            from = made->find(line, from);
            ASSERT_NE(from, std::string::npos) << line << "\n" << text << "----\n" << *made;
            from += line.size();
        }
    }
}

// Any edits: the text says what the tree says, and a second time changes nothing.
TEST(YamlEditLaws, aTextSaysWhatItsEditedTreeSays) {
    for (std::uint32_t seed = 0; seed < 3000; ++seed) {
        Author author(seed);
        const std::string text = author.file();
        const YamlNode root = treeOf(text);
        YamlNode now = root;
        for (auto edits = 1 + author.lot(5); edits > 0; --edits) {
            auto nodes = nodesOf(now);
            YamlNode& node = *nodes[author.lot(static_cast<std::uint32_t>(nodes.size()))];
            auto& items = node.items;
            const auto any = [&](std::size_t n) { return std::ptrdiff_t(author.lot(std::uint32_t(n))); };
            switch (author.lot(6)) {
            case 0:
                if (!items.empty())
                    items.erase(items.begin() + any(items.size()));
                else if (!node.entries.empty())
                    node.entries.erase(node.entries.begin() + any(node.entries.size()));
                break;
            case 1:
                std::shuffle(items.begin(), items.end(), std::mt19937(seed));
                break;
            case 2:
                if (!items.empty())
                    items.push_back(items[std::size_t(any(items.size()))]);
                break;
            case 3:
                if (node.kind == Kind::Mapping)
                    setKey(node, {}, author.word(), yamlWord("new: " + author.word()), kForm);
                break;
            case 4:
                if (node.kind == Kind::Scalar)
                    set(node, author.lot(2) == 0 ? "" : "- " + author.word());
                break;
            default:
                if (!items.empty())
                    items[std::size_t(any(items.size()))] = yamlMapping({{author.word(), yamlList({"a"})}});
            }
        }
        const auto made = rewritten(text, root, now, kForm);
        ASSERT_TRUE(made) << seed << "\n" << text;
        const YamlNode again = treeOf(*made);
        EXPECT_TRUE(sameData(now, again, false)) << text << "----\n" << *made;
        EXPECT_EQ(*rewritten(*made, again, again, kForm), *made);
    }
}

} // namespace
} // namespace perilune::base
