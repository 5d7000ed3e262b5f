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
using timeline::Withdrawn;

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
    if (std::string period = periodInWords(row); !period.empty())
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

using Announcements = std::vector<const Announcement*>;
using Withdrawals = std::vector<const Withdrawn*>;

std::vector<std::string> sourceLines(const Announcements& said, const Withdrawals& withdrawn,
                                     const timeline::Timeline& timeline) {
    std::vector<std::string> lines, ids;
    const auto tell = [&](const std::vector<std::string>& sources) {
        for (const std::string& id : sources) {
            if (std::find(ids.begin(), ids.end(), id) != ids.end())
                continue;
            ids.push_back(id);
            if (const timeline::Source* source = timeline.source(id))
                lines.push_back(sourceInWords(*source));
        }
    };
    for (const Announcement* announcement : said)
        tell(announcement->sources);
    for (const Withdrawn* one : withdrawn)
        tell(one->sources);
    const bool unsourced =
        std::any_of(said.begin(), said.end(), [](const Announcement* a) { return a->sources.empty(); });
    if (unsourced)
        lines.push_back(lines.empty() ? "no source was read: unverified"
                                      : "rows without a source: unverified");
    return lines;
}

// Who has added to what the card tells, or corrected it, in files that lie over the record.
std::string amendedBy(const timeline::Milestone& milestone, const Announcements& said,
                      const Withdrawals& withdrawn, const timeline::Timeline& timeline) {
    std::vector<std::string> names;
    const auto add = [&names](const std::string& name) {
        if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(name);
    };
    for (const Announcement* announcement : said)
        add(announcement->amendedBy);
    for (const Withdrawn* one : withdrawn)
        add(one->by);
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

/// What made it so, as a source says.
void addCauses(const Announcement& said, const Basis& basis, Card& card) {
    for (const timeline::Cause& cause : timeline::causesOf(basis.timeline, said))
        if (cause.depth == 0)
            card.causes.push_back({cause.milestone->id, shortWords(said.announced), said.announced.edtf,
                                   basis.titleOf(cause.milestone->title),
                                   cause.said ? shortWords(cause.said->announced) : std::string(),
                                   said.confidence});
}

/// What was known of the history with a cause, the latest first.
Announcements causedOf(const timeline::Milestone& milestone, const Basis& basis) {
    Announcements caused;
    for (auto said = milestone.history.rbegin(); said != milestone.history.rend(); ++said)
        if (said->knownFrom() <= basis.known() && !said->because.empty())
            caused.push_back(&*said);
    return caused;
}

/// What the card is to tell of, where a day is chosen: of what was said, or withdrawn of what was said, the
/// last by that day, and all that became known with it.
struct ToldHere {
    std::optional<timeline::KnownDay> day;
    const Announcement* said = nullptr; ///< the last of that day; null where all of it is withdrawn
    Withdrawals withdrawn;              ///< of that day
};

ToldHere toldOf(const timeline::Milestone& milestone, const Withdrawals& withdrawn, const Basis& basis) {
    ToldHere told;
    if (!basis.moment.said)
        return told;
    std::optional<timeline::KnownDay> first;
    const auto look = [&](timeline::KnownDay day) {
        if (day > basis.known())
            return;
        first = std::min(first.value_or(day), day);
        if (day <= *basis.moment.said)
            told.day = std::max(told.day.value_or(day), day);
    };
    for (const Announcement& said : milestone.history)
        look(said.knownFrom());
    for (const Withdrawn* one : withdrawn)
        look(one->said.knownFrom());
    if (!told.day)
        told.day = first; // nothing had been said by then: the first word of all
    for (const Announcement& said : milestone.history)
        if (said.knownFrom() == told.day)
            told.said = &said;
    for (const Withdrawn* one : withdrawn)
        if (one->said.knownFrom() == told.day)
            told.withdrawn.push_back(one);
    return told;
}

void putInOrder(Announcements& telling, const Announcement* said) {
    if (std::find(telling.begin(), telling.end(), said) != telling.end())
        return;
    // Of one day, where it stands in the history.
    telling.insert(
        std::find_if(telling.begin(), telling.end(), [&](const Announcement* one) { return said < one; }),
        said);
}

CardRow rowOf(const Announcement& said, const Basis& basis) {
    CardRow line;
    line.announced = shortWords(said.announced);
    line.edtf = said.announced.edtf;
    line.target = targetInWords(said);
    line.by = timeline::speakerOf(basis.timeline, said, basis.moment.language);
    if (const timeline::Person* person = basis.timeline.person(said.person))
        line.byShort = basis.titleOf(person->name);
    line.actual = said.actual.has_value();
    line.projection = said.isProjection();
    line.confidence = said.confidence;
    return line;
}

/// All rows of the history; what is withdrawn stands before what was said on the same day.
void addRows(const Announcements& telling, const Withdrawals& withdrawn, const StandingMilestone& row,
             const ToldHere& told, const Basis& basis, Card& card) {
    auto next = withdrawn.begin();
    const auto addWithdrawn = [&](const Withdrawn& one) {
        CardRow line = rowOf(one.said, basis);
        line.struck = true;
        line.actual = false;
        line.withdrawnBy = one.by;
        line.told = !told.said && told.day == one.said.knownFrom();
        card.rows.push_back(std::move(line));
    };
    for (const Announcement* said : telling) {
        for (; next != withdrawn.end() && (*next)->said.knownFrom() <= said->knownFrom(); ++next)
            addWithdrawn(**next);
        CardRow line = rowOf(*said, basis);
        line.struck = isReplaced(*said, *row.known);
        line.promised = said == row.promised;
        line.told = said == told.said;
        line.caused = !said->because.empty();
        card.rows.push_back(std::move(line));
    }
    for (; next != withdrawn.end(); ++next)
        addWithdrawn(**next);
}

/// The words of what is told, and of what of that day is withdrawn who says so and why.
void addWords(const Announcement* said, const Withdrawals& withdrawn, const Basis& basis, Card& card) {
    if (said) {
        const std::string by = timeline::speakerOf(basis.timeline, *said, basis.moment.language);
        card.words = said->words;
        card.wordsBy = (by.empty() ? "" : by + ", ") + timeline::inWords(said->announced);
        card.confidence = said->confidence;
    } else {
        card.wordsBy = timeline::inWords(withdrawn.front()->said.announced);
        card.confidence = withdrawn.front()->said.confidence;
    }
    for (const Withdrawn* one : withdrawn)
        card.words += fmt::format("{}Withdrawn by {}: {}", card.words.empty() ? "" : " ", one->by, one->why);
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

    Withdrawals withdrawn;
    for (const Withdrawn& one : milestone.withdrawn)
        if (one.said.knownFrom() <= basis.known())
            withdrawn.push_back(&one);
    const ToldHere told = toldOf(milestone, withdrawn, basis);
    const Announcements caused = causedOf(milestone, basis);
    Announcements telling = tellingAnnouncements(known, basis.known());
    for (const Announcement* said : caused) // each cause has a row from which one comes to it
        putInOrder(telling, said);
    if (told.said)
        putInOrder(telling, told.said);
    addRows(telling, withdrawn, *row, told, basis, card);
    addWords(told.day ? told.said : known.current, told.withdrawn, basis, card);
    const Announcement* crew = addCrew(milestone, basis, card);
    if (told.day && crew && crew->knownFrom() != told.day) { // that was another word
        card.crew.clear();
        card.crewSaid.clear();
    }
    if (told.day) { // whose sources are told is that day's word alone
        telling.clear();
        for (const Announcement* said : caused)
            if (said->knownFrom() == told.day)
                addCauses(*said, basis, card), telling.push_back(said);
        if (told.said)
            telling.insert(telling.begin(), told.said);
        card.sources = sourceLines(telling, told.withdrawn, basis.timeline);
        card.amendedBy = amendedBy(milestone, telling, told.withdrawn, basis.timeline);
    } else {
        for (const Announcement* said : {known.current, crew})
            if (said && std::find(telling.begin(), telling.end(), said) == telling.end())
                telling.push_back(said);
        for (const Announcement* said : caused)
            addCauses(*said, basis, card);
        card.sources = sourceLines(telling, withdrawn, basis.timeline);
        card.amendedBy = amendedBy(milestone, telling, withdrawn, basis.timeline);
    }
    card.sourcesOpen = basis.moment.layers.sources;
    return card;
}

} // namespace perilune::scene
