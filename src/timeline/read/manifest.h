#pragma once

#include "base/diagnostic.h"

#include <string>
#include <string_view>
#include <vector>

namespace perilune::timeline {

/// What a record says of itself in `record.manifest`, beside its timelines: how new it is, and what belongs
/// to it.
struct RecordManifest {
    struct File {
        std::string name;   ///< "artemis.yaml": no folder
        std::string sha256; ///< of its bytes, in lower case hexadecimal
    };
    std::string version;       ///< "2026-11-30", or "2026-11-30.2" of a second one of that day
    std::string evidenceUntil; ///< a day; empty where it is not said
    std::string address;       ///< where the newest one is to be had; empty where it is not said
    std::vector<File> files;
};

inline constexpr const char* kManifestName = "record.manifest";

base::Parsed<RecordManifest> parseManifest(std::string_view text, const std::string& fileName);
std::string toYaml(const RecordManifest& manifest);

/// Whether a text is one: a day, and behind a point which of that day it is.
bool isVersion(std::string_view text);
/// Below 0 where the first is older, above 0 where it is newer. Both are versions; no version is older than
/// all.
int compareVersions(std::string_view a, std::string_view b);

/// A name that a record's file may have: "artemis.yaml".
bool isRecordFileName(std::string_view name);

} // namespace perilune::timeline
