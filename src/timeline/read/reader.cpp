#include "timeline/read/reader.h"

#include <fmt/format.h>

#include <algorithm>

namespace perilune::timeline {

using base::SourcePlace;
using base::YamlNode;
using Kind = base::YamlNode::Kind;

namespace {

/// Half as much again as twenty thousand milestones with five announcements each need; read within seconds.
constexpr base::YamlLimits kLimits{.nodes = 2'000'000};

std::string placeInWords(const SourcePlace& place) {
    return fmt::format("{}:{}", place.file, place.line);
}

bool isAddress(std::string_view url) {
    const bool scheme = url.starts_with("https://") || url.starts_with("http://");
    return scheme && url.size() > 10 && url.find_first_of(" <>\"") == std::string_view::npos;
}

/// A file name, so that a timeline cannot point at other folders of the machine.
bool isModelName(std::string_view name) {
    const bool plain = name.find_first_of("/\\") == std::string_view::npos && !name.starts_with('.');
    return plain && (name.ends_with(".glb") || name.ends_with(".gltf"));
}

std::optional<std::uint32_t> colourOf(std::string_view text) {
    if (text.size() != 7 || text[0] != '#')
        return std::nullopt;
    std::uint32_t colour = 0;
    for (const char c : text.substr(1)) {
        const int digit = c >= '0' && c <= '9'   ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (digit < 0)
            return std::nullopt;
        colour = colour * 16 + static_cast<std::uint32_t>(digit);
    }
    return colour;
}

bool sameSource(const Source& a, const Source& b) {
    const auto edtf = [](const Source& s) { return s.date ? s.date->edtf : std::string(); };
    return a.title == b.title && a.publisher == b.publisher && a.url == b.url && edtf(a) == edtf(b);
}

template <class T> std::vector<std::string> idsOf(const std::vector<T>& items) {
    std::vector<std::string> ids;
    ids.reserve(items.size());
    for (const T& item : items)
        ids.push_back(item.id);
    return ids;
}

/// Whether a section has entries of its own, and not only such as amend others.
bool addsTo(const YamlNode* section) {
    return section &&
           (section->entries.empty() || std::any_of(
                                            section->entries.begin(), section->entries.end(),
                                            [](const auto& entry) { return !entry.value.find("amends"); }));
}

/// In the manner of FNV-1a, eight bytes at once: the same text, the same number, on every machine.
std::uint64_t digestOf(const std::string& text) {
    std::uint64_t digest = 0xcbf29ce484222325u;
    const auto add = [&digest](std::uint64_t word) {
        digest = (digest ^ word) * 0x9E3779B97F4A7C15u;
        digest ^= digest >> 32;
    };
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t word = 0;
        for (std::size_t k = 0; k < 8; ++k)
            word |= std::uint64_t{static_cast<unsigned char>(text[at + k])} << (8 * k);
        add(word);
    }
    for (; at < text.size(); ++at)
        add(static_cast<unsigned char>(text[at]));
    return digest;
}

} // namespace

void Reader::take(const std::string& file, const std::string& text) {
    file_ = file;
    base::Parsed<YamlNode> yaml = base::parseYaml(text, file, kLimits);
    const bool readable = yaml.ok();
    findings_.add(std::move(yaml.diagnostics));
    if (!readable || !isTimeline(yaml.value)) {
        someUnread_ = true;
        return;
    }
    const std::uint64_t digest = digestOf(text);
    if (liesOver(yaml.value))
        later_.push_back({file, std::move(yaml.value), digest});
    else
        takeTree(yaml.value, digest);
}

void Reader::takeTree(const YamlNode& tree, std::uint64_t digest) {
    programme_ = {};
    laneIds_.clear();
    bounds_.push_back({timeline_.programmes.size(), timeline_.sources.size(), timeline_.sites.size(),
                       timeline_.milestones.size(), timeline_.vehicles.size(), timeline_.missions.size(),
                       timeline_.blocs.size(), timeline_.partners.size(), timeline_.people.size(), digest});
    const Record root(findings_, tree, {file_, 1, 1}, "a timeline",
                      {"perilune", "evidence_until", "programme", "sources", "people", "blocs", "partners",
                       "vehicles", "missions", "sites", "milestones"});
    // Only sites and milestones belong to a programme, and those that amend others to that of those; a file
    // of partners, people or sources alone needs none.
    const bool adds = addsTo(tree.find("sites")) || addsTo(tree.find("milestones"));
    const bool needsNone = !tree.find("programme") && !adds &&
                           (tree.find("partners") || tree.find("people") || tree.find("sources") ||
                            tree.find("sites") || tree.find("milestones"));
    if (const YamlNode* node = needsNone ? nullptr : root.required("programme")) {
        if (node->kind == Kind::Scalar)
            takeProgrammeOf(*node);
        else
            takeProgramme(*node, placeOf(*node));
    }
    takeSection(
        root, "sources", [this](const Entry& entry) { takeSource(entry); });
    takeSection(
        root, "people", [this](const Entry& entry) { takePerson(entry); });
    takeSection(
        root, "blocs", [this](const Entry& entry) { takeBloc(entry); });
    takeSection(
        root, "partners", [this](const Entry& entry) { takePartner(entry); });
    takeSection(
        root, "vehicles", [this](const Entry& entry) { takeVehicle(entry); });
    takeSection(
        root, "missions", [this](const Entry& entry) { takeMission(entry); });
    takeSection(
        root, "sites", [this](const Entry& entry) { takeSite(entry); });
    takeSection(root, "milestones", [this](const Entry& entry) { takeMilestone(entry); });
    takeEvidence(root);
}

void Reader::miss(const std::string& file, const base::Error& error) {
    const std::string named = file + ": ";
    const bool repeats = error.message.starts_with(named);
    findings_.error({file, 0, 0}, repeats ? error.message.substr(named.size()) : error.message);
    someUnread_ = true;
}

bool Reader::isTimeline(const YamlNode& root) {
    const auto refuse = [&](const SourcePlace& place, std::string what, std::string todo) {
        findings_.error(place, std::move(what), std::move(todo));
        return false;
    };
    if (root.kind == Kind::Null)
        return refuse({file_, 1, 1}, "the file is empty", "begin it with 'perilune: timeline/1'");
    if (root.kind != Kind::Mapping || root.entries.empty())
        return refuse(placeOf(root), fmt::format("this is no timeline: it holds {}", base::kindInWords(root)),
                      "begin it with 'perilune: timeline/1'");
    const Entry& first = root.entries.front();
    if (first.key != "perilune")
        return refuse(placeOf(first),
                      fmt::format("this is no timeline: its first key is {}, not 'perilune'",
                                  base::inQuotes(first.key)),
                      root.find("perilune") ? "move 'perilune: …' to the top"
                                            : "begin it with 'perilune: timeline/1'");
    const std::string& form = first.value.scalar;
    if (form == "timeline/1")
        return true;
    if (form.starts_with("story/"))
        return refuse(placeOf(first.value),
                      fmt::format("this is a story ({}), not a timeline", base::inQuotes(form)),
                      "open it with --story, or as the argument of 'perilune film'");
    if (form.starts_with("timeline/"))
        return refuse(placeOf(first.value),
                      fmt::format("this program reads timeline/1, not {}", base::inQuotes(form)),
                      "open it with a newer Perilune");
    return refuse(placeOf(first.value), fmt::format("{} is no form that is known", base::inQuotes(form)),
                  "write 'perilune: timeline/1'");
}

bool Reader::isNew(Places& places, const char* what, const std::string& id, const SourcePlace& place) {
    const auto [first, isFirst] = places.emplace(id, place);
    if (isFirst)
        return true;
    // Of two files with the same content the first doubles of a kind are named, the others are told as one.
    constexpr int kNamed = 8;
    const bool told = doubles_[{what, place.file, first->second.file}]++ >= kNamed;
    findings_.error(
        place,
        told ? fmt::format("another {} stands twice, first in {}", what, first->second.file)
             : fmt::format("the {} '{}' stands twice, first in {}", what, id, placeInWords(first->second)),
        "give one of them another id, or load one of the two files");
    return false;
}

void Reader::takeSection(const Record& root, const char* key, const std::function<void(const Entry&)>& take) {
    const YamlNode* node = root.optional(key);
    if (!node)
        return;
    if (node->kind != Kind::Mapping) {
        root.error(*node, fmt::format("'{}' is a mapping of ids, not {}", key, base::kindInWords(*node)),
                   "write each as 'its-id:' and indent its keys below");
        return;
    }
    for (const Entry& entry : node->entries)
        if (checkId(findings_, placeOf(entry), entry.key))
            take(entry);
}

void Reader::takeProgramme(const YamlNode& node, const SourcePlace& at) {
    const Record record(findings_, node, at, "the programme", {"id", "title", "mark", "colour", "lanes"});
    if (!record.isMapping())
        return;
    programme_.id = record.requiredId("id");
    programme_.title = record.requiredTitle("title");
    if (record.required("mark"))
        programme_.mark = record.word<Mark>("mark").value_or(Mark::Circle);
    if (const YamlNode* colour = record.required("colour")) {
        if (const auto rgb = colourOf(colour->scalar))
            programme_.colour = *rgb;
        else
            record.error(*colour, fmt::format("{} is no colour", base::inQuotes(colour->scalar)),
                         "write six hexadecimal digits in quotes, as in \"#6fb1ff\"");
    }
    if (const YamlNode* lanes = record.required("lanes")) {
        if (lanes->kind != Kind::Sequence || lanes->items.empty())
            record.error(*lanes, "'lanes' is a list of one lane or more",
                         "write '- {id: missions, title: Missions}' below it");
        for (const YamlNode& item : lanes->items) {
            const Record lane(findings_, item, placeOf(item), "a lane", {"id", "title"});
            if (!lane.isMapping())
                continue;
            Lane made{lane.requiredId("id"), lane.requiredTitle("title")};
            if (made.id.empty())
                continue;
            if (!laneIds_.insert(made.id).second)
                lane.error(*item.find("id"), fmt::format("the lane '{}' stands twice", made.id),
                           "give one another id");
            programme_.lanes.push_back(std::move(made));
        }
    }
    if (programme_.id.empty())
        return;
    if (isNew(programmePlaces_, "programme", programme_.id, record.placeOf(*node.find("id"))))
        timeline_.programmes.push_back(programme_);
}

void Reader::takeSource(const Entry& entry) {
    const Record record(findings_, entry.value, placeOf(entry), "a source",
                        {"amends", "title", "publisher", "date", "url"});
    if (!record.isMapping())
        return;
    Source source;
    source.id = entry.key;
    source.title = record.requiredText("title");
    source.publisher = record.requiredText("publisher");
    source.date = record.window("date", OpenEnds::Either);
    source.url = record.text("url");
    if (!source.url.empty() && !isAddress(source.url))
        record.error(*record.optional("url"), fmt::format("{} is no web address", base::inQuotes(source.url)),
                     "begin it with https://, or leave 'url' out where no address was read");
    if (replaces(record, "source", timeline_.sources, source))
        return;
    // A file stands alone or with others: both may list the same source, if they say the same of it.
    const auto known = sourceIndex_.find(source.id);
    if (known != sourceIndex_.end() && sameSource(timeline_.sources[known->second], source))
        return;
    if (!isNew(sourcePlaces_, "source", source.id, record.at()))
        return;
    sourceIndex_.emplace(source.id, timeline_.sources.size());
    timeline_.sources.push_back(std::move(source));
}

std::vector<std::string> Reader::sourcesOf(const Record& record, Confidence confidence) {
    std::vector<std::string> ids;
    for (Reference& reference : record.references("sources")) {
        ids.push_back(reference.id);
        pending_.sources.push_back(std::move(reference));
    }
    const YamlNode* node = record.optional("sources");
    if (ids.empty() && confidence != Confidence::Unverified && (!node || node->kind == Kind::Sequence))
        findings_.error(node ? record.placeOf(*node) : record.at(), "no source is named",
                        "name one under 'sources', or write 'confidence: unverified'");
    return ids;
}

void Reader::takeSite(const Entry& entry) {
    const Record record(findings_, entry.value, placeOf(entry), "a site",
                        {"amends", "title", "note", "where", "history", "announced", "vehicle", "model",
                         "model_milestone", "sources", "confidence"});
    if (!record.isMapping())
        return;
    Site site;
    site.id = entry.key;
    site.place = record.at();
    site.programme = programme_.id;
    site.title = record.requiredTitle("title");
    site.note = record.text("note");
    site.announced = record.window("announced", OpenEnds::Begin);
    if (!record.optional("history"))
        site.geometry = whereOf(record);
    else
        takeSiteHistory(record, site);
    site.model = record.text("model");
    site.confidence = record.word<Confidence>("confidence").value_or(Confidence::High);
    if (site.history.empty() || record.optional("sources"))
        site.sources = sourcesOf(record, site.confidence);
    if (!site.model.empty()) {
        if (!isModelName(site.model))
            record.error(*record.optional("model"), fmt::format("{} is no model", base::inQuotes(site.model)),
                         "name a .glb or .gltf file of models/spacecraft, without its folder");
        if (std::holds_alternative<UnknownGeometry>(site.geometry))
            record.error(*record.optional("model"), "a model stands at a site whose place is unknown",
                         "give the site a point or an area, or leave the model out");
        record.required("model_milestone");
    }
    if (const YamlNode* node = record.optional("vehicle")) {
        if (!site.model.empty())
            record.error(*node, "a site has 'vehicle' or 'model', not both", "leave one of them out");
        if (std::holds_alternative<UnknownGeometry>(site.geometry))
            record.error(*node, "a vehicle stands at a site whose place is unknown",
                         "give the site a point or an area, or leave the vehicle out");
        if (const std::string id = idIn(record, "vehicle", pending_.vehicles); !id.empty())
            standing_.emplace_back(site.id, Reference{id, record.placeOf(*node)});
    }
    if (const YamlNode* node = record.optional("model_milestone")) {
        if (site.model.empty() && !record.optional("vehicle"))
            record.error(*node, "'model_milestone' without 'model'",
                         "name the model's file, or leave it out");
        site.modelMilestone = record.text("model_milestone");
        if (!site.modelMilestone.empty())
            pending_.milestones.push_back({site.modelMilestone, record.placeOf(*node)});
    }
    if (replaces(record, "site", timeline_.sites, site))
        return;
    if (isNew(sitePlaces_, "site", site.id, record.at()))
        timeline_.sites.push_back(std::move(site));
}

void Reader::takeSiteHistory(const Record& record, Site& site) {
    const YamlNode& history = *record.optional("history");
    if (const YamlNode* where = record.optional("where"))
        record.error(*where, "a site has 'where' or 'history', not both",
                     "move the place into the last entry of 'history'");
    if (history.kind != Kind::Sequence || history.items.empty()) {
        record.error(
            history,
            fmt::format("'history' is a list of announcements, not {}",
                        history.kind == Kind::Sequence ? "an empty one" : base::kindInWords(history)),
            "write '- announced: 2022-08-19' below it, and 'where: …' below that");
        return;
    }
    for (const YamlNode& item : history.items) {
        const Record entry(findings_, item, placeOf(item), "an announcement",
                           {"announced", "where", "by", "words", "sources", "confidence"});
        if (!entry.isMapping())
            continue;
        SiteAnnouncement said;
        said.place = entry.at();
        if (entry.required("announced"))
            said.announced = entry.window("announced", OpenEnds::Begin).value_or(Window{});
        said.geometry = whereOf(entry);
        said.by = entry.text("by");
        said.words = entry.text("words");
        said.confidence = entry.word<Confidence>("confidence").value_or(Confidence::High);
        said.sources = sourcesOf(entry, said.confidence);
        if (said.announced.edtf.empty())
            continue; // told already
        if (!site.history.empty() && said.knownFrom() < site.history.back().knownFrom())
            entry.error(item,
                        fmt::format("announced {} stands after {}", said.announced.edtf,
                                    site.history.back().announced.edtf),
                        "put the history in the order in which it was said");
        site.history.push_back(std::move(said));
    }
    if (site.history.empty())
        return;
    site.geometry = site.history.back().geometry;
    if (!site.announced)
        site.announced = site.history.front().announced;
}

void Reader::finish() {
    const auto lookUp = [&](const std::vector<Reference>& references, const Places& places, const char* what,
                            const std::vector<std::string>& ids, const char* section = nullptr) {
        for (const Reference& reference : references)
            if (!places.contains(reference.id))
                findings_.error(reference.place,
                                fmt::format("no {} has the id {}", what, base::inQuotes(reference.id)),
                                findings_.suggest(reference.id, ids,
                                                  section ? fmt::format("add it under '{}'", section)
                                                          : fmt::format("add it under '{}s'", what)));
    };
    for (const Later& over : later_) {
        file_ = over.file;
        timeline_.over.push_back(over.file);
        takeTree(over.root, over.digest);
    }
    if (!someUnread_) {
        lookUp(pending_.sources, sourcePlaces_, "source", idsOf(timeline_.sources));
        lookUp(pending_.sites, sitePlaces_, "site", idsOf(timeline_.sites));
        lookUp(pending_.milestones, milestonePlaces_, "milestone", idsOf(timeline_.milestones));
        lookUp(pending_.vehicles, vehiclePlaces_, "vehicle", idsOf(timeline_.vehicles));
        lookUp(pending_.missions, missionPlaces_, "mission", idsOf(timeline_.missions));
        // The programme of a bloc may be in a file that is not loaded.
        for (const Reference& reference : pending_.programmes)
            if (!programmePlaces_.contains(reference.id))
                findings_.warning(reference.place,
                                  fmt::format("no programme has the id {}", base::inQuotes(reference.id)),
                                  findings_.suggest(reference.id, idsOf(timeline_.programmes),
                                                    "load its file too, or leave it out"));
        lookUp(pending_.blocs, blocPlaces_, "bloc", idsOf(timeline_.blocs));
        lookUp(pending_.people, peoplePlaces_, "person", idsOf(timeline_.people), "people");
        standVehicles();
        checkOrder();
        checkOffices();
        checkCauses();
    }
    orderFiles();
    orderEvidence();
    timeline_.buildIndex();
}

} // namespace perilune::timeline
