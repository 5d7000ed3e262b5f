#include "timeline/ask/record_diff.h"

#include "timeline/ask/query.h"
#include "timeline/names.h"

#include <fmt/format.h>

#include <algorithm>

namespace perilune::timeline {

namespace {

using Part = RecordChange::Part;

/// The word of the files.
template <class T> std::string wordOf(T value) {
    for (const Word<T>& word : words<T>())
        if (word.value == value)
            return word.name;
    return {};
}

/// What is known in the end of a milestone.
struct Known {
    std::string target, status;
};

Known knownOf(const Milestone& milestone) {
    Known known{"", ""};
    for (const Announcement& said : milestone.history) {
        if (said.isProjection())
            continue;
        if (said.target)
            known.target = said.target->edtf;
        if (said.actual)
            known.target = said.actual->when.edtf;
        known.status = wordOf(said.status);
    }
    return known;
}

void compare(std::vector<Part>& parts, const char* name, const std::string& from, const std::string& to) {
    if (from != to)
        parts.push_back({name, from, to});
}

std::string joined(const std::vector<std::string>& words) {
    return fmt::format("{}", fmt::join(words, ", "));
}

/// All that an announcement says, to be held against another.
std::string toldBy(const Announcement& said) {
    std::string crew;
    for (const CrewMember& member : said.crew)
        crew += member.person + " " + member.role.english() + " ";
    return fmt::format("{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}", said.announced.edtf, int(said.kind),
                       said.target ? said.target->edtf : "", said.actual ? said.actual->when.edtf : "",
                       said.saysStatus ? wordOf(said.status) : std::string(), said.supersededBy, said.by,
                       said.words, joined(said.sources), int(said.confidence), said.person, said.office,
                       joined(said.because), crew);
}

/// "2026-11-20, NASA: 2028-09": an announcement, shortly.
std::string shortly(const Announcement& said) {
    std::string text = said.announced.edtf + (said.by.empty() ? "" : ", " + said.by);
    if (said.actual)
        return text + ": " + said.actual->when.edtf;
    return text + ": " + (said.target ? said.target->edtf : wordOf(said.status));
}

std::vector<const Announcement*> missingIn(const std::vector<Announcement>& of,
                                           const std::vector<Announcement>& in) {
    std::vector<std::string> there;
    for (const Announcement& said : in)
        there.push_back(toldBy(said));
    std::sort(there.begin(), there.end());
    std::vector<const Announcement*> missing;
    for (const Announcement& said : of)
        if (!std::binary_search(there.begin(), there.end(), toldBy(said)))
            missing.push_back(&said);
    return missing;
}

std::vector<Part> partsOf(const Milestone& older, const Milestone& newer) {
    std::vector<Part> parts;
    const Known from = knownOf(older), to = knownOf(newer);
    compare(parts, "target", from.target, to.target);
    compare(parts, "status", from.status, to.status);
    std::vector<const Announcement*> gone = missingIn(older.history, newer.history);
    for (const Announcement* said : missingIn(newer.history, older.history)) {
        // One of the same day and speaker is the same one, corrected.
        const auto same = std::find_if(gone.begin(), gone.end(), [&](const Announcement* one) {
            return one->announced.edtf == said->announced.edtf && one->by == said->by;
        });
        if (same == gone.end()) {
            parts.push_back({"announcement", "", shortly(*said)});
        } else {
            parts.push_back({"announcement", shortly(**same), shortly(*said)});
            gone.erase(same);
        }
    }
    for (const Announcement* said : gone)
        parts.push_back({"announcement", shortly(*said), ""});
    compare(parts, "title", older.title.english(), newer.title.english());
    if (older.title.english() == newer.title.english() && older.title.byLanguage != newer.title.byLanguage)
        parts.push_back({"title in other languages", "", ""});
    compare(parts, "short", older.shortTitle, newer.shortTitle);
    compare(parts, "lane", older.lane, newer.lane);
    compare(parts, "mission", older.mission, newer.mission);
    compare(parts, "sites", joined(older.sites), joined(newer.sites));
    compare(parts, "vehicles", joined(older.vehicles), joined(newer.vehicles));
    compare(parts, "after", joined(older.after), joined(newer.after));
    compare(parts, "weight", fmt::format("{}", older.weight), fmt::format("{}", newer.weight));
    return parts;
}

std::vector<Part> partsOf(const Source& older, const Source& newer) {
    std::vector<Part> parts;
    compare(parts, "title", older.title, newer.title);
    compare(parts, "publisher", older.publisher, newer.publisher);
    compare(parts, "date", older.date ? older.date->edtf : "", newer.date ? newer.date->edtf : "");
    compare(parts, "url", older.url, newer.url);
    return parts;
}

std::vector<Part> partsOf(const Partner& older, const Partner& newer) {
    std::vector<Part> parts;
    compare(parts, "title", older.title.english(), newer.title.english());
    compare(parts, "bloc", older.bloc, newer.bloc);
    compare(parts, "joined", older.joined.edtf, newer.joined.edtf);
    compare(parts, "left", older.left ? older.left->edtf : "", newer.left ? newer.left->edtf : "");
    compare(parts, "disputed", older.disputed ? "yes" : "no", newer.disputed ? "yes" : "no");
    compare(parts, "confidence", wordOf(older.confidence), wordOf(newer.confidence));
    compare(parts, "sources", joined(older.sources), joined(newer.sources));
    return parts;
}

std::string whereInWords(const Geometry& geometry) {
    const auto at = [](const Place& place) {
        return fmt::format("{:.4g}, {:.4g}", place.latitude.degrees(), place.longitude.degrees());
    };
    if (const auto* point = std::get_if<PointGeometry>(&geometry))
        return at(point->at);
    if (const auto* circle = std::get_if<CircleGeometry>(&geometry))
        return fmt::format("{}, {:g} km around", at(circle->centre), circle->radiusKm);
    if (const auto* polygon = std::get_if<PolygonGeometry>(&geometry))
        return fmt::format("an area of {} corners", polygon->corners.size());
    if (const auto* candidates = std::get_if<CandidateGeometry>(&geometry))
        return "one of " + joined(candidates->sites);
    return "unknown";
}

std::vector<Part> partsOf(const Site& older, const Site& newer) {
    std::vector<Part> parts;
    compare(parts, "title", older.title.english(), newer.title.english());
    compare(parts, "note", older.note, newer.note);
    compare(parts, "where", whereInWords(older.geometry), whereInWords(newer.geometry));
    compare(parts, "sources", joined(older.sources), joined(newer.sources));
    return parts;
}

template <class Subject> std::vector<Part> partsOf(const Subject& older, const Subject& newer) {
    std::vector<Part> parts;
    compare(parts, "title", older.title.english(), newer.title.english());
    compare(parts, "note", older.note, newer.note);
    compare(parts, "sources", joined(older.sources), joined(newer.sources));
    return parts;
}

std::vector<Part> partsOf(const Person& older, const Person& newer) {
    const auto offices = [](const Person& person) {
        std::vector<std::string> words;
        for (const Office& office : person.offices)
            words.push_back(fmt::format("{} of {} {}/{}", office.title.english(),
                                        office.organisation.english(), office.from.edtf,
                                        office.until ? office.until->edtf : ".."));
        return joined(words);
    };
    std::vector<Part> parts;
    compare(parts, "name", older.name.english(), newer.name.english());
    compare(parts, "also", joined(older.also), joined(newer.also));
    compare(parts, "note", older.note, newer.note);
    compare(parts, "offices", offices(older), offices(newer));
    compare(parts, "sources", joined(older.sources), joined(newer.sources));
    return parts;
}

std::string titleOf(const Person& person) {
    return person.name.english();
}
std::string titleOf(const Source& source) {
    return source.title;
}
template <class T> std::string titleOf(const T& item) {
    return item.title.english();
}

std::vector<Part> partsOfNew(const Milestone& milestone) {
    std::vector<Part> parts;
    const Known known = knownOf(milestone);
    compare(parts, "target", "", known.target);
    compare(parts, "status", "", known.status);
    return parts;
}
template <class T> std::vector<Part> partsOfNew(const T&) {
    return {};
}

template <class T, class Find>
void add(std::vector<RecordChange>& changes, const char* what, const std::vector<T>& older,
         const std::vector<T>& newer, const Find& inOlder, const Find& inNewer) {
    using Kind = RecordChange::Kind;
    for (const T& item : newer) {
        const T* before = inOlder(item.id);
        if (!before) {
            changes.push_back({Kind::Added, what, item.id, titleOf(item), partsOfNew(item)});
            continue;
        }
        std::vector<Part> parts = partsOf(*before, item);
        if (!parts.empty())
            changes.push_back({Kind::Changed, what, item.id, titleOf(item), std::move(parts)});
    }
    for (const T& item : older)
        if (!inNewer(item.id))
            changes.push_back({Kind::Removed, what, item.id, titleOf(item), {}});
}

/// Looks an id up in one of two timelines.
template <class T> struct Lookup {
    const Timeline& timeline;
    const T* (Timeline::*find)(std::string_view) const;
    const T* operator()(std::string_view id) const { return (timeline.*find)(id); }
};

template <class T>
void addAll(std::vector<RecordChange>& changes, const char* what, const Timeline& older,
            const Timeline& newer, std::vector<T> Timeline::*list,
            const T* (Timeline::*find)(std::string_view) const) {
    add(changes, what, older.*list, newer.*list, Lookup<T>{older, find}, Lookup<T>{newer, find});
}

} // namespace

std::vector<RecordChange> changesBetween(const Timeline& older, const Timeline& newer) {
    std::vector<RecordChange> changes;
    addAll(changes, "milestone", older, newer, &Timeline::milestones, &Timeline::milestone);
    addAll(changes, "site", older, newer, &Timeline::sites, &Timeline::site);
    addAll(changes, "partner", older, newer, &Timeline::partners, &Timeline::partner);
    addAll(changes, "person", older, newer, &Timeline::people, &Timeline::person);
    addAll(changes, "vehicle", older, newer, &Timeline::vehicles, &Timeline::vehicle);
    addAll(changes, "mission", older, newer, &Timeline::missions, &Timeline::mission);
    addAll(changes, "source", older, newer, &Timeline::sources, &Timeline::source);
    return changes;
}

const char* nameOf(RecordChange::Kind kind) {
    return kind == RecordChange::Kind::Added     ? "added"
           : kind == RecordChange::Kind::Removed ? "removed"
                                                 : "changed";
}

} // namespace perilune::timeline
