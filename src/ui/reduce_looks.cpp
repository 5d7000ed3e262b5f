// Where the camera is sent: sites and places, looks from elsewhere, home and north up.
#include "ui/camera_moves.h"
#include "ui/reduce.h"
#include "ui/stands.h"
#include "scene/camera.h"
#include "scene/choices.h"
#include "scene/describe.h"
#include "scene/looks.h"
#include "scene/opening.h"

#include <algorithm>
#include <vector>

namespace perilune::ui {

namespace {} // namespace

void Reducer::operator()(const action::FlyToSite& a) {
    const timeline::Site* site = data.timeline->site(a.site);
    if (!site)
        return;
    const auto where = scene::whereIs(*site, scene::knownDayOf(*data.timeline, show.moment), *data.timeline);
    const bool again = show.moment.selectedSite == a.site && where && isOver(goal(show)) &&
                       goal(show).rangeM <= scene::lookAt(*where).rangeM * 1.3;
    show.moment.selectedSite = a.site;
    selectMilestoneAt(*site);
    if (!where)
        return say(site->title.in(show.moment.language) + ": no place was announced");
    fly(again && !site->model.empty() ? scene::lookBeside(*where) : scene::lookAt(*where));
    tellOfNight(-1.0);
}

void Reducer::operator()(const action::FlyToSelected&) {
    const timeline::Site* site =
        scene::siteOf(*data.timeline, show.moment.selected, scene::knownDayOf(*data.timeline, show.moment));
    if (!site)
        site = data.timeline->site(show.moment.selectedSite);
    if (site)
        (*this)(action::FlyToSite{site->id});
    else if (!show.moment.selected.empty())
        say("No place was announced for this milestone");
}

void Reducer::operator()(const action::NextSite& a) {
    const auto known = scene::knownDayOf(*data.timeline, show.moment);
    std::vector<const timeline::Site*> sites;
    for (const auto& site : data.timeline->sites)
        if (scene::isKnown(site, known) && scene::whereIs(site, known, *data.timeline))
            sites.push_back(&site);
    if (sites.empty())
        return;
    const auto here = std::find_if(sites.begin(), sites.end(),
                                   [&](const auto* site) { return site->id == show.moment.selectedSite; });
    const auto count = std::ptrdiff_t(sites.size());
    const auto from = here == sites.end() ? (a.step > 0 ? -1 : 0) : here - sites.begin();
    const auto* next = sites[std::size_t(((from + a.step) % count + count) % count)];
    show.moment.selectedSite.clear();
    (*this)(action::FlyToSite{next->id});
}

void Reducer::operator()(const action::FlyToPlace& a) {
    fly(scene::lookFrom(a.place, a.rangeM > 0.0 ? a.rangeM : std::max(goal(show).rangeM / 6.0, 200.0)));
    if (!a.words.empty())
        say(a.words);
    tellOfNight(-1.0, a.words.empty() ? "" : a.words + ". ");
}

void Reducer::operator()(const action::FlyToLook& a) {
    fly(a.look);
    tellOfNight(-10.0); // a whole disc may show some of the day side
}

void Reducer::operator()(const action::LookFrom& a) {
    if (const auto look = nextLookFrom(show.moment, a.vantage, *data.timeline)) {
        fly(*look);
        if (const auto words = wordsFor(*look); !words.empty())
            say(words);
        tellOfNight(-1.0);
    } else
        say(a.vantage == scene::Vantage::Craft ? "No spacecraft whose path is known flies on this day"
                                               : "No place was announced for this site");
}

void Reducer::operator()(const action::CycleAim&) {
    const auto look = nextAim(show.moment, *data.timeline);
    if (!look)
        return say("5 to 8 look from elsewhere; then 9 looks at something else");
    fly(*look);
    say(wordsFor(*look));
}

void Reducer::operator()(const action::FlyHome&) {
    const auto sky = astro::skyAt(show.moment.at);
    fly(sky ? scene::litDisc(sky->sun) : scene::wholeDisc({}, {}));
}

void Reducer::operator()(const action::NorthUp&) {
    scene::Look to = goal(show);
    if (!isOver(to)) { // straight at what is looked at, or level to the north
        to.azimuth = to.elevation = {};
        return fly(to);
    }
    to.heading = {};
    if (to.rangeM > 1.5e6)
        to.tilt = {};
    fly(to);
}

void Reducer::tellOfNight(double leastAltitudeDeg, const std::string& before) {
    const auto sky = astro::skyAt(show.moment.at);
    const bool atPlace = isOver(goal(show)) || goal(show).vantage == scene::Vantage::Site;
    if (show.moment.light.mode != scene::LightMode::True || !sky || !atPlace)
        return;
    const astro::Selenographic place{goal(show).latitude, goal(show).longitude, 0.0};
    if (astro::horizontal(sky->sun, sky->sunDistanceM, place).altitude.degrees() < leastAltitudeDeg)
        say(before + "Night there on this day; Q shows it in the nearest sunlit hour");
}

} // namespace perilune::ui
