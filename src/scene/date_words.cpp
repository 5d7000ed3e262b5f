#include "scene/date_words.h"

namespace perilune::scene {

bool tellsHour(const Moment& moment) {
    const auto days = (moment.span.last - moment.span.first).count();
    return days > 0 && days <= kHourSpanDays;
}

std::string dateInWords(const Moment& moment) {
    const std::string day = base::dayInWords(base::dayOf(moment.at));
    return tellsHour(moment) ? day + ", " + base::formatInstant(moment.at).substr(11, 5) + " UTC" : day;
}

} // namespace perilune::scene
