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
    if (!announced)
        announced = item.find("withdraws");
    const auto window = announced ? parseEdtf(announced->scalar.substr(0, announced->scalar.find('#')))
                                  : base::Result<Window>(Window{});
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

/// The milestone of a file; where it has none, one is made that is new or adds to another file's.
YamlNode& milestoneOf(YamlNode& root, const std::string& id, const std::optional<NewMilestone>& made,
                      const std::string& amendedBy) {
    YamlNode& milestones = sectionOf(root, "milestones");
    if (YamlNode* milestone = valueOf(milestones, id))
        return *milestone;
    append(milestones, id, made ? nodeOf(*made) : base::yamlMapping({{"amends", base::yamlWord(amendedBy)}}));
    return milestones.entries.back().value;
}

YamlNode& historyOf(YamlNode& milestone, const std::string& id) {
    YamlNode* history = valueOf(milestone, "history");
    if (!history || history->kind != Kind::Sequence) {
        YamlNode list;
        list.kind = Kind::Sequence;
        base::setKey(milestone, {"milestones", id}, "history", std::move(list), timelineForm());
        history = valueOf(milestone, "history");
    }
    return *history;
}

void addMilestone(YamlNode& root, const Addition& addition) {
    YamlNode& milestone = milestoneOf(root, addition.milestone, addition.made, addition.amendedBy);
    if (!addition.announced)
        return;
    const bool isOwn = !milestone.find("amends");
    insert(historyOf(milestone, addition.milestone), nodeOf(*addition.announced), isOwn,
           addition.announced->corrects);
}

base::Result<YamlNode> readFor(const std::string& text, const std::string& fileName) {
    base::Parsed<YamlNode> read = base::parseYaml(text, fileName);
    for (const base::Diagnostic& one : read.diagnostics)
        if (one.severity == base::Severity::Error)
            return base::inputError(base::format(one));
    return std::move(read.value);
}

/// The tree as a file to which something may be added of this programme's milestones.
void open(YamlNode& root, bool isNew, const std::string& programme, bool ofMilestone) {
    if (isNew) {
        root = base::yamlMapping({{"perilune", base::yamlWord("timeline/1")}});
        if (!programme.empty())
            append(root, "programme", base::yamlWord(programme));
    } else if (ofMilestone && !root.find("programme")) {
        base::setKey(root, {}, "programme", base::yamlWord(programme), timelineForm());
    }
}

void addSources(YamlNode& root, const std::vector<NewSource>& made) {
    if (made.empty())
        return;
    YamlNode& sources = sectionOf(root, "sources");
    for (const NewSource& source : made)
        append(sources, source.id, nodeOf(source));
}

/// The edited tree as the text of a file in canonical form; `text` is that of `read`, empty for a new one.
base::Result<std::string> written(const std::string& text, const std::string& fileName, const YamlNode& read,
                                  const YamlNode& edited) {
    std::string made;
    if (text.empty()) {
        made = base::yamlFile(edited, formOfAdditions());
    } else {
        auto again = base::rewritten(text, read, edited, formOfAdditions());
        if (!again)
            return base::inputError(fmt::format("{}: {}", fileName, again.error().message));
        made = std::move(*again);
    }
    auto canonical = canonicalForm(made, fileName);
    for (const base::Diagnostic& one : canonical.diagnostics)
        if (one.severity == base::Severity::Error)
            return base::inputError(base::format(one));
    return std::move(canonical.value);
}

bool isIdSign(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

} // namespace

base::Result<std::string> withAddition(const std::string& text, const std::string& fileName,
                                       const Addition& addition) {
    const auto read = readFor(text, fileName);
    if (!read)
        return tl::unexpected(read.error());
    YamlNode edited = *read;
    open(edited, text.empty(), addition.programme, !addition.milestone.empty());
    addSources(edited, addition.sources);
    if (!addition.milestone.empty())
        addMilestone(edited, addition);
    return written(text, fileName, *read, edited);
}

base::Result<std::string> withWithdrawal(const std::string& text, const std::string& fileName,
                                         const NewWithdrawal& withdrawal) {
    const auto read = readFor(text, fileName);
    if (!read)
        return tl::unexpected(read.error());
    YamlNode edited = *read;
    open(edited, text.empty(), withdrawal.programme, true);
    addSources(edited, withdrawal.newSources);
    YamlNode& milestone = milestoneOf(edited, withdrawal.milestone, {}, withdrawal.by);
    Entries entries;
    put(entries, "withdraws", withdrawal.day);
    // The milestone's `amends` says it of all that it holds.
    if (const YamlNode* amends = milestone.find("amends"); amends && amends->scalar != withdrawal.by)
        put(entries, "by", withdrawal.by);
    put(entries, "words", withdrawal.why);
    put(entries, "sources", withdrawal.sources);
    insert(historyOf(milestone, withdrawal.milestone), base::yamlMapping(std::move(entries)), false, "");
    return written(text, fileName, *read, edited);
}

base::Result<std::string> withoutEntry(const std::string& text, const std::string& fileName, int line,
                                       const std::function<bool(const std::string& source)>& isNeeded) {
    const auto read = readFor(text, fileName);
    if (!read)
        return tl::unexpected(read.error());
    YamlNode edited = *read;
    YamlNode* milestones = valueOf(edited, "milestones");
    std::string emptied; // the milestone of which nothing is left
    std::vector<std::string> sources;
    bool found = false;
    for (YamlNode::Entry& entry : milestones->entries) {
        YamlNode* history = valueOf(entry.value, "history");
        if (!history)
            continue;
        const auto at = std::find_if(history->items.begin(), history->items.end(),
                                     [&](const YamlNode& item) { return item.line == line; });
        if (at == history->items.end())
            continue;
        found = true;
        if (const YamlNode* list = at->find("sources"))
            for (const YamlNode& id : list->items)
                sources.push_back(id.scalar);
        history->items.erase(at);
        if (!history->items.empty())
            continue;
        base::removeKey(entry.value, "history");
        const bool amends = entry.value.find("amends");
        if (!amends || entry.value.entries.size() == 1)
            emptied = entry.key;
    }
    if (!found)
        return base::inputError(fmt::format("{}:{}: no entry of a history begins here", fileName, line));
    const auto removeFrom = [&edited](const char* section, const std::string& id) {
        YamlNode* all = valueOf(edited, section);
        if (!all)
            return;
        base::removeKey(*all, id);
        if (all->entries.empty())
            base::removeKey(edited, section);
    };
    if (!emptied.empty())
        removeFrom("milestones", emptied);
    for (const std::string& source : sources)
        if (!isNeeded(source))
            removeFrom("sources", source);
    const bool isLeft = std::any_of(edited.entries.begin(), edited.entries.end(), [](const auto& entry) {
        return entry.key != "perilune" && !(entry.key == "programme" && entry.value.kind == Kind::Scalar);
    });
    // Remarks are somebody's words, too.
    if (!isLeft && text.find('#') == std::string::npos)
        return std::string();
    return written(text, fileName, *read, edited);
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
