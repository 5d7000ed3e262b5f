#include "timeline/edtf.h"
#include "timeline/import/import.h"
#include "timeline/import/import_writer.h"
#include "timeline/read/record.h"
#include "base/calendar.h"
#include "base/findings.h"
#include "base/numbers.h"
#include "base/yaml.h"

#include <fmt/format.h>

#include <optional>

namespace perilune::timeline {

using base::YamlNode;
using Kind = YamlNode::Kind;

namespace {

constexpr std::size_t kMostWords = 3900;
constexpr std::size_t kMostLanes = 4;

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
            if (low && *low >= 0xDC00 && *low <= 0xDFFF) {
                const unsigned code = 0x10000 + ((*high - 0xD800) << 10) + (*low - 0xDC00);
                out += static_cast<char>(0xF0 | (code >> 18));
                out += static_cast<char>(0x80 | ((code >> 12) & 0x3F));
                out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
                out += static_cast<char>(0x80 | (code & 0x3F));
                at += 12;
            } else {
                out += "\xEF\xBF\xBD"; // half a character: the mark of what cannot be read
                at += 6;
            }
            continue;
        }
        out += text.substr(at, 2);
        at += 2;
    }
    return out;
}

class Import {
  public:
    Import(base::Findings& findings, const std::string& file) : findings_(findings), file_(file) {}
    std::string read(const YamlNode& root);

  private:
    base::SourcePlace at(const YamlNode& node) const { return {file_, node.line, node.column}; }
    static const YamlNode* in(const YamlNode* node, std::string_view key) {
        const YamlNode* found = node && node->kind == Kind::Mapping ? node->find(key) : nullptr;
        return found && found->kind != Kind::Null ? found : nullptr;
    }
    static std::string textIn(const YamlNode* node, std::string_view key) {
        const YamlNode* found = in(node, key);
        return found && found->kind == Kind::Scalar ? shortened(withoutTags(found->scalar), kMostWords)
                                                    : std::string();
    }
    std::optional<int> number(const YamlNode& date, const char* key, int least, int most);
    std::optional<std::string> dateOf(const YamlNode& node);
    void takeEvent(const YamlNode& event);
    void takeEra(const YamlNode& era);
    std::string laneOf(const std::string& title);
    std::string sourceOf(const YamlNode& event, const std::string& headline);

    base::Findings& findings_;
    const std::string& file_;
    Imported imported_;
    std::unordered_set<std::string> ids_, sourceIds_, laneIds_;
    std::map<std::string, std::string> laneByTitle_, sourceByUrl_;
};

std::optional<int> Import::number(const YamlNode& date, const char* key, int least, int most) {
    const YamlNode* node = in(&date, key);
    if (!node || (node->kind == Kind::Scalar && node->scalar.empty()))
        return std::nullopt;
    std::string text = node->scalar;
    if (text.ends_with(".0"))
        text.erase(text.size() - 2);
    const auto value = node->kind == Kind::Scalar ? base::wholeNumber<long long>(text) : std::nullopt;
    if (value && *value >= least && *value <= most)
        return static_cast<int>(*value);
    const std::size_t firstDigit = text.starts_with('-') ? 1 : 0;
    const bool endless =
        !value && text.size() > firstDigit && text.find_first_not_of("0123456789", firstDigit) == text.npos;
    const bool early = std::string_view(key) == "year" && (endless || (value && *value < least));
    if (early)
        findings_.error(
            at(*node),
            fmt::format("the year {}: nothing before the year {} can be shown", base::inQuotes(text), least),
            "leave this event out");
    else
        findings_.error(
            at(*node),
            fmt::format("'{}' is {}", key,
                        node->kind == Kind::Scalar ? base::inQuotes(text) : base::kindInWords(*node)),
            fmt::format("it is a whole number from {} to {}", least, most));
    return std::nullopt;
}

std::optional<std::string> Import::dateOf(const YamlNode& node) {
    if (node.kind != Kind::Mapping) {
        findings_.error(at(node),
                        fmt::format("a date is {{year, month, day}}, not {}", base::kindInWords(node)),
                        "write {\"year\": 2024, \"month\": 3, \"day\": 2}");
        return std::nullopt;
    }
    if (!in(&node, "year")) {
        findings_.error(at(node), "a date without a year", "write one");
        return std::nullopt;
    }
    const auto year = number(node, "year", base::kFirstYear, base::kLastYear);
    const auto month = number(node, "month", 1, 12);
    const auto day = number(node, "day", 1, 31);
    if (!year)
        return std::nullopt;
    std::string edtf = fmt::format("{}", *year);
    if (month)
        edtf += fmt::format("-{:02}", *month);
    if (month && day)
        edtf += fmt::format("-{:02}", *day);
    else if (day)
        findings_.warning(at(node), "a day without a month", "the year alone is read");
    if (const auto window = parseEdtf(edtf); !window) {
        findings_.error(at(node), window.error().message);
        return std::nullopt;
    }
    return edtf;
}

std::string Import::laneOf(const std::string& title) {
    const auto known = laneByTitle_.find(title);
    if (known != laneByTitle_.end())
        return known->second;
    if (imported_.lanes.size() == kMostLanes)
        return laneByTitle_[title] = imported_.lanes.back().first;
    const std::string id = freeId(title, "lane", laneIds_);
    imported_.lanes.emplace_back(id, title);
    return laneByTitle_[title] = id;
}

std::string Import::sourceOf(const YamlNode& event, const std::string& headline) {
    const YamlNode* media = in(&event, "media");
    std::string url = textIn(media, "link");
    if (!url.starts_with("http"))
        url = textIn(media, "url");
    const bool address = (url.starts_with("https://") || url.starts_with("http://")) && url.size() > 10 &&
                         url.find_first_of(" <>\"") == std::string::npos;
    if (!address)
        return "";
    const auto known = sourceByUrl_.find(url);
    if (known != sourceByUrl_.end())
        return known->second;
    const std::size_t hostAt = url.find("//") + 2;
    const std::string host = url.substr(hostAt, url.find('/', hostAt) - hostAt);
    const std::string caption = textIn(media, "caption");
    const std::string credit = textIn(media, "credit");
    Imported::Source source;
    source.title = shortened(caption.empty() ? headline : caption, 300);
    source.publisher = shortened(credit.empty() ? (host.empty() ? "Not named" : host) : credit, 300);
    source.id = freeId(host, "source", sourceIds_);
    source.url = url;
    imported_.sources.push_back(source);
    return sourceByUrl_[url] = source.id;
}

void Import::takeEvent(const YamlNode& event) {
    if (event.kind != Kind::Mapping) {
        findings_.error(at(event), fmt::format("an event is a mapping, not {}", base::kindInWords(event)),
                        "leave it out");
        return;
    }
    const YamlNode* start = in(&event, "start_date");
    if (!start) {
        findings_.error(at(event), "an event without 'start_date'", "give it one");
        return;
    }
    const auto from = dateOf(*start);
    const YamlNode* end = in(&event, "end_date");
    const auto to = end ? dateOf(*end) : std::nullopt;
    const YamlNode* text = in(&event, "text");
    std::string headline = textIn(text, "headline");
    std::string words = textIn(text, "text");
    if (headline.empty())
        headline = words.empty() ? fmt::format("Event of line {}", event.line) : shortened(words, 80);
    if (!from)
        return;
    if (to && *to != *from)
        words =
            shortened(fmt::format("{}{}Until {}.", words, words.empty() ? "" : " ", inWords(*parseEdtf(*to))),
                      kMostWords);
    Imported::Milestone milestone;
    milestone.title = shortened(headline, 300);
    const std::string unique = textIn(&event, "unique_id");
    milestone.id = freeId(unique.empty() ? headline : unique, "event", ids_);
    const std::string group = textIn(&event, "group");
    milestone.lane = laneOf(group.empty() ? "Events" : shortened(group, 100));
    Imported::Entry entry;
    entry.announced = *from;
    entry.kind = "event";
    entry.actual = *from;
    entry.status = "achieved";
    entry.words = words;
    entry.source = sourceOf(event, milestone.title);
    entry.confidence = entry.source.empty() ? "unverified" : "low";
    milestone.history.push_back(std::move(entry));
    imported_.milestones.push_back(std::move(milestone));
}

void Import::takeEra(const YamlNode& era) {
    const YamlNode* start = in(&era, "start_date");
    const YamlNode* end = in(&era, "end_date");
    if (!start || !end) {
        findings_.error(at(era), "an era needs 'start_date' and 'end_date'", "give both");
        return;
    }
    const auto from = dateOf(*start), to = dateOf(*end);
    if (!from || !to)
        return;
    const std::string span = *from == *to ? *from : *from + "/" + *to;
    if (const auto window = parseEdtf(span); !window) {
        findings_.error(at(era), window.error().message);
        return;
    }
    const YamlNode* text = in(&era, "text");
    std::string headline = textIn(text, "headline");
    if (headline.empty())
        headline = fmt::format("Era of line {}", era.line);
    Imported::Milestone milestone;
    milestone.title = shortened(headline, 300);
    milestone.id = freeId(headline, "era", ids_);
    milestone.lane = laneOf("Eras");
    Imported::Entry entry;
    entry.announced = *from;
    entry.kind = "statement";
    entry.target = span;
    entry.words = textIn(text, "text");
    entry.confidence = "unverified";
    milestone.history.push_back(std::move(entry));
    imported_.milestones.push_back(std::move(milestone));
}

std::string Import::read(const YamlNode& root) {
    if (root.kind != Kind::Mapping) {
        findings_.error(at(root),
                        fmt::format("this is no TimelineJS file: it holds {}", base::kindInWords(root)),
                        "it begins with {\"events\": [");
        return "";
    }
    if (root.find("timeline") && !root.find("events")) {
        findings_.error(at(*root.find("timeline")), "this is the form of TimelineJS 2",
                        "convert it to TimelineJS 3 first");
        return "";
    }
    const YamlNode* events = in(&root, "events");
    if (!events || events->kind != Kind::Sequence || events->items.empty()) {
        findings_.error(events ? at(*events) : at(root), "no list of 'events'",
                        "TimelineJS JSON has {\"events\": [{…}]}");
        return "";
    }
    // Eras first: theirs is a lane of its own, which must not be crowded out.
    const YamlNode* eras = in(&root, "eras");
    if (eras && eras->kind == Kind::Sequence)
        for (const YamlNode& era : eras->items)
            takeEra(era);
    else if (eras)
        findings_.error(at(*eras), fmt::format("'eras' is a list, not {}", base::kindInWords(*eras)),
                        "leave it out");
    for (const YamlNode& event : events->items)
        takeEvent(event);
    if (findings_.hasErrors())
        return "";
    const YamlNode* title = in(&root, "title");
    imported_.title = shortened(textIn(in(title, "text"), "headline"), 300);
    std::string stem = file_.substr(file_.find_last_of("/\\") + 1);
    stem = stem.substr(0, stem.rfind('.'));
    if (imported_.title.empty())
        imported_.title = stem.empty() ? "Imported" : stem;
    imported_.id = idFrom(imported_.title, idFrom(stem, "imported"));
    imported_.origin = file_;
    return toYaml(imported_);
}

} // namespace

base::Parsed<std::string> importTimelineJs(std::string_view text, const std::string& fileName) {
    base::Parsed<std::string> result;
    base::Findings findings;
    // All of a JSON file may stand on one line.
    base::Parsed<YamlNode> json =
        base::parseYaml(withoutSurrogates(text), fileName, {.lineBytes = 2u << 20, .nodes = 1'000'000});
    const bool readable = json.ok();
    // JSON is read as the YAML that it is; whoever wrote it need not know.
    for (base::Diagnostic& d : json.diagnostics)
        if (const std::size_t at = d.what.find("not YAML"); at != std::string::npos) {
            d.what.replace(at, 8, "not JSON");
            d.todo = "look at the commas, the brackets and the quotes here and just above";
        }
    findings.add(std::move(json.diagnostics));
    if (readable) {
        Import import(findings, fileName);
        result.value = import.read(json.value);
        if (!findings.hasErrors())
            result.value = verified(std::move(result.value), fileName, findings);
    }
    result.diagnostics = findings.take({fileName});
    if (base::hasErrors(result.diagnostics))
        result.value.clear();
    return result;
}

} // namespace perilune::timeline
