#include "timeline/write/history_csv.h"

#include "timeline/ask/evidence.h"
#include "timeline/names.h"
#include "timeline/read/parse.h"
#include "timeline/write/exports.h"
#include "timeline/write/history_things.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

namespace perilune::timeline {

namespace {

bool isTitle(std::string_view column) {
    return column == "programme_title" || column == "lane_title" || column == "title" ||
           column == "organisation";
}

std::string joined(const std::vector<std::string>& ids) {
    return fmt::format("{}", fmt::join(ids, " "));
}

/// A line of a cell for each source of an announcement.
template <class Of> std::string linesOf(const std::vector<const Source*>& sources, const Of& of) {
    std::string lines;
    for (const Source* source : sources) {
        const std::string text = of(*source);
        lines += (lines.empty() ? "" : "\n") + (text.empty() ? std::string(kNoEntry) : text);
    }
    return lines;
}

/// A line for each of whom that language has a role: who, and as what.
std::string crewIn(const Announcement& said, const std::string& language) {
    std::string lines;
    for (const CrewMember& member : said.crew)
        if (const auto role = member.role.byLanguage.find(language); role != member.role.byLanguage.end())
            lines += fmt::format("{}{} {}", lines.empty() ? "" : "\n", member.person, role->second);
    return lines;
}

/// What stands in one line of the table.
struct Line {
    const Programme* programme = nullptr;
    const Lane* lane = nullptr;
    std::size_t laneNumber = 0;
    const Milestone* milestone = nullptr; ///< with an announcement
    const Announcement* said = nullptr;
    const HistoryThing* thing = nullptr;    ///< else
    std::optional<base::Day> evidence = {}; ///< the day on which that of the programme ends
    std::vector<const Source*> sources;

    const LocalizedText* titleIn(std::string_view column) const {
        if (column == "programme_title")
            return programme ? &programme->title : nullptr;
        if (column == "lane_title")
            return lane ? &lane->title : nullptr;
        if (column == "organisation")
            return thing ? thing->organisation : nullptr;
        return thing ? thing->title : &milestone->title;
    }
    /// Calls `see` with the texts of a column that has them in several languages.
    template <class See> void eachLocalized(std::string_view column, const See& see) const {
        if (isTitle(column)) {
            if (const LocalizedText* title = titleIn(column))
                see(*title);
        } else if (column == "crew" && said) {
            for (const CrewMember& member : said->crew)
                see(member.role);
        }
    }
    /// Guarded, since somebody's words stand in all that is in a language.
    std::string in(std::string_view column, const std::string& language) const {
        if (column == "crew")
            return said ? csvText(crewIn(*said, language)) : std::string();
        const LocalizedText* titles = titleIn(column);
        if (!titles)
            return {};
        const auto title = titles->byLanguage.find(language);
        return title == titles->byLanguage.end() ? std::string() : csvText(title->second);
    }

    /// Guarded where somebody's words stand in it.
    std::string operator[](std::string_view c) const {
        if (c == "perilune")
            return std::string(kHistoryForm);
        if (c == "what")
            return std::string(thing ? thing->what : "announcement");
        if (c == "sources")
            return joinedIds();
        if (c == "source_titles")
            return csvText(linesOf(sources, [](const Source& s) { return s.title; }));
        if (c == "source_publishers")
            return csvText(linesOf(sources, [](const Source& s) { return s.publisher; }));
        if (c == "source_dates")
            return linesOf(sources, [](const Source& s) { return s.date ? s.date->edtf : std::string(); });
        if (c == "source_urls")
            return linesOf(sources, [](const Source& s) { return s.url; });
        if (programme && c == "programme")
            return programme->id;
        if (programme && c == "mark")
            return nameOf(programme->mark);
        if (programme && c == "colour")
            return fmt::format("#{:06x}", programme->colour);
        if (programme && c == "evidence_until")
            return evidence ? base::formatDay(*evidence) : "";
        if (lane && c == "lane_number")
            return std::to_string(laneNumber);
        if (lane && c == "lane")
            return lane->id;
        if (!thing)
            return ofAnnouncement(c);
        const auto found = thing->cells.find(c);
        return found == thing->cells.end() ? std::string() : found->second;
    }

  private:
    std::string joinedIds() const {
        std::vector<std::string> ids;
        for (const Source* source : sources)
            ids.push_back(source->id);
        return joined(ids);
    }
    std::string ofAnnouncement(std::string_view c) const {
        if (c == "id")
            return milestone->id;
        if (c == "short")
            return milestone->shortTitle == milestone->title.english() ? "" : csvText(milestone->shortTitle);
        if (c == "weight")
            return std::to_string(milestone->weight);
        if (c == "mission")
            return milestone->mission;
        if (c == "vehicles")
            return joined(milestone->vehicles);
        if (c == "sites")
            return joined(milestone->sites);
        if (c == "after")
            return joined(milestone->after);
        if (c == "announced")
            return said->announced.edtf;
        if (c == "kind")
            return nameOf(said->kind);
        if (c == "target")
            return said->target ? said->target->edtf : "";
        if (c == "actual")
            return said->actual ? said->actual->when.edtf : "";
        if (c == "status")
            return nameOf(said->status);
        if (c == "superseded_by")
            return said->supersededBy;
        if (c == "by")
            return csvText(said->by);
        if (c == "person")
            return said->person;
        if (c == "office")
            return csvText(said->office);
        if (c == "because")
            return joined(said->because);
        if (c == "words")
            return csvText(said->words);
        if (c == "confidence")
            return nameOf(said->confidence);
        return {};
    }
};

const Lane* laneOf(const Programme& programme, const Milestone& milestone) {
    const auto lane = std::find_if(programme.lanes.begin(), programme.lanes.end(),
                                   [&](const Lane& l) { return l.id == milestone.lane; });
    return lane == programme.lanes.end() ? nullptr : &*lane;
}

/// Calls `see` for every line: announcements first, then the things that belong to them.
template <class See>
void eachLine(const Timeline& timeline, std::span<const StandingMilestone* const> rows, KnownDay known,
              const std::vector<HistoryThing>& things, const See& see) {
    // Lanes without a line have no number, so that what is read again has the same ones.
    std::map<const Lane*, std::size_t> numbers;
    for (const StandingMilestone* row : rows)
        if (const Programme* programme = timeline.programme(row->milestone().programme))
            numbers[laneOf(*programme, row->milestone())];
    for (const HistoryThing& thing : things)
        if (thing.lane)
            numbers[thing.lane];
    for (const Programme& programme : timeline.programmes) {
        std::size_t number = 0;
        for (const Lane& lane : programme.lanes)
            if (const auto used = numbers.find(&lane); used != numbers.end())
                used->second = ++number;
    }
    std::map<const Programme*, std::optional<base::Day>> evidence;
    for (const Programme& programme : timeline.programmes)
        evidence[&programme] = evidenceEnd(timeline, programme.id);
    const auto seeWithSources = [&](Line line, const std::vector<std::string>& sources) {
        line.laneNumber = line.lane ? numbers[line.lane] : 0;
        if (line.programme)
            line.evidence = evidence.at(line.programme);
        for (const std::string& id : sources)
            line.sources.push_back(timeline.source(id));
        see(line);
    };
    for (const StandingMilestone* row : rows) {
        const Milestone& milestone = row->milestone();
        const Programme* programme = timeline.programme(milestone.programme);
        const Lane* lane = programme ? laneOf(*programme, milestone) : nullptr;
        if (!lane)
            continue;
        for (const Announcement& said : milestone.history)
            if (said.knownFrom() <= known)
                seeWithSources({programme, lane, 0, &milestone, &said, nullptr, {}}, said.sources);
    }
    for (const HistoryThing& thing : things)
        seeWithSources({thing.programme, thing.lane, 0, nullptr, nullptr, &thing, {}}, thing.sources);
}

} // namespace

std::string toHistoryCsv(const Timeline& timeline, std::span<const StandingMilestone* const> rows,
                         KnownDay known) {
    const std::vector<HistoryThing> things = thingsOf(timeline, rows, known);
    std::set<std::string> languages[std::size(kHistoryColumns)]; // other than English, of columns with titles
    eachLine(timeline, rows, known, things, [&](const Line& line) {
        for (std::size_t i = 0; i < std::size(kHistoryColumns); ++i)
            line.eachLocalized(kHistoryColumns[i], [&](const LocalizedText& text) {
                for (const auto& [language, words] : text.byLanguage)
                    if (language != "en")
                        languages[i].insert(language);
            });
    });
    std::vector<std::string> cells;
    const auto fill = [&](const auto& cellOf) {
        cells.clear();
        for (std::size_t i = 0; i < std::size(kHistoryColumns); ++i) {
            cells.push_back(cellOf(kHistoryColumns[i], std::string()));
            for (const std::string& language : languages[i])
                cells.push_back(cellOf(kHistoryColumns[i], language));
        }
        return csvLine(cells);
    };
    std::string text(kCsvMark);
    text += fill([](std::string_view column, const std::string& language) {
        return std::string(column) + (language.empty() ? "" : ":" + language);
    });
    eachLine(timeline, rows, known, things, [&](const Line& line) {
        text += fill([&](std::string_view column, const std::string& language) {
            return isTitle(column) || column == "crew" ? line.in(column, language.empty() ? "en" : language)
                                                       : line[column];
        });
    });
    return text;
}

namespace {

/// How many announcements are withdrawn by files that lie over others, or else come from such files: a table
/// has one record alone.
std::size_t overOthers(const Timeline& timeline, bool withdrawn) {
    std::size_t count = 0;
    for (const Milestone& milestone : timeline.milestones)
        count += withdrawn ? milestone.withdrawn.size()
                           : std::size_t(std::count_if(
                                 milestone.history.begin(), milestone.history.end(),
                                 [](const Announcement& said) { return !said.amendedBy.empty(); }));
    return count;
}

} // namespace

std::vector<std::string> notInHistoryCsv(const Timeline& timeline,
                                         std::span<const StandingMilestone* const> rows, KnownDay known) {
    std::set<std::string_view> programmes, sources;
    for (const StandingMilestone* row : rows) {
        programmes.insert(row->milestone().programme);
        for (const Announcement& said : row->milestone().history)
            if (said.knownFrom() <= known)
                sources.insert(said.sources.begin(), said.sources.end());
    }
    std::map<std::string_view, std::size_t> told;
    for (const HistoryThing& thing : thingsOf(timeline, rows, known)) {
        ++told[thing.what];
        sources.insert(thing.sources.begin(), thing.sources.end());
    }
    const auto untold = [&](std::size_t all, const char* what) { return all - std::min(all, told[what]); };
    const auto count = [&](const auto& things, const auto& isKnown) {
        return static_cast<std::size_t>(std::count_if(things.begin(), things.end(), isKnown));
    };
    const std::size_t sites = count(
        timeline.sites,
        [&](const Site& site) {
            return programmes.contains(site.programme) &&
                   (!site.announced || KnownDay{site.announced->lastDay()} <= known);
        });
    const std::size_t partners =
        count(timeline.partners, [&](const Partner& partner) { return partner.joinedFrom() <= known; });
    const std::pair<std::size_t, const char*> all[] = {
        {untold(sites, "site"), "sites"},
        {untold(timeline.vehicles.size(), "vehicle"), "vehicles"},
        {untold(timeline.missions.size(), "mission"), "missions"},
        {untold(timeline.blocs.size(), "bloc"), "blocs"},
        {untold(partners, "partner"), "partners"},
        {untold(timeline.people.size(), "person"), "people"},
        {overOthers(timeline, true), "withdrawn announcements"},
        {overOthers(timeline, false), "names of who amended an announcement"},
        {timeline.sources.size() - std::min(timeline.sources.size(), sources.size()), "sources"},
    };
    std::vector<std::string> missing;
    for (const auto& [number, what] : all)
        if (number > 0)
            missing.push_back(fmt::format("{} {}", number, what));
    return missing;
}

} // namespace perilune::timeline
