#pragma once

#include "timeline/timeline.h"

#include <filesystem>
#include <string>
#include <vector>

namespace perilune::timeline {

/// Reads and checks timeline files together (ids are shared between them). All mistakes in one pass.
base::Parsed<Timeline> readTimelines(const std::vector<std::filesystem::path>& files);

/// The same from text in memory: pairs of file name and content.
base::Parsed<Timeline> parseTimelines(const std::vector<std::pair<std::string, std::string>>& files);

/// Whether a file adds to others or corrects them, so that it is read with those alone. False of a broken
/// one.
bool liesOver(const std::string& text);

const char* nameOf(Status status);         ///< as written in the file: "in-development"
const char* nameOf(Confidence confidence); ///< "high", "low", "unverified"
const char* nameOf(AnnouncementKind kind); ///< "target", "statement", "event", "projection", "period"
const char* nameOf(Precision precision);   ///< "day", "quarter", …
std::string inWords(Status status);        ///< for an audience: "in development"

} // namespace perilune::timeline
