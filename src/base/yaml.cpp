#include "base/yaml.h"

#include "base/files.h"
#include "base/yaml_bounds.h"

#include <fmt/format.h>
#include <libfyaml.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <unordered_map>

namespace perilune::base {

const YamlNode* YamlNode::find(std::string_view key) const {
    for (const Entry& entry : entries)
        if (entry.key == key)
            return &entry.value;
    return nullptr;
}

namespace {

using Kind = YamlNode::Kind;

constexpr std::size_t kMostDuplicates = 100; ///< told of one document

/// What a subtree costs, so that aliases can be refused before they are copied.
struct Weight {
    std::size_t nodes = 1;
    std::size_t bytes = 0;
    int height = 1;
};

struct Anchor {
    YamlNode node;
    Weight weight;
};

/// A collection that is still open.
struct Open {
    YamlNode node;
    Weight weight;
    std::string anchor;
    bool awaitsValue = false;                           ///< a key was read, its value was not
    std::unordered_map<std::string, std::size_t> byKey; ///< of a long mapping: key -> entry
    std::size_t indexed = 0;                            ///< so many entries are in it

    /// The entry that has the key already. Short mappings, which most are, are simply looked through.
    const YamlNode::Entry* entryOf(const std::string& key) {
        constexpr std::size_t kShort = 16;
        if (node.entries.size() <= kShort) {
            const auto same = [&](const YamlNode::Entry& entry) { return entry.key == key; };
            const auto found = std::find_if(node.entries.begin(), node.entries.end(), same);
            return found == node.entries.end() ? nullptr : &*found;
        }
        for (std::size_t i = indexed; i < node.entries.size(); ++i)
            byKey.emplace(node.entries[i].key, i);
        indexed = node.entries.size();
        const auto found = byKey.find(key);
        return found == byKey.end() ? nullptr : &node.entries[found->second];
    }
};

/// The start of a word for a message: one line, no character cut.
std::string shown(std::string_view word) {
    constexpr std::size_t kLongest = 64;
    std::size_t end = std::min(word.size(), kLongest);
    while (end > 0 && end < word.size() && (static_cast<unsigned char>(word[end]) & 0xC0u) == 0x80u)
        --end;
    std::string start(word.substr(0, end));
    std::replace_if(
        start.begin(), start.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    return end < word.size() ? start + "…" : start;
}

/// What single quotes hold, between them: '' is one quote, lines are joined.
std::string singleQuoted(std::string_view raw) {
    std::string text;
    for (std::size_t at = 0; at < raw.size();) {
        const char c = raw[at];
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
            text += c;
            at += c == '\'' ? 2 : 1;
            continue;
        }
        const std::size_t end = std::min(raw.find_first_not_of(" \t\r\n", at), raw.size());
        const std::string_view blanks = raw.substr(at, end - at);
        std::size_t breaks = 0;
        for (std::size_t i = 0; i < blanks.size(); ++i)
            if (blanks[i] == '\n' || (blanks[i] == '\r' && !blanks.substr(i + 1).starts_with('\n')))
                ++breaks;
        text += breaks == 0   ? std::string(blanks)
                : breaks == 1 ? std::string(" ")
                              : std::string(breaks - 1, '\n');
        at = end;
    }
    return text;
}

const char* nameOf(fy_event_type type) {
    return type == FYET_SEQUENCE_START ? "a list" : type == FYET_MAPPING_START ? "a mapping" : "an alias";
}

/// Builds the tree from libfyaml's events: iterative, so that depth costs no stack.
class Reader {
  public:
    Reader(std::string_view text, const std::string& fileName, const YamlLimits& limits)
        : text_(text), file_(fileName), limits_(limits), places_(text) {}

    Parsed<YamlNode> read();

  private:
    void pump(fy_parser* parser, fy_diag* diag);
    bool take(fy_event* event);
    bool takeScalar(fy_event* event);
    bool takeAlias(fy_event* event);
    bool open(fy_event* event, Kind kind);
    bool close(fy_event* event);
    bool place(YamlNode node, const Weight& weight, const std::string& anchor);
    bool takeKey(YamlNode key, Places::Place at);
    bool spend(const Weight& weight, Places::Place at);
    bool refuseTag(fy_token* tag);
    void tellSyntaxError(fy_diag* diag);

    Places::Place placeOf(fy_event* event) {
        const fy_mark* mark = fy_event_start_mark(event);
        return mark ? places_.at(mark->input_pos) : lastPlace_;
    }
    Places::Place placeOf(fy_token* token) {
        const fy_mark* mark = token ? fy_token_start_mark(token) : nullptr;
        return mark ? places_.at(mark->input_pos) : lastPlace_;
    }
    std::string textOf(fy_token* token);
    /// Numbers a node and marks where it stands; `around`: signs on both sides that are its own, as quotes
    /// are.
    void mark(YamlNode& node, const fy_mark* begin, const fy_mark* end, std::size_t around) {
        node.number = ++numbers_;
        if (begin && end && begin->input_pos >= around && begin->input_pos <= end->input_pos &&
            end->input_pos + around <= text_.size()) {
            node.begin = static_cast<std::uint32_t>(begin->input_pos - around);
            node.end = static_cast<std::uint32_t>(end->input_pos + around);
        }
    }
    /// As many entries of the root as were asked for.
    bool hasEnough() const {
        return stack_.size() == 1 && !stack_.front().awaitsValue &&
               stack_.front().node.entries.size() >= limits_.entries;
    }
    /// As it stands in the text. The library would read two doubled quotes in a row as three.
    std::string_view rawOf(fy_token* token) const {
        const fy_mark* begin = token ? fy_token_start_mark(token) : nullptr;
        const fy_mark* end = token ? fy_token_end_mark(token) : nullptr;
        if (!begin || !end || begin->input_pos > end->input_pos || end->input_pos > text_.size())
            return {};
        return text_.substr(begin->input_pos, end->input_pos - begin->input_pos);
    }
    bool expectsKey() const {
        return !stack_.empty() && stack_.back().node.kind == Kind::Mapping && !stack_.back().awaitsValue;
    }
    /// Always false, so that a reader can `return fail(…)`.
    bool fail(Places::Place at, std::string what, std::string todo) {
        result_.diagnostics.push_back(
            {Severity::Error, {file_, at.line, at.column}, std::move(what), std::move(todo)});
        return false;
    }

    std::string_view text_;
    const std::string& file_;
    const YamlLimits& limits_;
    Places places_;
    Places::Place lastPlace_;
    std::vector<Open> stack_;
    std::unordered_map<std::string, Anchor> anchors_;
    Weight spent_{0, 0, 0};
    std::uint32_t numbers_ = 0;
    int documents_ = 0;
    fy_token_iter* texts_ = nullptr; ///< goes through the text of a token; made once
    Parsed<YamlNode> result_{{.line = 1, .column = 1}, {}};
};

/// Piece by piece: fy_token_get_text() of 0.7.12 loses a block of memory for each text with many escapes.
std::string Reader::textOf(fy_token* token) {
    std::string text;
    if (!token || !texts_)
        return text;
    fy_token_iter_start(token, texts_);
    const fy_iter_chunk* chunk = nullptr;
    while ((chunk = fy_token_iter_chunk_next(texts_, chunk, nullptr)))
        text.append(chunk->str, chunk->len);
    fy_token_iter_finish(texts_);
    return text;
}

bool Reader::spend(const Weight& weight, Places::Place at) {
    spent_.nodes += weight.nodes;
    spent_.bytes += weight.bytes;
    if (spent_.nodes > limits_.nodes || spent_.bytes > 2 * limits_.bytes)
        return fail(at, fmt::format("the document grows beyond {} values", limits_.nodes),
                    "split it, and repeat less by aliases (*name)");
    const int depth = static_cast<int>(stack_.size()) + weight.height;
    if (depth > limits_.depth)
        return fail(at, fmt::format("nested more than {} levels deep", limits_.depth), "flatten it");
    return true;
}

bool Reader::place(YamlNode node, const Weight& weight, const std::string& anchor) {
    if (!anchor.empty()) {
        if (!spend(weight, {node.line, node.column}))
            return false;
        anchors_.insert_or_assign(anchor, Anchor{node, weight});
    }
    if (stack_.empty()) {
        result_.value = std::move(node);
        return true;
    }
    Open& parent = stack_.back();
    parent.weight.nodes += weight.nodes;
    parent.weight.bytes += weight.bytes;
    parent.weight.height = std::max(parent.weight.height, weight.height + 1);
    if (parent.node.kind == Kind::Sequence) {
        parent.node.items.push_back(std::move(node));
    } else {
        parent.node.entries.back().value = std::move(node);
        parent.awaitsValue = false;
    }
    return true;
}

bool Reader::takeKey(YamlNode key, Places::Place at) {
    Open& mapping = stack_.back();
    if (const YamlNode::Entry* first = mapping.entryOf(key.scalar)) {
        // The document still has a shape: read on, so that further ones are told in the same pass.
        fail(at,
             fmt::format("the key '{}' stands twice, first on line {}", shown(key.scalar), first->keyLine),
             "keep one of the two");
        if (result_.diagnostics.size() >= kMostDuplicates)
            return false;
    }
    YamlNode::Entry entry;
    entry.key = std::move(key.scalar);
    entry.keyLine = at.line;
    entry.keyColumn = at.column;
    entry.keyBegin = key.begin;
    entry.keyEnd = key.end;
    entry.value.line = at.line;
    entry.value.column = at.column;
    mapping.node.entries.push_back(std::move(entry));
    mapping.awaitsValue = true;
    return true;
}

bool Reader::refuseTag(fy_token* tag) {
    if (!tag)
        return true;
    return fail(placeOf(tag), fmt::format("the tag '{}' has no meaning here", shown(textOf(tag))),
                "leave it out; quotes make a value text");
}

bool Reader::takeScalar(fy_event* event) {
    const auto at = placeOf(event);
    if (!refuseTag(event->scalar.tag))
        return false;
    YamlNode node;
    node.kind = Kind::Scalar;
    const fy_scalar_style style = fy_token_scalar_style(event->scalar.value);
    node.scalar =
        style == FYSS_SINGLE_QUOTED ? singleQuoted(rawOf(event->scalar.value)) : textOf(event->scalar.value);
    node.quoted = event->scalar.value && style != FYSS_PLAIN;
    if (style == FYSS_DOUBLE_QUOTED && holdsBadByte(node.scalar))
        return fail(at, "an escape in this text makes a control character", "remove it");
    node.line = at.line;
    node.column = at.column;
    const bool inQuotes = style == FYSS_SINGLE_QUOTED || style == FYSS_DOUBLE_QUOTED;
    mark(node, fy_event_start_mark(event), fy_event_end_mark(event), inQuotes ? 1 : 0);
    const std::string& s = node.scalar;
    const Weight weight{1, s.size(), 1};
    if (!spend(weight, at))
        return false;
    if (expectsKey()) {
        if (s.empty() && !node.quoted)
            return fail(at, "a key is missing before ':'", "write one");
        return takeKey(std::move(node), at);
    }
    if (!node.quoted && (s.empty() || s == "~" || s == "null" || s == "Null" || s == "NULL")) {
        node.kind = Kind::Null;
        node.scalar.clear();
    }
    return place(std::move(node), weight, textOf(event->scalar.anchor));
}

bool Reader::takeAlias(fy_event* event) {
    auto at = placeOf(event);
    at.column = std::max(1, at.column - 1); // the library points behind the '*'
    const std::string name = textOf(event->alias.anchor);
    if (expectsKey())
        return fail(at, "a key is an alias", "write the key itself");
    const auto anchor = anchors_.find(name);
    if (anchor == anchors_.end())
        return fail(at, fmt::format("the alias '*{0}' has no anchor '&{0}' before it", shown(name)),
                    "write the value itself, or put quotes around a text that begins with '*'");
    if (!spend(anchor->second.weight, at))
        return false;
    YamlNode copy = anchor->second.node;
    copy.line = at.line;
    copy.column = at.column;
    mark(copy, fy_event_start_mark(event), fy_event_end_mark(event), 0);
    copy.begin -= copy.begin > 0 ? 1 : 0; // the library points behind the '*'
    return place(std::move(copy), anchor->second.weight, "");
}

bool Reader::open(fy_event* event, Kind kind) {
    const auto at = placeOf(event);
    fy_token* tag = kind == Kind::Sequence ? event->sequence_start.tag : event->mapping_start.tag;
    fy_token* anchor = kind == Kind::Sequence ? event->sequence_start.anchor : event->mapping_start.anchor;
    if (!refuseTag(tag))
        return false;
    if (expectsKey())
        return fail(at, fmt::format("a key is {}", nameOf(event->type)),
                    "keys are plain words; put quotes around one that begins with '{' or '['");
    if (!spend(Weight{}, at))
        return false;
    Open collection;
    collection.node.kind = kind;
    collection.node.line = at.line;
    collection.node.column = at.column;
    mark(collection.node, fy_event_start_mark(event), fy_event_end_mark(event), 0);
    collection.anchor = textOf(anchor);
    stack_.push_back(std::move(collection));
    return true;
}

bool Reader::close(fy_event* event) {
    if (stack_.empty())
        return true;
    Open done = std::move(stack_.back());
    stack_.pop_back();
    // Of brackets the end is theirs; a block of lines ends where its last child does.
    YamlNode& node = done.node;
    const fy_mark* end = fy_event_end_mark(event);
    if (node.begin < text_.size() && (text_[node.begin] == '{' || text_[node.begin] == '[')) {
        if (end && end->input_pos <= text_.size())
            node.end = static_cast<std::uint32_t>(end->input_pos);
    } else if (!node.items.empty()) {
        node.end = std::max(node.end, node.items.back().end);
    } else if (!node.entries.empty()) {
        node.end = std::max({node.end, node.entries.back().keyEnd, node.entries.back().value.end});
    }
    return place(std::move(done.node), done.weight, done.anchor);
}

bool Reader::take(fy_event* event) {
    switch (event->type) {
    case FYET_DOCUMENT_START:
        if (++documents_ > 1)
            return fail(placeOf(event), "a second document begins here", "keep one document in a file");
        return true;
    case FYET_SCALAR:
        return takeScalar(event);
    case FYET_ALIAS:
        return takeAlias(event);
    case FYET_SEQUENCE_START:
        return open(event, Kind::Sequence);
    case FYET_MAPPING_START:
        return open(event, Kind::Mapping);
    case FYET_SEQUENCE_END:
    case FYET_MAPPING_END:
        return close(event);
    default:
        return true;
    }
}

void Reader::tellSyntaxError(fy_diag* diag) {
    void* iterator = nullptr;
    const fy_diag_error* error = fy_diag_errors_iterate(diag, &iterator);
    if (!error || !error->msg) {
        fail(lastPlace_, "this is not YAML", "look at the indentation and the quotes just here");
        return;
    }
    std::string what = error->msg;
    while (!what.empty() && (what.back() == '\n' || what.back() == ' '))
        what.pop_back();
    fail({std::max(error->line, 1), std::max(error->column, 1)}, "not YAML: " + what,
         "look at the indentation, the colons and the quotes here and just above");
}

void Reader::pump(fy_parser* parser, fy_diag* diag) {
    while (fy_event* event = fy_parser_parse(parser)) {
        const bool goOn = take(event) && !hasEnough();
        lastPlace_ = placeOf(event);
        const bool last = event->type == FYET_STREAM_END;
        fy_parser_event_free(parser, event);
        if (hasEnough())
            result_.value = std::move(stack_.front().node);
        if (!goOn || last)
            return;
    }
    tellSyntaxError(diag);
}

Parsed<YamlNode> Reader::read() {
    fy_diag_cfg quiet{};
    fy_diag_cfg_default(&quiet);
    quiet.fp = nullptr;
    quiet.output_fn = [](fy_diag*, void*, const char*, std::size_t) {};
    fy_diag* diag = fy_diag_create(&quiet);
    if (diag)
        fy_diag_set_collect_errors(diag, true);
    fy_parse_cfg configuration{};
    configuration.flags = static_cast<fy_parse_cfg_flags>(FYPCF_QUIET | FYPCF_COLLECT_DIAG |
                                                          FYPCF_DEFAULT_VERSION_1_2 | FYPCF_JSON_NONE);
    configuration.diag = diag;
    texts_ = fy_token_iter_create(nullptr);
    fy_parser* parser = diag && texts_ ? fy_parser_create(&configuration) : nullptr;
    if (parser) {
        if (fy_parser_set_string(parser, text_.data(), text_.size()) == 0)
            pump(parser, diag);
        else
            fail({}, "the YAML reader takes no such text", "look at what the file holds");
        fy_parser_destroy(parser);
    } else {
        fail({}, "the YAML reader cannot start", "free some memory");
    }
    if (texts_)
        fy_token_iter_destroy(texts_);
    if (diag)
        fy_diag_destroy(diag);
    if (!result_.ok())
        result_.value = YamlNode{};
    return std::move(result_);
}

} // namespace

Parsed<YamlNode> parseYaml(std::string_view text, const std::string& fileName, const YamlLimits& limits) {
    const auto refuse = [&](Places::Place at, std::string what, std::string todo) {
        Parsed<YamlNode> refused;
        refused.diagnostics.push_back(
            {Severity::Error, {fileName, at.line, at.column}, std::move(what), std::move(todo)});
        return refused;
    };
    if (text.size() > limits.bytes)
        return refuse({}, fmt::format("too large: {} bytes, at most {} are read", text.size(), limits.bytes),
                      "split it");
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
        return refuse({}, "the file is UTF-16, not UTF-8", "save it as UTF-8");
    if (const auto fault = faultBeforeReading(text, limits))
        return refuse(Places(text).at(fault->offset), fault->what, fault->todo);
    if (text.empty())
        return {{.line = 1, .column = 1}, {}};
    return Reader(text, fileName, limits).read();
}

Parsed<YamlNode> readYaml(const std::filesystem::path& path, const YamlLimits& limits) {
    const auto text = readText(path, limits.bytes);
    if (text)
        return parseYaml(*text, path.string(), limits);
    Parsed<YamlNode> failed;
    std::string what = text.error().message;
    const std::string prefix = path.string() + ": ";
    if (what.starts_with(prefix))
        what.erase(0, prefix.size());
    failed.diagnostics.push_back({Severity::Error, {path.string(), 0, 0}, std::move(what), ""});
    return failed;
}

} // namespace perilune::base
