#include "ui/session.h"

#include "ui/calendar_moves.h"
#include "scene/looks.h"
#include "scene/opening.h"
#include "scene/usual_span.h"

namespace perilune::ui {

Session openingSession(const Dataset& data, base::Instant now, const std::string& language) {
    Session session;
    scene::Moment& moment = session.show.moment;
    const timeline::Timeline& timeline = *data.timeline;
    moment = scene::defaultMoment(timeline, scene::openingOf(timeline, now).at);
    if (const auto sky = astro::skyAt(moment.at))
        moment.look = scene::litSouth(sky->sun);
    moment.span = bounded(moment.span);
    moment.title = scene::titleOf(timeline, language);
    moment.language = language;
    if (const std::string programmes = scene::programmesIn(timeline, language); programmes != moment.title)
        moment.subtitle = programmes;
    if (const auto* milestone = scene::mostMoved(timeline)) {
        moment.selected = milestone->id;
        if (const auto* site = scene::siteOf(timeline, milestone->id, timeline.latestKnown()))
            moment.selectedSite = site->id;
    }
    return session;
}

} // namespace perilune::ui
