#include "timeline/search/said.h"

#include "timeline/search/search.h"

#include <algorithm>
#include <string>
#include <unordered_set>

namespace perilune::timeline {

namespace {

bool isPart(const std::string& wanted, std::string_view of) {
    return !wanted.empty() && folded(of).find(wanted) != std::string::npos;
}

bool isCalled(const Person& person, std::string_view who, const std::string& wanted) {
    if (person.id == who)
        return true;
    const auto& names = person.name.byLanguage;
    return std::any_of(names.begin(), names.end(), [&](const auto& n) { return isPart(wanted, n.second); }) ||
           std::any_of(person.also.begin(), person.also.end(),
                       [&](const std::string& name) { return isPart(wanted, name); });
}

} // namespace

std::vector<Saying> sayingsOf(const Timeline& timeline, std::string_view who, KnownDay known) {
    const std::string wanted = folded(who);
    std::unordered_set<std::string_view> people;
    for (const Person& person : timeline.people)
        if (isCalled(person, who, wanted))
            people.insert(person.id);
    std::vector<Saying> words;
    for (const Milestone& milestone : timeline.milestones)
        for (const Announcement& said : milestone.history)
            if (said.knownFrom() <= known && (people.contains(said.person) || isPart(wanted, said.by)))
                words.push_back({&milestone, &said});
    std::stable_sort(words.begin(), words.end(), [](const Saying& a, const Saying& b) {
        return a.said->knownFrom() < b.said->knownFrom();
    });
    return words;
}

} // namespace perilune::timeline
