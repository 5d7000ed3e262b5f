// Where the camera is sent: sites and places, looks from elsewhere, home and north up.
#include "ui/looks.h"
#include "ui/reduce.h"
#include "ui/stands.h"
#include "scene/camera.h"
#include "scene/choices.h"

#include <algorithm>
#include <vector>

namespace perilune::ui {

namespace {

bool isOver(const scene::Look& look) {
    return look.vantage == scene::Vantage::Over;
}

} // namespace

void Reducer::operator()(const action::FlyToSite& a) {
    const timeline::Site* site = world.timeline->site(a.site);
    if (!site)
        return;
    const auto where = scene::whereIs(*site, knownDayOf(*world.timeline, s.moment), *world.timeline);
    const bool again = s.moment.selectedSite == a.site && where && isOver(goal(s)) &&
                       goal(s).rangeM <= lookAt(*where).rangeM * 1.3;
    s.moment.selectedSite = a.site;
    selectMilestoneAt(*site);
    if (!where)
        return say(site->title.in(s.moment.language) + ": no place was announced");
    fly(s, again && !site->model.empty() ? lookBeside(*where) : lookAt(*where));
    tellOfNight(-1.0);
}

void Reducer::operator()(const action::FlyToSelected&) {
    const timeline::Site* site =
        siteOf(*world.timeline, s.moment.selected, knownDayOf(*world.timeline, s.moment));
    if (!site)
        site = world.timeline->site(s.moment.selectedSite);
    if (site)
        (*this)(action::FlyToSite{site->id});
    else if (!s.moment.selected.empty())
        say("No place was announced for this milestone");
}

void Reducer::operator()(const action::NextSite& a) {
    const auto known = knownDayOf(*world.timeline, s.moment);
    std::vector<const timeline::Site*> sites;
    for (const auto& site : world.timeline->sites)
        if (scene::isKnown(site, known) && scene::whereIs(site, known, *world.timeline))
            sites.push_back(&site);
    if (sites.empty())
        return;
    const auto here = std::find_if(sites.begin(), sites.end(),
                                   [&](const auto* site) { return site->id == s.moment.selectedSite; });
    const auto count = std::ptrdiff_t(sites.size());
    const auto from = here == sites.end() ? (a.step > 0 ? -1 : 0) : here - sites.begin();
    const auto* next = sites[std::size_t(((from + a.step) % count + count) % count)];
    s.moment.selectedSite.clear();
    (*this)(action::FlyToSite{next->id});
}

void Reducer::operator()(const action::FlyToPlace& a) {
    fly(s, lookFrom(a.place, a.rangeM > 0.0 ? a.rangeM : std::max(goal(s).rangeM / 6.0, 200.0)));
    if (!a.words.empty())
        say(a.words);
    tellOfNight(-1.0, a.words.empty() ? "" : a.words + ". ");
}

void Reducer::operator()(const action::FlyToLook& a) {
    fly(s, a.look);
    tellOfNight(-10.0); // a whole disc may show some of the day side
}

void Reducer::operator()(const action::LookFrom& a) {
    if (const auto look = nextLookFrom(s.moment, a.vantage, *world.timeline)) {
        fly(s, *look);
        if (const auto words = wordsFor(*look); !words.empty())
            say(words);
        tellOfNight(-1.0);
    } else
        say(a.vantage == scene::Vantage::Craft ? "No spacecraft whose path is known flies on this day"
                                               : "No place was announced for this site");
}

void Reducer::operator()(const action::CycleAim&) {
    const auto look = nextAim(s.moment, *world.timeline);
    if (!look)
        return say("5 to 8 look from elsewhere; then 9 looks at something else");
    fly(s, *look);
    say(wordsFor(*look));
}

void Reducer::operator()(const action::FlyHome&) {
    const auto sky = astro::skyAt(s.moment.at);
    fly(s, sky ? litDisc(sky->sun) : scene::wholeDisc({}, {}));
}

void Reducer::operator()(const action::NorthUp&) {
    scene::Look to = goal(s);
    if (!isOver(to)) { // straight at what is looked at, or level to the north
        to.azimuth = to.elevation = {};
        return fly(s, to);
    }
    to.heading = {};
    if (to.rangeM > 1.5e6)
        to.tilt = {};
    fly(s, to);
}

void Reducer::tellOfNight(double leastAltitudeDeg, const std::string& before) {
    const auto sky = astro::skyAt(s.moment.at);
    const bool atPlace = isOver(goal(s)) || goal(s).vantage == scene::Vantage::Site;
    if (s.moment.light.pinned || !sky || !atPlace)
        return;
    const astro::Selenographic place{goal(s).latitude, goal(s).longitude, 0.0};
    if (astro::horizontal(sky->sun, sky->sunDistanceM, place).altitude.degrees() < leastAltitudeDeg)
        say(before + "Night there on this day; P pins the Sun so that the ground is lit");
}

} // namespace perilune::ui
