#include "timeline/timeline.h"

#include "timeline/ask/known_index.h"

#include <algorithm>

namespace perilune::timeline {

const std::string* LocalizedText::given(std::string_view language) const {
    auto found = byLanguage.find(language);
    if (found == byLanguage.end())
        found = byLanguage.find(language.substr(0, language.find('-')));
    return found == byLanguage.end() ? nullptr : &found->second;
}

const std::string& LocalizedText::in(std::string_view language) const {
    static const std::string none;
    const std::string* text = given(language);
    if (!text)
        text = given("en");
    return text ? *text : none;
}

namespace {

using Index = std::unordered_map<std::string, std::size_t>;

template <class T> Index indexOf(const std::vector<T>& items) {
    Index index;
    index.reserve(items.size());
    for (std::size_t i = 0; i < items.size(); ++i)
        index.emplace(items[i].id, i);
    return index;
}

template <class T> const T* itemOf(const std::vector<T>& items, const Index& index, std::string_view id) {
    const auto found = index.find(std::string(id));
    return found == index.end() ? nullptr : &items[found->second];
}

} // namespace

const Programme* Timeline::programme(std::string_view id) const {
    return itemOf(programmes, programmes_, id);
}
const Source* Timeline::source(std::string_view id) const {
    return itemOf(sources, sources_, id);
}
const Site* Timeline::site(std::string_view id) const {
    return itemOf(sites, sites_, id);
}
const Milestone* Timeline::milestone(std::string_view id) const {
    return itemOf(milestones, milestones_, id);
}

const Vehicle* Timeline::vehicle(std::string_view id) const {
    return itemOf(vehicles, vehicles_, id);
}
const Mission* Timeline::mission(std::string_view id) const {
    return itemOf(missions, missions_, id);
}
const Bloc* Timeline::bloc(std::string_view id) const {
    return itemOf(blocs, blocs_, id);
}
const Partner* Timeline::partner(std::string_view id) const {
    return itemOf(partners, partners_, id);
}

const Person* Timeline::person(std::string_view id) const {
    return itemOf(people, people_, id);
}

Timeline::Timeline(const Timeline& other) {
    *this = other;
}

Timeline& Timeline::operator=(const Timeline& other) {
    if (this == &other)
        return *this;
    programmes = other.programmes;
    sources = other.sources;
    sites = other.sites;
    milestones = other.milestones;
    vehicles = other.vehicles;
    missions = other.missions;
    blocs = other.blocs;
    partners = other.partners;
    amendments = other.amendments;
    over = other.over;
    people = other.people;
    evidence = other.evidence;
    buildIndex();
    return *this;
}

KnownDay Timeline::latestKnown() const {
    return latest_;
}

void Timeline::buildIndex() {
    programmes_ = indexOf(programmes);
    sources_ = indexOf(sources);
    sites_ = indexOf(sites);
    milestones_ = indexOf(milestones);
    vehicles_ = indexOf(vehicles);
    missions_ = indexOf(missions);
    blocs_ = indexOf(blocs);
    partners_ = indexOf(partners);
    people_ = indexOf(people);
    known_ = std::make_shared<const KnownIndex>(milestones);
    std::optional<KnownDay> latest; // which may lie before the first day of the clock
    const auto take = [&latest](KnownDay day) { latest = latest ? std::max(*latest, day) : day; };
    for (const Milestone& milestone : milestones)
        for (const Announcement& announcement : milestone.history)
            take(announcement.knownFrom());
    for (const Site& site : sites) {
        if (site.announced)
            take(KnownDay{site.announced->lastDay()});
        for (const SiteAnnouncement& said : site.history)
            take(said.knownFrom());
    }
    for (const Partner& partner : partners) {
        take(partner.joinedFrom());
        if (const auto left = partner.leftFrom())
            take(*left);
    }
    latest_ = latest.value_or(KnownDay{});
}

} // namespace perilune::timeline
