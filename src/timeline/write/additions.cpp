#include "timeline/write/additions.h"

#include "timeline/write/canonical.h"
#include "base/yaml_edit.h"

#include <fmt/format.h>

#include <algorithm>

namespace perilune::timeline {

using base::YamlNode;
using base::YamlPath;
using Kind = base::YamlNode::Kind;

namespace {

/// As the shipped files are written: a line a key, lists of ids in brackets.
bool isTallHere(const YamlPath& path) {
    return path.size() < 3 || path.back() == "history" ||
           (path.size() > 1 && path[path.size() - 2] == "history");
}

const base::YamlForm& formOfAdditions() {
    static const base::YamlForm form = [] {
        base::YamlForm made = timelineForm();
        made.isTall = isTallHere;
        return made;
    }();
    return form;
}

using Entries = std::vector<std::pair<std::string, YamlNode>>;

void put(Entries& entries, const char* key, const std::string& word) {
    if (!word.empty())
        entries.emplace_back(key, base::yamlWord(word));
}
void put(Entries& entries, const char* key, const std::vector<std::string>& words) {
    if (!words.empty())
        entries.emplace_back(key, base::yamlList(words));
}

YamlNode nodeOf(const NewSource& source) {
    Entries entries;
    put(entries, "title", source.title);
    put(entries, "publisher", source.publisher);
    put(entries, "date", source.date);
    put(entries, "url", source.url);
    return base::yamlMapping(std::move(entries));
}

YamlNode nodeOf(const NewAnnouncement& said) {
    Entries entries;
    put(entries, "announced", said.announced);
    put(entries, "amends", said.corrects);
    put(entries, "kind", said.kind);
    put(entries, "target", said.target);
    put(entries, "actual", said.actual);
    put(entries, "status", said.status);
    put(entries, "superseded_by", said.supersededBy);
    put(entries, "by", said.by);
    put(entries, "because", said.because);
    put(entries, "words", said.words);
    put(entries, "sources", said.sources);
    put(entries, "confidence", said.confidence);
    return base::yamlMapping(std::move(entries));
}

YamlNode nodeOf(const NewMilestone& milestone) {
    Entries entries;
    put(entries, "title", milestone.title);
    put(entries, "short", milestone.shortTitle);
    put(entries, "lane", milestone.lane);
    put(entries, "mission", milestone.mission);
    put(entries, "sites", milestone.sites);
    put(entries, "after", milestone.after);
    put(entries, "weight", milestone.weight);
    return base::yamlMapping(std::move(entries));
}

YamlNode* valueOf(YamlNode& mapping, std::string_view key) {
    for (YamlNode::Entry& entry : mapping.entries)
        if (entry.key == key)
            return &entry.value;
    return nullptr;
}

/// The mapping under a key, made where there is none.
YamlNode& sectionOf(YamlNode& root, const char* key) {
    YamlNode* section = valueOf(root, key);
    if (!section || section->kind != Kind::Mapping) {
        base::setKey(root, {}, key, base::yamlMapping({}), timelineForm());
        section = valueOf(root, key);
    }
    return *section;
}

void append(YamlNode& mapping, const std::string& key, YamlNode value) {
    YamlNode::Entry entry;
    entry.key = key;
    entry.value = std::move(value);
    mapping.entries.push_back(std::move(entry));
}

/// The last day of an item's `announced`; the earliest of all where it has none.
base::Day knownFrom(const YamlNode& item) {
    const YamlNode* announced = item.find("announced");
    const auto window = announced ? parseEdtf(announced->scalar) : base::Result<Window>(Window{});
    return window ? window->lastDay() : base::Day{};
}

/// Behind what was known by then. One that corrects another of this file takes its place.
void insert(YamlNode& history, YamlNode item, bool isOwn, const std::string& corrects) {
    if (isOwn && !corrects.empty()) {
        base::removeKey(item, "amends");
        const std::size_t mark = corrects.find('#');
        int number = mark == std::string::npos ? 1 : std::atoi(corrects.c_str() + mark + 1);
        for (YamlNode& one : history.items)
            if (const YamlNode* day = one.find("announced");
                day && day->scalar == corrects.substr(0, mark) && --number == 0) {
                one = std::move(item);
                return;
            }
    }
    auto at = history.items.end();
    while (at != history.items.begin() && knownFrom(item) < knownFrom(*std::prev(at)))
        --at;
    history.items.insert(at, std::move(item));
}

void addMilestone(YamlNode& root, const Addition& addition) {
    YamlNode& milestones = sectionOf(root, "milestones");
    YamlNode* milestone = valueOf(milestones, addition.milestone);
    if (!milestone) {
        append(milestones, addition.milestone,
               addition.made ? nodeOf(*addition.made)
                             : base::yamlMapping({{"amends", base::yamlWord(addition.amendedBy)}}));
        milestone = &milestones.entries.back().value;
    }
    if (!addition.announced)
        return;
    const bool isOwn = !milestone->find("amends");
    YamlNode* history = valueOf(*milestone, "history");
    if (!history || history->kind != Kind::Sequence) {
        YamlNode list;
        list.kind = Kind::Sequence;
        base::setKey(*milestone, {"milestones", addition.milestone}, "history", std::move(list),
                     timelineForm());
        history = valueOf(*milestone, "history");
    }
    insert(*history, nodeOf(*addition.announced), isOwn, addition.announced->corrects);
}

bool isIdSign(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

} // namespace

base::Result<std::string> withAddition(const std::string& text, const std::string& fileName,
                                       const Addition& addition) {
    const bool isNew = text.empty();
    base::Parsed<YamlNode> read;
    if (!isNew)
        read = base::parseYaml(text, fileName);
    for (const base::Diagnostic& one : read.diagnostics)
        if (one.severity == base::Severity::Error)
            return base::inputError(base::format(one));
    YamlNode edited = read.value;
    if (isNew) {
        edited = base::yamlMapping({{"perilune", base::yamlWord("timeline/1")}});
        if (!addition.programme.empty())
            append(edited, "programme", base::yamlWord(addition.programme));
    } else if (!addition.milestone.empty() && !edited.find("programme")) {
        base::setKey(edited, {}, "programme", base::yamlWord(addition.programme), timelineForm());
    }
    if (!addition.sources.empty()) {
        YamlNode& sources = sectionOf(edited, "sources");
        for (const NewSource& source : addition.sources)
            append(sources, source.id, nodeOf(source));
    }
    if (!addition.milestone.empty())
        addMilestone(edited, addition);
    std::string made;
    if (isNew) {
        made = base::yamlFile(edited, formOfAdditions());
    } else {
        std::string_view body = text;
        auto written = base::rewritten(body, read.value, edited, formOfAdditions());
        if (!written)
            return base::inputError(fmt::format("{}: {}", fileName, written.error().message));
        made = std::move(*written);
    }
    auto canonical = canonicalForm(made, fileName);
    for (const base::Diagnostic& one : canonical.diagnostics)
        if (one.severity == base::Severity::Error)
            return base::inputError(base::format(one));
    return std::move(canonical.value);
}

bool ownsProgramme(std::string_view text, std::string_view programme) {
    const auto read = base::parseYaml(text, "");
    const YamlNode* own = read.value.find("programme");
    const YamlNode* id = own ? own->find("id") : nullptr;
    return id && id->scalar == programme;
}

std::string hostOf(std::string_view url) {
    const std::size_t from = url.find("://");
    std::string_view host = from == std::string_view::npos ? url : url.substr(from + 3);
    host = host.substr(0, host.find_first_of("/?#"));
    if (const std::size_t at = host.rfind('@'); at != std::string_view::npos)
        host = host.substr(at + 1);
    host = host.substr(0, host.find(':'));
    if (host.starts_with("www."))
        host = host.substr(4);
    return std::string(host);
}

std::string idOfSource(std::string_view url, std::string_view day, const Timeline& timeline,
                       const std::vector<NewSource>& beside) {
    std::string host = hostOf(url);
    // "nasa" of nasa.gov, "cnsa" of cnsa.gov.cn, "bbc" of bbc.co.uk.
    std::string name;
    for (const char c : host.substr(0, host.find('.'))) {
        const char low = c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
        if (isIdSign(low))
            name += low;
        else if (!name.empty() && name.back() != '-')
            name += '-';
    }
    std::string id = name.substr(0, 40);
    for (const char c : day)
        if (isIdSign(c))
            id += c;
        else if (!id.empty() && id.back() != '-')
            id += '-';
        else
            continue;
    if (!name.empty() && !day.empty())
        id.insert(std::min<std::size_t>(name.size(), 40), "-");
    while (id.find("--") != std::string::npos)
        id.erase(id.find("--"), 1);
    while (!id.empty() && id.back() == '-')
        id.pop_back();
    if (id.empty())
        id = "source";
    const auto isTaken = [&](const std::string& one) {
        return timeline.source(one) || std::any_of(beside.begin(), beside.end(),
                                                   [&](const NewSource& source) { return source.id == one; });
    };
    if (!isTaken(id))
        return id;
    int number = 2;
    while (isTaken(fmt::format("{}-{}", id, number)))
        ++number;
    return fmt::format("{}-{}", id, number);
}

} // namespace perilune::timeline
