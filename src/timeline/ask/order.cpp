#include "timeline/ask/order.h"

namespace perilune::timeline {

namespace {

bool isBefore(const Window& a, const Window& b) {
    return !a.openEnd && !b.openBegin && a.end <= b.begin;
}

bool isOneDay(const Window& window) {
    return window.precision == Precision::Day && !window.openBegin && !window.openEnd;
}

} // namespace

bool liesIn(const Window& window, const Window& days) {
    return (days.openEnd || window.firstDay() <= days.lastDay()) &&
           (days.openBegin || days.firstDay() <= window.lastDay());
}

Order orderOf(const Window& first, const Window& second) {
    if (isBefore(first, second))
        return Order::First;
    if (isBefore(second, first))
        return Order::Second;
    return isOneDay(first) && isOneDay(second) && first.begin == second.begin ? Order::SameDay
                                                                              : Order::CannotBeTold;
}

} // namespace perilune::timeline
