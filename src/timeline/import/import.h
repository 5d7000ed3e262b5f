#pragma once

#include "base/diagnostic.h"

#include <string>
#include <string_view>

namespace perilune::timeline {

/// A timeline in Perilune's form made of somebody else's file, ready to be completed by hand. Every mistake
/// has its place; with one, there is no value.
///
/// CSV (RFC 4180, UTF-8; comma, semicolon or tab): a header line; columns, in any order and case: id, title,
/// lane, announced, target or date, actual, status, by, words, source, url, confidence. `title` must be
/// there. Lines of one id are one history. Dates are EDTF.
base::Parsed<std::string> importCsv(std::string_view text, const std::string& fileName);

/// TimelineJS JSON: `title`, `eras`, `events` with start_date, end_date, text, media, group. What happened
/// before year 1000 is refused. Its events do not say when they became known: each is entered as announced on
/// its last day.
base::Parsed<std::string> importTimelineJs(std::string_view text, const std::string& fileName);

} // namespace perilune::timeline
