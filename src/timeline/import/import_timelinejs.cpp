#include "timeline/import/finished.h"
#include "timeline/import/slides.h"
#include "base/checked_yaml.h"
#include "base/letters.h"
#include "base/numbers.h"

#include <fmt/format.h>

#include <unordered_map>

namespace perilune::timeline {

using base::YamlNode;
using Kind = YamlNode::Kind;

namespace {

/// JSON writes characters beyond the first plane as two escapes, which YAML does not know: they are written
/// out.
std::string withoutSurrogates(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    const auto hex = [&](std::size_t at) -> std::optional<unsigned> {
        if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u')
            return std::nullopt;
        return base::wholeNumber<unsigned>(text.substr(at + 2, 4), 16);
    };
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] != '\\') {
            out += text[at++];
            continue;
        }
        const auto high = hex(at);
        if (high && *high >= 0xD800 && *high <= 0xDFFF) {
            const auto low = *high <= 0xDBFF ? hex(at + 6) : std::nullopt;
            const bool isPair = low && *low >= 0xDC00 && *low <= 0xDFFF;
            // Half a character: the mark of what cannot be read.
            base::addCharacter(out, isPair ? 0x10000 + ((*high - 0xD800) << 10) + (*low - 0xDC00) : 0xFFFD);
            at += isPair ? 12 : 6;
            continue;
        }
        out += text.substr(at, 2);
        at += 2;
    }
    return out;
}

/// Finds in a TimelineJS file what a slide is made of.
class JsonSlides {
  public:
    JsonSlides(const std::string& file, base::Day today, ImportAccount& account, base::Findings& findings)
        : file_(file), account_(account), findings_(findings), slides_(file, today, account, findings) {}

    Imported read(const YamlNode& root);

  private:
    base::SourcePlace at(const YamlNode& node) const { return {file_, node.line, node.column}; }
    static const YamlNode* in(const YamlNode* node, std::string_view key) {
        const YamlNode* found = node && node->kind == Kind::Mapping ? node->find(key) : nullptr;
        return found && found->kind != Kind::Null ? found : nullptr;
    }
    /// Every value of the file is a field, by the keys that lead to it.
    void addFields(const YamlNode& node, const std::string& path);
    MaybeField field(const YamlNode* node, std::string_view key) const;
    SlideDate dateOf(const YamlNode& slide, std::string_view key);
    void takeSlide(const YamlNode& node, Slide::Kind kind);
    void takeAll(const YamlNode& root, const char* key, Slide::Kind kind);

    const std::string& file_;
    ImportAccount& account_;
    base::Findings& findings_;
    Slides slides_;
    std::unordered_map<const YamlNode*, ImportAccount::FieldId> fields_;
};

void JsonSlides::addFields(const YamlNode& node, const std::string& path) {
    if (node.kind == Kind::Scalar && node.scalar.find_first_not_of(" \t\r\n") != std::string::npos)
        fields_.emplace(&node, account_.add(node.line, node.column, path));
    for (const YamlNode& item : node.items)
        addFields(item, path);
    for (const YamlNode::Entry& entry : node.entries)
        addFields(entry.value, path.empty() ? entry.key : path + "." + entry.key);
}

MaybeField JsonSlides::field(const YamlNode* node, std::string_view key) const {
    const YamlNode* found = in(node, key);
    const auto known = found ? fields_.find(found) : fields_.end();
    if (known == fields_.end())
        return std::nullopt;
    return SlideField{found->scalar, known->second};
}

SlideDate JsonSlides::dateOf(const YamlNode& slide, std::string_view key) {
    SlideDate date;
    const YamlNode* node = in(&slide, key);
    if (!node)
        return date;
    date.isGiven = true;
    if (node->kind != Kind::Mapping) {
        findings_.error(at(*node),
                        fmt::format("a date is {{year, month, day}}, not {}", base::kindInWords(*node)),
                        "write {\"year\": 2024, \"month\": 3, \"day\": 2}");
        return date;
    }
    date.year = field(node, "year");
    date.month = field(node, "month");
    date.day = field(node, "day");
    date.hour = field(node, "hour");
    date.minute = field(node, "minute");
    date.second = field(node, "second");
    date.millisecond = field(node, "millisecond");
    date.display = field(node, "display_date");
    return date;
}

void JsonSlides::takeSlide(const YamlNode& node, Slide::Kind kind) {
    if (node.kind != Kind::Mapping) {
        findings_.error(at(node), fmt::format("an event is a mapping, not {}", base::kindInWords(node)),
                        "leave it out");
        return;
    }
    Slide slide;
    slide.kind = kind;
    slide.place = at(node);
    slide.start = dateOf(node, "start_date");
    slide.end = dateOf(node, "end_date");
    slide.display = field(&node, "display_date");
    slide.headline = field(in(&node, "text"), "headline");
    slide.text = field(in(&node, "text"), "text");
    slide.group = field(&node, "group");
    slide.uniqueId = field(&node, "unique_id");
    const YamlNode* media = in(&node, "media");
    slide.mediaUrl = field(media, "url");
    slide.mediaCaption = field(media, "caption");
    slide.mediaCredit = field(media, "credit");
    slides_.take(slide);
}

void JsonSlides::takeAll(const YamlNode& root, const char* key, Slide::Kind kind) {
    const YamlNode* list = in(&root, key);
    if (list && list->kind != Kind::Sequence)
        findings_.error(at(*list), fmt::format("'{}' is a list, not {}", key, base::kindInWords(*list)),
                        "leave it out");
    else if (list)
        for (const YamlNode& item : list->items)
            takeSlide(item, kind);
}

Imported JsonSlides::read(const YamlNode& root) {
    if (root.kind != Kind::Mapping) {
        findings_.error(at(root),
                        fmt::format("this is no TimelineJS file: it holds {}", base::kindInWords(root)),
                        "it begins with {\"events\": [");
        return {};
    }
    if (root.find("timeline") && !root.find("events")) {
        findings_.error(at(*root.find("timeline")), "this is the form of TimelineJS 2",
                        "convert it to TimelineJS 3 first");
        return {};
    }
    const YamlNode* events = in(&root, "events");
    if (!events || events->kind != Kind::Sequence || events->items.empty()) {
        findings_.error(events ? at(*events) : at(root), "no list of 'events'",
                        "TimelineJS JSON has {\"events\": [{…}]}");
        return {};
    }
    addFields(root, "");
    if (const YamlNode* title = in(&root, "title"))
        takeSlide(*title, Slide::Kind::Title);
    takeAll(root, "eras", Slide::Kind::Era);
    takeAll(root, "events", Slide::Kind::Event);
    return slides_.finish();
}

} // namespace

base::Parsed<Import> importTimelineJs(std::string_view text, const std::string& fileName, base::Day today) {
    base::Findings findings;
    ImportAccount account(fileName);
    // All of a JSON file may stand on one line.
    base::Parsed<YamlNode> json =
        base::parseYaml(withoutSurrogates(text), fileName, {.lineBytes = 8u << 20, .nodes = 1'000'000});
    const bool readable = json.ok();
    // JSON is read as the YAML that it is; whoever wrote it need not know.
    for (base::Diagnostic& d : json.diagnostics)
        if (const std::size_t at = d.what.find("not YAML"); at != std::string::npos) {
            d.what.replace(at, 8, "not JSON");
            d.todo = "look at the commas, the brackets and the quotes here and just above";
        }
    findings.add(std::move(json.diagnostics));
    std::vector<Imported> timelines;
    if (readable)
        timelines.push_back(JsonSlides(fileName, today, account, findings).read(json.value));
    return finished(timelines, std::move(account), fileName, std::move(findings));
}

} // namespace perilune::timeline
