#include "scene/describe_parts.h"
#include "scene/where.h"
#include "scene/words.h"
#include "timeline/ask/causes.h"
#include "timeline/ask/people.h"
#include "timeline/read/parse.h"

#include <fmt/format.h>

#include <algorithm>

namespace perilune::scene {

using timeline::Announcement;
using timeline::KnownMilestone;
using timeline::Standing;
using timeline::StandingMilestone;
using timeline::Status;
using timeline::Window;

namespace {

bool sameTarget(const Announcement& a, const Announcement& b) {
    if (a.target.has_value() != b.target.has_value())
        return false;
    return !a.target || a.target->edtf == b.target->edtf;
}

bool isEnd(Status status) {
    return status == Status::Paused || status == Status::Cancelled || status == Status::Superseded ||
           status == Status::Failed;
}

// An announcement gets a row where it says something new: a date, an end, or the first word of all.
bool saysNew(const Announcement& said, const Announcement* before) {
    if (said.isProjection())
        return said.target.has_value();
    if (said.actual)
        return true;
    if (!before)
        return true;
    if (isEnd(said.status) && said.status != before->status)
        return true;
    return said.target && !sameTarget(said, *before);
}

std::string targetInWords(const Announcement& said) {
    if (said.actual)
        return timeline::inWords(said.actual->when);
    if (said.target)
        return timeline::inWords(*said.target);
    return isEnd(said.status) ? timeline::inWords(said.status) : "no date";
}

// A promise is struck where a later word moved or withdrew it, or where it happened on a day outside.
bool isReplaced(const Announcement& said, const KnownMilestone& known) {
    if (said.isProjection() || said.actual || !said.target)
        return false;
    if (known.actualFrom)
        return !said.target->contains(base::dayOf(known.actualFrom->actual->instant));
    return !known.targetFrom || !sameTarget(said, *known.targetFrom);
}

std::vector<const Announcement*> tellingAnnouncements(const KnownMilestone& known, timeline::KnownDay day) {
    std::vector<const Announcement*> telling;
    const Announcement* before = nullptr; // the last that set the target or the status
    for (const Announcement& said : known.milestone->history) {
        if (day < said.knownFrom())
            break;
        if (saysNew(said, before))
            telling.push_back(&said);
        if (!said.isProjection() && (said.target || !before || isEnd(said.status)))
            before = &said;
    }
    return telling;
}

// ", about 3 y 3 m later than once promised (2024 to Q1 2028)".
std::string laterThanPromised(const StandingMilestone& row) {
    if (!row.slipDays)
        return {};
    const Window& promised = *row.promised->target;
    const bool kept = promised.contains(row.stands->anchor());
    if (row.known->actualFrom && kept)
        return ", as promised";
    if (kept || *row.slipDays <= 0)
        return {};
    return fmt::format(", {} later than once promised ({} to {})",
                       timeline::moveInWords(promised, *row.stands), shortWords(promised),
                       shortWords(*row.stands));
}

std::string standingInWords(const StandingMilestone& row) {
    const bool happened = row.known->actualFrom;
    const std::string when = row.isDated() ? " " + timeline::inWords(*row.stands) : std::string();
    const std::string since = " " + timeline::inWords(row.known->current->announced);
    const std::string later = laterThanPromised(row);
    if (const std::string period = periodInWords(row); !period.empty())
        return period;
    switch (row.standing) {
    case Standing::Done:
        return "done" + when + later;
    case Standing::Partly:
        return "done in part" + when + later;
    case Standing::Failed:
        return "failed" + when;
    case Standing::Paused:
        return "paused since" + since;
    case Standing::Cancelled:
        return "cancelled" + since;
    case Standing::Superseded:
        return "replaced by another plan" + since;
    case Standing::Undated:
        return "no date set";
    case Standing::Due:
        return happened ? "under way since" + when + later : "due now" + later;
    case Standing::Overdue:
        return "overdue" + later;
    case Standing::Upcoming:
        break;
    }
    return (happened ? "still to come" : "upcoming") + later;
}

std::vector<std::string> sourceLines(const std::vector<const Announcement*>& said,
                                     const timeline::Timeline& timeline) {
    std::vector<std::string> lines, ids;
    for (const Announcement* announcement : said)
        for (const std::string& id : announcement->sources) {
            if (std::find(ids.begin(), ids.end(), id) != ids.end())
                continue;
            ids.push_back(id);
            if (const timeline::Source* source = timeline.source(id))
                lines.push_back(sourceInWords(*source));
        }
    const bool unsourced =
        std::any_of(said.begin(), said.end(), [](const Announcement* a) { return a->sources.empty(); });
    if (unsourced)
        lines.push_back(lines.empty() ? "no source was read: unverified"
                                      : "rows without a source: unverified");
    return lines;
}

// Who has added to what the card tells, or corrected it, in files that lie over the record.
std::string amendedBy(const timeline::Milestone& milestone, const std::vector<const Announcement*>& said,
                      const timeline::Timeline& timeline) {
    std::vector<std::string> names;
    const auto add = [&names](const std::string& name) {
        if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(name);
    };
    for (const Announcement* announcement : said)
        add(announcement->amendedBy);
    const auto isTold = [&](const timeline::Amendment& one) {
        if (one.what == "milestone")
            return one.id == milestone.id && !one.ofHistoryAlone;
        return one.what == "source" &&
               std::any_of(said.begin(), said.end(), [&](const Announcement* announcement) {
                   const auto& ids = announcement->sources;
                   return std::find(ids.begin(), ids.end(), one.id) != ids.end();
               });
    };
    for (const timeline::Amendment& one : timeline.amendments)
        if (isTold(one))
            add(one.by);
    return fmt::format("{}", fmt::join(names, ", "));
}

// "Artemis · Mons Mouton": the programme and the places known by then, by name where they are few.
std::string subtitleOf(const timeline::Milestone& milestone, const Basis& basis) {
    const timeline::Programme* programme = basis.timeline.programme(milestone.programme);
    std::string subtitle = programme ? basis.titleOf(programme->title) : milestone.programme;
    std::vector<std::string> places;
    for (const std::string& id : milestone.sites)
        if (const timeline::Site* site = basis.timeline.site(id); site && isKnown(*site, basis.known()))
            places.push_back(basis.titleOf(site->title));
    if (places.empty())
        return subtitle;
    return places.size() > 2 ? fmt::format("{} · {} sites", subtitle, places.size())
                             : fmt::format("{} · {}", subtitle, fmt::join(places, ", "));
}

/// Who flies, as it was known; gives the announcement that says so.
const Announcement* addCrew(const timeline::Milestone& milestone, const Basis& basis, Card& card) {
    const timeline::CrewKnown crew = timeline::crewOf(basis.timeline, milestone, basis.known());
    if (!crew.said)
        return nullptr;
    for (const timeline::CrewMember& member : crew.said->crew) {
        const timeline::Person* person = basis.timeline.person(member.person);
        card.crew.push_back({member.person, person ? basis.titleOf(person->name) : member.person,
                             basis.titleOf(member.role)});
    }
    card.crewSaid = shortWords(crew.said->announced);
    return crew.said;
}

/// What caused the words of the history, the latest first; adds those words to the ones whose sources are
/// told.
void addCauses(const KnownMilestone& known, const Basis& basis, Card& card,
               std::vector<const Announcement*>& telling) {
    const auto& history = known.milestone->history;
    for (auto said = history.rbegin(); said != history.rend(); ++said) {
        if (said->knownFrom() > basis.known() || said->because.empty())
            continue;
        for (const timeline::Cause& cause : timeline::causesOf(basis.timeline, *said))
            if (cause.depth == 0)
                card.causes.push_back(
                    {cause.milestone->id, shortWords(said->announced), basis.titleOf(cause.milestone->title),
                     cause.said ? shortWords(cause.said->announced) : std::string(), said->confidence});
        if (std::find(telling.begin(), telling.end(), &*said) == telling.end())
            telling.push_back(&*said);
    }
}

} // namespace

std::optional<Card> cardOf(const Basis& basis) {
    const StandingMilestone* row = basis.rows.find(basis.moment.selected);
    if (!row)
        return std::nullopt;
    const KnownMilestone& known = *row->known;
    const timeline::Milestone& milestone = row->milestone();
    Card card;
    card.milestone = milestone.id;
    card.title = basis.titleOf(milestone.title);
    if (card.title != milestone.title.english())
        card.english = milestone.title.english();
    card.subtitle = subtitleOf(milestone, basis);
    if (const timeline::Programme* programme = basis.timeline.programme(milestone.programme)) {
        card.colour = programme->colour;
        card.mark = programme->mark;
    }
    card.standing = standingInWords(*row);

    std::vector<const Announcement*> telling = tellingAnnouncements(known, basis.known());
    for (const Announcement* said : telling) {
        CardRow line;
        line.announced = shortWords(said->announced);
        line.target = targetInWords(*said);
        line.by = timeline::speakerOf(basis.timeline, *said, basis.moment.language);
        if (const timeline::Person* person = basis.timeline.person(said->person))
            line.byShort = basis.titleOf(person->name);
        line.struck = isReplaced(*said, known);
        line.actual = said->actual.has_value();
        line.projection = said->isProjection();
        line.promised = said == row->promised;
        line.confidence = said->confidence;
        card.rows.push_back(std::move(line));
    }
    const Announcement& current = *known.current;
    card.words = current.words;
    const std::string by = timeline::speakerOf(basis.timeline, current, basis.moment.language);
    card.wordsBy = (by.empty() ? "" : by + ", ") + timeline::inWords(current.announced);
    card.confidence = current.confidence;
    for (const Announcement* said : {&current, addCrew(milestone, basis, card)})
        if (said && std::find(telling.begin(), telling.end(), said) == telling.end())
            telling.push_back(said);
    addCauses(known, basis, card, telling);
    card.sources = sourceLines(telling, basis.timeline);
    card.amendedBy = amendedBy(milestone, telling, basis.timeline);
    card.sourcesOpen = basis.moment.layers.sources;
    return card;
}

} // namespace perilune::scene
