#pragma once

#include "scene/moment.h"
#include "timeline/timeline.h"
#include "base/result.h"

#include <string>
#include <string_view>
#include <vector>

// A Moment as a link, which can be mailed, printed as a code or clicked:
//
//     perilune:1/record=2026-11-22.3fa9c2d1/at=2026-11-25T12:30Z/span=2018+2031/lat=-84.6/tint=slope
//
// After the scheme stand the form's version and, between slashes, the rows of the Moment's table that differ
// from a fresh Moment; instant and span are always written. `record` names the timelines: their last known
// day and a digest of their files. Values are those of write(); a slash in them is a plus, and what is no
// letter, digit or one of - . _ ~ : , is a byte in hexadecimal, %20: so that no shell and no mail programme
// breaks a link.

namespace perilune::scene {

inline constexpr int kLinkVersion = 1;
inline constexpr std::size_t kLongestLink = 8192;

/// Whether it is meant as one.
bool isLink(std::string_view word);

std::string linkTo(const Moment& moment, const timeline::Timeline& record);

/// What a link comes to with this record.
struct Followed {
    Moment moment;
    std::vector<std::string> remarks; ///< a sentence each: what of it is not known here, and so left out
};
/// An error only where it is no link at all. What a newer program or another record wrote is shown as far as
/// it is known.
base::Result<Followed> followLink(std::string_view link, const timeline::Timeline& record);

} // namespace perilune::scene
