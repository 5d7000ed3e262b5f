#include "timeline/languages.h"

#include <algorithm>
#include <set>

namespace perilune::timeline {

namespace {

struct OwnName {
    std::string_view code, name;
};
constexpr OwnName kOwnNames[] = {
    {"cs", "Čeština"},    {"da", "Dansk"},   {"de", "Deutsch"}, {"el", "Ελληνικά"},   {"en", "English"},
    {"es", "Español"},    {"et", "Eesti"},   {"fi", "Suomi"},   {"fr", "Français"},   {"hu", "Magyar"},
    {"it", "Italiano"},   {"ja", "日本語"},  {"ko", "한국어"},  {"lt", "Lietuvių"},   {"lv", "Latviešu"},
    {"nl", "Nederlands"}, {"no", "Norsk"},   {"pl", "Polski"},  {"pt", "Português"},  {"ro", "Română"},
    {"ru", "Русский"},    {"sv", "Svenska"}, {"tr", "Türkçe"},  {"uk", "Українська"}, {"vi", "Tiếng Việt"},
    {"zh", "中文"}};

template <class Visit> void eachTitle(const Timeline& timeline, Visit&& visit) {
    for (const Programme& programme : timeline.programmes) {
        visit(programme.title);
        for (const Lane& lane : programme.lanes)
            visit(lane.title);
    }
    const auto all = [&](const auto& items) {
        for (const auto& item : items)
            visit(item.title);
    };
    all(timeline.sites);
    all(timeline.milestones);
    all(timeline.vehicles);
    all(timeline.missions);
    all(timeline.blocs);
    all(timeline.partners);
    for (const Person& person : timeline.people) {
        visit(person.name);
        for (const Office& office : person.offices) {
            visit(office.title);
            visit(office.organisation);
        }
    }
    for (const Milestone& milestone : timeline.milestones)
        for (const Announcement& said : milestone.history)
            for (const CrewMember& member : said.crew)
                visit(member.role);
}

template <class Visit> void eachEnglishText(const Timeline& timeline, Visit&& visit) {
    for (const Source& source : timeline.sources) {
        visit(source.title);
        visit(source.publisher);
    }
    for (const Site& site : timeline.sites) {
        visit(site.note);
        for (const SiteAnnouncement& said : site.history) {
            visit(said.by);
            visit(said.words);
        }
    }
    for (const Milestone& milestone : timeline.milestones) {
        visit(milestone.shortTitle);
        for (const Announcement& said : milestone.history) {
            visit(said.by);
            visit(said.words);
        }
        for (const Withdrawn& one : milestone.withdrawn) {
            visit(one.by);
            visit(one.why);
        }
    }
    for (const Vehicle& vehicle : timeline.vehicles)
        visit(vehicle.note);
    for (const Mission& mission : timeline.missions)
        visit(mission.note);
    for (const Partner& partner : timeline.partners)
        visit(partner.note);
    for (const Person& person : timeline.people) {
        visit(person.note);
        for (const std::string& spelling : person.also)
            visit(spelling);
    }
}

} // namespace

bool isLanguage(std::string_view code) {
    const std::string_view primary = code.substr(0, code.find('-'));
    const bool lower =
        std::all_of(primary.begin(), primary.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    return lower && (primary.size() == 2 || primary.size() == 3) && code.size() <= 16;
}

std::vector<std::string> languagesOf(const Timeline& timeline) {
    std::set<std::string> found;
    eachTitle(timeline, [&](const LocalizedText& title) {
        for (const auto& [language, text] : title.byLanguage)
            found.insert(language);
    });
    found.erase("en");
    std::vector<std::string> languages{"en"};
    languages.insert(languages.end(), found.begin(), found.end());
    return languages;
}

std::string ownNameOf(std::string_view language) {
    const auto named = [](std::string_view code) -> std::string {
        const auto found = std::find_if(std::begin(kOwnNames), std::end(kOwnNames),
                                        [&](const OwnName& known) { return known.code == code; });
        return found == std::end(kOwnNames) ? std::string() : std::string(found->name);
    };
    const std::size_t dash = language.find('-');
    const std::string name = named(language.substr(0, dash));
    if (name.empty())
        return std::string(language);
    return dash == language.npos ? name : name + " (" + std::string(language.substr(dash + 1)) + ")";
}

base::Letters lettersOf(const Timeline& timeline, std::string_view language) {
    base::Letters letters;
    eachTitle(
        timeline,
        [&](const LocalizedText& title) {
            base::addLetters(letters, title.in(language));
            base::addLetters(letters, title.english());
        });
    eachEnglishText(timeline, [&](const std::string& text) { base::addLetters(letters, text); });
    return letters;
}

} // namespace perilune::timeline
