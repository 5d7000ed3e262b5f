// What of the record is open: a milestone and its card, partners, what changed, and the titles' language.
#include "ui/calendar_moves.h"
#include "ui/looks.h"
#include "ui/reduce.h"
#include "timeline/ask/changes.h"
#include "timeline/languages.h"

#include <algorithm>
#include <vector>

namespace perilune::ui {

timeline::Snapshot snapshotOf(const Session& session, const World& world) {
    return timeline::asKnown(*world.timeline, knownDayOf(*world.timeline, session.moment));
}

void uncover(scene::Moment& moment) {
    moment.layers.partners = false;
    moment.changedSince.reset();
}

void Reducer::operator()(const action::SelectMilestone& a) {
    const auto snapshot = snapshotOf(s, world);
    const auto* known = snapshot.find(a.milestone);
    if (!known)
        return;
    s.playing = false;
    s.moment.selected = a.milestone;
    s.moment.layers.card = true;
    s.moment.layers.partners = false; // the card stands there
    if (const auto window = known->window()) {
        s.moment.at = std::clamp(noonOf(window->anchor()), firstInstant(), lastInstant());
        follow(s.moment);
    }
    if (const auto* site = siteOf(*world.timeline, a.milestone, snapshot.known))
        s.moment.selectedSite = site->id;
}

void Reducer::selectMilestoneAt(const timeline::Site& site) {
    const timeline::Milestone* best = nullptr;
    const auto snapshot = snapshotOf(s, world);
    for (const auto& known : snapshot.milestones) {
        const auto& sites = known.milestone->sites;
        if (std::find(sites.begin(), sites.end(), site.id) == sites.end())
            continue;
        if (known.milestone->id == s.moment.selected)
            return;
        if (!best || known.milestone->weight > best->weight)
            best = known.milestone;
    }
    if (best)
        s.moment.selected = best->id;
}

void Reducer::operator()(const action::ToggleSources&) {
    s.moment.layers.sources = !s.moment.layers.sources;
    if (s.moment.layers.sources)
        s.moment.layers.card = true;
}

void Reducer::operator()(const action::SelectCountry& a) {
    s.moment.country = s.moment.country == a.country ? std::string() : a.country;
    s.moment.layers.partners = true;
    s.moment.changedSince.reset();
}

void Reducer::operator()(const action::ToggleChanges&) {
    if (s.moment.changedSince)
        return uncover(s.moment);
    const auto known = knownDayOf(*world.timeline, s.moment);
    (*this)(action::CompareSince{{known.day - std::chrono::days{365}}});
}

void Reducer::operator()(const action::CompareSince& a) {
    const timeline::KnownDay known = knownDayOf(*world.timeline, s.moment);
    s.moment.layers.partners = false;
    s.moment.changedSince = std::min(a.day, known);
    s.moment.changesFrom = 0;
}

void Reducer::operator()(const action::MoveChanges& a) {
    if (!s.moment.changedSince)
        return;
    const auto changes =
        timeline::diff(*world.timeline, *s.moment.changedSince, knownDayOf(*world.timeline, s.moment))
            .milestones.size();
    const auto last = std::ptrdiff_t(changes) - 1;
    s.moment.changesFrom = std::size_t(std::clamp(std::ptrdiff_t(s.moment.changesFrom) + a.rows,
                                                  std::ptrdiff_t{0}, std::max(last, std::ptrdiff_t{0})));
}

void Reducer::operator()(const action::SetLanguage& a) {
    if (s.moment.subtitle == programmesIn(*world.timeline, s.moment.language))
        s.moment.subtitle = programmesIn(*world.timeline, a.language);
    s.moment.language = a.language;
    say("Titles: " + timeline::ownNameOf(a.language));
}

void Reducer::operator()(const action::CycleLanguage&) {
    const std::vector<std::string> all = timeline::languagesOf(*world.timeline);
    if (all.size() < 2)
        return say("The timelines give their titles in English alone");
    const auto here = std::find(all.begin(), all.end(), s.moment.language);
    (*this)(action::SetLanguage{here == all.end() || here + 1 == all.end() ? all.front() : *(here + 1)});
}

} // namespace perilune::ui
