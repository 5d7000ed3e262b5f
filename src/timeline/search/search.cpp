#include "timeline/search/search.h"

#include "timeline/search/search_needle.h"

#include <algorithm>

namespace perilune::timeline {

const char* nameOf(Found kind) {
    static constexpr const char* kNames[] = {"programme", "bloc", "mission", "milestone", "person",
                                             "vehicle",   "site", "partner", "source",    "place"};
    return kNames[static_cast<std::size_t>(kind)];
}

SearchIndex::SearchIndex(const Timeline& timeline, std::vector<NamedPlace> places)
    : places_(std::move(places)) {
    for (const Programme& programme : timeline.programmes)
        add(Found::Programme, programme.id, programme.title);
    for (const Bloc& bloc : timeline.blocs)
        add(Found::Bloc, bloc.id, bloc.title);
    for (const Mission& mission : timeline.missions) {
        add(Found::Mission, mission.id, mission.title);
        field(Part::Words, mission.note, mission.title.english(), "en");
    }
    for (const Milestone& milestone : timeline.milestones) {
        add(Found::Milestone, milestone.id, milestone.title);
        const std::string& title = milestone.title.english();
        if (milestone.shortTitle != title)
            field(Part::Title, milestone.shortTitle, milestone.shortTitle, "en");
        for (const Announcement& said : milestone.history)
            field(Part::Words, said.words, title, "en");
    }
    for (const Person& person : timeline.people) {
        add(Found::Person, person.id, person.name);
        const std::string& name = person.name.english();
        for (const std::string& spelling : person.also)
            field(Part::Title, spelling, name, "en");
        for (const Office& office : person.offices) {
            field(Part::Words, office.title.english() + " of " + office.organisation.english(), name, "en");
            for (const auto& [language, organisation] : office.organisation.byLanguage)
                if (language != "en")
                    field(Part::Words, organisation + " " + office.title.in(language), name, "en");
        }
        field(Part::Words, person.note, name, "en");
    }
    for (const Vehicle& vehicle : timeline.vehicles) {
        add(Found::Vehicle, vehicle.id, vehicle.title);
        field(Part::Words, vehicle.note, vehicle.title.english(), "en");
    }
    for (const Site& site : timeline.sites) {
        add(Found::Site, site.id, site.title);
        field(Part::Words, site.note, site.title.english(), "en");
    }
    for (const Partner& partner : timeline.partners) {
        add(Found::Partner, partner.id, partner.title);
        field(Part::Words, partner.note, partner.title.english(), "en");
    }
    for (const Source& source : timeline.sources) {
        items_.push_back({Found::Source, source.id, source.title, {}});
        field(Part::Words, source.title, source.title, "en");
        field(Part::Words, source.publisher, source.title, "en");
    }
    for (const NamedPlace& place : places_) {
        items_.push_back({Found::Place, place.name, place.name, place.kind});
        field(Part::Title, place.name, place.name, "en");
    }
    text_.close();
}

void SearchIndex::add(Found kind, std::string_view id, const LocalizedText& title) {
    items_.push_back({kind, id, title.english(), {}});
    for (const auto& [language, text] : title.byLanguage)
        field(Part::Title, text, text, language);
    field(Part::Id, id, title.english(), "en");
}

void SearchIndex::field(Part part, std::string_view text, std::string_view title, std::string_view language) {
    if (text_.add(part, static_cast<std::uint32_t>(items_.size() - 1), text))
        labels_.push_back({title, language});
}

std::vector<Hit> SearchIndex::find(std::string_view query, std::size_t most) const {
    constexpr std::size_t kLongestQuery = 400;
    constexpr std::size_t kMostWords = 12;
    constexpr int kApart = 5; ///< words that do not stand in one piece are worth so much less
    const std::string wanted = folded(query.substr(0, kLongestQuery));
    if (wanted.empty() || most == 0)
        return {};
    SearchNeedle together(text_, items_.size(), wanted);
    std::vector<SearchNeedle> words;
    for (std::size_t from = 0; from < wanted.size() && words.size() < kMostWords;) {
        const std::size_t to = std::min(wanted.find(' ', from), wanted.size());
        if (from == 0 && to == wanted.size())
            break; // one word
        words.emplace_back(text_, items_.size(), std::string_view(wanted).substr(from, to - from));
        from = to + 1;
    }
    struct Ranked {
        std::uint32_t item = 0, at = 0;
        int rank = 0;
    };
    std::vector<Ranked> found; // best first
    std::vector<bool> isFound(items_.size());
    std::vector<std::uint8_t> wordsFound(words.empty() ? 0 : items_.size());
    // From the best rank down, and no further than it takes: the worse, the more there are.
    for (int rank = SearchNeedle::kBest; rank > 0 && found.size() < most; rank -= SearchNeedle::kStep) {
        const std::size_t before = found.size();
        const auto take = [&](std::uint32_t item, std::uint32_t at) {
            if (!isFound[item])
                found.push_back({item, at, rank});
            isFound[item] = true;
        };
        for (const std::uint32_t item : together.reach(rank))
            take(item, together.at(item));
        for (SearchNeedle& word : words)
            for (const std::uint32_t item : word.reach(rank + kApart))
                if (++wordsFound[item] == words.size())
                    take(item, words.front().at(item));
        // Programmes' own names stand before those of the ground.
        std::partial_sort(found.begin() + static_cast<std::ptrdiff_t>(before),
                          found.begin() + static_cast<std::ptrdiff_t>(std::min(most, found.size())),
                          found.end(), [](const Ranked& a, const Ranked& b) { return a.item < b.item; });
    }
    found.resize(std::min(most, found.size()));
    std::vector<Hit> hits;
    hits.reserve(found.size());
    for (const Ranked& one : found) {
        const Item& item = items_[one.item];
        const std::size_t field = text_.fieldAt(one.at);
        hits.push_back({item.kind, item.id,
                        text_.partOf(field) == Part::Title ? labels_[field].title : item.title,
                        labels_[field].language, item.detail, one.rank});
    }
    return hits;
}

} // namespace perilune::timeline
