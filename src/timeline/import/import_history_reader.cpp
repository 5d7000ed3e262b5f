#include "timeline/import/import_history_reader.h"

#include "timeline/languages.h"
#include "timeline/names.h"
#include "timeline/write/history_csv.h"
#include "base/blanks.h"
#include "base/numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace perilune::timeline {

namespace {

std::vector<std::string> partsOf(std::string_view text, std::string_view separators) {
    std::vector<std::string> parts;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find_first_of(separators, at), text.size());
        if (std::string part = base::singleSpaced(text.substr(at, end - at)); !part.empty())
            parts.push_back(std::move(part));
        at = end + 1;
    }
    return parts;
}

} // namespace

std::pair<std::string_view, std::string_view> nameAndLanguage(std::string_view name) {
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? std::pair(name, std::string_view())
                                           : std::pair(name.substr(0, colon), name.substr(colon + 1));
}

std::string History::id(const Row& row, const char* column) {
    std::string id = text(row, column);
    const Cell* at = cell(row, column);
    checkId(findings_, {file_, at ? at->line : row.line, at ? at->column : 1}, id);
    return id;
}

void History::checkForm(const Row& row, const char* column, bool isRight, const char* todo) {
    const Cell* at = cell(row, column);
    if (!isRight)
        findings_.error({file_, at ? at->line : row.line, at ? at->column : 1},
                        fmt::format("the {} cannot be {}", column, base::inQuotes(at ? at->text : "")),
                        fmt::format("write {}", todo));
}

LocalizedText History::title(const Row& row, const char* column) {
    LocalizedText title;
    const auto found = columns_.find(column);
    if (found == columns_.end())
        return title;
    for (const auto& [language, i] : found->second)
        if (const Cell& cell = row.cells[i]; cell.field) {
            if (isLanguage(language))
                title.byLanguage[language] = fitted(unguarded(cell.text), *cell.field, account_);
            else
                account_.leaveOut(*cell.field, "no code of a language stands behind the colon",
                                  "write it as title:ru");
        }
    return title;
}

std::vector<std::string> History::list(const Row& row, const char* column, const char* separators) {
    const Cell* found = cell(row, column);
    if (!found)
        return {};
    account_.take(*found->field);
    return partsOf(unguarded(found->text), separators);
}

History::Programme& History::programmeOf(const Row& row) {
    const std::string id = this->id(row, "programme");
    LocalizedText called = title(row, "programme_title");
    const std::string mark = text(row, "mark"), colour = text(row, "colour"),
                      evidence = text(row, "evidence_until");
    const auto [known, isNew] = programmeAt_.emplace(id, programmes_.size());
    if (!isNew) {
        Programme& before = programmes_[known->second];
        agree(row, "programme_title", called.byLanguage, before.imported.title.byLanguage);
        agree(row, "mark", mark, before.imported.mark);
        agree(row, "colour", colour, before.imported.colour);
        agree(row, "evidence_until", evidence, before.imported.evidenceUntil);
        return before;
    }
    checkForm(row, "mark", named<Mark>(mark).has_value(), "circle, diamond, square or triangle");
    checkForm(row, "colour",
              colour.size() == 7 && colour[0] == '#' &&
                  colour.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string::npos,
              "a colour such as #6fb1ff");
    Programme& made = programmes_.emplace_back();
    made.imported.origin = file_;
    made.imported.id = id;
    made.imported.title = std::move(called);
    made.imported.mark = mark;
    made.imported.colour = colour;
    made.imported.evidenceUntil = evidence;
    return made;
}

std::string History::laneOf(const Row& row, Programme& programme) {
    LaneOfTable lane;
    lane.lane.id = id(row, "lane");
    lane.lane.title = title(row, "lane_title");
    lane.number = base::wholeNumber<int>(text(row, "lane_number")).value_or(0);
    const auto [known, isNew] = programme.laneAt.emplace(lane.lane.id, programme.lanes.size());
    if (isNew) {
        programme.lanes.push_back(lane);
    } else {
        const LaneOfTable& before = programme.lanes[known->second];
        agree(row, "lane_title", lane.lane.title.byLanguage, before.lane.title.byLanguage);
        agree(row, "lane_number", lane.number, before.number);
    }
    return lane.lane.id;
}

Imported::Milestone& History::milestoneOf(const Row& row, Programme& programme) {
    Imported::Milestone here;
    here.id = id(row, "id");
    here.title = title(row, "title");
    here.shortTitle = text(row, "short");
    here.lane = laneOf(row, programme);
    here.weight = base::wholeNumber<int>(text(row, "weight")).value_or(1);
    here.after = list(row, "after", " ");
    here.sites = list(row, "sites", " ");
    here.vehicles = list(row, "vehicles", " ");
    here.mission = text(row, "mission");
    const auto [known, isNew] = programme.milestones.emplace(here.id, programme.imported.milestones.size());
    if (isNew) {
        const auto name = [&](const char* what, const char* column, const std::vector<std::string>& ids) {
            if (const Cell* found = cell(row, column))
                for (const std::string& id : ids)
                    named_.push_back({what, id, *found->field});
        };
        name("milestone", "after", here.after);
        name("site", "sites", here.sites);
        name("vehicle", "vehicles", here.vehicles);
        name("mission", "mission", {here.mission});
        programme.imported.milestones.push_back(std::move(here));
        return programme.imported.milestones.back();
    }
    Imported::Milestone& before = programme.imported.milestones[known->second];
    agree(row, "title", here.title.byLanguage, before.title.byLanguage);
    agree(row, "short", here.shortTitle, before.shortTitle);
    agree(row, "lane", here.lane, before.lane);
    agree(row, "weight", here.weight, before.weight);
    agree(row, "after", here.after, before.after);
    agree(row, "sites", here.sites, before.sites);
    agree(row, "vehicles", here.vehicles, before.vehicles);
    agree(row, "mission", here.mission, before.mission);
    return before;
}

std::vector<std::string> History::sourcesOf(const Row& row, Programme& programme) {
    std::vector<std::string> ids = list(row, "sources", " ");
    const std::vector<std::string> titles = list(row, "source_titles", "\n\r"),
                                   publishers = list(row, "source_publishers", "\n\r"),
                                   dates = list(row, "source_dates", "\n\r"),
                                   urls = list(row, "source_urls", "\n\r");
    for (const auto* other : {&titles, &publishers, &dates, &urls})
        if (other->size() != ids.size()) {
            const Cell* at = cell(row, "sources");
            findings_.error({file_, at ? at->line : row.line, at ? at->column : 1},
                            fmt::format("{} sources, and {} lines in a column that tells of them", ids.size(),
                                        other->size()),
                            "write a line for each, with 'none' where there is no date or address");
            return {};
        }
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const auto orNothing = [](const std::string& text) {
            return text == kNoEntry ? std::string() : text;
        };
        const Imported::Source made{ids[i], titles[i], publishers[i], orNothing(dates[i]),
                                    orNothing(urls[i])};
        auto& sources = programme.imported.sources;
        const auto [known, isNew] = programme.sourceAt.emplace(made.id, sources.size());
        if (isNew) {
            if (const Cell* at = cell(row, "sources"))
                checkId(findings_, {file_, at->line, at->column}, made.id);
            sources.push_back(made);
            continue;
        }
        const Imported::Source& before = sources[known->second];
        agree(row, "source_titles", made.title, before.title);
        agree(row, "source_publishers", made.publisher, before.publisher);
        agree(row, "source_dates", made.date, before.date);
        agree(row, "source_urls", made.url, before.url);
    }
    return ids;
}

void History::take(const Row& row) {
    if (const Cell* form = cell(row, "perilune")) {
        account_.take(*form->field);
        const auto& earlier = kEarlierForms;
        if (form->text != kHistoryForm &&
            std::find(std::begin(earlier), std::end(earlier), form->text) == std::end(earlier)) {
            findings_.error(
                {file_, form->line, form->column},
                fmt::format("{} is another form than {}", base::inQuotes(form->text), kHistoryForm),
                "write it anew with 'perilune list --csv=history'");
            return;
        }
    }
    const std::string what = text(row, "what");
    if (what.empty() || what == "announcement")
        takeAnnouncement(row);
    else
        takeThing(row, what);
}

void History::takeAnnouncement(const Row& row) {
    Programme& programme = programmeOf(row);
    Imported::Milestone& milestone = milestoneOf(row, programme);
    Imported::Entry entry;
    entry.announced = text(row, "announced");
    entry.kind = text(row, "kind");
    entry.target = text(row, "target");
    entry.actual = text(row, "actual");
    entry.status = text(row, "status");
    entry.supersededBy = text(row, "superseded_by");
    if (const Cell* other = cell(row, "superseded_by"))
        named_.push_back({"milestone", entry.supersededBy, *other->field});
    entry.by = text(row, "by");
    takePeople(row, entry);
    entry.because = list(row, "because", " ");
    if (const Cell* because = cell(row, "because"))
        for (const std::string& cause : entry.because)
            named_.push_back({"milestone", cause, *because->field});
    entry.words = text(row, "words");
    entry.confidence = text(row, "confidence");
    entry.sources = sourcesOf(row, programme);
    milestone.history.push_back(std::move(entry));
}

void History::takePeople(const Row& row, Imported::Entry& entry) {
    entry.person = text(row, "person");
    entry.office = text(row, "office");
    for (const char* column : {"person", "office"})
        if (const Cell* found = cell(row, column))
            named_.push_back({"person", entry.person, *found->field});
    const auto found = columns_.find("crew");
    if (found == columns_.end())
        return;
    // English first, whichever column stands first: it says who they are.
    auto columns = found->second;
    std::stable_partition(columns.begin(), columns.end(), [](const auto& c) { return c.first == "en"; });
    for (const auto& [language, i] : columns) {
        const Cell& at = row.cells[i];
        if (!at.field)
            continue;
        if (!isLanguage(language)) {
            account_.leaveOut(*at.field, "no code of a language stands behind the colon",
                              "write it as crew:ru");
            continue;
        }
        account_.take(*at.field);
        for (const std::string& line : partsOf(unguarded(at.text), "\n\r")) {
            const std::size_t blank = std::min(line.find(' '), line.size());
            const std::string person = line.substr(0, blank),
                              role = line.substr(std::min(blank + 1, line.size()));
            auto member = std::find_if(entry.crew.begin(), entry.crew.end(),
                                       [&](const CrewMember& one) { return one.person == person; });
            if (member == entry.crew.end() && language != "en") {
                account_.leaveOut(
                    *at.field,
                    fmt::format("{} stands in no line of the column 'crew'", base::inQuotes(person)),
                    "write a line 'ID ROLE' for each member of the crew there");
                continue;
            }
            if (member == entry.crew.end())
                member = entry.crew.insert(member, {person, {}});
            member->role.byLanguage[language] = role;
            if (language == "en")
                named_.push_back({"person", person, *at.field});
        }
    }
}

void History::dropStrangers() {
    std::map<std::string_view, std::set<std::string, std::less<>>> here;
    const auto add = [&](const char* what, const std::vector<Imported::Thing>& things) {
        for (const Imported::Thing& thing : things)
            here[what].insert(thing.id);
    };
    for (const Programme& programme : programmes_) {
        for (const Imported::Milestone& milestone : programme.imported.milestones)
            here["milestone"].insert(milestone.id);
        add("site", programme.imported.sites);
    }
    add("person", common_.imported.people);
    add("vehicle", common_.imported.vehicles);
    add("mission", common_.imported.missions);
    for (const Named& named : named_)
        if (!here[named.what].contains(named.id))
            account_.leaveOut(named.field, fmt::format("names a {} that stands in no line", named.what),
                              "put its lines into the table");
    const auto drop = [&](const char* what, std::vector<std::string>& ids) {
        std::erase_if(ids, [&](const std::string& id) { return !here[what].contains(id); });
    };
    for (Programme& programme : programmes_)
        for (Imported::Milestone& milestone : programme.imported.milestones) {
            drop("milestone", milestone.after);
            drop("site", milestone.sites);
            drop("vehicle", milestone.vehicles);
            if (!here["mission"].contains(milestone.mission))
                milestone.mission.clear();
            for (Imported::Entry& entry : milestone.history) {
                drop("milestone", entry.because);
                if (!here["milestone"].contains(entry.supersededBy))
                    entry.supersededBy.clear();
                if (!here["person"].contains(entry.person))
                    entry.person.clear(), entry.office.clear();
                std::erase_if(entry.crew, [&](const CrewMember& member) {
                    return !here["person"].contains(member.person);
                });
            }
        }
}

std::vector<Imported> History::read() {
    for (const char* column : {"programme", "programme_title", "mark", "colour", "lane", "lane_title", "id",
                               "title", "announced", "kind", "status", "confidence"})
        if (!columns_.contains(column))
            findings_.error({file_, table_.header[0].line, 1},
                            fmt::format("the history has no column '{}'", column),
                            "write it anew with 'perilune list --csv=history'");
    if (findings_.hasErrors())
        return {};
    for (const Row& row : table_.rows)
        take(row);
    dropStrangers();
    joinCommon();
    std::vector<Imported> timelines;
    for (Programme& programme : programmes_) {
        std::stable_sort(programme.lanes.begin(), programme.lanes.end(),
                         [](const LaneOfTable& a, const LaneOfTable& b) { return a.number < b.number; });
        for (LaneOfTable& lane : programme.lanes)
            programme.imported.lanes.push_back(std::move(lane.lane));
        timelines.push_back(std::move(programme.imported));
    }
    return timelines;
}

} // namespace perilune::timeline
