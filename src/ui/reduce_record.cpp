// What of the record is open: a milestone and its card, partners, what changed, and the titles' language.
#include "ui/calendar_moves.h"
#include "ui/reduce.h"
#include "scene/describe.h"
#include "scene/opening.h"
#include "timeline/ask/changes.h"
#include "timeline/languages.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <vector>

namespace perilune::ui {

timeline::Snapshot snapshotOf(const Show& show, const Dataset& data) {
    return timeline::asKnown(*data.timeline, scene::knownDayOf(*data.timeline, show.moment));
}

void uncover(scene::Moment& moment) {
    moment.layers.partners = false;
    moment.changedSince.reset();
}

void Reducer::operator()(const action::SelectMilestone& a) {
    const auto snapshot = snapshotOf(show, data);
    const auto* known = snapshot.find(a.milestone);
    if (!known)
        return;
    show.playing = false;
    if (show.moment.selected != a.milestone)
        show.moment.said.reset();
    show.moment.selected = a.milestone;
    show.moment.layers.card = true;
    show.moment.layers.partners = false; // the card stands there
    if (const auto window = known->window()) {
        show.moment.at = std::clamp(noonOf(window->anchor()), firstInstant(), lastInstant());
        follow(show.moment);
    }
    if (const auto* site = scene::siteOf(*data.timeline, a.milestone, snapshot.known))
        show.moment.selectedSite = site->id;
}

void Reducer::selectMilestoneAt(const timeline::Site& site) {
    const timeline::Milestone* best = nullptr;
    const auto snapshot = snapshotOf(show, data);
    for (const auto& known : snapshot.milestones) {
        const auto& sites = known.milestone->sites;
        if (std::find(sites.begin(), sites.end(), site.id) == sites.end())
            continue;
        if (known.milestone->id == show.moment.selected)
            return;
        if (!best || known.milestone->weight > best->weight)
            best = known.milestone;
    }
    if (best) {
        show.moment.selected = best->id;
        show.moment.said.reset();
    }
}

void Reducer::operator()(const action::TellWord& a) {
    show.playing = false;
    if (show.moment.said == a.day)
        show.moment.said.reset();
    else
        show.moment.said = a.day;
}

void Reducer::operator()(const action::MoveWord& a) {
    const timeline::Milestone* milestone = data.timeline->milestone(show.moment.selected);
    if (!milestone || !show.moment.layers.card)
        return;
    const timeline::KnownDay known = scene::knownDayOf(*data.timeline, show.moment);
    std::set<timeline::KnownDay> days;
    for (const timeline::Announcement& said : milestone->history)
        if (said.knownFrom() <= known)
            days.insert(said.knownFrom());
    for (const timeline::Withdrawn& one : milestone->withdrawn)
        if (one.said.knownFrom() <= known)
            days.insert(one.said.knownFrom());
    if (days.empty())
        return;
    show.playing = false;
    // A ring: after the first word comes the card of all that was said.
    std::optional<timeline::KnownDay>& told = show.moment.said;
    if (a.step < 0) {
        const auto at = told ? days.lower_bound(*told) : days.end();
        told = at == days.begin() ? std::nullopt : std::optional(*std::prev(at));
    } else {
        const auto at = told ? days.upper_bound(*told) : days.begin();
        told = at == days.end() ? std::nullopt : std::optional(*at);
    }
}

void Reducer::operator()(const action::ToggleSources&) {
    show.moment.layers.sources = !show.moment.layers.sources;
    if (show.moment.layers.sources)
        show.moment.layers.card = true;
}

void Reducer::operator()(const action::SelectCountry& a) {
    show.moment.country = show.moment.country == a.country ? std::string() : a.country;
    show.moment.layers.partners = true;
    show.moment.changedSince.reset();
}

void Reducer::operator()(const action::ToggleChanges&) {
    if (show.moment.changedSince)
        return uncover(show.moment);
    const auto known = scene::knownDayOf(*data.timeline, show.moment);
    (*this)(action::CompareSince{{known.day - std::chrono::days{365}}});
}

void Reducer::operator()(const action::CompareSince& a) {
    const timeline::KnownDay known = scene::knownDayOf(*data.timeline, show.moment);
    show.moment.layers.partners = false;
    show.moment.changedSince = std::min(a.day, known);
    show.moment.changesFrom = 0;
}

void Reducer::operator()(const action::MoveChanges& a) {
    if (!show.moment.changedSince)
        return;
    const auto changes = timeline::diff(*data.timeline, *show.moment.changedSince,
                                        scene::knownDayOf(*data.timeline, show.moment))
                             .milestones.size();
    const auto last = std::ptrdiff_t(changes) - 1;
    show.moment.changesFrom = std::size_t(std::clamp(std::ptrdiff_t(show.moment.changesFrom) + a.rows,
                                                     std::ptrdiff_t{0}, std::max(last, std::ptrdiff_t{0})));
}

void Reducer::operator()(const action::SetLanguage& a) {
    const auto turn = [&](std::string& words, const auto& in) {
        if (words == in(*data.timeline, show.moment.language))
            words = in(*data.timeline, a.language);
    };
    turn(show.moment.title, scene::titleOf);
    turn(show.moment.subtitle, scene::programmesIn);
    show.moment.language = a.language;
    say("Titles: " + timeline::ownNameOf(a.language));
}

void Reducer::operator()(const action::CycleLanguage&) {
    const std::vector<std::string> all = timeline::languagesOf(*data.timeline);
    if (all.size() < 2)
        return say("The timelines give their titles in English alone");
    const auto here = std::find(all.begin(), all.end(), show.moment.language);
    (*this)(action::SetLanguage{here == all.end() || here + 1 == all.end() ? all.front() : *(here + 1)});
}

} // namespace perilune::ui
