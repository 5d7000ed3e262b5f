#pragma once

#include "scene/moment.h"
#include "base/calendar.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace perilune::scene {

/// Which places of the strip are taken, as finely as any picture shows them: of thousands that would lie on
/// their likes only the first few are made.
class StripPlaces {
  public:
    explicit StripPlaces(const StripSpan& span);

    /// Whether days are near enough to the span for anything of theirs to be seen: half a span beyond either
    /// end, over which what has no end fades out.
    bool reaches(base::Day first, base::Day last) const { return last >= from_ && first <= to_; }

    /// All by which things on the strip differ that stand on the same days.
    struct Look {
        std::uint32_t lane = 0;
        std::uint32_t kind = 0; ///< whatever else: kind, standing, weight
    };
    /// Whether one more of this look is to be made on these days; it then is.
    bool take(Look look, base::Day first, base::Day last, base::Day anchor);
    /// The same for what stands on one day, of which there are most; `kind` below kDayKinds.
    bool takeDay(Look look, base::Day day);
    static constexpr std::uint32_t kDayKinds = 16;

  private:
    struct Place {
        std::uint64_t look = 0, days = 0;
        std::uint32_t count = 0; ///< 0: nobody's
    };
    std::uint64_t placeOf(base::Day day) const;
    Place& find(std::uint64_t look, std::uint64_t days);
    void grow();

    base::Day first_, from_, to_;
    std::int64_t days_ = 1;     ///< of the span
    std::vector<Place> places_; ///< by hash; a power of two, at most half full
    std::size_t used_ = 0;
    std::vector<std::vector<std::uint8_t>> onDay_; ///< by lane and kind, then place: how many there are
};

} // namespace perilune::scene
