#pragma once

#include "timeline/people.h"

#include <string>
#include <string_view>
#include <vector>

namespace perilune::timeline {

/// The office in which an announcement was made: the one that it cites, else the first that its person held
/// then; nullptr: none.
const Office* officeOf(const Person& person, const Announcement& said);
/// "Administrator of NASA"; in other languages the two side by side.
std::string inWords(const Office& office, std::string_view language = "en");
/// "Bill Nelson, Administrator of NASA"; what stands under `by` where no person is named.
std::string speakerOf(const Timeline& timeline, const Announcement& said, std::string_view language = "en");

/// Who is to fly, and the announcement that says so.
struct CrewKnown {
    const Milestone* milestone = nullptr; ///< of which it was said
    const Announcement* said = nullptr;   ///< nullptr: nobody was named
};
/// The last word by a day on who flies in a milestone, or in another one of its mission.
CrewKnown crewOf(const Timeline& timeline, const Milestone& milestone, KnownDay known);

/// An office that was held, and by whom.
struct Held {
    const Person* person = nullptr;
    const Office* office = nullptr;
};
/// All offices, or those that may have been held on a day; by organisation, in order of time.
std::vector<Held> officesHeld(const Timeline& timeline, const base::Day* on = nullptr);

/// A place in a crew, by the last word of a milestone that was known on a day.
struct Flies {
    const Person* person = nullptr;
    const CrewMember* member = nullptr;
    const Milestone* milestone = nullptr;
    const Announcement* said = nullptr;
};
/// Once for each mission, or milestone without one.
std::vector<Flies> crewsKnown(const Timeline& timeline, KnownDay known);

/// What a person said or flies in, by a day, the latest last; empty: nothing was known.
std::vector<const Milestone*> milestonesOf(const Timeline& timeline, std::string_view person, KnownDay known);

} // namespace perilune::timeline
