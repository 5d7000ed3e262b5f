#include "timeline/write/history_csv.h"

#include "timeline/ask/evidence.h"
#include "timeline/names.h"
#include "timeline/read/parse.h"
#include "timeline/write/exports.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

namespace perilune::timeline {

namespace {

bool isTitle(std::string_view column) {
    return column == "programme_title" || column == "lane_title" || column == "title";
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

/// A line for each: who, and as what.
std::string crewOf(const Announcement& said) {
    std::string lines;
    for (const CrewMember& member : said.crew)
        lines += fmt::format("{}{} {}", lines.empty() ? "" : "\n", member.person, member.role.english());
    return lines;
}

/// What stands in one line of the table.
struct Line {
    const Programme& programme;
    const Lane& lane;
    std::size_t laneNumber;
    const Milestone& milestone;
    const Announcement& said;
    std::optional<base::Day> evidence; ///< the day on which that of the programme ends
    std::vector<const Source*> sources;

    const LocalizedText& titleIn(std::string_view column) const {
        return column == "programme_title" ? programme.title
               : column == "lane_title"    ? lane.title
                                           : milestone.title;
    }

    /// Guarded where somebody's words stand in it.
    std::string operator[](std::string_view column) const {
        const std::string_view c = column;
        if (c == "perilune")
            return std::string(kHistoryForm);
        if (c == "programme")
            return programme.id;
        if (c == "mark")
            return nameOf(programme.mark);
        if (c == "colour")
            return fmt::format("#{:06x}", programme.colour);
        if (c == "evidence_until")
            return evidence ? base::formatDay(*evidence) : "";
        if (c == "lane_number")
            return std::to_string(laneNumber);
        if (c == "lane")
            return lane.id;
        if (c == "id")
            return milestone.id;
        if (c == "short")
            return milestone.shortTitle == milestone.title.english() ? "" : csvText(milestone.shortTitle);
        if (c == "weight")
            return std::to_string(milestone.weight);
        if (c == "mission")
            return milestone.mission;
        if (c == "vehicles")
            return joined(milestone.vehicles);
        if (c == "sites")
            return joined(milestone.sites);
        if (c == "after")
            return joined(milestone.after);
        if (c == "announced")
            return said.announced.edtf;
        if (c == "kind")
            return nameOf(said.kind);
        if (c == "target")
            return said.target ? said.target->edtf : "";
        if (c == "actual")
            return said.actual ? said.actual->when.edtf : "";
        if (c == "status")
            return nameOf(said.status);
        if (c == "superseded_by")
            return said.supersededBy;
        if (c == "by")
            return csvText(said.by);
        if (c == "person")
            return said.person;
        if (c == "office")
            return csvText(said.office);
        if (c == "crew")
            return csvText(crewOf(said));
        if (c == "because")
            return joined(said.because);
        if (c == "words")
            return csvText(said.words);
        if (c == "confidence")
            return nameOf(said.confidence);
        if (c == "sources")
            return joined(said.sources);
        if (c == "source_titles")
            return csvText(linesOf(sources, [](const Source& s) { return s.title; }));
        if (c == "source_publishers")
            return csvText(linesOf(sources, [](const Source& s) { return s.publisher; }));
        if (c == "source_dates")
            return linesOf(sources, [](const Source& s) { return s.date ? s.date->edtf : std::string(); });
        if (c == "source_urls")
            return linesOf(sources, [](const Source& s) { return s.url; });
        return {};
    }
};

const Lane* laneOf(const Programme& programme, const Milestone& milestone) {
    const auto lane = std::find_if(programme.lanes.begin(), programme.lanes.end(),
                                   [&](const Lane& l) { return l.id == milestone.lane; });
    return lane == programme.lanes.end() ? nullptr : &*lane;
}

/// Calls `see` for every line.
template <class See>
void eachLine(const Timeline& timeline, std::span<const StandingMilestone* const> rows, KnownDay known,
              const See& see) {
    // Lanes without a line have no number, so that what is read again has the same ones.
    std::map<const Lane*, std::size_t> numbers;
    for (const StandingMilestone* row : rows)
        if (const Programme* programme = timeline.programme(row->milestone().programme))
            numbers[laneOf(*programme, row->milestone())];
    for (const Programme& programme : timeline.programmes) {
        std::size_t number = 0;
        for (const Lane& lane : programme.lanes)
            if (const auto used = numbers.find(&lane); used != numbers.end())
                used->second = ++number;
    }
    for (const StandingMilestone* row : rows) {
        const Milestone& milestone = row->milestone();
        const Programme* programme = timeline.programme(milestone.programme);
        const Lane* lane = programme ? laneOf(*programme, milestone) : nullptr;
        if (!lane)
            continue;
        const std::size_t number = numbers[lane];
        for (const Announcement& said : milestone.history) {
            if (said.knownFrom() > known)
                continue;
            Line line{*programme, *lane, number, milestone, said, evidenceEnd(timeline, programme->id), {}};
            for (const std::string& id : said.sources)
                line.sources.push_back(timeline.source(id));
            see(line);
        }
    }
}

} // namespace

std::string toHistoryCsv(const Timeline& timeline, std::span<const StandingMilestone* const> rows,
                         KnownDay known) {
    std::set<std::string> languages[std::size(kHistoryColumns)]; // other than English, of columns with titles
    eachLine(timeline, rows, known, [&](const Line& line) {
        for (std::size_t i = 0; i < std::size(kHistoryColumns); ++i)
            if (isTitle(kHistoryColumns[i]))
                for (const auto& [language, text] : line.titleIn(kHistoryColumns[i]).byLanguage)
                    if (language != "en")
                        languages[i].insert(language);
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
    eachLine(timeline, rows, known, [&](const Line& line) {
        text += fill([&](std::string_view column, const std::string& language) {
            if (!isTitle(column))
                return line[column];
            const auto& titles = line.titleIn(column).byLanguage;
            const auto title = titles.find(language.empty() ? "en" : language);
            return title == titles.end() ? std::string() : csvText(title->second);
        });
    });
    return text;
}

std::vector<std::string> notInHistoryCsv(const Timeline& timeline,
                                         std::span<const StandingMilestone* const> rows) {
    std::set<std::string_view> programmes, sources, lanes;
    for (const StandingMilestone* row : rows) {
        programmes.insert(row->milestone().programme);
        lanes.insert(row->milestone().lane);
        for (const Announcement& said : row->milestone().history)
            sources.insert(said.sources.begin(), said.sources.end());
    }
    const auto isOf = [&](const auto& one) { return programmes.contains(one.programme); };
    std::size_t idle = 0, empty = 0;
    for (const Source& source : timeline.sources)
        idle += !sources.contains(source.id);
    for (const Programme& programme : timeline.programmes)
        if (programmes.contains(programme.id))
            for (const Lane& lane : programme.lanes)
                empty += !lanes.contains(lane.id);
    const std::pair<std::size_t, const char*> all[] = {
        {static_cast<std::size_t>(std::count_if(timeline.sites.begin(), timeline.sites.end(), isOf)),
         "sites and where they are"},
        {timeline.vehicles.size(), "vehicles"},
        {timeline.missions.size(), "missions"},
        {timeline.blocs.size(), "blocs"},
        {timeline.partners.size(), "partners"},
        {timeline.people.size(), "people"},
        {idle, "sources that no announcement in it names"},
        {empty, "lanes without a milestone in it"},
    };
    std::vector<std::string> missing;
    for (const auto& [count, what] : all)
        if (count > 0)
            missing.push_back(fmt::format("{} {}", count, what));
    return missing;
}

} // namespace perilune::timeline
