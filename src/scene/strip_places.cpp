#include "scene/strip_places.h"

#include <algorithm>

namespace perilune::scene {

namespace {

constexpr std::int64_t kPlaces = 4096; ///< over the span: more than the widest picture's pixels
constexpr std::uint32_t kMost = 8;     ///< of one look in one place: more would look no darker

std::uint64_t mixed(std::uint64_t x) { // splitmix64 (S. Vigna)
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

} // namespace

StripPlaces::StripPlaces(const StripSpan& span)
    : first_(std::min(span.first, span.last)), days_((std::max(span.first, span.last) - first_).count() + 1),
      places_(1024) {
    const std::chrono::days beyond{days_ / 2 + 1};
    from_ = first_ - beyond;
    to_ = first_ + std::chrono::days{days_} + beyond;
}

std::uint64_t StripPlaces::placeOf(base::Day day) const {
    // What lies outside lies nowhere in particular.
    const std::int64_t inside = std::clamp<std::int64_t>((day - first_).count(), -days_, 2 * days_) + days_;
    return static_cast<std::uint64_t>(days_ > kPlaces ? inside * kPlaces / days_ : inside);
}

bool StripPlaces::take(Look look, base::Day first, base::Day last, base::Day anchor) {
    if (2 * used_ >= places_.size())
        grow();
    const std::uint64_t days = placeOf(first) << 40 | placeOf(last) << 20 | placeOf(anchor);
    Place& place = find(std::uint64_t(look.lane) << 32 | look.kind, days);
    used_ += place.count == 0 ? 1 : 0;
    return place.count < kMost && ++place.count;
}

bool StripPlaces::takeDay(Look look, base::Day day) {
    const std::size_t own = look.lane * kDayKinds + look.kind;
    if (own >= onDay_.size())
        onDay_.resize(own + 1);
    if (onDay_[own].empty())
        onDay_[own].resize(static_cast<std::size_t>(3 * std::min(days_, kPlaces) + 1));
    std::uint8_t& count = onDay_[own][placeOf(day)];
    return count < kMost && ++count;
}

StripPlaces::Place& StripPlaces::find(std::uint64_t look, std::uint64_t days) {
    const std::size_t mask = places_.size() - 1;
    std::size_t i = static_cast<std::size_t>(mixed(mixed(look) ^ days)) & mask;
    while (places_[i].count > 0 && (places_[i].look != look || places_[i].days != days))
        i = (i + 1) & mask;
    if (places_[i].count == 0)
        places_[i] = {look, days, 0};
    return places_[i];
}

void StripPlaces::grow() {
    std::vector<Place> before(4 * places_.size());
    before.swap(places_);
    for (const Place& place : before)
        if (place.count > 0)
            find(place.look, place.days).count = place.count;
}

} // namespace perilune::scene
