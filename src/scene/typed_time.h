#pragma once

#include "timeline/timeline.h"
#include "base/calendar.h"
#include "base/result.h"

#include <optional>
#include <string>
#include <string_view>

namespace perilune::scene {

/// What words about a time are held against.
struct TypedFrom {
    base::Instant shown;                          ///< "next eclipse", "06:58" and "+3 days" are seen from it
    std::optional<base::Instant> now;             ///< for "today"; below the program nobody knows
    const timeline::Timeline* timeline = nullptr; ///< for names; may be absent
    timeline::KnownDay known{};                   ///< what is named stands as it was known then
};

/// A time as somebody said it.
struct TypedTime {
    base::Instant at;
    bool hour = false; ///< an hour was meant, not a day, which is shown at its noon
    std::string said;  ///< what it was taken for, where the words do not say it: "Artemis II: 1 April 2026"
    std::string milestone; ///< whose name it was; else empty
};

/// Understands 2028-03-01, 1 March 2028, March 1 2028, 1.3.2028, march 2021, 2021, 2027-33 (EDTF), each with
/// an hour behind or before it (06:58, 06:58:30, UTC); an hour alone; today, tomorrow, yesterday, now; +3
/// days, 2 months ago; next or last eclipse of the Moon, new moon, full moon, quarter; and names of the
/// record. An error says what is understood. What could mean two days is refused.
base::Result<TypedTime> typedTime(std::string_view words, const TypedFrom& from);

/// So many months on, at the same hour; where the month has no such day, on its last.
base::Instant monthsLater(base::Instant at, int months);

} // namespace perilune::scene
