#include "ui/find.h"

#include "scene/describe.h"
#include "scene/words.h"
#include "timeline/ask/people.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace perilune::ui {

using timeline::Found;
using timeline::Hit;
using timeline::KnownDay;
using timeline::Milestone;

namespace {

constexpr const char* kNotYet = "Not yet announced on that day; K shows it in hindsight";
/// So many hits are looked through for both groups.
constexpr std::size_t kLookedThrough = 300;
/// Rows that the second group keeps, as far as it has so many.
constexpr std::size_t kSecondGroup = 3;

const terrain::Feature* featureOf(const Hit& hit, const Dataset& data) {
    const terrain::Gazetteer* gazetteer = data.surface ? data.surface->gazetteer() : nullptr;
    if (!gazetteer)
        return nullptr;
    for (const terrain::Feature& feature : gazetteer->features())
        if (feature.name == hit.id && feature.kind == hit.detail)
            return &feature;
    return nullptr;
}

bool holds(const std::vector<std::string>& ids, std::string_view id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

bool names(const Milestone& milestone, std::string_view source, KnownDay by) {
    return std::any_of(
        milestone.history.begin(), milestone.history.end(),
        [&](const auto& said) { return said.knownFrom() <= by && holds(said.sources, source); });
}

/// A mission beside a milestone of its own with the very same title is a second row for one thing.
void dropTwins(std::vector<Hit>& hits, const timeline::Timeline& timeline) {
    std::set<std::pair<std::string_view, std::string_view>> told; // mission and title of milestones
    for (const Hit& hit : hits)
        if (const auto* milestone = hit.kind == Found::Milestone ? timeline.milestone(hit.id) : nullptr)
            told.emplace(milestone->mission, hit.title);
    std::erase_if(hits, [&](const Hit& hit) {
        return hit.kind == Found::Mission && told.contains({hit.id, hit.title});
    });
}

std::string kindOf(const terrain::Feature& feature) {
    if (feature.shape == terrain::FeatureClass::Satellite)
        return "satellite crater";
    std::string kind = feature.kind; // IAU's terms are plain ASCII
    for (char& c : kind)
        if (c >= 'A' && c <= 'Z')
            c = char(c + 32);
    return kind;
}

std::string acrossInWords(double metres) {
    return metres < 9'950.0 ? fmt::format("{:.1f} km", metres / 1000.0) : scene::kilometres(metres);
}

const timeline::LocalizedText* titleOf(const Hit& hit, const timeline::Timeline& timeline) {
    const auto titled = [](const auto* record) { return record ? &record->title : nullptr; };
    switch (hit.kind) {
    case Found::Programme:
        return titled(timeline.programme(hit.id));
    case Found::Bloc:
        return titled(timeline.bloc(hit.id));
    case Found::Mission:
        return titled(timeline.mission(hit.id));
    case Found::Milestone:
        return titled(timeline.milestone(hit.id));
    case Found::Vehicle:
        return titled(timeline.vehicle(hit.id));
    case Found::Site:
        return titled(timeline.site(hit.id));
    case Found::Partner:
        return titled(timeline.partner(hit.id));
    case Found::Person:
        if (const timeline::Person* person = timeline.person(hit.id))
            return &person->name;
        break;
    case Found::Source:
    case Found::Place:
        break;
    }
    return nullptr;
}

std::string programmeIdOf(const Hit& hit, const timeline::Timeline& timeline) {
    switch (hit.kind) {
    case Found::Programme:
        return std::string(hit.id);
    case Found::Milestone:
        if (const auto* milestone = timeline.milestone(hit.id))
            return milestone->programme;
        break;
    case Found::Site:
        if (const auto* site = timeline.site(hit.id))
            return site->programme;
        break;
    case Found::Bloc:
        if (const auto* bloc = timeline.bloc(hit.id))
            return bloc->programme;
        break;
    case Found::Partner:
        if (const auto* partner = timeline.partner(hit.id))
            if (const auto* bloc = timeline.bloc(partner->bloc))
                return bloc->programme;
        break;
    case Found::Mission:
        for (const Milestone& milestone : timeline.milestones)
            if (milestone.mission == hit.id)
                return milestone.programme;
        break;
    default:
        break;
    }
    return {};
}

FoundRow rowOf(const Hit& hit, const Dataset& data) {
    const timeline::Timeline& timeline = *data.timeline;
    FoundRow row{hit, {}, timeline::nameOf(hit.kind), timeline.programme(programmeIdOf(hit, timeline))};
    if (const auto* title = titleOf(hit, timeline);
        title && hit.language != "en" && title->english() != hit.title)
        row.english = title->english();
    if (isGround(hit)) {
        if (const auto* feature = featureOf(hit, data))
            row.tag = feature->diameterM > 0.0
                          ? fmt::format("{} · {}", kindOf(*feature), acrossInWords(feature->diameterM))
                          : kindOf(*feature);
    } else if (hit.kind == Found::Partner) {
        const auto* partner = timeline.partner(hit.id);
        if (const auto* bloc = partner ? timeline.bloc(partner->bloc) : nullptr)
            row.tag += " · " + bloc->title.english();
    } else if (hit.kind == Found::Person) {
        const auto* person = timeline.person(hit.id);
        if (person && !person->offices.empty())
            row.tag += " · " + timeline::inWords(person->offices.back());
    } else if (row.programme && hit.kind != Found::Programme) {
        row.tag += " · " + row.programme->title.english();
    }
    return row;
}

/// The milestones of which something holds: the weightiest that was known, of equals one that is still to
/// happen, else the first; and whether there is any at all.
struct Weightiest {
    const Milestone* known = nullptr;
    bool any = false;
};

template <class Holds>
Weightiest weightiest(const timeline::Timeline& timeline, KnownDay day, const Holds& belongs) {
    Weightiest best;
    bool bestHappened = false;
    const auto snapshot = timeline::asKnown(timeline, day);
    for (const auto& known : snapshot.milestones) {
        const Milestone& milestone = *known.milestone;
        if (!belongs(milestone))
            continue;
        const bool happened = known.actualFrom != nullptr;
        if (!best.known || milestone.weight > best.known->weight ||
            (milestone.weight == best.known->weight && bestHappened && !happened)) {
            best.known = &milestone;
            bestHappened = happened;
        }
    }
    best.any = best.known || std::any_of(timeline.milestones.begin(), timeline.milestones.end(), belongs);
    return best;
}

/// What choosing does, for one state of the window.
struct Chooser {
    const Dataset& data;
    const scene::Moment& moment;
    KnownDay day;

    using Actions = std::vector<Action>;
    static Actions say(std::string message) { return {action::Say{std::move(message)}}; }

    Actions milestone(std::string_view id) const {
        if (!timeline::asKnown(*data.timeline, day).find(id))
            return say(kNotYet);
        return {action::SelectMilestone{std::string(id)}};
    }

    template <class Holds> Actions weightiestOf(const Hit& hit, const Holds& belongs) const {
        const Weightiest best = weightiest(*data.timeline, day, belongs);
        if (best.known)
            return {action::SelectMilestone{best.known->id}};
        return say(best.any ? kNotYet : fmt::format("{}: no milestone of the record", hit.title));
    }

    Actions site(std::string_view id) const {
        const timeline::Site* site = data.timeline->site(id);
        if (!site)
            return {};
        const bool silent = !site->history.empty() && site->history.front().knownFrom() > day;
        const bool hidden = site->announced && KnownDay{site->announced->lastDay()} > day;
        if (silent || hidden)
            return say(kNotYet);
        return {action::FlyToSite{site->id}};
    }

    Actions partner(std::string_view id) const {
        const timeline::Partner* partner = data.timeline->partner(id);
        if (!partner)
            return {};
        if (partner->joinedFrom() > day)
            return say(kNotYet);
        const timeline::Bloc* bloc = data.timeline->bloc(partner->bloc);
        std::string words =
            fmt::format("{}, {}: joined {}", partner->title.english(),
                        bloc ? bloc->title.english() : partner->bloc, inWords(partner->joined));
        if (const auto left = partner->leftFrom(); left && *left <= day)
            words += fmt::format("; left {}", inWords(*partner->left));
        if (partner->disputed)
            words += "; in dispute";
        const timeline::Source* source =
            partner->sources.empty() ? nullptr : data.timeline->source(partner->sources.front());
        if (source)
            words +=
                fmt::format(" (source: {})", source->publisher.empty() ? source->title : source->publisher);
        else
            words += " (no source was read)";
        if (partner->country.empty())
            return say(words);
        // The map of partners tells the same, on a day on which it was one.
        Actions actions;
        if (base::dayOf(moment.at) < partner->joinedFrom().day)
            actions.push_back(
                action::ScrubTo{base::startOf(partner->joinedFrom().day) + std::chrono::hours{12}});
        if (!moment.layers.partners || moment.country != partner->country)
            actions.push_back(action::SelectCountry{partner->country});
        return actions;
    }

    /// What was known of the person last: a flight or a word; else the offices.
    Actions person(std::string_view id) const {
        const timeline::Person* person = data.timeline->person(id);
        if (!person)
            return {};
        const auto milestones = timeline::milestonesOf(*data.timeline, id, day);
        if (!milestones.empty())
            return {action::SelectMilestone{milestones.back()->id}};
        std::string words;
        for (const timeline::Office& office : person->offices)
            if (office.from.firstDay() <= day.day) {
                words += fmt::format("{} {} from {}", words.empty() ? ":" : ";", timeline::inWords(office),
                                     inWords(office.from));
                if (office.until && office.until->lastDay() <= day.day)
                    words += " to " + inWords(*office.until);
                const timeline::Source* source =
                    office.sources.empty() ? nullptr : data.timeline->source(office.sources.front());
                words += source ? fmt::format(" (source: {})", source->publisher) : " (no source was read)";
            }
        if (words.empty() && !timeline::milestonesOf(*data.timeline, id, KnownDay{base::Day::max()}).empty())
            return say(kNotYet);
        return say(person->name.english() + (words.empty() ? ": no word of the record" : words));
    }

    Actions source(const Hit& hit) const {
        const auto by = [&](KnownDay last) {
            return [&hit, last](const Milestone& milestone) { return names(milestone, hit.id, last); };
        };
        const Weightiest best = weightiest(*data.timeline, day, by(day));
        if (!best.known) {
            const auto& all = data.timeline->milestones;
            const bool later = std::any_of(all.begin(), all.end(), by(KnownDay{base::Day::max()}));
            return later ? say(kNotYet) : sourceInWords(hit.id);
        }
        Actions actions{action::SelectMilestone{best.known->id}};
        if (!moment.layers.sources)
            actions.push_back(action::ToggleSources{});
        return actions;
    }

    /// A source of a site, a vehicle or a partner.
    Actions sourceInWords(std::string_view id) const {
        const timeline::Source* source = data.timeline->source(id);
        if (!source)
            return {};
        std::string words = source->title;
        if (!source->publisher.empty())
            words += ", " + source->publisher;
        if (source->date)
            words += ", " + inWords(*source->date);
        return say(words);
    }

    Actions place(const Hit& hit) const {
        const terrain::Feature* feature = featureOf(hit, data);
        if (!feature)
            return {};
        Actions actions;
        if (!moment.layers.names)
            actions.push_back(action::ToggleLayer{&scene::Layers::names});
        std::string words = fmt::format("{}: {}", feature->name, kindOf(*feature));
        if (feature->diameterM > 0.0)
            words += fmt::format(", {} (IAU)", acrossInWords(feature->diameterM));
        // It takes about two fifths of the picture's height.
        constexpr double kWidths = 5.0, kNearM = 3.0e3, kFarM = 8.0e6, kNominalM = 1.0e3;
        const double across = feature->diameterM > 0.0 ? feature->diameterM : kNominalM;
        actions.push_back(action::FlyToPlace{feature->middle, std::clamp(kWidths * across, kNearM, kFarM),
                                             std::move(words)});
        return actions;
    }
};

} // namespace

std::vector<FoundRow> foundRows(std::string_view query, const Dataset& data, std::size_t most) {
    std::vector<FoundRow> rows;
    if (!data.search)
        return rows;
    std::vector<Hit> hits = data.search->find(query, kLookedThrough);
    dropTwins(hits, *data.timeline);
    const auto middle = std::stable_partition(
        hits.begin(), hits.end(), [](const Hit& h) { return !isGround(h); });
    const auto count = [](auto from, auto to) { return std::size_t(to - from); };
    // Whichever has the better first hit; programmes before the ground.
    if (middle != hits.begin() && middle != hits.end() && middle->rank > hits.front().rank)
        std::rotate(hits.begin(), middle, hits.end());
    const auto second =
        hits.empty() ? hits.begin() : std::find_if(hits.begin(), hits.end(), [&](const Hit& h) {
            return isGround(h) != isGround(hits.front());
        });
    const std::size_t firsts = count(hits.begin(), second), seconds = count(second, hits.end());
    const std::size_t kept = std::min({seconds, most, std::max(kSecondGroup, most - std::min(most, firsts))});
    for (auto hit = hits.begin(); hit != hits.begin() + std::ptrdiff_t(std::min(firsts, most - kept)); ++hit)
        rows.push_back(rowOf(*hit, data));
    for (auto hit = second; hit != second + std::ptrdiff_t(kept); ++hit)
        rows.push_back(rowOf(*hit, data));
    return rows;
}

std::vector<Action> actionsFor(const Hit& hit, const Dataset& data, const Show& show) {
    // What is shown, not what stood before a story: the first action takes over from it.
    const scene::Moment moment = liveMomentOf(show, data);
    const Chooser chooser{data, moment, scene::knownDayOf(*data.timeline, moment)};
    switch (hit.kind) {
    case Found::Milestone:
        return chooser.milestone(hit.id);
    case Found::Mission:
        return chooser.weightiestOf(hit, [&](const Milestone& m) { return m.mission == hit.id; });
    case Found::Vehicle:
        return chooser.weightiestOf(hit, [&](const Milestone& m) { return holds(m.vehicles, hit.id); });
    case Found::Programme:
        return chooser.weightiestOf(hit, [&](const Milestone& m) { return m.programme == hit.id; });
    case Found::Bloc: {
        const timeline::Bloc* bloc = data.timeline->bloc(hit.id);
        return chooser.weightiestOf(hit, [&](const Milestone& m) {
            return bloc && !bloc->programme.empty() && m.programme == bloc->programme;
        });
    }
    case Found::Site:
        return chooser.site(hit.id);
    case Found::Partner:
        return chooser.partner(hit.id);
    case Found::Person:
        return chooser.person(hit.id);
    case Found::Source:
        return chooser.source(hit);
    case Found::Place:
        return chooser.place(hit);
    }
    return {};
}

} // namespace perilune::ui
