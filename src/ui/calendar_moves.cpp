#include "ui/calendar_moves.h"

#include "ui/session.h"
#include "scene/describe.h"
#include "scene/usual_span.h"
#include "astro/sky.h"
#include "timeline/ask/query.h"

#include <algorithm>
#include <cmath>

namespace perilune::ui {

using base::Day;
using base::Instant;
using std::chrono::days;

Instant firstInstant() {
    return base::startOf(std::chrono::year{astro::kFirstSkyYear} / std::chrono::January / 1);
}
Instant lastInstant() {
    return base::startOf(std::chrono::year{astro::kLastSkyYear} / std::chrono::December / 31);
}

scene::StripSpan bounded(scene::StripSpan span) {
    using namespace std::chrono;
    // As far as histories go; the sky knows fewer years.
    constexpr Day least = sys_days{year{-5000} / January / 1}, most = sys_days{year{9999} / December / 31};
    const auto length = std::clamp(span.last - span.first, days{kShortestSpanDays}, most - least);
    span.first = std::clamp(span.first, least, most - length);
    span.last = span.first + length;
    return span;
}

void follow(scene::Moment& moment) {
    const double length = double((moment.span.last - moment.span.first).count());
    const double at =
        std::chrono::duration<double, days::period>(moment.at - base::startOf(moment.span.first)).count();
    const double margin = length * 0.06;
    double shift = 0.0;
    if (at < margin)
        shift = at - margin;
    if (at > length - margin)
        shift = at - (length - margin);
    const days whole{shift < 0.0 ? int(std::floor(shift)) : int(std::ceil(shift))};
    moment.span.first += whole;
    moment.span.last += whole;
    moment.span = bounded(moment.span);
}

void keepInView(scene::Moment& moment, const timeline::Timeline& timeline) {
    const Day today = base::dayOf(moment.at);
    moment.span = scene::holding(moment.span, today);
    const auto snapshot = timeline::asKnown(timeline, scene::knownDayOf(timeline, moment));
    const auto after = timeline::stopAfter(snapshot, moment.span.first - days{1}, {});
    if (!after || after->day > moment.span.last) {
        const auto before = timeline::stopBefore(snapshot, moment.span.first, {});
        const bool earlier = before && (!after || today - before->day < after->day - today);
        if (earlier || after)
            moment.span = scene::holding(moment.span, earlier ? before->day : after->day);
    }
    moment.span = bounded(moment.span);
}

} // namespace perilune::ui
