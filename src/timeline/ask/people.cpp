#include "timeline/ask/people.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

namespace perilune::timeline {

const Office* officeOf(const Person& person, const Announcement& said) {
    if (said.office == kNoOffice)
        return nullptr;
    for (const Office& office : person.offices)
        if (mayBeHeld(office, said.announced) &&
            (said.office.empty() || office.title.english() == said.office))
            return &office;
    return nullptr;
}

std::string inWords(const Office& office, std::string_view language) {
    const std::string &title = office.title.in(language), &where = office.organisation.in(language);
    const bool english = &title == &office.title.english();
    return title + (english ? " of " : ", ") + where;
}

std::string speakerOf(const Timeline& timeline, const Announcement& said, std::string_view language) {
    const Person* person = timeline.person(said.person);
    if (!person)
        return said.by;
    const Office* office = officeOf(*person, said);
    return office ? person->name.in(language) + ", " + inWords(*office, language) : person->name.in(language);
}

namespace {

/// The last word on the crew in one history.
const Announcement* lastCrew(const Milestone& milestone, KnownDay known) {
    const Announcement* last = nullptr;
    for (const Announcement& said : milestone.history) {
        if (said.knownFrom() > known)
            break;
        if (!said.crew.empty())
            last = &said;
    }
    return last;
}

} // namespace

CrewKnown crewOf(const Timeline& timeline, const Milestone& milestone, KnownDay known) {
    CrewKnown crew{&milestone, lastCrew(milestone, known)};
    if (milestone.mission.empty())
        return crew;
    for (const Milestone& other : timeline.milestones) {
        if (other.mission != milestone.mission)
            continue;
        const Announcement* said = lastCrew(other, known);
        if (said && (!crew.said || said->knownFrom() > crew.said->knownFrom()))
            crew = {&other, said};
    }
    return crew;
}

std::vector<Held> officesHeld(const Timeline& timeline, const base::Day* on) {
    std::vector<Held> held;
    for (const Person& person : timeline.people)
        for (const Office& office : person.offices)
            if (!on || (office.from.firstDay() <= *on && (!office.until || *on <= office.until->lastDay())))
                held.push_back({&person, &office});
    std::stable_sort(held.begin(), held.end(), [](const Held& a, const Held& b) {
        const auto key = [](const Held& h) {
            return std::tuple(h.office->organisation.english(), h.office->from.firstDay());
        };
        return key(a) < key(b);
    });
    return held;
}

std::vector<Flies> crewsKnown(const Timeline& timeline, KnownDay known) {
    std::vector<Flies> flies;
    std::set<std::string_view> told; // missions
    for (const Milestone& milestone : timeline.milestones) {
        if (!lastCrew(milestone, known) ||
            (!milestone.mission.empty() && !told.insert(milestone.mission).second))
            continue;
        const CrewKnown crew = crewOf(timeline, milestone, known);
        for (const CrewMember& member : crew.said->crew)
            if (const Person* person = timeline.person(member.person))
                flies.push_back({person, &member, crew.milestone, crew.said});
    }
    return flies;
}

std::vector<const Milestone*> milestonesOf(const Timeline& timeline, std::string_view person,
                                           KnownDay known) {
    std::vector<std::pair<KnownDay, const Milestone*>> found;
    for (const Milestone& milestone : timeline.milestones) {
        const Announcement* last = nullptr;
        for (const Announcement& said : milestone.history) {
            const auto flies = [&](const CrewMember& member) { return member.person == person; };
            if (said.knownFrom() <= known &&
                (said.person == person || std::any_of(said.crew.begin(), said.crew.end(), flies)))
                last = &said;
        }
        if (last)
            found.emplace_back(last->knownFrom(), &milestone);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<const Milestone*> milestones;
    for (const auto& [day, milestone] : found)
        milestones.push_back(milestone);
    return milestones;
}

} // namespace perilune::timeline
