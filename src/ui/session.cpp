#include "ui/session.h"

#include "ui/calendar_moves.h"
#include "ui/looks.h"

#include <algorithm>
#include <cmath>

namespace perilune::ui {

scene::Moment momentOf(const Session& session, const World& world) {
    scene::Moment moment = session.moment;
    if (session.storyPlaying && world.story)
        moment = story::momentAt(*world.story, {std::llround(session.storyS * 1e6), 1'000'000});
    moment.curtain = std::max(moment.curtain, session.blackness);
    return moment;
}

bool isMoving(const Session& s) {
    const bool rests = s.nowS - s.lastInputS > kChromeRestS && s.panel == Panel::None;
    return s.playing || s.flight || s.storyPlaying || s.spinXShareS != 0.0 || s.spinYShareS != 0.0 ||
           s.zoomRate != 0.0 || s.chrome != (rests ? 0.0 : 1.0) || s.blackness != (s.black ? 1.0 : 0.0);
}

std::optional<double> restsForS(const Session& s) {
    std::optional<double> wait;
    if (s.panel == Panel::None && s.chrome > 0.0)
        wait = std::max(0.0, s.lastInputS + kChromeRestS - s.nowS) + 0.01;
    if (!s.message.empty())
        wait = std::min(wait.value_or(1e9), std::max(0.0, s.messageUntilS - s.nowS) + 0.01);
    return wait;
}

Session openingSession(const World& world, base::Instant now, const std::string& language) {
    Session s;
    const timeline::Timeline& timeline = *world.timeline;
    s.moment = defaultMoment(timeline, std::clamp(now, firstInstant(), lastInstant()));
    if (const auto sky = astro::skyAt(s.moment.at))
        s.moment.look = litSouth(sky->sun);
    s.moment.span = bounded(s.moment.span);
    follow(s.moment);
    s.moment.title = "The return to the Moon";
    s.moment.language = language;
    s.moment.subtitle = programmesIn(timeline, language);
    if (const auto* milestone = mostMoved(timeline)) {
        s.moment.selected = milestone->id;
        if (const auto* site = siteOf(timeline, milestone->id, timeline.latestKnown()))
            s.moment.selectedSite = site->id;
    }
    return s;
}

} // namespace perilune::ui
