#include "timeline/write/canonical_writer.h"

#include "timeline/write/canonical_remarks.h"
#include "timeline/write/canonical_scalars.h"

#include <algorithm>
#include <array>
#include <span>

namespace perilune::timeline {

using base::YamlNode;
using Kind = YamlNode::Kind;

namespace {

constexpr std::size_t kWidth = 118;
constexpr std::size_t kStep = 2;

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

class Writer {
  public:
    Writer(const std::vector<std::string_view>& lines, const YamlNode& root) : remarks_(lines, root) {}

    std::string write(const YamlNode& root) {
        if (root.kind == Kind::Mapping)
            mapping(root, 0, Level::File);
        else
            out_ += inlined(root, false) + "\n";
        above(remarks_.foot(), 0);
        return std::move(out_);
    }

  private:
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
        return yamlScalar(node, inFlow);
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
        const Beside& own = remarks_.beside(node);
        const bool isParted = own.blankAbove || std::any_of(own.before.begin(), own.before.end(),
                                                            [](const Above& a) { return a.blankAbove; });
        if (parted && !isParted)
            emptyLine();
        above(own.before, indent);
        if (own.blankAbove)
            emptyLine();
    }

    /// A collection between brackets, and room for it behind what stands on its line.
    bool staysOnLine(const YamlNode& node, std::size_t used, std::size_t remark) const {
        if (node.items.empty() && node.entries.empty())
            return true;
        return remarks_.isFlow(node) && used + 1 + columns(inlined(node, false)) + remark <= kWidth;
    }

    /// The value after "key:" or "-", and its line's end. `used`: columns before it.
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
        const std::string line = yamlScalar(node, false);
        const bool fits = used + 1 + columns(line) + columns(remark) <= kWidth;
        const std::string text = singleSpaced(node.scalar);
        if (fits || node.kind == Kind::Null || !isFoldable(text)) {
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
        value(entry.value, indent + kStep, indent + columns(key), below, remarks_.beside(entry.value).after);
    }

    void sequence(const YamlNode& node, std::size_t indent) {
        for (const YamlNode& item : node.items) {
            lead(item, indent, false);
            const std::string& after = remarks_.beside(item).after;
            const bool opens = item.kind == Kind::Mapping && !item.entries.empty() &&
                               !(remarks_.isFlow(item) &&
                                 indent + 2 + columns(inlined(item, false)) + columns(after) + 1 <= kWidth);
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
        if (!remarks_.beside(first).before.empty())
            lead(first, indent, false);
        if (!remarks_.beside(item).after.empty())
            above({{remarks_.beside(item).after}}, indent);
        const std::string key = yamlScalar(entries.front()->key) + ":";
        out_ += std::string(indent, ' ') + "- " + key;
        value(first, indent + 2 * kStep, indent + 2 + columns(key), Level::Record,
              remarks_.beside(first).after);
        for (const YamlNode::Entry* entry : std::span(entries).subspan(1)) {
            lead(entry->value, indent + kStep, false);
            writeEntry(*entry, indent + kStep, Level::Record);
        }
    }

    const RemarksOf remarks_;
    std::string out_;
};

} // namespace

std::string inCanonicalForm(const std::vector<std::string_view>& lines, const YamlNode& root) {
    return Writer(lines, root).write(root);
}

} // namespace perilune::timeline
