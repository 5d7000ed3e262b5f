#include "timeline/canonical.h"

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <unordered_map>

#include <fmt/format.h>

#include "base/yaml.h"
#include "timeline/comments.h"

namespace perilune::timeline {

using base::YamlNode;
using Kind = YamlNode::Kind;

namespace {

constexpr std::size_t kWidth = 118;
constexpr std::size_t kStep = 2;
constexpr std::size_t kMostLines = 4'000'000; ///< as many as a file may hold values

/// The keys of all records in the order of the format's page; the same key never has two places.
constexpr std::array kOrder = {"id",
                               "title",
                               "programme",
                               "en",
                               "kind",
                               "country",
                               "short",
                               "note",
                               "mark",
                               "colour",
                               "lanes",
                               "lane",
                               "mission",
                               "vehicles",
                               "sites",
                               "after",
                               "weight",
                               "where",
                               "point",
                               "radius_km",
                               "uncertainty_km",
                               "polygon",
                               "candidates",
                               "announced",
                               "publisher",
                               "date",
                               "url",
                               "target",
                               "actual",
                               "status",
                               "superseded_by",
                               "bloc",
                               "level",
                               "joined",
                               "left",
                               "disputed",
                               "by",
                               "words",
                               "model",
                               "model_milestone",
                               "history",
                               "sources",
                               "confidence"};
constexpr std::array kSections = {"perilune", "programme", "sources", "blocs",     "partners",
                                  "vehicles", "missions",  "sites",   "milestones"};

/// Sections hold records under ids of the author's choice, which stay in the author's order.
enum class Level { File, Section, Record };

std::size_t rankOf(std::string_view key, Level level) {
    const auto in = [&](const auto& keys) {
        return static_cast<std::size_t>(std::find(keys.begin(), keys.end(), key) - keys.begin());
    };
    if (level == Level::Section)
        return 0;
    if (level == Level::File)
        return in(kSections);
    return in(kOrder);
}

bool isSpaceless(std::string_view text) {
    return text.find(' ') == std::string_view::npos;
}

std::size_t columns(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string singleSpaced(std::string_view text) {
    std::string result;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!blank)
            result += c;
        else if (!result.empty() && result.back() != ' ')
            result += ' ';
    }
    if (!result.empty() && result.back() == ' ')
        result.pop_back();
    return result;
}

/// Words that other readers of YAML take for no text.
bool isTypedWord(std::string_view text) {
    static constexpr std::array kWords = {"~",     "null",  "Null",  "NULL", "true", "True", "TRUE",
                                          "false", "False", "FALSE", "yes",  "Yes",  "YES",  "no",
                                          "No",    "NO",    "on",    "On",   "ON",   "off",  "Off",
                                          "OFF",   "y",     "Y",     "n",    "N",    "<<",   "="};
    return std::find(kWords.begin(), kWords.end(), text) != kWords.end();
}

bool looksLikeNumber(std::string_view text) {
    return !text.empty() &&
           text.find_first_not_of("0123456789.+-eExX_:abcdfABCDF") == std::string_view::npos &&
           text.find_first_of("0123456789") != std::string_view::npos;
}

bool isPlain(std::string_view text, bool inFlow) {
    if (text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL" ||
        text.front() == ' ' || text.back() == ' ')
        return false;
    const char first = text.front();
    if (std::string_view(",[]{}#&*!|>'\"%@`").find(first) != std::string_view::npos)
        return false;
    const bool negative = first == '-' && text.size() > 1 && text[1] >= '0' && text[1] <= '9';
    if ((first == '-' || first == '?' || first == ':') && !negative &&
        (text.size() == 1 || text[1] == ' ' || inFlow))
        return false;
    if (text.starts_with("---") || text.starts_with("..."))
        return false;
    if (text.find(": ") != std::string_view::npos || text.find(" #") != std::string_view::npos ||
        text.back() == ':')
        return false;
    for (const char c : text) {
        if (static_cast<unsigned char>(c) < 0x20)
            return false;
        if (inFlow && std::string_view(",[]{}").find(c) != std::string_view::npos)
            return false;
    }
    // Line breaks and marks of Unicode that readers of YAML treat each in their own way.
    return text.find("\xC2\x85") == std::string_view::npos &&
           text.find("\xE2\x80\xA8") == std::string_view::npos &&
           text.find("\xE2\x80\xA9") == std::string_view::npos &&
           text.find("\xEF\xBB\xBF") == std::string_view::npos;
}

std::string inDoubleQuotes(std::string_view text) {
    std::string out = "\"";
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"' || c == '\\')
            out += std::string("\\") + c;
        else if (c == '\n')
            out += "\\n";
        else if (c == '\t')
            out += "\\t";
        else if (c == '\r')
            out += "\\r";
        else if (text.substr(i).starts_with("\xC2\x85"))
            out += "\\N", i += 1;
        else if (text.substr(i).starts_with("\xE2\x80\xA8"))
            out += "\\L", i += 2;
        else if (text.substr(i).starts_with("\xE2\x80\xA9"))
            out += "\\P", i += 2;
        else if (text.substr(i).starts_with("\xEF\xBB\xBF"))
            out += "\\uFEFF", i += 2;
        else
            out += c;
    }
    return out + '"';
}

/// A remark on lines of its own.
struct Above {
    std::string text;
    bool blankAbove = false; ///< an empty line parts it from what stands above
};

/// Remarks that belong to one entry or item.
struct Beside {
    std::vector<Above> before;
    std::string after;
    bool blankAbove = false; ///< an empty line parts it from its remarks, or from what stands above
};

class Writer {
  public:
    Writer(const std::vector<std::string_view>& lines, const YamlNode& root)
        : lines_(lines), columns_(lines) {
        std::vector<Remark> remarks = remarksOf(lines, root);
        for (const Remark& remark : remarks)
            remarkLines_.push_back(remark.line);
        gather(root, true);
        attach(remarks);
    }

    std::string write(const YamlNode& root) {
        if (root.kind == Kind::Mapping)
            mapping(root, 0, Level::File);
        else
            out_ += inlined(root, false) + "\n";
        above(foot_, 0);
        return std::move(out_);
    }

  private:
    /// Where remarks can hang: an entry's value or an item, in the order of the text.
    struct Start {
        int line = 0;
        const YamlNode* node = nullptr;
    };

    static int lastLine(const YamlNode& node) {
        int last = node.line;
        for (const YamlNode& item : node.items)
            last = std::max(last, lastLine(item));
        for (const YamlNode::Entry& entry : node.entries)
            last = std::max({last, entry.keyLine, lastLine(entry.value)});
        return last;
    }

    /// A collection between brackets, with no remark inside, that the author wrote so.
    bool isFlow(const YamlNode& node) const {
        const char sign = columns_.signAt(node.line, node.column);
        if (node.entries.empty() && node.items.empty())
            return true;
        if (sign != '{' && sign != '[')
            return false;
        const auto first = std::lower_bound(remarkLines_.begin(), remarkLines_.end(), node.line);
        return first == remarkLines_.end() || *first >= lastLine(node);
    }

    void gather(const YamlNode& node, bool open) {
        open = open && !(node.kind != Kind::Scalar && node.kind != Kind::Null && isFlow(node));
        if (!open)
            return;
        for (const YamlNode& item : node.items) {
            starts_.push_back({firstLineOf(item), &item});
            gather(item, true);
        }
        for (const YamlNode::Entry& entry : node.entries) {
            starts_.push_back({entry.keyLine, &entry.value});
            gather(entry.value, true);
        }
    }

    void attach(std::vector<Remark>& remarks) {
        std::stable_sort(starts_.begin(), starts_.end(),
                         [](const Start& a, const Start& b) { return a.line < b.line; });
        for (Remark& remark : remarks) {
            const auto later =
                std::upper_bound(starts_.begin(), starts_.end(), remark.line,
                                 [](int line, const Start& start) { return line < start.line; });
            if (!remark.alone && later != starts_.begin()) {
                std::string& after = beside_[std::prev(later)->node].after;
                if (after.empty()) {
                    after = remark.text;
                    continue;
                }
            }
            std::vector<Above>& above = later == starts_.end() ? foot_ : beside_[later->node].before;
            above.push_back({remark.text, remark.alone && isBlank(remark.line - 1)});
        }
        // Of several that begin on a line, an empty line above belongs to the first.
        int before = 0;
        for (const Start& start : starts_) {
            if (start.line != before && isBlank(start.line - 1))
                beside_[start.node].blankAbove = true;
            before = start.line;
        }
    }

    bool isBlank(int line) const {
        return line >= 1 && static_cast<std::size_t>(line) <= lines_.size() &&
               lines_[static_cast<std::size_t>(line - 1)].find_first_not_of(" \t") == std::string_view::npos;
    }

    std::string scalar(const YamlNode& node, bool inFlow) const {
        if (node.kind == Kind::Null)
            return inFlow ? "null" : "";
        const std::string text = singleSpaced(node.scalar);
        if (node.quoted && isPlain(text, inFlow) && (isTypedWord(text) || looksLikeNumber(text)))
            return inDoubleQuotes(text);
        return yamlScalar(text, inFlow);
    }

    std::vector<const YamlNode::Entry*> ordered(const YamlNode& node, Level level) const {
        std::vector<const YamlNode::Entry*> entries;
        for (const YamlNode::Entry& entry : node.entries)
            entries.push_back(&entry);
        const bool isAnnouncement = level == Level::Record && node.find("announced") && !node.find("title");
        std::stable_sort(entries.begin(), entries.end(),
                         [&](const YamlNode::Entry* a, const YamlNode::Entry* b) {
                             const auto rank = [&](const std::string& key) -> std::size_t {
                                 if (isAnnouncement && key == "announced")
                                     return 0;
                                 return 1 + rankOf(key, level);
                             };
                             return rank(a->key) < rank(b->key);
                         });
        return entries;
    }

    /// All on one line.
    std::string inlined(const YamlNode& node, bool inFlow) const {
        std::string text;
        if (node.kind == Kind::Sequence) {
            for (const YamlNode& item : node.items)
                text += (text.empty() ? "" : ", ") + inlined(item, true);
            return "[" + text + "]";
        }
        if (node.kind == Kind::Mapping) {
            for (const YamlNode::Entry* entry : ordered(node, Level::Record))
                text += (text.empty() ? "" : ", ") + yamlScalar(entry->key, true) + ": " +
                        inlined(entry->value, true);
            return "{" + text + "}";
        }
        return scalar(node, inFlow);
    }

    const Beside& beside(const YamlNode& node) const {
        static const Beside nothing;
        const auto found = beside_.find(&node);
        return found == beside_.end() ? nothing : found->second;
    }

    void emptyLine() {
        if (!out_.empty() && !out_.ends_with("\n\n"))
            out_ += "\n";
    }

    void above(const std::vector<Above>& remarks, std::size_t indent) {
        for (const Above& remark : remarks) {
            if (remark.blankAbove)
                emptyLine();
            out_ += std::string(indent, ' ') + remark.text + "\n";
        }
    }

    /// What stands above an entry or item. `parted`: one empty line at least, above the remarks where the
    /// author left none.
    void lead(const YamlNode& node, std::size_t indent, bool parted) {
        const Beside& own = beside(node);
        const bool isParted = own.blankAbove || std::any_of(own.before.begin(), own.before.end(),
                                                            [](const Above& a) { return a.blankAbove; });
        if (parted && !isParted)
            emptyLine();
        above(own.before, indent);
        if (own.blankAbove)
            emptyLine();
    }

    /// The value after "key:" or "-", and its line's end. `used`: columns before it.
    /// A collection between brackets, and room for it behind what stands on its line.
    bool staysOnLine(const YamlNode& node, std::size_t used, std::size_t remark) const {
        if (node.items.empty() && node.entries.empty())
            return true;
        return isFlow(node) && used + 1 + columns(inlined(node, false)) + remark <= kWidth;
    }

    void value(const YamlNode& node, std::size_t indent, std::size_t used, Level level,
               const std::string& after) {
        const std::string remark = after.empty() ? "" : " " + after;
        const bool collection = node.kind == Kind::Sequence || node.kind == Kind::Mapping;
        if (collection) {
            if (staysOnLine(node, used, columns(remark))) {
                out_ += " " + inlined(node, false) + remark + "\n";
                return;
            }
            out_ += remark + "\n";
            node.kind == Kind::Mapping ? mapping(node, indent, level) : sequence(node, indent);
            return;
        }
        const std::string line = scalar(node, false);
        const bool fits = used + 1 + columns(line) + columns(remark) <= kWidth;
        const std::string text = singleSpaced(node.scalar);
        if (fits || isSpaceless(text) || node.kind == Kind::Null ||
            text.find("\xC2\x85") != std::string::npos || text.find("\xE2\x80\xA8") != std::string::npos ||
            text.find("\xE2\x80\xA9") != std::string::npos) {
            out_ += (line.empty() ? "" : " " + line) + remark + "\n";
            return;
        }
        out_ += " >-" + remark + "\n";
        folded(text, indent);
    }

    void folded(const std::string& text, std::size_t indent) {
        std::size_t column = 0;
        for (std::size_t from = 0; from < text.size();) {
            const std::size_t to = std::min(text.find(' ', from), text.size());
            const std::string word = text.substr(from, to - from);
            from = to + 1;
            if (column > 0 && column + 1 + columns(word) <= kWidth) {
                out_ += " " + word;
                column += 1 + columns(word);
                continue;
            }
            out_ += (column > 0 ? "\n" : "") + std::string(indent, ' ') + word;
            column = indent + columns(word);
        }
        out_ += "\n";
    }

    void mapping(const YamlNode& node, std::size_t indent, Level level) {
        for (const YamlNode::Entry* entry : ordered(node, level)) {
            const bool section = level == Level::File && entry->key != "perilune" &&
                                 (entry->value.kind == Kind::Mapping || entry->value.kind == Kind::Sequence);
            lead(entry->value, indent, section);
            writeEntry(*entry, indent, level);
        }
    }

    void writeEntry(const YamlNode::Entry& entry, std::size_t indent, Level level) {
        const std::string key = yamlScalar(entry.key) + ":";
        out_ += std::string(indent, ' ') + key;
        const Level below = level == Level::File && entry.key != "programme" ? Level::Section : Level::Record;
        value(entry.value, indent + kStep, indent + columns(key), below, beside(entry.value).after);
    }

    void sequence(const YamlNode& node, std::size_t indent) {
        for (const YamlNode& item : node.items) {
            lead(item, indent, false);
            const std::string& after = beside(item).after;
            const bool opens =
                item.kind == Kind::Mapping && !item.entries.empty() &&
                !(isFlow(item) && indent + 2 + columns(inlined(item, false)) + columns(after) + 1 <= kWidth);
            if (opens) {
                record(item, indent);
                continue;
            }
            // A list below its hyphen begins on the next line: the hyphen's remark stands above it.
            const bool below = item.kind == Kind::Sequence && !after.empty() &&
                               !staysOnLine(item, indent + 1, columns(after) + 1);
            if (below)
                above({{after}}, indent);
            out_ += std::string(indent, ' ') + "-";
            value(item, indent + kStep, indent + 1, Level::Record, below ? std::string() : after);
        }
    }

    /// An item whose first key stands on the hyphen's line; what stood above that key stands above the item.
    void record(const YamlNode& item, std::size_t indent) {
        const std::vector<const YamlNode::Entry*> entries = ordered(item, Level::Record);
        const YamlNode& first = entries.front()->value;
        if (!beside(first).before.empty())
            lead(first, indent, false);
        if (!beside(item).after.empty())
            above({{beside(item).after}}, indent);
        const std::string key = yamlScalar(entries.front()->key) + ":";
        out_ += std::string(indent, ' ') + "- " + key;
        value(first, indent + 2 * kStep, indent + 2 + columns(key), Level::Record, beside(first).after);
        for (const YamlNode::Entry* entry : std::span(entries).subspan(1)) {
            lead(entry->value, indent + kStep, false);
            writeEntry(*entry, indent + kStep, Level::Record);
        }
    }

    const std::vector<std::string_view>& lines_;
    mutable Columns columns_; ///< remembers the last place alone
    std::vector<int> remarkLines_;
    std::vector<Start> starts_;
    std::map<const YamlNode*, Beside> beside_;
    std::vector<Above> foot_;
    std::string out_;
};

bool sameData(const YamlNode& a, const YamlNode& b) {
    if (a.kind != b.kind || a.items.size() != b.items.size() || a.entries.size() != b.entries.size())
        return false;
    if (a.kind == Kind::Scalar)
        return singleSpaced(a.scalar) == singleSpaced(b.scalar);
    for (std::size_t i = 0; i < a.items.size(); ++i)
        if (!sameData(a.items[i], b.items[i]))
            return false;
    // A section may hold a million ids: they are looked up, not searched.
    constexpr std::size_t kShort = 16;
    std::unordered_map<std::string_view, const YamlNode*> byKey;
    if (b.entries.size() > kShort)
        for (const YamlNode::Entry& entry : b.entries)
            byKey.emplace(entry.key, &entry.value);
    for (const YamlNode::Entry& entry : a.entries) {
        const auto found = byKey.find(entry.key);
        const YamlNode* other = found != byKey.end() ? found->second : b.find(entry.key);
        if (!other || !sameData(entry.value, *other))
            return false;
    }
    return true;
}

/// Where an alias stands, which points at its '*'.
const YamlNode* firstAlias(const YamlNode& node, Columns& columns) {
    if (!node.quoted && columns.signAt(node.line, node.column) == '*')
        return &node;
    for (const YamlNode& item : node.items)
        if (const YamlNode* found = firstAlias(item, columns))
            return found;
    for (const YamlNode::Entry& entry : node.entries)
        if (const YamlNode* found = firstAlias(entry.value, columns))
            return found;
    return nullptr;
}

/// A text longer than any that a timeline may hold.
const YamlNode* firstLongText(const YamlNode& node) {
    constexpr std::size_t kLongest = 4000;
    if (node.kind == Kind::Scalar && node.scalar.size() > kLongest &&
        singleSpaced(node.scalar).size() > kLongest)
        return &node;
    for (const YamlNode& item : node.items)
        if (const YamlNode* found = firstLongText(item))
            return found;
    for (const YamlNode::Entry& entry : node.entries)
        if (const YamlNode* found = firstLongText(entry.value))
            return found;
    return nullptr;
}

} // namespace

std::string yamlScalar(std::string_view text, bool inFlow) {
    return isPlain(text, inFlow) ? std::string(text) : inDoubleQuotes(text);
}

base::Parsed<std::string> canonicalForm(std::string_view text, const std::string& fileName) {
    base::Parsed<std::string> result;
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    base::Parsed<YamlNode> yaml = base::parseYaml(text, fileName, {.nodes = 2'000'000});
    result.diagnostics = std::move(yaml.diagnostics);
    if (base::hasErrors(result.diagnostics))
        return result;
    const auto refuse = [&](int line, int column, std::string what, std::string todo) {
        result.diagnostics.push_back(
            {base::Severity::Error, {fileName, line, column}, std::move(what), std::move(todo)});
        return result;
    };
    const YamlNode* form = yaml.value.find("perilune");
    if (!form || !form->scalar.starts_with("timeline/"))
        return refuse(1, 1, "this is no timeline", "give files that begin with 'perilune: timeline/1'");
    const std::vector<std::string_view> lines = linesOf(text);
    if (lines.size() > kMostLines)
        return refuse(static_cast<int>(kMostLines), 1, fmt::format("more than {} lines", kMostLines),
                      "split it");
    Columns columns(lines);
    if (const YamlNode* alias = firstAlias(yaml.value, columns))
        return refuse(alias->line, alias->column, "an alias has no canonical form", "write the value itself");
    if (const YamlNode* longText = firstLongText(yaml.value))
        return refuse(longText->line, longText->column, "a text of more than 4000 bytes", "shorten it");
    result.value = Writer(lines, yaml.value).write(yaml.value);
    const base::Parsed<YamlNode> again = base::parseYaml(result.value, fileName, {.nodes = 2'000'000});
    if (!again.ok() || !sameData(yaml.value, again.value)) {
        result.value.clear();
        return refuse(0, 0,
                      "this file cannot be brought into canonical form without a change of what it says",
                      "leave it as it is, and tell the authors of Perilune");
    }
    return result;
}

} // namespace perilune::timeline
