#include "timeline/import/import_writer.h"

#include "timeline/search/search.h"
#include "timeline/write/canonical.h"
#include "base/blanks.h"

#include <fmt/format.h>

namespace perilune::timeline {

namespace {

constexpr std::size_t kLongestId = 60;
constexpr std::size_t kMostBytes = 3990; ///< of a text; a timeline takes 4000

void put(std::string& out, std::size_t indent, const char* key, const std::string& value) {
    if (!value.empty())
        out += fmt::format("{:{}}{}: {}\n", "", indent, key, base::yamlScalar(value));
}

void putTitle(std::string& out, std::size_t indent, const LocalizedText& title, const char* key = "title") {
    if (title.byLanguage.size() == 1)
        put(out, indent, key, title.english());
    else
        out += fmt::format("{:{}}{}: {}\n", "", indent, key, yamlTitleOf(title));
}

} // namespace

std::string idFrom(std::string_view text, std::string_view otherwise) {
    std::string id;
    for (const char c : folded(text)) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            id += c;
        else if (!id.empty() && id.back() != '-' && static_cast<unsigned char>(c) < 0x80)
            id += '-';
        if (id.size() >= kLongestId)
            break;
    }
    while (!id.empty() && id.back() == '-')
        id.pop_back();
    return id.empty() ? std::string(otherwise) : id;
}

std::string freeId(std::string_view text, std::string_view otherwise,
                   std::unordered_set<std::string>& taken) {
    const std::string wanted = idFrom(text, otherwise).substr(0, kLongestId - 8);
    std::string id = wanted;
    while (!id.empty() && id.back() == '-')
        id.pop_back();
    const std::string stem = id;
    // Numbered after how many there are, so that a thousand of one name cost no thousand tries each.
    for (std::size_t number = 2; !taken.insert(id).second;
         number = number < 10 ? number + 1 : taken.size() + number)
        id = fmt::format("{}-{}", stem, number);
    return id;
}

std::string shortened(std::string_view text, std::size_t mostBytes) {
    if (text.size() <= mostBytes)
        return std::string(text);
    std::size_t cut = mostBytes - 3;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0u) == 0x80u)
        --cut;
    return std::string(text.substr(0, cut)) + "…";
}

std::string fitted(std::string_view text, ImportAccount::FieldId field, ImportAccount& account) {
    std::string single = base::singleSpaced(text);
    if (single.size() > kMostBytes) {
        account.leaveOut(field, fmt::format("the end, of a text longer than {} bytes", kMostBytes),
                         "shorten it");
        return shortened(single, kMostBytes);
    }
    account.take(field);
    return single;
}

LocalizedText inEnglish(std::string text) {
    LocalizedText localized;
    localized.byLanguage.emplace("en", std::move(text));
    return localized;
}

bool isWebAddress(std::string_view text) {
    return (text.starts_with("https://") || text.starts_with("http://")) && text.size() > 10 &&
           text.find_first_of(" <>\"\t\n\r") == std::string_view::npos;
}

Gathering::Gathering(const std::string& file) : file_(file) {
    imported.origin = file;
}

std::string Gathering::laneOf(const std::string& title) {
    const auto known = laneByTitle_.find(title);
    if (known != laneByTitle_.end())
        return known->second;
    const std::string id = freeId(title, "lane", laneIds_);
    imported.lanes.push_back({id, inEnglish(title)});
    return laneByTitle_[title] = id;
}

std::string Gathering::titleOfLane(std::string_view id) const {
    for (const Imported::Lane& lane : imported.lanes)
        if (lane.id == id)
            return lane.title.english();
    return {};
}

std::string Gathering::sourceOf(const std::string& title, const std::string& publisher,
                                const std::string& url) {
    const std::string key = title + "\n" + publisher + "\n" + url;
    const auto known = sourceByKey_.find(key);
    if (known != sourceByKey_.end())
        return known->second;
    const std::size_t slashes = url.find("//");
    const std::string host =
        slashes == std::string::npos ? "" : url.substr(slashes + 2, url.find('/', slashes + 2) - slashes - 2);
    Imported::Source source;
    source.id =
        freeId(!host.empty() && (title.empty() || !publisher.empty()) ? host : title, "source", sourceIds_);
    source.title = title.empty() ? url : title;
    source.publisher = !publisher.empty() ? publisher : host.empty() ? "Not named" : host;
    source.url = url;
    imported.sources.push_back(source);
    return sourceByKey_[key] = source.id;
}

std::string Gathering::idFor(std::string_view wanted, std::string_view otherwise) {
    return freeId(wanted, otherwise, ids_);
}

void Gathering::nameAfterFile(ImportAccount& account) {
    std::string stem = file_.substr(file_.find_last_of("/\\") + 1);
    stem = stem.substr(0, stem.rfind('.'));
    if (imported.title.byLanguage.empty()) {
        imported.title = inEnglish(stem.empty() ? "Imported" : stem);
        account.assumeOfFile(
            1, 1, fmt::format("the programme is called '{}', after the file", imported.title.english()),
            "write another 'title' below 'programme' where it has one");
    }
    imported.id = idFrom(imported.title.english(), idFrom(stem, "imported"));
}

namespace {

/// "[{person: a, role: Commander}]"
std::string yamlCrewOf(const std::vector<CrewMember>& crew) {
    std::string list = "[";
    for (const CrewMember& member : crew)
        list += fmt::format("{}{{person: {}, role: {}}}", list.size() > 1 ? ", " : "",
                            base::yamlScalar(member.person, true), yamlTitleOf(member.role));
    return list + "]";
}

struct Keys {
    const char *title = "title", *history = "history";
};

void putThings(std::string& out, const char* section, const std::vector<Imported::Thing>& things,
               const Keys& keys = {}) {
    if (!things.empty())
        out += fmt::format("\n{}:\n", section);
    for (const Imported::Thing& thing : things) {
        out += fmt::format("  {}:\n", thing.id);
        putTitle(out, 4, thing.title, keys.title);
        for (const auto& [key, value] : thing.fields)
            out += fmt::format("    {}: {}\n", key, value);
        if (!thing.history.empty())
            out += fmt::format("    {}:\n", keys.history);
        for (const Imported::Fields& said : thing.history)
            for (std::size_t i = 0; i < said.size(); ++i)
                out += fmt::format("      {} {}: {}\n", i == 0 ? "-" : " ", said[i].first, said[i].second);
    }
}

} // namespace

std::string yamlListOf(const std::vector<std::string>& ids) {
    std::string list = "[";
    for (const std::string& id : ids)
        list += (list.size() > 1 ? ", " : "") + base::yamlScalar(id, true);
    return list + "]";
}

std::string yamlTitleOf(const LocalizedText& title) {
    if (title.byLanguage.size() == 1)
        return base::yamlScalar(title.english(), true);
    std::string languages = fmt::format("{{en: {}", base::yamlScalar(title.english(), true));
    for (const auto& [language, text] : title.byLanguage)
        if (language != "en")
            languages +=
                fmt::format(", {}: {}", base::yamlScalar(language, true), base::yamlScalar(text, true));
    return languages + "}";
}

std::string toYaml(const Imported& imported) {
    std::string out = "perilune: timeline/1\n";
    put(out, 0, "evidence_until", imported.evidenceUntil);
    out += "\n";
    out += fmt::format(
        "# Made by \"perilune import\" of {}. Look at the days on which things were announced, at status\n"
        "# and at confidence: the other form may not have held them.\n",
        base::inQuotes(imported.origin));
    out += "programme:\n";
    put(out, 2, "id", imported.id);
    putTitle(out, 2, imported.title);
    out += fmt::format("  mark: {}\n  colour: \"{}\"\n  lanes:\n", imported.mark, imported.colour);
    for (const Imported::Lane& lane : imported.lanes)
        out += fmt::format("    - {{id: {}, title: {}}}\n", base::yamlScalar(lane.id, true),
                           yamlTitleOf(lane.title));
    if (!imported.sources.empty())
        out += "\nsources:\n";
    for (const Imported::Source& source : imported.sources) {
        out += fmt::format("  {}:\n", source.id);
        put(out, 4, "title", source.title);
        put(out, 4, "publisher", source.publisher);
        put(out, 4, "date", source.date);
        put(out, 4, "url", source.url);
    }
    putThings(out, "people", imported.people, {"name", "offices"});
    putThings(out, "vehicles", imported.vehicles);
    putThings(out, "missions", imported.missions);
    putThings(out, "blocs", imported.blocs);
    putThings(out, "partners", imported.partners);
    putThings(out, "sites", imported.sites);
    if (!imported.milestones.empty())
        out += "\nmilestones:\n";
    for (const Imported::Milestone& milestone : imported.milestones) {
        out += fmt::format("  {}:\n", milestone.id);
        putTitle(out, 4, milestone.title);
        put(out, 4, "short", milestone.shortTitle);
        put(out, 4, "lane", milestone.lane);
        put(out, 4, "mission", milestone.mission);
        for (const auto& [key, ids] :
             {std::pair("vehicles", &milestone.vehicles), std::pair("after", &milestone.after),
              std::pair("sites", &milestone.sites)})
            if (!ids->empty())
                out += fmt::format("    {}: {}\n", key, yamlListOf(*ids));
        if (milestone.weight != 1)
            out += fmt::format("    weight: {}\n", milestone.weight);
        out += "    history:\n";
        for (const Imported::Entry& entry : milestone.history) {
            out += fmt::format("      - announced: {}\n", base::yamlScalar(entry.announced));
            put(out, 8, "kind", entry.kind);
            put(out, 8, "target", entry.target);
            put(out, 8, "actual", entry.actual);
            put(out, 8, "status", entry.status);
            put(out, 8, "superseded_by", entry.supersededBy);
            put(out, 8, "by", entry.by);
            put(out, 8, "person", entry.person);
            put(out, 8, "office", entry.office);
            if (!entry.crew.empty())
                out += fmt::format("        crew: {}\n", yamlCrewOf(entry.crew));
            if (!entry.because.empty())
                out += fmt::format("        because: {}\n", yamlListOf(entry.because));
            put(out, 8, "words", entry.words);
            if (!entry.sources.empty())
                out += fmt::format("        sources: {}\n", yamlListOf(entry.sources));
            put(out, 8, "confidence", entry.confidence);
        }
    }
    const auto canonical = canonicalForm(out, "import");
    return canonical.ok() ? canonical.value : out;
}

} // namespace perilune::timeline
