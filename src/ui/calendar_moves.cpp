#include "ui/calendar_moves.h"

#include "ui/session.h"
#include "astro/sky.h"

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
    const Day least = base::dayOf(firstInstant()) - days{50 * 365},
              most = base::dayOf(lastInstant()) + days{50 * 365};
    const auto length =
        std::clamp((span.last - span.first).count(), decltype(days{}.count()){kShortestSpanDays},
                   decltype(days{}.count()){kLongestSpanDays});
    span.first = std::clamp(span.first, least, most - days{length});
    span.last = span.first + days{length};
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

} // namespace perilune::ui
