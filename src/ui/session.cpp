#include "ui/session.h"

#include "ui/calendar_moves.h"
#include "scene/looks.h"
#include "scene/opening.h"

#include <algorithm>

namespace perilune::ui {

Session openingSession(const Dataset& data, base::Instant now, const std::string& language) {
    Session session;
    scene::Moment& moment = session.show.moment;
    const timeline::Timeline& timeline = *data.timeline;
    moment = scene::defaultMoment(timeline, std::clamp(now, firstInstant(), lastInstant()));
    if (const auto sky = astro::skyAt(moment.at))
        moment.look = scene::litSouth(sky->sun);
    moment.span = bounded(moment.span);
    follow(moment);
    moment.title = "The return to the Moon";
    moment.language = language;
    moment.subtitle = scene::programmesIn(timeline, language);
    if (const auto* milestone = scene::mostMoved(timeline)) {
        moment.selected = milestone->id;
        if (const auto* site = scene::siteOf(timeline, milestone->id, timeline.latestKnown()))
            moment.selectedSite = site->id;
    }
    return session;
}

} // namespace perilune::ui
